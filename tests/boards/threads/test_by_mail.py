"""There and back: from the page to a mail at the sink, and by an answer as mail readers write it into the page."""

import io
import re
import sys
from collections.abc import Iterator
from email.message import Message as Mail
from email.utils import parseaddr

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.threads import holding, seeing, services
from boards.threads.enums import Hold, Side, Via
from boards.threads.links import candidate_token
from boards.threads.models import Message, Party, Telling, Thread
from boards.threads.services import Contact
from boards.threads.tasks import tell, tell_all
from tenants.context import entering
from tenants.messaging.incoming.receiving import Taken, receive
from tenants.messaging.models import EmailDelivery, InboundEmail, SmsDelivery
from tenants.models import Tenant
from tests.boards.threads import making
from tests.boards.threads.mailbox import READERS, answer, body_of, deliver, head, raw
from tests.peers.mail import Server, settings_for, smtp_server
from tests.tenants.files.making import upload

LEA = "lea@candidat.example"


@pytest.fixture
def sink() -> Iterator[Server]:
    with smtp_server() as server, override_settings(**settings_for(server)):
        yield server


@pytest.fixture
def talk(alpha: Tenant) -> Iterator[Thread]:
    with entering(alpha):
        yield making.thread(adviser=making.adviser())


def pipe(mail: bytes, monkeypatch: pytest.MonkeyPatch, *options: str) -> int:
    """What a mail server does with a mail: the exit code."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail)))
    with pytest.raises(SystemExit) as ended:
        call_command("messaging", "receive", *options)
    return int(ended.value.code or 0)


def to(mails: list[Mail], address: str) -> list[Mail]:
    return [mail for mail in mails if mail["To"] == address]


@pytest.mark.parametrize("reader", READERS)
def test_there_and_back(sink: Server, talk: Thread, monkeypatch: pytest.MonkeyPatch, reader: str) -> None:
    services.post(thread=talk, side=Side.EMPLOYER, text="Pouvez-vous venir lundi à 8 h ?", by=making.baker())
    deliver()
    (mail,) = to(sink.taken, LEA)
    code = pipe(raw(answer(mail, "Oui, je viens lundi.", reader=reader)), monkeypatch)
    assert code == 0
    said = talk.messages.get(side=Side.CANDIDATE)
    assert (said.text, said.via, said.hold) == ("Oui, je viens lundi.", Via.EMAIL, Hold.NONE)
    deliver()
    assert "Oui, je viens lundi." in body_of(to(sink.taken, "boulanger@vandaele.example")[-1])
    assert "Oui, je viens lundi." in body_of(to(sink.taken, "claire@cchf.example")[-1])
    # Nobody is told of what they said themselves.
    assert len(to(sink.taken, LEA)) == 1


def test_the_mail_says_who_and_where_and_nobodys_address(sink: Server, talk: Thread) -> None:
    services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour !", by=None)
    deliver()
    (mail,) = to(sink.taken, "boulanger@vandaele.example")
    assert parseaddr(head(mail, "From"))[0] == "Léa M. via Hauts de Flandre"
    assert LEA not in mail.as_string()
    everything = mail.as_string() + body_of(mail) + body_of(mail, "text/html")
    for secret in (LEA, "612345678", "06 12 34 56 78", candidate_token(talk), "claire@cchf"):
        assert secret not in everything
    assert re.fullmatch(r"reponse\+[a-z2-7]{50}@reponses\.bassin\.test", head(mail, "Reply-To"))
    assert len(head(mail, "Reply-To").partition("@")[0]) <= 64


def test_each_person_has_an_address_of_their_own(sink: Server, talk: Thread) -> None:
    services.post(thread=talk, side=Side.EMPLOYER, text="Bonjour.", by=making.baker())
    deliver()
    services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour !", by=None)
    deliver()
    addresses = {(head(mail, "To"), head(mail, "Reply-To")) for mail in sink.taken}
    assert len(addresses) == len({reply for _to, reply in addresses}) == 3


def test_mail_readers_put_the_conversation_together(sink: Server, talk: Thread) -> None:
    """Each mail answers the one before it in that mailbox, names the same root, and is called alike."""
    baker = making.baker()
    for words in ("Un", "Deux"):
        services.post(thread=talk, side=Side.EMPLOYER, text=words, by=baker)
        deliver()
    first, second = to(sink.taken, LEA)
    root = head(first, "References").split()[0]
    assert head(second, "In-Reply-To") == head(first, "Message-ID")
    assert head(second, "References").split() == [root, head(first, "Message-ID")]
    reply = answer(second, "Oui.")
    assert receive(raw(reply)) is Taken.YES
    services.post(thread=talk, side=Side.EMPLOYER, text="Trois", by=baker)
    deliver()
    third = to(sink.taken, LEA)[-1]
    assert head(third, "In-Reply-To") == head(reply, "Message-ID")
    assert {head(mail, "Subject") for mail in (first, second, third)} == {"Boulanger F/H – Boulangerie Vandaele"}


def test_a_burst_is_one_mail_and_whoever_has_read_gets_none(sink: Server, talk: Thread) -> None:
    for words in ("Un", "Deux", "Trois"):
        services.post(thread=talk, side=Side.CANDIDATE, text=words, by=None)
    seeing.mark_seen(thread=talk, side=Side.EMPLOYER, by=making.baker())
    deliver()
    assert not to(sink.taken, "boulanger@vandaele.example")
    (mail,) = to(sink.taken, "claire@cchf.example")
    assert all(words in body_of(mail) for words in ("Un", "Deux", "Trois"))


def test_a_link_that_a_machine_opened_holds_back_no_mail(sink: Server, talk: Thread) -> None:
    services.post(thread=talk, side=Side.EMPLOYER, text="Bonjour.", by=making.baker())
    seeing.mark_seen(thread=talk, side=Side.CANDIDATE, by=None)
    deliver()
    assert len(to(sink.taken, LEA)) == 1


def test_a_candidate_with_a_telephone_has_an_sms_and_not_one_a_message(talk: Thread) -> None:
    thread = making.thread(
        candidate=Contact(name="Sam", phone="06 12 34 56 79"), ref="application:00000000-0000-4000-8000-000000000009"
    )
    for number in range(3):
        services.post(thread=thread, side=Side.EMPLOYER, text=f"Bonjour {number}", by=making.baker())
        deliver()
    text = SmsDelivery.objects.get()
    assert text.text.startswith("Hauts de Flandre : nouveau message de Paul Vandaele au sujet de")
    assert f"/c/{thread.code}" in text.text
    assert (text.encoding, text.segments) == ("gsm", 1)
    seeing.mark_seen(thread=thread, side=Side.CANDIDATE, by=None)
    services.post(thread=thread, side=Side.EMPLOYER, text="Et mardi ?", by=making.baker())
    deliver()
    assert SmsDelivery.objects.count() == 2


def sent(talk: Thread, sink: Server) -> Mail:
    services.post(thread=talk, side=Side.EMPLOYER, text="Pouvez-vous venir lundi ?", by=making.baker())
    deliver()
    return to(sink.taken, LEA)[-1]


def test_from_another_address_it_waits_and_the_known_one_is_asked(sink: Server, talk: Thread) -> None:
    mail = sent(talk, sink)
    assert receive(raw(answer(mail, "Oui, moi.", sender="lea.perso@autre.example"))) is Taken.YES
    said = talk.messages.get(side=Side.CANDIDATE)
    assert (said.hold, said.sent_from) == (Hold.WAITING, "lea.perso@autre.example")
    deliver()
    assert not to(sink.taken, "boulanger@vandaele.example")
    # Nothing is written to an address that somebody only claims.
    assert not to(sink.taken, "lea.perso@autre.example")
    asked = to(sink.taken, LEA)[-1]
    assert "lea.perso@autre.example" in body_of(asked)
    holding.confirm_held(message=said, by=None)
    deliver()
    assert "Oui, moi." in body_of(to(sink.taken, "boulanger@vandaele.example")[-1])


def test_a_sender_that_their_domain_disowns_waits_too(sink: Server, talk: Thread) -> None:
    mail = raw(answer(sent(talk, sink), "Oui."))
    failed = b"Authentication-Results: mx.bassin.test; dmarc=fail header.from=candidat.example\r\n" + mail
    with override_settings(INBOUND_AUTHSERV_ID="mx.bassin.test"):
        receive(failed)
    assert talk.messages.get(side=Side.CANDIDATE).hold == Hold.WAITING


def test_the_same_mail_twice_is_one_message(sink: Server, talk: Thread) -> None:
    mail = raw(answer(sent(talk, sink), "Oui."))
    assert [receive(mail) for _again in range(3)] == [Taken.YES] * 3
    assert talk.messages.filter(side=Side.CANDIDATE).count() == 1


def test_should_anything_fail_the_mail_is_brought_again(
    sink: Server, talk: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = raw(answer(sent(talk, sink), "Oui."))
    with override_settings(THREAD_LISTENERS=["tests.boards.threads.test_by_mail.no_listener"]):
        assert pipe(mail, monkeypatch) == 75
    assert not InboundEmail.objects.exists()
    assert pipe(mail, monkeypatch) == 0
    assert talk.messages.filter(side=Side.CANDIDATE).count() == 1


def test_a_closed_conversation_says_so_once_a_day(sink: Server, talk: Thread) -> None:
    mail = sent(talk, sink)
    services.close(thread=talk, by=making.adviser())
    for words in ("Oui.", "Allô ?"):
        assert receive(raw(answer(mail, words))) is Taken.YES
    deliver()
    assert EmailDelivery.objects.filter(template="messaging/email/not_taken").count() == 1
    told = EmailDelivery.objects.get(template="messaging/email/not_taken")
    assert (told.to, told.subject) == (LEA, "Votre réponse n’a pas été transmise")
    assert "Cette conversation est close" in told.text


def test_a_stranger_to_a_closed_conversation_gets_neither_a_mail_nor_a_link(sink: Server, talk: Thread) -> None:
    mail = sent(talk, sink)
    services.close(thread=talk, by=making.adviser())
    receive(raw(answer(mail, "Oui.", sender="autre@ailleurs.example")))
    assert not EmailDelivery.objects.filter(to="autre@ailleurs.example").exists()
    passed = b"Authentication-Results: mx.bassin.test; dmarc=pass\r\n"
    with override_settings(INBOUND_AUTHSERV_ID="mx.bassin.test"):
        receive(passed + raw(answer(mail, "Oui ?", sender="autre@ailleurs.example")))
    told = EmailDelivery.objects.get(to="autre@ailleurs.example")
    assert candidate_token(talk) not in told.text + told.html


def test_a_bad_file_leaves_the_words_and_says_why(sink: Server, talk: Thread) -> None:
    reply = answer(sent(talk, sink), "Voici mon CV.")
    reply.add_attachment(
        b"MZ\x90\x00" + b"\0" * 200, maintype="application", subtype="pdf", filename="../../cv\u202efdp.exe"
    )
    reply.add_attachment(upload().read(), maintype="application", subtype="pdf", filename="CV Léa.pdf")
    receive(raw(reply))
    said = talk.messages.get(side=Side.CANDIDATE)
    assert said.text == "Voici mon CV."
    kept, refused = sorted(said.attachments.all(), key=lambda one: one.refused)
    assert kept.file is not None
    assert kept.file.name == "CV Léa.pdf"
    assert refused.file is None
    assert "/" not in refused.name
    assert "\u202e" not in refused.name
    told = EmailDelivery.objects.get(template="messaging/email/not_taken")
    assert told.to == LEA
    assert "enregistrez" in told.text


def test_whoever_left_the_firm_speaks_for_it_no_more(sink: Server, talk: Thread) -> None:
    services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour !", by=None)
    deliver()
    (mail,) = to(sink.taken, "boulanger@vandaele.example")
    making.baker().memberships.all().delete()  # type: ignore[attr-defined]
    assert receive(raw(answer(mail, "Encore moi."))) is Taken.UNKNOWN
    assert not talk.messages.filter(side=Side.EMPLOYER).exists()


def test_a_quarrel_of_machines_stops(sink: Server, talk: Thread) -> None:
    mail = sent(talk, sink)
    for number in range(40):
        receive(raw(answer(mail, f"Réponse {number}")))
    assert talk.messages.filter(side=Side.CANDIDATE).count() == 20
    assert InboundEmail.objects.count() == 21


def test_the_links_of_the_mail_that_is_quoted_are_not_passed_on(sink: Server, talk: Thread) -> None:
    mail = sent(talk, sink)
    below = f"{body_of(mail)}\n\nD’accord."
    reply = answer(mail, "x", reader="Thunderbird")
    reply.set_content("\n".join(f"| {line}" for line in below.split("\n")))
    receive(raw(reply))
    said = talk.messages.get(side=Side.CANDIDATE)
    assert "D’accord." in said.text
    assert candidate_token(talk)[:30] not in said.text


def test_without_a_domain_nobody_is_asked_to_answer_by_mail(sink: Server, talk: Thread) -> None:
    with override_settings(INBOUND_DOMAIN=""):
        mail = sent(talk, sink)
    assert "répondez à cet e-mail" not in body_of(mail)
    assert "reponse+" not in mail.as_string()


def no_listener(*, message: Message) -> None:
    raise RuntimeError("A room above fails.")


def test_the_candidates_party_is_one_with_or_without_an_account(talk: Thread) -> None:
    first, lea = services.party_of(thread=talk, side=Side.CANDIDATE, user=None), making.making.person(LEA)
    assert services.party_of(thread=talk, side=Side.CANDIDATE, user=lea) == first
    assert Party.objects.count() == 1


def test_what_a_mail_server_is_told(talk: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = b"From: x@y.example\r\nTo: reponse+abc@reponses.bassin.test\r\n\r\nBonjour\r\n"
    assert pipe(nobody, monkeypatch) == 67
    assert pipe(nobody, monkeypatch, "--silent") == 0
    assert pipe(b"", monkeypatch) == 65
    with override_settings(INBOUND_MAX_BYTES=100):
        assert pipe(nobody + b"x" * 100, monkeypatch) == 65


def test_each_minute_only_tenants_where_something_is_due(talk: Thread) -> None:
    services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour", by=None)
    tell_all.func(0)
    assert not ProcrastinateJob.objects.filter(task_name="threads.tell").exists()
    Telling.objects.update(due_at=timezone.now())
    for _again in range(2):
        tell_all.func(0)
    job = ProcrastinateJob.objects.get(task_name="threads.tell")
    assert job.args == {"schema": "alpha"}
    tell(schema="alpha")
    assert EmailDelivery.objects.filter(template="threads/email/message").count() == 2
