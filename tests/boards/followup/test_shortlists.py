"""A shortlist: names only of who said yes, one mail, an answer in one press, an application out of it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from boards.accounts.models import User
from boards.applications.enums import ApplicationState, Source
from boards.applications.models import Application
from boards.candidates.models import Look, Profile, ProfileConsent
from boards.candidates.services import retention
from boards.followup import shown
from boards.followup.enums import AgreedHow, Agreement, Verdict
from boards.followup.models import Pick, Shortlist
from boards.followup.services import shortlists
from boards.followup.views import by_link
from boards.offers.models import Offer
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.conftest import TenantClient

SECRETS = ("Karim", "Benali", "639980222", "karim@candidat.example", "Bergues", "59380")


@pytest.fixture
def made(in_alpha: Tenant) -> dict[str, Any]:
    """Léa said yes, Karim hasn't been asked, Nina shows her profile to advisers only."""
    by, baker = adviser(), making.person()
    offer = making.live(making.CASSEL, by=baker)
    people = [
        profile("Léa Dubois"),
        profile("Karim Benali", phone="+33639980222", words="Moi c’est Karim, 06 39 98 02 22."),
        profile("Nina Roux", visibility="advisers"),
    ]
    shortlist = shortlists.pick(offer=offer, profiles=people, by=by)
    picks = {one.profile.name: one for one in shortlist.picks.select_related("profile")}
    shortlists.note_agreement(pick=picks["Léa Dubois"], yes=True, how=AgreedHow.PHONE, by=by)
    shortlists.write_sentence(pick=picks["Karim Benali"], sentence="Karim est ponctuel, il habite Bergues.", by=by)
    return {"by": by, "baker": baker, "offer": offer, "shortlist": shortlist, "picks": picks, "people": people}


def signed_in(tenant: Tenant, user: User) -> TenantClient:
    client = TenantClient(tenant)
    client.force_login(user)
    return client


def test_one_mail_to_each_who_acts_for_the_employer(made: dict[str, Any]) -> None:
    assert shortlists.send(shortlist=made["shortlist"], words="Bonjour, Karim vous plaira.", by=made["by"]) == 2
    (mail,) = EmailDelivery.objects.filter(template="followup/email/shortlist")
    assert mail.to == made["baker"].email
    assert f"/espace/preselections/{made['shortlist'].pk}" in mail.text
    for secret in (*SECRETS, "Léa", "Nina"):
        assert secret not in mail.text + mail.html + mail.subject


def test_the_employer_reads_names_of_who_said_yes_and_cards_of_the_others(
    in_alpha: Tenant, made: dict[str, Any]
) -> None:
    shortlists.send(shortlist=made["shortlist"], words="Karim Benali et Nina Roux vous plairont.", by=made["by"])
    answer = signed_in(in_alpha, made["baker"]).get(f"/espace/preselections/{made['shortlist'].pk}")
    text = answer.content.decode()
    assert "Léa Dubois" in text
    assert "+33639980111" in text
    for secret in (*SECRETS, "Nina", "Roux"):
        assert secret not in text, secret
    assert {look.what for look in Look.objects.all()} == {"full", "card"}
    assert Look.objects.count() == 2


def test_a_withdrawn_consent_takes_the_card_away(made: dict[str, Any]) -> None:
    karim = made["people"][1]
    assert len(shown.shown_to_employer(made["shortlist"])) == 2
    ProfileConsent.objects.filter(profile=karim, what="employers").delete()
    assert [one.profile.name for one in shown.shown_to_employer(made["shortlist"])] == ["Léa Dubois"]
    Profile.objects.filter(pk=made["people"][0].pk).update(visibility="nobody")
    assert shown.shown_to_employer(made["shortlist"]) == []
    with pytest.raises(ValidationError, match="leur accord"):
        shortlists.send(shortlist=made["shortlist"], words="", by=made["by"])


def test_who_is_erased_is_named_in_no_words_beside_the_list(in_alpha: Tenant, made: dict[str, Any]) -> None:
    shortlists.send(shortlist=made["shortlist"], words="Karim Benali et Nina Roux vous plairont.", by=made["by"])
    retention.anonymise(profile=made["people"][1], by=None)
    text = signed_in(in_alpha, made["baker"]).get(f"/espace/preselections/{made['shortlist'].pk}").content.decode()
    assert "vous plairont" in text
    for secret in ("Karim", "Benali", "Nina", "Roux"):
        assert secret not in text, secret


def test_without_anybody_to_read_it_nothing_is_sent(made: dict[str, Any]) -> None:
    made["offer"].employer.members.all().delete()
    with pytest.raises(ValidationError, match="invitez"):
        shortlists.send(shortlist=made["shortlist"], words="", by=made["by"])


