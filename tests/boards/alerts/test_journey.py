"""From a search to a message, and to silence: the whole way by HTTP, with the workers in between."""

import time_machine
from django.core import mail
from django.test import Client

from tenants.context import entering
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, MOBILE, links_in, mails_to, subscribe, texts_to, work

NOON = "2026-11-25 12:00:00+01:00"


def test_told_once_by_mail_and_the_link_leads_to_the_offer(alpha, visit):
    with time_machine.travel(NOON):
        subscribe(visit(alpha), alpha)
    with time_machine.travel("2026-11-25 12:01:00+01:00"):
        with entering(alpha):
            offer = making.live(title="Boulanger de nuit F/H")
        work(alpha)
        work(alpha)
        (letter,) = mails_to(alpha)
        assert letter.subject == "Une nouvelle offre : Boulanger de nuit F/H"
        assert letter.state == "sent"
        assert [message.to for message in mail.outbox][-1] == [EMAIL]
        first = links_in(letter.text)[0]
        response = visit(alpha).get(first)
        assert response.status_code == 302
        assert response["Location"] == f"http://alpha.test/offres/{offer.pk}"


def test_told_by_sms_with_one_short_link(alpha, visit):
    with time_machine.travel(NOON):
        subscribe(visit(alpha), alpha, to=MOBILE)
    with time_machine.travel("2026-11-25 12:01:00+01:00"):
        with entering(alpha):
            making.live(title="Boulanger de nuit F/H")
        work(alpha)
        (text,) = texts_to(alpha)
    assert text.state == "sent"
    assert "Boulanger de nuit F/H, Bergues" in text.text
    assert len(links_in(text.text)) == 1
    assert text.segments <= 2
    assert text.encoding == "gsm"


def test_what_was_there_before_is_no_news(alpha, visit):
    with time_machine.travel(NOON), entering(alpha):
        making.live()
    with time_machine.travel("2026-11-25 12:30:00+01:00"):
        subscribe(visit(alpha), alpha)
    with time_machine.travel("2026-11-25 12:40:00+01:00"):
        work(alpha)
    assert mails_to(alpha) == []


def test_one_click_from_the_header_ends_it_without_a_cookie(alpha, visit):
    with time_machine.travel(NOON):
        subscribe(visit(alpha), alpha)
    with time_machine.travel("2026-11-25 12:01:00+01:00"):
        with entering(alpha):
            making.live()
        work(alpha)
    message = mail.outbox[-1]
    header = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    strict = Client(HTTP_HOST="alpha.test", enforce_csrf_checks=True)
    path = header.removeprefix("http://alpha.test")
    assert strict.get(path).status_code == 200
    response = strict.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert not strict.cookies
    with time_machine.travel("2026-11-25 12:02:00+01:00"):
        with entering(alpha):
            making.live(title="Pâtissier boulanger F/H")
        work(alpha)
    assert len(mails_to(alpha)) == 1
