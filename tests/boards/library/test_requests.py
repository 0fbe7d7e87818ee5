"""Asking to know somebody: nothing of who they are leaves before they say yes."""

import itertools
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from boards.candidates.models import Look, Profile
from boards.library.enums import AnsweredBy, RequestState
from boards.library.models import ContactRequest
from boards.library.services import requesting
from boards.threads.models import Thread
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tests.boards import making as boards
from tests.boards.candidates import making

WORDS = "Je tiens la boulangerie de Bergues et je cherche quelqu’un pour le tour, de nuit."
SECRETS = ("Fatima", "Benali", making.EMAIL, making.PHONE, "06 39 98 00 12", "639980012")


@pytest.fixture
def her(firm):
    return making.profile(words="Je suis Fatima Benali.")


@pytest.fixture
def asked(her, firm, baker):
    return requesting.ask(profile=her.pk, employer=firm, words=WORDS, by=baker)


def test_from_the_card_to_a_yes_the_name_appears_only_then(her, firm, baker, browse):
    employer = browse(baker)
    sent = employer.post(f"/espace/cvtheque/{her.pk}/demander", {"words": WORDS}, follow=True)
    assert "C’est envoyé" in sent.content.decode()
    request = ContactRequest.objects.get()
    bytes_before = sent.content + employer.get("/espace/cvtheque/demandes").content
    for secret in SECRETS:
        assert secret.encode() not in bytes_before
    letter = EmailDelivery.objects.get(to=making.EMAIL)
    assert "Boulangerie Vandaele aimerait vous contacter" in letter.subject
    assert WORDS in letter.text
    path = f"/contact/{request.link_key}"
    assert path in letter.text
    person = browse()
    for _ in range(3):
        assert "Il ne sait pas qui vous êtes" in person.get(path).content.decode()
    assert ContactRequest.objects.get().state == RequestState.ASKED
    assert "C’est transmis" in person.post(path, {"said": "yes"}, follow=True).content.decode()
    told = EmailDelivery.objects.get(to=baker.email, subject__startswith="Une personne accepte")
    for secret in SECRETS:
        assert secret not in told.text + told.html
    page = employer.get(f"/espace/cvtheque/demandes/{request.pk}").content.decode()
    for known in ("Fatima Benali", making.EMAIL, "06 39 98 00 12"):
        assert known.replace(" ", "") in page.replace("\u00a0", " ").replace("\u202f", " ").replace(" ", "")
    assert Thread.objects.get().subject_ref == f"contact:{request.pk}"
    assert Look.objects.filter(profile=her, what="full").count() == 1


def test_a_no_says_no_more(asked, baker, browse):
    browse().post(f"/contact/{asked.link_key}", {"said": "no"})
    page = browse(baker).get(f"/espace/cvtheque/demandes/{asked.pk}")
    assert "préfère ne pas se faire connaître" in page.content.decode()
    for secret in SECRETS:
        assert secret.encode() not in page.content


def test_who_closes_the_contact_is_named_no_more(asked, baker, browse):
    requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
    browse().post(f"/contact/{asked.link_key}", {"said": "end"})
    page = browse(baker).get(f"/espace/cvtheque/demandes/{asked.pk}")
    for secret in SECRETS:
        assert secret.encode() not in page.content
    assert Thread.objects.get().is_closed


def test_without_email_the_question_goes_by_sms(firm, baker, here):
    her = making.profile(email="")
    request = requesting.ask(profile=her.pk, employer=firm, words=WORDS, by=baker)
    text = SmsDelivery.objects.get(to=making.PHONE).text
    assert f"/contact/{request.link_key}" in text
    assert "Boulangerie Vandaele" in text


def test_an_adviser_notes_what_they_were_told(asked, desk, baker, browse):
    path = f"/espace/cvtheque/demandes/{asked.pk}/noter"
    assert browse(baker).post(path, {"said": "accepted"}).status_code == 403
    browse(desk).post(path, {"said": "accepted"})
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by, asked.noted_by) == ("accepted", "adviser", desk)