def test_to_meet_makes_an_application_with_the_name_of_who_agreed(in_alpha: Tenant, made: dict[str, Any]) -> None:
    shortlists.send(shortlist=made["shortlist"], words="", by=made["by"])
    baker, url = signed_in(in_alpha, made["baker"]), f"/espace/preselections/{made['shortlist'].pk}"
    for name in ("Léa Dubois", "Karim Benali"):
        assert baker.post(f"{url}/{made['picks'][name].pk}", {"reponse": "meet"}).status_code == 302
    lea, karim = (Application.objects.get(profile__name=name) for name in ("Léa Dubois", "Karim Benali"))
    assert (lea.source, karim.source) == (Source.SHORTLIST, Source.SHORTLIST)
    assert lea.agreed_at is not None
    assert karim.agreed_at is None
    assert "Karim" not in karim.message
    # Not shown: not there to be answered.
    assert baker.post(f"{url}/{made['picks']['Nina Roux'].pk}", {"reponse": "meet"}).status_code == 404


def test_hired_in_one_press_and_a_changed_mind(made: dict[str, Any]) -> None:
    shortlists.send(shortlist=made["shortlist"], words="", by=made["by"])
    pick = made["picks"]["Léa Dubois"]
    shortlists.decide(pick=pick, verdict=Verdict.NO, by=made["baker"])
    assert not Application.objects.exists()
    shortlists.decide(pick=pick, verdict=Verdict.HIRED, by=made["baker"])
    shortlists.decide(pick=pick, verdict=Verdict.HIRED, by=made["baker"])
    application = Application.objects.get()
    assert application.state == ApplicationState.HIRED
    assert application.state_by == made["baker"]


def test_another_employer_has_no_such_list(in_alpha: Tenant, made: dict[str, Any]) -> None:
    other = making.person("autre@alpha.example")
    making.employer("Autre", by=other)
    url = f"/espace/preselections/{made['shortlist'].pk}"
    assert signed_in(in_alpha, made["baker"]).get(url).status_code == 404  # not sent yet
    shortlists.send(shortlist=made["shortlist"], words="", by=made["by"])
    assert signed_in(in_alpha, other).get(url).status_code == 404
    with pytest.raises(PermissionDenied):
        shortlists.decide(pick=made["picks"]["Léa Dubois"], verdict=Verdict.MEET, by=other)


def test_the_person_says_yes_or_no_by_their_link(in_alpha: Tenant, made: dict[str, Any]) -> None:
    pick = made["picks"]["Karim Benali"]
    assert shortlists.ask_agreement(picks=[pick], by=made["by"]) == 1
    mail = EmailDelivery.objects.get(template="followup/email/agree")
    # As it stands in the mail: a link made a second later has another signature.
    path = next(word for word in mail.text.split() if "/preselection/" in word).removeprefix("http://alpha.test")
    visitor = TenantClient(in_alpha)
    assert "Oui, d’accord" in visitor.get(path).content.decode()
    assert Pick.objects.get(pk=pick.pk).agreement == Agreement.ASKED
    visitor.post(path, {"oui": ""})
    yes = Pick.objects.get(pk=pick.pk)
    assert (yes.agreement, yes.agreed_how) == (Agreement.YES, AgreedHow.LINK)
    visitor.post(path, {"non": ""})
    no = Pick.objects.get(pk=pick.pk)
    assert (no.agreement, no.agreed_at) == (Agreement.NO, None)


def test_what_the_employer_has_seen_stays_on_the_list(made: dict[str, Any]) -> None:
    shortlists.unpick(pick=made["picks"]["Nina Roux"], by=made["by"])
    shortlists.send(shortlist=made["shortlist"], words="", by=made["by"])
    with pytest.raises(ValidationError, match="déjà reçu"):
        shortlists.unpick(pick=Pick.objects.get(pk=made["picks"]["Léa Dubois"].pk), by=made["by"])


def test_an_answer_about_who_was_taken_off_meanwhile_is_refused(
    in_alpha: Tenant, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    pick, by = made["picks"]["Karim Benali"], made["by"]
    shortlists.send(shortlist=made["shortlist"], words="", by=by)
    Pick.objects.filter(pk=pick.pk).delete()
    with pytest.raises(ValidationError, match="plus dans la liste"):
        shortlists.note_agreement(pick=pick, yes=True, how=AgreedHow.PHONE, by=by)
    with pytest.raises(ValidationError, match="plus dans la liste"):
        shortlists.decide(pick=pick, verdict=Verdict.MEET, by=made["baker"])
    # Their page was read the moment before: the link leads nowhere now.
    monkeypatch.setattr(by_link, "_pick", lambda token: pick)
    assert TenantClient(in_alpha).post("/preselection/x", {"oui": ""}).status_code == 404


def test_picked_twice_is_once_and_a_list_stays_short(made: dict[str, Any]) -> None:
    shortlists.pick(offer=made["offer"], profiles=made["people"], by=made["by"])
    assert Shortlist.objects.get().picks.count() == 3
    more = [profile(f"Personne {n}", email=f"p{n}@candidat.example") for n in range(10)]
    with pytest.raises(ValidationError, match="12"):
        shortlists.pick(offer=made["offer"], profiles=more, by=made["by"])
    Offer.objects.filter(pk=made["offer"].pk).update(state="withdrawn")
    with pytest.raises(ValidationError, match="plus en ligne"):
        shortlists.pick(offer=Offer.objects.get(pk=made["offer"].pk), profiles=[], by=made["by"])
