"""Who works with alerts in these tests."""

import pytest

from tests.boards.offers.desk.conftest import Desk


@pytest.fixture
def adviser(alpha, visit) -> Desk:
    return Desk(alpha, visit(alpha), "conseillere@cchf.example", "adviser")


@pytest.fixture
def manager(alpha, visit) -> Desk:
    return Desk(alpha, visit(alpha), "responsable@cchf.example", "manager")
