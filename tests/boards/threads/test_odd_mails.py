"""Mails that nobody should have sent: what becomes of each, in little time, and never a 500 nor a lost answer."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.test import override_settings

from boards.threads import services
from boards.threads.enums import Hold, Side
from boards.threads.models import Message, Thread
from boards.threads.telling import KIND
from tenants.context import entering
from tenants.messaging.enums import InboundOutcome
from tenants.messaging.incoming.receiving import Taken, receive
from tenants.messaging.models import EmailDelivery, InboundEmail
from tenants.messaging.reply_addresses import reply_address
from tenants.models import Tenant
from tests.boards.threads import making

LEA = b"lea@candidat.example"
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n"
PDF_BOMB = b"%PDF-1.7\n" + b"x" * 100


@dataclass(frozen=True)
class Odd:
    """head and body of a mail to TO from Léa, and what should become of it. said: '' for nothing in the thread."""

    head: bytes = b""
    body: bytes = b"Oui, je viens.\r\n"
    said: str = ""
    taken: Taken = Taken.YES
    outcome: InboundOutcome | None = InboundOutcome.AUTOMATIC
    sender: bytes = b"From: L\xc3\xa9a <" + LEA + b">\r\n"
    to: Callable[[bytes], bytes] = field(default=lambda address: address)
    held: bool = False
    id: bytes = b"Message-ID: <1@candidat.example>\r\n"

    def raw(self, address: bytes) -> bytes:
        head = self.sender + b"To: " + self.to(address) + b"\r\n" + self.id + self.head
        kind = b"" if b"content-type" in self.head.lower() else PLAIN
        return head + kind + b"\r\n" + self.body


def taken(said: str = "Oui, je viens.", **fields: object) -> Odd:
    return Odd(said=said, outcome=InboundOutcome.TAKEN, **fields)  # type: ignore[arg-type]


def multipart(*parts: bytes, kind: bytes = b"mixed") -> tuple[bytes, bytes]:
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/" + kind + b"; boundary=b\r\n", body


def nested(depth: int) -> tuple[bytes, bytes]:
    head = b"Content-Type: multipart/mixed; boundary=b0\r\n"
    body = b"".join(b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(depth))
    return head, body + b"--b%d\r\n" % depth + PLAIN + b"\r\nOui\r\n"


def of(pair: tuple[bytes, bytes]) -> dict[str, bytes]:
    return {"head": pair[0], "body": pair[1]}


def changed(address: bytes) -> bytes:
    """Another sign in the middle of the token."""
    return address[:30] + (b"a" if address[30:31] != b"a" else b"b") + address[31:]


TEXT = PLAIN + b"\r\nOui, je viens.\r\n"
UNREADABLE, CLOSED = InboundOutcome.UNREADABLE, InboundOutcome.CLOSED
UNKNOWN = {"taken": Taken.UNKNOWN, "outcome": None}
ODD = {
    # Machines.
    "auto-submitted": Odd(b"Auto-Submitted: auto-replied\r\n"),
    "auto-generated, with more": Odd(b"Auto-Submitted: auto-generated; x=y\r\n"),
    "auto-submitted: no is a person": taken(head=b"Auto-Submitted: no\r\n"),
    "precedence": Odd(b"Precedence: bulk\r\n"),
    "x-autoreply": Odd(b"X-Autoreply: yes\r\n"),
    "x-autorespond": Odd(b"X-Autorespond: Absence\r\n"),
    "absence in French": Odd("Subject: Réponse automatique : Boulanger F/H\r\n".encode()),
    "absence in French, encoded": Odd(b"Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_Boulanger?=\r\n"),
    "absence, another": Odd("Subject: Absent du bureau jusqu’au 12\r\n".encode()),
    "absence in English": Odd(b"Subject: Automatic reply: Boulanger\r\n"),
    "out of office": Odd(b"Subject: Out of office Re: Boulanger\r\n"),
    "delivery status": Odd(
        **of(multipart(TEXT, b"Content-Type: message/delivery-status\r\n\r\nAction: failed", kind=b"report")),
        sender=b"From: MAILER-DAEMON@mx.example\r\n",
    ),
    "no return path": Odd(b"Return-Path: <>\r\n"),
    "a list": Odd(b"List-Id: <list.example>\r\n"),
    "no-reply": Odd(sender=b"From: no-reply@shop.example\r\n"),
    "our own header": Odd(b"X-Bassin-Loop: alpha\r\n"),
    "our own id": Odd(id=b"Message-ID: <9@alpha.test>\r\n"),
    "fifty hops": Odd(b"Received: by x; now\r\n" * 50),
    # Addresses.
    "a forged token": Odd(**UNKNOWN, to=changed),
    "a token cut short": Odd(**UNKNOWN, to=lambda address: address[:40] + address[58:]),
    "another domain": Odd(**UNKNOWN, to=lambda address: address.partition(b"@")[0] + b"@evil.example"),
    "no token at all": Odd(**UNKNOWN, to=lambda _address: b"contact@reponses.bassin.test"),
    "in capitals": taken(to=bytes.upper),
    "among forty": taken(to=lambda address: b", ".join([b"x%d@y.example" % n for n in range(40)] + [address])),
    "nobody to": Odd(**UNKNOWN, to=lambda _address: b""),
    # Senders.
    "no sender": Odd(said="Oui, je viens.", outcome=InboundOutcome.HELD, sender=b"", held=True),
    "two senders": Odd(
        said="Oui, je viens.", outcome=InboundOutcome.HELD, sender=b"From: " + LEA + b", eve@x.example\r\n", held=True
    ),
    "two From": Odd(
        said="Oui, je viens.", outcome=InboundOutcome.HELD, held=True,
        sender=b"From: " + LEA + b"\r\nFrom: eve@x.example\r\n",
    ),
    "an address as a name": Odd(
        said="Oui, je viens.", outcome=InboundOutcome.HELD, held=True,
        sender=b'From: "lea@candidat.example" <eve@x.example>\r\n',
    ),
    "capitals of an address": taken(sender=b"From: LEA@Candidat.Example\r\n"),
    # Bodies.
    "an unknown charset": taken(head=b"Content-Type: text/plain; charset=x-klingon\r\n"),
    "a charset that lies": taken(
        "Été à Bergues", head=b"Content-Type: text/plain; charset=us-ascii\r\n", body="Été à Bergues".encode()
    ),
    "bytes of Windows": taken("Été – 10 €", body="Été – 10 €".encode("cp1252")),
    "base64 that is none": Odd(
        head=PLAIN + b"Content-Transfer-Encoding: base64\r\n", body=b"\xff\xff!!", outcome=InboundOutcome.EMPTY
    ),
    "NUL and marks that turn": taken("Oui, fdp.exe", body="Oui,\0 \u202efdp.exe\u202c".encode()),
    "only a page": taken(
        head=b"Content-Type: text/html; charset=utf-8\r\n",
        body=b"<style>x</style><p>Oui, je viens.<script>alert(1)</script><img src=x onerror=y></p>",
    ),
    "markup is text": taken("<script>alert(1)</script>", body=b"<script>alert(1)</script>"),
    "nothing at all": Odd(body=b"", outcome=InboundOutcome.EMPTY),
    "only blanks": Odd(body=b" \r\n\t\r\n", outcome=InboundOutcome.EMPTY),
    "a mail within": taken(**of(multipart(TEXT, b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nNon"))),
    "a multipart of nothing": Odd(**of(multipart()), outcome=InboundOutcome.EMPTY),
    "no boundary": taken(head=b"Content-Type: multipart/mixed\r\n"),
    "200 parts": Odd(**of(multipart(*[TEXT] * 200)), outcome=UNREADABLE),
    "30 deep": Odd(**of(nested(30)), outcome=UNREADABLE),
    "2,000 deep": Odd(**of(nested(2_000)), outcome=UNREADABLE),
    "40 files": taken(**of(multipart(TEXT, *[b"Content-Type: application/pdf\r\n\r\nx"] * 40))),
    "a name that climbs": taken(
        **of(multipart(TEXT, b'Content-Disposition: attachment; filename="../../../etc/passwd"\r\n\r\nx'))
    ),
    "a logo": taken(**of(multipart(TEXT, b"Content-Type: image/png\r\nContent-ID: <l>\r\n\r\nx", kind=b"related"))),
    "a header without end": taken(head=b"X-A: " + b"a" * 200_000 + b"\r\n"),
    "ten thousand headers": taken(head=b"X-A: a\r\n" * 10_000),
    "broken headers": taken(head=b"Subject: =?utf-8?b?////?=\r\n =?x?q?\r\n  :\r\nX-A: \xff\r\n"),
    "300,000 lines": Odd(body=b"> x\r\n" * 300_000, outcome=None, said="*"),
    "longer than anybody reads": Odd(body=b"Bonjour. " * 20_000, outcome=InboundOutcome.TAKEN, said="*"),
    "no id": taken(id=b""),
}  # fmt: skip


@pytest.fixture
def talk(alpha: Tenant) -> Iterator[Thread]:
    with entering(alpha):
        yield making.thread()


def address_of(talk: Thread) -> bytes:
    party = services.party_of(thread=talk, side=Side.CANDIDATE, user=None)
    return reply_address(kind=KIND, ref=party.pk).encode()


@pytest.mark.parametrize("what", ODD)
def test_what_becomes_of_it(talk: Thread, what: str) -> None:
    odd = ODD[what]
    began = time.process_time()
    assert receive(odd.raw(address_of(talk))) is odd.taken
    assert time.process_time() - began < 3
    said = talk.messages.first()
    assert bool(said) is bool(odd.said)
    if said and odd.said != "*":
        assert said.text == odd.said
        assert (said.hold == Hold.WAITING) is odd.held
    if odd.outcome is not None:
        assert InboundEmail.objects.get().outcome == odd.outcome
    elif not odd.said:
        # Of a mail to nobody nothing is kept, and nobody is written to.
        assert not InboundEmail.objects.exists()
        assert not EmailDelivery.objects.exists()


def test_there_are_forty_and_more() -> None:
    assert len(ODD) >= 40


def test_what_is_too_big_is_answered_and_not_read(talk: Thread) -> None:
    with override_settings(INBOUND_MAX_BYTES=10_000):
        assert receive(Odd(body=b"x" * 20_000).raw(address_of(talk))) is Taken.YES
    assert InboundEmail.objects.get().outcome == UNREADABLE
    assert "trop lourd" in EmailDelivery.objects.get(to=LEA.decode()).text
    assert not Message.objects.exists()


def test_an_answer_to_two_of_our_mails_is_for_both(talk: Thread) -> None:
    other = making.thread(ref="application:00000000-0000-4000-8000-000000000002")
    both = address_of(talk) + b", " + address_of(other)
    assert receive(taken(to=lambda _address: both).raw(b"")) is Taken.YES
    assert (talk.messages.count(), other.messages.count()) == (1, 1)


def test_the_envelope_says_more_than_the_mail(talk: Thread) -> None:
    mail = taken(to=lambda _address: b"undisclosed-recipients:;").raw(b"")
    assert receive(mail) is Taken.UNKNOWN
    assert receive(mail, recipients=["inbox@provider.example"]) is Taken.UNKNOWN
    assert receive(mail, recipients=[address_of(talk).decode()]) is Taken.YES


def test_a_providers_own_mailbox_hides_nothing(talk: Thread) -> None:
    assert receive(taken().raw(address_of(talk)), recipients=["inbox@provider.example"]) is Taken.YES


def test_a_tenant_that_closed_takes_nothing(talk: Thread) -> None:
    mail = taken().raw(address_of(talk))
    Tenant.objects.filter(schema_name="alpha").update(state="seeded")
    assert receive(mail) is Taken.UNKNOWN


def test_a_key_that_was_changed_is_good_as_long_as_it_is_kept(talk: Thread) -> None:
    mail = taken().raw(address_of(talk))
    with override_settings(SECRET_KEY="another-key-another-key-another-key-1234567890", SECRET_KEY_FALLBACKS=[]):
        assert receive(mail) is Taken.UNKNOWN
    from django.conf import settings

    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert receive(mail) is Taken.YES
