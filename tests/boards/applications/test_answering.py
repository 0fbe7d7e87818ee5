"""Polite answers: one, many, at the end of an offer; and never a reason that may be none."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.applications import asking, replies
from boards.applications.enums import AnsweredHow, ApplicationState, Hand, ReplyKind
from boards.applications.models import Application
from boards.applications.services.answering import refuse, refuse_many, write_many
from boards.applications.services.moving import move, withdraw
from boards.applications.tasks import answer_closed
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from boards.threads.models import Message
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import browser, mails, texts

REFUSED = ApplicationState.REFUSED


def test_the_texts_thank_say_no_and_accuse_nobody(in_alpha: Tenant) -> None:
    for kind, text in replies.texts().items():
        assert "{poste}" in text, kind
        assert len(text) > 150, kind
        assert not replies.objections(text), kind
        assert not asking.objections(text), kind


def test_saying_no_writes_to_the_person_and_is_read_on_their_page(offer: Offer) -> None:
    application = making.sent(offer)
    refuse(application=application, text="Merci pour « {poste} » chez {employeur}, c’est non.", by=boards.person())
    application.refresh_from_db()
    assert (application.state, application.answered_how) == (REFUSED, AnsweredHow.REFUSAL)
    letter = mails()[-1]
    assert "Merci pour « Boulanger F/H » chez Boulangerie Vandaele, c’est non." in letter.text
    assert letter.subject == "Réponse à votre candidature : Boulanger F/H"


def test_without_e_mail_an_sms_says_that_an_answer_is_there(offer: Offer) -> None:
    application = making.sent(offer, email="")
    refuse(application=application, text="Merci, c’est non.", by=boards.person())
    assert "une réponse" in texts()[-1].text
    assert application.link_key in texts()[-1].text


def test_many_at_once_each_in_their_own_letter_and_nobody_twice(offer: Offer) -> None:
    people = making.many(offer, 4)
    withdraw(application=people[0], by=None)
    keys = [one.pk for one in people]
    assert len(refuse_many(offer=offer, keys=keys, text="Merci, c’est non.", by=boards.person())) == 3
    assert refuse_many(offer=offer, keys=keys, text="Merci, c’est non.", by=boards.person()) == []
    assert [len(mails(one.email)) for one in people] == [0, 1, 1, 1]
    with pytest.raises(ValidationError):
        refuse(application=people[1], text="Merci.", by=boards.person())


@pytest.mark.parametrize(
    "text", ["", "   ", "x" * 1501, "Nous préférons un homme.", "Vous êtes trop âgé pour ce poste."]
)
def test_no_words_too_many_and_forbidden_ones_are_refused(offer: Offer, text: str) -> None:
    application = making.sent(offer)
    with pytest.raises(ValidationError):
        refuse(application=application, text=text, by=boards.person())
    application.refresh_from_db()
    assert application.state == ApplicationState.NEW
    assert len(mails()) == 1


def test_writing_to_several_opens_a_conversation_for_each_and_answers_them(offer: Offer) -> None:
    people = making.many(offer, 3)
    text = "Pouvez-vous venir jeudi ?"
    assert write_many(offer=offer, keys=[one.pk for one in people], text=text, by=boards.person(), nonce="n") == 3
    assert write_many(offer=offer, keys=[one.pk for one in people], text=text, by=boards.person(), nonce="n") == 3
    assert Message.objects.filter(text=text).count() == 3
    assert set(Application.objects.values_list("answered_how", flat=True)) == {AnsweredHow.MESSAGE}


@pytest.mark.parametrize(("closed_as", "words"), [("through_us", "maintenant pourvu"), ("not_filled", "arrêté")])
def test_closing_answers_everybody_who_heard_nothing(
    offer: Offer, in_alpha: Tenant, closed_as: str, words: str
) -> None:
    waiting, met = making.many(offer, 2)
    move(application=met, to=ApplicationState.MET, by=boards.person())
    close_offer(offer=offer, closed_as=closed_as, by=boards.person())
    job = ProcrastinateJob.objects.get(task_name="applications.answer_closed")
    later = job.scheduled_at is not None and job.scheduled_at > timezone.now() + timedelta(minutes=50)
    assert later is (closed_as == "through_us"), "Who was hired is ticked on the next page."
    for _again in range(2):
        answer_closed(**job.args)
    waiting.refresh_from_db()
    met.refresh_from_db()
    assert (waiting.state, waiting.answered_how, waiting.state_hand) == (REFUSED, "closing", Hand.PLATFORM)
    assert met.state == ApplicationState.MET
    (letter,) = mails(waiting.email)
    assert words in letter.text
    assert not mails(met.email)


def test_an_offer_reopened_before_the_job_ran_answers_nobody(offer: Offer) -> None:
    from boards.offers.services.freshness import renew_offer

    application = making.sent(offer)
    close_offer(offer=offer, closed_as="not_filled", by=boards.person())
    renew_offer(offer=offer, by=boards.person())
    answer_closed(schema="alpha", offer=str(offer.pk))
    application.refresh_from_db()
    assert application.state == ApplicationState.NEW


def test_on_the_page_one_press_shows_the_words_and_one_sends_them(offer: Offer, in_alpha: Tenant) -> None:
    people = making.many(offer, 3)
    client, path = browser(user=boards.person()), f"/espace/offres/{offer.pk}/candidatures/repondre"
    chosen = {"c": [str(one.pk) for one in people[:2]]}
    page = client.post(path, chosen).content.decode()
    assert "Répondre à 2 personnes" in page
    assert "dont le parcours est plus proche" in page
    page = client.post(path, {**chosen, "take": "later"}).content.decode()
    assert "nous aimerions vous rappeler" in page
    answer = client.post(path, {**chosen, "text": "Merci de votre temps, c’est non.", "send": "1"})
    assert answer.status_code == 302
    with entering(in_alpha):
        assert Application.objects.filter(state=REFUSED).count() == 2
    # A whole column, without ticking each.
    answer = client.post(path, {"col": "new", "text": "Merci, c’est non.", "send": "1"})
    with entering(in_alpha):
        assert Application.objects.filter(state=REFUSED).count() == 3


def test_a_word_that_could_be_misread_is_shown_once_before_it_leaves(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer)
    client, path = browser(user=boards.person()), f"/espace/offres/{offer.pk}/candidatures/repondre"
    said = {"c": str(application.pk), "text": "Votre âge ne correspond pas à notre recherche.", "send": "1"}
    page = client.post(path, said).content.decode()
    assert "Relisez ce passage" in page
    assert "L1132-1" in page
    assert 'name="read"' in page
    barred = client.post(path, {**said, "text": "Nous préférons un homme.", "read": "on"})
    assert barred.status_code == 422
    assert 'name="read"' not in barred.content.decode()
    with entering(in_alpha):
        application.refresh_from_db()
        assert application.state == ApplicationState.NEW


def test_the_tenants_own_words_stand_in_for_ours(in_alpha: Tenant) -> None:
    from boards.accounts.enums import Role
    from boards.applications.services.texts import save_texts

    manager = boards.person("resp@alpha.example", role=Role.MANAGER)
    save_texts(texts={"filled": "Merci pour « {poste} ». C’est pourvu."}, by=manager)
    assert replies.texts()[ReplyKind.FILLED] == "Merci pour « {poste} ». C’est pourvu."
    with pytest.raises(ValidationError):
        save_texts(texts={"filled": "Nous préférons un homme pour {poste}."}, by=manager)
    save_texts(texts={"filled": ""}, by=manager)
    assert "du temps que vous y avez consacré" in replies.texts()[ReplyKind.FILLED]
