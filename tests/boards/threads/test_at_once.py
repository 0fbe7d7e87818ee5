"""TRUST 22: the same moment twice – a double click, two servers with one mail, two tellers – and one of each.

Without the guard there are two, or an error: a test takes it away first.
"""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from boards.threads import services, telling
from boards.threads.enums import Side
from boards.threads.models import Message, Party, Telling, Thread
from boards.threads.telling import KIND, tell, tell_due
from tenants.context import entering
from tenants.messaging.incoming.receiving import receive
from tenants.messaging.models import EmailDelivery, InboundEmail
from tenants.messaging.reply_addresses import reply_address
from tenants.models import Tenant
from tests.boards.threads import making
from tests.boards.together import at_once


@pytest.fixture
def here(committing: str, settings, tmp_path: Path) -> Tenant:
    """alpha, where commits are real."""
    settings.MESSAGING_JOURNALS = tmp_path
    return Tenant.objects.get(schema_name="alpha")


def talk(here: Tenant) -> Thread:
    with entering(here):
        making.adviser()
        return making.thread()


def say(thread: Thread, *, nonce: str = "", side: Side = Side.CANDIDATE) -> Callable[[], object]:
    return lambda: services.post(
        thread=Thread.objects.get(pk=thread.pk),
        side=side,
        by=None,
        nonce=nonce,
        text="Je viens." if nonce else f"Je viens. {uuid.uuid4()}",
    )


def test_a_double_click(here: Tenant) -> None:
    thread = talk(here)
    assert at_once([say(thread, nonce="1")] * 4) == []
    with entering(here):
        assert Message.objects.count() == 1


def test_a_burst_from_several_windows_is_one_telling(here: Tenant) -> None:
    thread = talk(here)
    assert at_once([say(thread)] * 4) == []
    with entering(here):
        assert (Message.objects.count(), Telling.objects.count(), Party.objects.count()) == (4, 1, 1)


def test_the_same_thing_applied_for_twice_has_one_thread(here: Tenant) -> None:
    with entering(here):
        baker = making.baker()
        firm = making.making.employer(by=baker)
    about = {
        "subject_ref": "application:00000000-0000-4000-8000-000000000007",
        "candidate": making.LEA,
        "by": None,
        "title": "Boulanger F/H",
    }
    assert at_once([lambda: services.open_thread(employer=type(firm).objects.get(pk=firm.pk), **about)] * 4) == []
    with entering(here):
        assert Thread.objects.count() == 1


def test_two_servers_with_one_mail(here: Tenant) -> None:
    thread = talk(here)
    with entering(here):
        address = reply_address(kind=KIND, ref=services.party_of(thread=thread, side=Side.CANDIDATE, user=None).pk)
    mail = f"From: lea@candidat.example\r\nTo: {address}\r\nMessage-ID: <1@c.example>\r\n\r\nOui.\r\n".encode()
    assert at_once([lambda: receive(mail)] * 4) == []
    with entering(here):
        assert (Message.objects.count(), InboundEmail.objects.count()) == (1, 1)


def due(here: Tenant) -> Telling:
    thread = talk(here)
    with entering(here):
        say(thread)()
        Telling.objects.update(due_at=timezone.now())
        return Telling.objects.get()


def test_two_tellers(here: Tenant) -> None:
    due(here)
    assert at_once([tell_due] * 4) == []
    with entering(here):
        assert EmailDelivery.objects.filter(template="threads/email/message").count() == 1


def test_without_looking_whether_it_is_told_there_are_two(here: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = due(here)
    with entering(here):
        tell(waiting.pk)
        Telling.objects.update(told_at=None)
        tell(waiting.pk)
        assert EmailDelivery.objects.filter(template="threads/email/message").count() == 2


def test_what_is_said_while_it_is_told_is_told_next(here: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row of a burst is held by whoever speaks and by whoever tells: no message falls between."""
    waiting = due(here)
    with entering(here):
        thread = Thread.objects.get()
    assert at_once([tell_due, say(thread), say(thread), tell_due]) == []
    with entering(here):
        told = Message.objects.filter(telling__told_at__isnull=False)
        later = Message.objects.filter(telling__told_at=None)
        mails = EmailDelivery.objects.filter(template="threads/email/message")
        in_mails = sum(mail.text.count("Je viens.") for mail in mails)
        assert in_mails == told.count()
        assert told.count() + later.count() == 3
        assert telling.Telling.objects.filter(pk=waiting.pk, told_at__isnull=False).exists()
