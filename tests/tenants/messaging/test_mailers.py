"""E-mail's adapter: a real SMTP conversation, Anymail's Brevo over HTTP, files; and what each fault becomes."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings

from tenants.messaging.adapters.chosen import mailer
from tenants.messaging.ports import Accepted, Ambiguous, Later, Refused
from tests.peers.mail import MailMode, brevo_mail, brevo_settings, settings_for, smtp_server

# Whatever a busy machine adds to a short timeout; a peer that hangs would take a minute.
SOON = 10.0


def message(to: str = "p@example.org", **changes: Any) -> EmailMultiAlternatives:
    given = {"subject": "Été", "body": "Bonjour.\n", "from_email": "Bassin <a@example.org>", "to": [to]}
    made = EmailMultiAlternatives(**{**given, **changes}, headers={"Message-ID": "<row@alpha.test>"})
    made.attach_alternative("<p>Bonjour.</p>", "text/html")
    made.metadata = {"schema": "alpha", "delivery": "row"}  # type: ignore[attr-defined]
    return made


def test_many_letters_are_one_conversation() -> None:
    with smtp_server() as server, override_settings(**settings_for(server)):
        port = mailer()
        for _ in range(5):
            assert isinstance(port.send(message()), Accepted)
        port.close()
        assert len(server.taken) == 5
        assert server.conversations == 1
        assert server.taken[0]["Message-ID"] == "<row@alpha.test>"


SMTP_FAULTS = {
    MailMode.DEAD_ADDRESS: (Refused, "dead"), MailMode.FULL: (Later, ""), MailMode.SPAM: (Refused, ""),
    MailMode.BUSY: (Later, ""), MailMode.SENDER: (Later, "down"), MailMode.HANG: (Ambiguous, ""),
    MailMode.ACCEPT_THEN_DIE: (Ambiguous, ""),
}  # fmt: skip


@pytest.mark.parametrize("mode", SMTP_FAULTS, ids=lambda mode: mode.value)
def test_a_fault_of_a_mail_server(mode: MailMode) -> None:
    kind, mark = SMTP_FAULTS[mode]
    hangs = mode is MailMode.HANG
    with smtp_server(mode) as server, override_settings(**settings_for(server, timeout=2.0 if hangs else 20.0)):
        port, began = mailer(), time.monotonic()
        result = port.send(message())
        assert time.monotonic() - began < SOON
        assert isinstance(result, kind), result
        assert bool(getattr(result, "dead", False)) is (mark == "dead")
        assert bool(getattr(result, "down", False)) is (mark == "down")
        server.mode = MailMode.ACCEPT
        port._connection.timeout = 20.0  # type: ignore[attr-defined]
        assert isinstance(port.send(message()), Accepted)
        port.close()


def test_no_mail_server_is_down_for_everybody() -> None:
    with smtp_server() as server:
        found = settings_for(server)
    with override_settings(**found):
        result = mailer().send(message())
    assert isinstance(result, Later)
    assert result.down


def test_a_letter_that_can_not_be_written_fails_alone() -> None:
    with smtp_server() as server, override_settings(**settings_for(server)):
        port = mailer()
        assert isinstance(port.send(message(subject="a\nBcc: x@example.org")), Refused)
        assert isinstance(port.send(message()), Accepted)
        port.close()


def test_through_anymail_it_carries_what_comes_back_with_a_bounce() -> None:
    with brevo_mail() as peer, override_settings(**brevo_settings(peer)):
        port = mailer()
        result = port.send(message())
        port.close()
    assert result == Accepted(ref="<2018.5787683@relay.example>")
    (taken,) = peer.taken
    assert taken["to"] == [{"email": "p@example.org"}]
    assert taken["headers"]["X-Mailin-custom"] == '{"schema": "alpha", "delivery": "row"}'
    assert taken["headers"]["Message-ID"] == "<row@alpha.test>"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, Refused), (401, Later), (402, Later), (429, Later), (500, Ambiguous), (503, Later)],
)
def test_a_fault_of_a_mail_api(status: int, kind: type) -> None:
    with brevo_mail() as peer, override_settings(**brevo_settings(peer)):
        peer.status, peer.body = status, {"code": "x", "message": "y"}
        assert isinstance(mailer().send(message()), kind)


def test_a_mail_api_that_hangs_is_ambiguous() -> None:
    with brevo_mail() as peer, override_settings(**brevo_settings(peer, timeout=2.0)):
        peer.hangs, began = True, time.monotonic()
        assert isinstance(mailer().send(message()), Ambiguous)
        assert time.monotonic() - began < SOON


@override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend")
def test_files(tmp_path: Path) -> None:
    with override_settings(EMAIL_FILE_PATH=tmp_path):
        port = mailer()
        assert isinstance(port.send(message()), Accepted)
        port.close()
    assert "<row@alpha.test>" in next(tmp_path.iterdir()).read_text()
