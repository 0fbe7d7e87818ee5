"""States and their moves: in the enum, in the services, and in PostgreSQL."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from boards.accounts.enums import Role
from boards.applications.enums import AnsweredHow, ApplicationState, Hand
from boards.applications.models import Application
from boards.applications.services.following import contest
from boards.applications.services.moving import move, move_many, withdraw
from boards.offers.models import Offer
from tenants.audit.models import AuditEntry
from tests.boards import making as boards
from tests.boards.applications import making

S = ApplicationState


def test_every_state_says_where_it_leads_and_none_is_a_trap() -> None:
    for state in S:
        assert state.next_states
        assert state not in state.next_states
    # Nobody can be brought back to «not looked at» once they were answered or hired.
    assert not S.REFUSED.may_become(S.NEW)
    assert not S.HIRED.may_become(S.NEW)
    # Whoever withdrew is nobody's to move.
    assert S.WITHDRAWN.next_states == (S.NEW,)


@pytest.mark.parametrize("before", S)
def test_postgresql_knows_the_same_moves(offer: Offer, before: S) -> None:
    application = making.sent(offer)
    person = boards.person()
    common = {"state_by": person, "state_at": timezone.now(), "answered_at": timezone.now(), "answered_how": "refusal"}
    for after in S:
        hand = Hand.CANDIDATE if after == S.WITHDRAWN else Hand.EMPLOYER
        change = {"state_before": before, "state": after, "state_hand": hand, **common}
        try:
            with transaction.atomic():
                Application.objects.filter(pk=application.pk).update(**change)
        except IntegrityError:
            assert not before.may_become(after), (before, after)
        else:
            assert before.may_become(after), (before, after)


@pytest.mark.parametrize(
    "broken",
    [
        {"state_hand": Hand.EMPLOYER, "state_by": None},
        {"answered_at": timezone.now(), "answered_how": ""},
        {"state_before": S.NEW, "state": S.REFUSED},  # without an answer
        {"agreed_at": None, "agreed_how": ""},  # applied oneself
        {"email": "", "phone": ""},
        {"phone": "0612345678"},
        {"anonymised_at": timezone.now()},  # and still has a name
        {"state_before": S.NEW, "state": S.WITHDRAWN, "state_hand": Hand.PLATFORM},
    ],
)
def test_what_can_not_be_is_refused_by_the_database(offer: Offer, broken: dict[str, object]) -> None:
    application = making.sent(offer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**broken)


def test_moving_says_who_and_when_and_counts_as_an_answer(offer: Offer) -> None:
    application = making.sent(offer)
    baker = boards.person()
    moved = move(application=application, to=S.CONTACTED, by=baker)
    assert (moved.state, moved.state_before, moved.state_hand, moved.state_by) == (
        "contacted",
        "new",
        "employer",
        baker,
    )
    assert moved.answered_how == AnsweredHow.CONTACT
    assert AuditEntry.objects.filter(kind="application.moved", actor_id=str(baker.pk)).count() == 1
    # A double click is nothing.
    move(application=application, to=S.CONTACTED, by=baker)
    assert AuditEntry.objects.filter(kind="application.moved").count() == 1
    # Dragged by mistake: as if nothing had been.
    assert move(application=application, to=S.NEW, by=baker).answered_at is None


def test_an_adviser_acts_for_the_employer_and_it_says_so(offer: Offer) -> None:
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    moved = move(application=making.sent(offer), to=S.MET, by=adviser)
    assert (moved.state_hand, moved.state_by) == (Hand.ADVISER, adviser)
    assert moved.answered_how == AnsweredHow.ADVISER
    # Dragged by mistake: as if nothing had been.
    assert move(application=moved, to=S.CONTACTED, by=adviser).answered_at is not None
    assert move(application=moved, to=S.NEW, by=adviser).answered_at is None


def test_others_move_nothing(offer: Offer) -> None:
    application = making.sent(offer)
    for other in (boards.person("x@alpha.example"), boards.person("c@alpha.example", role=Role.CANDIDATE)):
        with pytest.raises(PermissionDenied):
            move(application=application, to=S.MET, by=other)


@pytest.mark.parametrize("to", [S.REFUSED, S.WITHDRAWN])
def test_nobody_is_refused_without_words_and_only_they_withdraw(offer: Offer, to: S) -> None:
    with pytest.raises(ValidationError):
        move(application=making.sent(offer), to=to, by=boards.person())


def test_several_move_together_or_not_at_all(offer: Offer) -> None:
    one, gone = making.sent(offer), making.sent(offer, email="b@exemple.fr", name="Lila", phone="")
    withdraw(application=gone, by=None)
    with pytest.raises(ValidationError, match="a retiré sa candidature"):
        move_many(offer=offer, keys=[one.pk, gone.pk], to=S.MET, by=boards.person())
    one.refresh_from_db()
    assert one.state == S.NEW
    other = making.sent(making.here(title="Vendeur F/H"))
    assert move_many(offer=offer, keys=[other.pk], to=S.MET, by=boards.person()) == []


def test_nobody_contacted_me_puts_the_guarantee_back(offer: Offer) -> None:
    application = making.sent(offer)
    move(application=application, to=S.CONTACTED, by=boards.person())
    assert contest(application=application, by=None)
    application.refresh_from_db()
    assert (application.state, application.answered_at) == (S.NEW, None)
    assert not contest(application=application, by=None)
