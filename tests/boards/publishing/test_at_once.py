"""The last button pressed twice at the same moment, in two processes: one offer. Without the lock: two."""

import pytest

from boards.employers.services import EmployerIdentity
from boards.offers.models import Offer
from boards.offers.values import OfferValues
from boards.publishing.models import Draft
from boards.publishing.services import handing_in
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.together import at_once, meeting, no_row_locks

VALUES = OfferValues(
    title="Boulanger F/H",
    description="Vous pétrissez, façonnez et cuisez les pains de la nuit.",
    apply_value="paul@vandaele.example",
)


def offers_of_two_presses(monkeypatch: pytest.MonkeyPatch) -> int:
    with entering(Tenant.objects.get(schema_name="alpha")):
        making.employer(by=making.person())
        draft = Draft.objects.create()
    # Both have read the draft before either writes: the moment that a lock is for.
    monkeypatch.setattr(handing_in, "employer_for", meeting(handing_in.employer_for))

    def press() -> None:
        identity = EmployerIdentity(name="Boulangerie Vandaele")
        handing_in.hand_in(draft=Draft.objects.get(pk=draft.pk), identity=identity, values=VALUES, by=making.person())

    at_once([press, press])
    with entering(Tenant.objects.get(schema_name="alpha")):
        return Offer.objects.count()


def test_with_the_lock_two_presses_make_one_offer(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert offers_of_two_presses(monkeypatch) == 1


def test_without_the_lock_they_make_two(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_row_locks(monkeypatch)
    assert offers_of_two_presses(monkeypatch) == 2
