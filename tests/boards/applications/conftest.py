"""Inside alpha, with one offer that is answered here."""

from collections.abc import Iterator

import pytest

from boards.offers.models import Offer
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.applications import making


@pytest.fixture
def in_alpha(alpha: Tenant) -> Iterator[Tenant]:
    with entering(alpha):
        yield alpha


@pytest.fixture
def offer(in_alpha: Tenant) -> Offer:
    return making.here()