def test_somebody_elses_firm_sees_nothing(asked, browse):
    stranger = boards.person("patron@estaminet.example")
    boards.live(by=stranger, firm=boards.employer("Estaminet du Beffroi", by=stranger))
    assert browse(stranger).get(f"/espace/cvtheque/demandes/{asked.pk}").status_code == 404
    assert str(asked.pk).encode() not in browse(stranger).get("/espace/cvtheque/demandes").content


def test_one_question_at_a_time_and_none_for_half_a_year_after_a_no(asked, her, firm, baker):
    with pytest.raises(ValidationError, match="déjà demandé"):
        requesting.ask(profile=her.pk, employer=firm, words=WORDS, by=baker)
    requesting.refuse(request=asked, how=AnsweredBy.LINK, by=None)
    with pytest.raises(ValidationError, match="décliné il y a peu"):
        requesting.ask(profile=her.pk, employer=firm, words=WORDS, by=baker)
    with time_machine.travel(timezone.now() + timedelta(days=181), tick=False):
        Profile.objects.update(confirmed_at=timezone.now())
        assert requesting.ask(profile=her.pk, employer=firm, words=WORDS, by=baker).state == RequestState.ASKED


def test_after_a_no_nothing_is_left_to_correct(asked, her, firm, baker, browse):
    requesting.refuse(request=asked, how=AnsweredBy.LINK, by=None)
    employer = browse(baker)
    # In the list they are the card that everybody finds, and no one who hides.
    assert "Boulanger /" in employer.get("/espace/cvtheque/demandes").content.decode()
    page = employer.get(f"/espace/cvtheque/{her.pk}").content.decode()
    assert "a décliné il y a peu" in page
    assert f"/espace/cvtheque/{her.pk}/demander" not in page
    ContactRequest.objects.update(state_at=timezone.now() - timedelta(days=181))
    assert f"/espace/cvtheque/{her.pk}/demander" in employer.get(f"/espace/cvtheque/{her.pk}").content.decode()


def test_unlawful_words_are_refused_and_stay_in_the_form(her, baker, browse):
    typed = "Je cherche une jeune femme de moins de 30 ans."
    page = browse(baker).post(f"/espace/cvtheque/{her.pk}/demander", {"words": typed}).content.decode()
    assert typed in page
    assert "Il reste" in page
    assert not ContactRequest.objects.exists()


def test_who_hid_meanwhile_is_not_asked(her, firm, baker, browse):
    Profile.objects.filter(pk=her.pk).update(visibility="nobody")
    assert browse(baker).post(f"/espace/cvtheque/{her.pk}/demander", {"words": WORDS}).status_code == 404


def test_a_firm_asks_so_many_a_day(firm, baker):
    people = [making.profile(name=f"P{n}", email=f"p{n}@exemple.fr", phone="") for n in range(11)]
    for one in people[:10]:
        requesting.ask(profile=one.pk, employer=firm, words=WORDS, by=baker)
    with pytest.raises(ValidationError, match="10 personnes aujourd’hui"):
        requesting.ask(profile=people[10].pk, employer=firm, words=WORDS, by=baker)


def test_a_person_asks_so_many_a_day_for_however_many_firms(firm, baker, browse):
    people = [making.profile(name=f"P{n}", email=f"p{n}@exemple.fr", phone="") for n in range(11)]
    second = boards.live(by=baker, firm=boards.employer("Fournil du Port", by=baker)).employer
    for one in people[:10]:
        requesting.ask(profile=one.pk, employer=firm if one in people[:5] else second, words=WORDS, by=baker)
    path = f"/espace/cvtheque/{people[10].pk}/demander"
    page = browse(baker).post(path, {"words": WORDS, "pour": str(second.pk)}).content.decode()
    assert "10 personnes aujourd’hui" in page.replace("\xa0", " ")
    # Neither firm has had its share: a colleague asks.
    colleague = boards.person("collegue@fournil.example")
    second.members.create(user=colleague)
    assert browse(colleague).post(path, {"words": WORDS, "pour": str(second.pk)}).status_code == 302


