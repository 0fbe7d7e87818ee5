"""TRUST 22: one person presses six times at once, and is one row; shown to fail without what prevents it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from boards.applications.models import Application
from boards.applications.services import applying
from boards.applications.services.applying import apply
from boards.applications.values import ApplicationValues
from boards.offers.models import Offer
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.applications import making
from tests.boards.applications.making import EMAIL, NAME, PHONE
from tests.boards.together import at_once, meeting

PRESSES = 6


@pytest.fixture
def offer(committing: str) -> Iterator[Offer]:
    with entering(Tenant.objects.get(schema_name="alpha")):
        yield making.here()


def presses(offer: Offer, **values: str) -> list[Callable[[], object]]:
    """Six at once, all of which have looked for the first application before any of them writes, if they may."""
    said = {"name": NAME, "email": EMAIL, "message": "Bonjour", **values}

    begin = meeting(lambda: None)

    def press() -> object:
        begin()
        mine = Offer.objects.get(pk=offer.pk)
        return apply(offer=mine, typed=ApplicationValues(**said))

    return [press] * PRESSES


def rows() -> int:
    with entering(Tenant.objects.get(schema_name="alpha")):
        return Application.objects.count()


def test_six_presses_at_once_are_one_application_and_nobody_sees_an_error(offer: Offer) -> None:
    assert at_once(presses(offer)) == []
    assert rows() == 1


@pytest.mark.parametrize("locked", [True, False])
def test_known_by_name_and_number_alone_one_is_one_row_too(
    offer: Offer, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    if not locked:
        monkeypatch.setattr(applying, "hold", lambda offer: Offer.objects.get(pk=offer.pk))
        slowly(monkeypatch)
    problems = at_once(presses(offer, email="", phone=PHONE))
    assert (problems == []) is locked
    assert rows() == 1


def test_without_the_lock_somebody_is_refused_by_the_constraint(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applying, "hold", lambda offer: Offer.objects.get(pk=offer.pk))
    slowly(monkeypatch)
    assert at_once(presses(offer)) != []
    assert rows() == 1


def test_without_lock_and_constraint_there_are_several(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the two are for: the test above proves nothing unless this happens."""
    monkeypatch.setattr(applying, "hold", lambda offer: Offer.objects.get(pk=offer.pk))
    slowly(monkeypatch)
    monkeypatch.setattr(Application, "full_clean", lambda self, **options: None)
    with entering(Tenant.objects.get(schema_name="alpha")), connection.cursor() as cursor:
        cursor.execute("DROP INDEX application_once_an_address")
    assert at_once(presses(offer)) == []
    assert rows() > 1


def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has looked before anybody writes."""
    find, met = applying.find_known, meeting(lambda: None)

    def find_known(**said: object) -> Application | None:
        found = find(**said)  # type: ignore[arg-type]
        met()
        return found

    monkeypatch.setattr(applying, "find_known", find_known)
