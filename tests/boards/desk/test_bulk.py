"""One thing with several people: first how many get what, then it happens, never twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from boards.candidates.models import Profile
from boards.desk import bulk
from boards.desk.bulk import Action, Wanted
from boards.followup.models import Proposal
from boards.groups.models import Membership
from tenants.enums import Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.refusals import refuse
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.boards.groups.test_workshops import group_of, workshop_in
from tests.conftest import TenantClient


@pytest.fixture
def people(in_alpha: Tenant) -> list[Profile]:
    """By mail, by SMS, by voice only, and one who refuses our mails."""
    refuse(channel=Channel.EMAIL, address="hugo@candidat.example", reason=RefusalReason.STOP)
    return [
        profile("Léa Dubois"),
        profile("Karim Benali", email=""),
        profile("Ana Silva", email="", phone=""),
        profile("Hugo Petit", phone=""),
    ]


def test_an_offer_is_previewed_then_sent_once(people: list[Profile]) -> None:
    wanted, by = Wanted(Action.PROPOSE, offer=making.live()), adviser()
    before = bulk.preview(profiles=people, wanted=wanted)
    assert [len(part) for part in (before.by_email, before.by_sms, before.to_call, before.left_out)] == [1, 1, 2, 0]
    assert not EmailDelivery.objects.filter(template="followup/email/proposed").exists()
    assert bulk.do(profiles=people, wanted=wanted, by=by) == before.reached == 2
    assert EmailDelivery.objects.filter(template="followup/email/proposed").count() == 1
    assert SmsDelivery.objects.count() == 1
    again = bulk.preview(profiles=people, wanted=wanted)
    assert (again.reached, len(again.left_out)) == (0, 2)
    assert bulk.do(profiles=people, wanted=wanted, by=by) == 0
    assert Proposal.objects.count() == 2


def test_still_looking_is_asked_of_those_not_asked_lately(people: list[Profile]) -> None:
    Profile.objects.filter(pk=people[1].pk).update(asked_at=timezone.now() - timedelta(days=3))
    rows = list(Profile.objects.filter(pk__in=[one.pk for one in people]).order_by("search_name"))
    before = bulk.preview(profiles=rows, wanted=Wanted(Action.STILL))
    assert (before.reached, len(before.left_out)) == (1, 1)
    assert bulk.do(profiles=rows, wanted=Wanted(Action.STILL), by=adviser()) == 1
    assert Profile.objects.get(pk=people[0].pk).asked_at is not None
    assert bulk.do(profiles=rows, wanted=Wanted(Action.STILL), by=adviser()) == 0


def test_a_portfolio_and_a_workshop(people: list[Profile]) -> None:
    by = adviser()
    assert bulk.do(profiles=people, wanted=Wanted(Action.ASSIGN, adviser=by), by=by) == 4
    rows = list(Profile.objects.filter(adviser=by))
    assert len(bulk.preview(profiles=rows, wanted=Wanted(Action.ASSIGN, adviser=by)).left_out) == 4
    wanted = Wanted(Action.INVITE, workshop=workshop_in(group_of(people[0])))
    assert len(bulk.preview(profiles=people, wanted=wanted).left_out) == 1
    assert bulk.do(profiles=people, wanted=wanted, by=by) == 3
    assert Membership.objects.count() == 4


def test_too_many_at_once_and_the_wrong_hands_are_refused(people: list[Profile]) -> None:
    with pytest.raises(ValidationError, match="200"):
        bulk.preview(profiles=people * 51, wanted=Wanted(Action.STILL))
    with pytest.raises(PermissionDenied):
        bulk.do(profiles=people, wanted=Wanted(Action.STILL), by=making.person())


def test_the_pages_show_first_and_do_then(in_alpha: Tenant, people: list[Profile]) -> None:
    offer = making.live()
    client = TenantClient(in_alpha)
    client.force_login(adviser())
    page = client.get("/espace/personnes?q=lea").content.decode()
    assert "Léa Dubois" in page
    assert "Karim" not in page
    assert "Karim" in client.get("/espace/personnes?q=boulanger").content.decode()
    ticked: dict[str, Any] = {"personne": [str(one.pk) for one in people], "action": "offre"}
    assert "Choisissez l’offre" in client.post("/espace/personnes/actions", ticked).content.decode()
    ticked |= {"offer": str(offer.pk), "words": "Pensez-y."}
    preview = client.post("/espace/personnes/actions", ticked)
    assert "par e-mail" in preview.content.decode()
    assert not Proposal.objects.exists()
    assert client.post("/espace/personnes/actions", {**ticked, "faire": ""}).status_code == 302
    assert Proposal.objects.count() == 2
    assert client.post("/espace/personnes/actions", {"action": "offre"}).status_code == 302


def test_a_partner_sees_those_who_agreed_and_no_notes(in_alpha: Tenant) -> None:
    from boards.followup.services.notes import write_note

    shared, hidden = profile("Léa Dubois", agreed=("partner",)), profile("Karim Benali")
    write_note(text="Note secrète.", profile=shared, by=adviser())
    client = TenantClient(in_alpha)
    client.force_login(making.person("partenaire@alpha.example", role="partner"))
    page = client.get("/espace/personnes").content.decode()
    assert "Léa Dubois" in page
    assert "Karim" not in page
    assert 'name="personne"' not in page
    theirs = client.get(f"/espace/personnes/{shared.pk}").content.decode()
    assert "Note secrète" not in theirs
    assert "En bref" in theirs
    assert client.get(f"/espace/personnes/{hidden.pk}").status_code == 404
    assert client.get("/espace/bureau").status_code == 403
    assert client.post(f"/espace/personnes/{shared.pk}/note", {"text": "x"}).status_code == 403
