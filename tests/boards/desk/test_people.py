"""The list of people says of each what an adviser would: when they can begin, and who follows them."""

from datetime import date

import pytest

from boards.candidates.enums import Availability
from tenants.models import Tenant
from tests.boards.followup.making import adviser, profile
from tests.conftest import TenantClient


@pytest.mark.parametrize(
    ("availability", "begins", "said"),
    [
        (Availability.FROM_DATE, date(2030, 3, 1), "À partir du 1er mars 2030"),
        (Availability.EMPLOYED, None, "En emploi, à l’écoute"),
    ],
)
def test_when_somebody_can_begin_and_that_nobody_follows_them(in_alpha: Tenant, availability, begins, said) -> None:
    profile(availability=availability, available_from=begins)
    client = TenantClient(in_alpha)
    client.force_login(adviser())
    page = client.get("/espace/personnes").content.decode()
    assert said in page
    assert "pas encore suivie" in page
