"""Opening, speaking, closing: what is said once, what is refused, who is told and who joins."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from boards.threads import erasing, holding, seeing, services
from boards.threads.enums import Hold, Side, Via
from boards.threads.links import candidate_url
from boards.threads.models import Message, Party, Telling
from boards.threads.models.message import LONGEST_TEXT
from boards.threads.services import Contact, FromElsewhere
from boards.threads.telling import tell_due
from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging.erasure import erase
from tenants.messaging.models import EmailDelivery
from tenants.messaging.reply_addresses import reply_address
from tenants.models import Tenant
from tests.boards.threads import making
from tests.boards.threads.mailbox import deliver
from tests.tenants.files.making import upload


@pytest.fixture(autouse=True)
def _inside(alpha: Tenant) -> Iterator[None]:
    with entering(alpha):
        yield


def test_one_thread_for_each_thing() -> None:
    first, again = making.thread(), making.thread()
    assert first == again
    assert making.thread(ref="application:00000000-0000-4000-8000-000000000002") != first
    assert (first.candidate_phone, first.title) == ("+33612345678", "Boulanger F/H")


def test_a_message_is_said_and_its_author_named_without_an_address() -> None:
    thread = making.thread()
    said = services.post(thread=thread, side=Side.EMPLOYER, text=" Bonjour.\r\nVenez lundi ! \n\n", by=making.baker())
    assert said.text == "Bonjour.\nVenez lundi !"
    assert said.author_name == "Paul Vandaele (Boulangerie Vandaele)"
    nameless = making.making.person("sans-nom@mairie.example", role="adviser")
    assert services.post(thread=thread, side=Side.ADVISER, text="Oui.", by=nameless).author_name == "Un conseiller"


def test_a_second_click_says_nothing_twice_and_other_words_are_another_message() -> None:
    thread, nonce = making.thread(), services.new_nonce()
    for words in ("Bonjour", "Bonjour", " Bonjour\r\n", "Bonjour, c’est Léa"):
        services.post(thread=thread, side=Side.CANDIDATE, text=words, by=None, nonce=nonce)
    assert list(thread.messages.values_list("text", flat=True)) == ["Bonjour", "Bonjour, c’est Léa"]


def test_the_same_words_a_moment_later_are_said_once_and_after_an_answer_again() -> None:
    thread, baker = making.thread(), making.baker()
    for side, by in ((Side.CANDIDATE, None), (Side.CANDIDATE, None), (Side.EMPLOYER, baker), (Side.CANDIDATE, None)):
        services.post(thread=thread, side=side, text="Oui.", by=by, nonce=services.new_nonce())
    assert [one.side for one in thread.messages.all()] == ["candidate", "employer", "candidate"]
    thread.messages.update(at=timezone.now() - services.SAME_AGAIN)
    services.post(thread=thread, side=Side.CANDIDATE, text="Oui.", by=None)
    assert thread.messages.count() == 4


@pytest.mark.parametrize("words", ["", "  \r\n \t", "x" * (LONGEST_TEXT + 1)])
def test_nothing_and_too_much_are_refused(words: str) -> None:
    with pytest.raises(ValidationError):
        services.post(thread=making.thread(), side=Side.CANDIDATE, text=words, by=None)
    assert not Message.objects.exists()


def test_a_burst_of_one_side_is_told_at_once() -> None:
    thread = making.thread()
    for words in ("Un", "Deux", "Trois"):
        services.post(thread=thread, side=Side.CANDIDATE, text=words, by=None)
    services.post(thread=thread, side=Side.EMPLOYER, text="Oui ?", by=making.baker())
    assert Telling.objects.filter(side=Side.CANDIDATE).count() == 1
    assert Telling.objects.get(side=Side.CANDIDATE).messages.count() == 3
    assert Telling.objects.count() == 2
    Telling.objects.update(told_at=timezone.now())
    services.post(thread=thread, side=Side.CANDIDATE, text="Quatre", by=None)
    assert Telling.objects.filter(side=Side.CANDIDATE).count() == 2


def test_a_closed_thread_refuses_in_french_until_staff_open_it_again() -> None:
    thread, claire = making.thread(), making.adviser()
    services.close(thread=thread, by=claire)
    services.close(thread=thread, by=claire)
    with pytest.raises(ValidationError, match="Cette conversation est close"):
        services.post(thread=thread, side=Side.CANDIDATE, text="Encore moi", by=None)
    services.reopen(thread=thread, by=claire)
    services.post(thread=thread, side=Side.CANDIDATE, text="Encore moi", by=None)
    assert [m.text for m in thread.messages.all()] == [
        "La conversation est close.",
        "La conversation est rouverte.",
        "Encore moi",
    ]


def test_an_adviser_who_speaks_joins_and_the_thread_says_so() -> None:
    thread, claire, marc = making.thread(), making.adviser(), making.adviser("marc@cchf.example", "Marc Leroy")
    for who in (claire, marc, claire):
        services.post(thread=thread, side=Side.ADVISER, text="Bonjour à tous deux.", by=who)
    thread.refresh_from_db()
    assert thread.adviser == claire
    joined = thread.messages.filter(side=Side.PLATFORM).values_list("text", flat=True)
    assert list(joined) == ["Claire Devos rejoint la conversation.", "Marc Leroy rejoint la conversation."]
    # Nobody is written to because somebody came in.
    assert not Telling.objects.filter(side=Side.PLATFORM).exists()


def test_the_adviser_a_thread_was_opened_with_is_not_announced() -> None:
    claire = making.adviser()
    thread = making.thread(adviser=claire)
    services.post(thread=thread, side=Side.ADVISER, text="Bonjour.", by=claire)
    assert not thread.messages.filter(side=Side.PLATFORM).exists()


def test_what_came_from_elsewhere_waits_and_is_told_once_somebody_answers_for_it() -> None:
    thread = making.thread()
    said = services.post(
        thread=thread, side=Side.CANDIDATE, text="D’une autre boîte", by=None, via=Via.EMAIL,
        elsewhere=FromElsewhere("lea.perso@autre.example"),
    )  # fmt: skip
    assert (said.hold, said.telling) == (Hold.WAITING, None)
    assert not Message.objects.shown_to(Side.EMPLOYER).exists()
    assert Message.objects.shown_to(Side.CANDIDATE).exists()
    assert Message.objects.shown_to(Side.ADVISER).exists()
    holding.confirm_held(message=said, by=None)
    said.refresh_from_db()
    assert said.hold == Hold.CONFIRMED
    assert said.telling is not None
    assert Message.objects.shown_to(Side.EMPLOYER).exists()
    holding.discard_held(message=said, by=None)
    said.refresh_from_db()
    assert said.text == "D’une autre boîte"


def test_what_was_not_theirs_is_not_kept() -> None:
    elsewhere = FromElsewhere("inconnu@autre.example")
    said = services.post(thread=making.thread(), side=Side.CANDIDATE, text="Faux", by=None, elsewhere=elsewhere)
    holding.discard_held(message=said, by=making.adviser())
    holding.confirm_held(message=said, by=None)
    said.refresh_from_db()
    assert (said.hold, said.text) == (Hold.DISCARDED, "")


def test_nobody_passes_on_a_personal_link_or_a_reply_address() -> None:
    thread = making.thread()
    party = services.party_of(thread=thread, side=Side.CANDIDATE, user=None)
    own, address = candidate_url(thread), reply_address(kind="t", ref=party.pk)
    broken = own[:90]
    wrapped = "https://eur01.safelinks.example/?url=" + own.replace(":", "%3A").replace("/", "%2F")
    text = f"Oui !\nLe lun. <{address}> a écrit :\n> {own}\n> {broken}\n> {wrapped}\n> https://boulangerie.example/pain"
    said = services.post(thread=thread, side=Side.CANDIDATE, text=text, by=None)
    token = own.rpartition("/")[2]
    assert token[:40] not in said.text
    assert address[:30] not in said.text
    assert "https://boulangerie.example/pain" in said.text


def test_staff_who_only_read_are_no_party() -> None:
    thread, claire = making.thread(), making.adviser()
    seeing.mark_seen(thread=thread, side=Side.ADVISER, by=claire)
    assert not Party.objects.exists()
    seeing.mark_seen(thread=thread, side=Side.EMPLOYER, by=making.baker())
    seeing.mark_seen(thread=thread, side=Side.CANDIDATE, by=None)
    assert Party.objects.filter(seen_at__gte=timezone.now() - timedelta(minutes=1)).count() == 2


def test_erasing_a_candidate_leaves_what_others_said() -> None:
    thread = making.thread()
    services.post(thread=thread, side=Side.CANDIDATE, text="Mon numéro : 06 12 34 56 78", by=None)
    services.post(thread=thread, side=Side.EMPLOYER, text="Merci.", by=making.baker())
    erasing.erase_candidate(threads=[thread])
    thread.refresh_from_db()
    assert (thread.candidate_email, thread.candidate_phone, thread.candidate_name) == ("", "", "Personne effacée")
    assert [m.text for m in thread.messages.all()] == ["", "Merci."]
    assert thread.is_closed


@pytest.mark.parametrize("path", ["/c/", "/p/", "/a/", "/o/", "/contact/", "/embauche/"])
@pytest.mark.parametrize("scheme", ["https://", ""])
def test_a_short_link_of_somebodys_own_is_nobody_elses_to_read(in_alpha: Tenant, path: str, scheme: str) -> None:
    thread = making.thread(candidate=Contact(name="Marie Durand", email="marie@candidat.example"))
    text = f"Voyez {scheme}{in_alpha.primary_domain}{path}Ab_9-xYz12Qp, et {scheme}{in_alpha.primary_domain}/offres"
    said = services.post(thread=thread, side=Side.CANDIDATE, text=text, by=None)
    assert "Ab_9-xYz12Qp" not in said.text
    assert said.text.endswith("/offres")


@pytest.mark.parametrize(
    "written",
    [
        "HTTPS://{HOST}/C/{key}",
        "{host} / c / {key}",
        "{host}/c/\n{key}",
        "http://{other}/c/{key}",
        "{other}:8000/p/{key}",
        "https://eur01.safelinks.example/?url=https%3A%2F%2F{host}%2Fc%2F{key}&data=05",
        "https://filtre.example/go?u=https%253A%252F%252F{host}%252Fp%252F{key}",
        "{host}/espace/agenda/{key}{key}{key}.ics",
        "webcal://{host}/espace/agenda/{key}{key}{key}.ics",
    ],
)
def test_however_a_link_of_ours_is_written_it_is_taken_out(in_alpha: Tenant, written: str) -> None:
    other, key = in_alpha.domains.create(domain="emploi.alpha.example", is_primary=False).domain, "Ab_9-xYz12Qp"
    host = in_alpha.primary_domain
    text = (
        "Voyez " + written.format(host=host, HOST=host.upper(), other=other, key=key) + " et https://pain.example/c/1"
    )
    said = services.post(thread=making.thread(), side=Side.CANDIDATE, text=text, by=None)
    assert key not in said.text
    assert said.text.endswith("https://pain.example/c/1")


@pytest.mark.parametrize("page", ["/offres", "/offres/4185725e-6a06-4ab8-b7b7-65b82c7ffdb0", "/offres?q=boulanger"])
def test_a_public_page_stays_however_long_the_sites_name_is(in_alpha: Tenant, page: str) -> None:
    host = in_alpha.domains.create(domain="emploi.communaute-de-communes-du-pays.example", is_primary=False).domain
    text = f"Voyez https://{host}{page} ou {host}{page}."
    assert services.post(thread=making.thread(), side=Side.ADVISER, text=text, by=making.adviser()).text == text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Marie Durand", "Marie D."),
        ("marie durand", "marie D."),
        ("Proposée par un conseiller", "Proposée par un conseiller"),
    ],
)
def test_a_sender_is_a_short_name_and_what_stands_for_one_is_left_whole(name: str, shown: str) -> None:
    thread = making.thread(candidate=Contact(name=name, email="lea@candidat.example"))
    services.post(thread=thread, side=Side.CANDIDATE, text="Bonjour", by=None)
    Telling.objects.update(due_at=timezone.now())
    tell_due()
    assert {mail.from_name.partition(" via ")[0] for mail in EmailDelivery.objects.all()} == {shown}


def test_nothing_of_an_erased_candidate_is_left_in_any_table() -> None:
    """TRUST 15: words, name, addresses, files, and the mails that told the others of them, sent or not."""
    sign = "CANARI77XQZ"
    thread = making.thread(candidate=Contact(name=f"Léa {sign}", email=f"{sign}@candidat.example".lower()))
    file = upload(name=f"{sign}.pdf")
    services.post(thread=thread, side=Side.CANDIDATE, text=f"Bonjour, {sign}", by=None, files=[file])
    services.post(thread=thread, side=Side.EMPLOYER, text="Bonjour.", by=making.baker())
    Party.objects.update(seen_at=None)
    deliver()
    services.post(thread=thread, side=Side.CANDIDATE, text=f"Encore {sign}", by=None)
    Telling.objects.update(due_at=timezone.now())
    tell_due()
    assert len(rows_with(sign)) >= 8
    erasing.erase_candidate(threads=[thread])
    # Mails to their own address are the messaging room's to erase, with that address.
    erase(channel=Channel.EMAIL, address=f"{sign}@candidat.example".lower())
    assert rows_with(sign) == []


def rows_with(sign: str) -> list[str]:
    """Where any table of the tenant holds it, in whatever case."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{sign}%"])
            found += [table] * cursor.fetchone()[0]
    return found