def test_three_weeks_without_an_answer_and_an_answer_after_all(asked, baker):
    with time_machine.travel(timezone.now() + timedelta(days=22), tick=False):
        assert requesting.lapse() == 1
        assert requesting.lapse() == 0
        asked.refresh_from_db()
        assert asked.state == RequestState.LAPSED
        assert EmailDelivery.objects.filter(to=baker.email, subject__contains="sans réponse").count() == 1
        requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
    asked.refresh_from_db()
    assert asked.state == RequestState.ACCEPTED


@pytest.mark.parametrize(("now", "to"), itertools.product(RequestState, RequestState))
def test_only_known_moves_happen(asked, baker, now, to):
    services = {
        RequestState.ACCEPTED: lambda: requesting.accept(request=asked, how=AnsweredBy.LINK, by=None),
        RequestState.REFUSED: lambda: requesting.refuse(request=asked, how=AnsweredBy.LINK, by=None),
    }
    if to not in services or now == to:
        return
    answered = "link" if now in ("accepted", "refused", "ended") else ""
    ContactRequest.objects.filter(pk=asked.pk).update(state=now, answered_by=answered)
    if (now, to) in RequestState.pairs():
        assert services[to]().state == to
    else:
        with pytest.raises(ValidationError, match="rechargez la page"):
            services[to]()


@pytest.mark.parametrize("state", ["asked", "refused", "lapsed", "ended"])
def test_who_shows_themselves_to_nobody_is_nobody_on_old_pages_too(asked, her, baker, browse, state):
    if state in ("refused", "ended"):
        requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
        ContactRequest.objects.filter(pk=asked.pk).update(state=state)
    elif state == "lapsed":
        ContactRequest.objects.filter(pk=asked.pk).update(state=state)
    Profile.objects.filter(pk=her.pk).update(visibility="nobody", words="Des mots écrits depuis")
    page = browse(baker).get(f"/espace/cvtheque/demandes/{asked.pk}").content
    listed = browse(baker).get("/espace/cvtheque/demandes").content
    for secret in (*SECRETS, "Des mots écrits depuis", "Boulanger /"):
        assert secret.encode() not in page + listed


def test_a_yes_ends_when_the_person_shows_themselves_to_nobody(asked, her, baker, browse):
    requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
    Profile.objects.filter(pk=her.pk).update(visibility="nobody")
    page = browse(baker).get(f"/espace/cvtheque/demandes/{asked.pk}")
    assert "ne se montre plus" in page.content.decode()
    for secret in SECRETS:
        assert secret.encode() not in page.content


def test_a_closed_contact_is_named_in_no_conversation(asked, baker, browse):
    requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
    requesting.end(request=asked, by=None)
    key = Thread.objects.get().pk
    for path in ("/messages", f"/messages/{key}"):
        page = browse(baker).get(path).content
        for secret in SECRETS:
            assert secret.encode() not in page


def test_nobody_finds_or_asks_themselves(firm, baker, browse):
    own = making.profile(name="Le Patron", email="patron@exemple.fr", phone="", user=baker)
    assert "Le Patron" not in browse(baker).get("/espace/cvtheque").content.decode()
    assert str(own.pk) not in browse(baker).get("/espace/cvtheque").content.decode()
    with pytest.raises(ValidationError, match="agit déjà"):
        requesting.ask(profile=own.pk, employer=firm, words=WORDS, by=baker)


def test_whom_no_message_reaches_an_adviser_calls(firm, baker, desk, browse, here):
    her = making.profile(email="", phone="+33328680012", adviser=desk)
    request = requesting.ask(profile=her.pk, employer=firm, words=WORDS, by=baker)
    letter = EmailDelivery.objects.get(to=desk.email)
    assert str(request.pk) in letter.text
    page = browse(baker).get(f"/espace/cvtheque/demandes/{request.pk}").content.decode()
    assert "Un conseiller doit l’appeler" in page
