"""Pages of a conversation: who reads what, what a form keeps, what leads nowhere."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from boards.accounts.models import User
from boards.threads import services
from boards.threads.enums import Hold, Side, Via
from boards.threads.links import candidate_path
from boards.threads.models import Attachment, Message, Party, Thread
from boards.threads.services import Contact, FromElsewhere
from tenants.context import entering
from tenants.files import scanning
from tenants.models import Tenant
from tests.boards.days import at
from tests.boards.threads import making
from tests.tenants.files.making import upload

PHONE, EMAIL = "06 12 34 56 78", "lea@candidat.example"


@pytest.fixture
def talk(alpha: Tenant) -> Iterator[Thread]:
    with entering(alpha):
        yield making.thread()


def signed_in(visit: Any, alpha: Tenant, user: User) -> Client:
    client: Client = visit(alpha)
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def form_of(html: str) -> dict[str, str]:
    return {"nonce": re.search(r'name="nonce" value="([0-9a-f]{32})"', html)[1]}  # type: ignore[index]


def test_by_a_link_one_reads_and_answers(visit: Any, alpha: Tenant, talk: Thread) -> None:
    services.post(thread=talk, side=Side.EMPLOYER, text="Bonjour Léa", by=making.baker())
    client, path = visit(alpha), candidate_path(talk)
    answer = client.get(path)
    html = answer.content.decode()
    assert "Bonjour Léa" in html
    assert "Paul Vandaele (Boulangerie Vandaele)" in html
    assert 'name="referrer" content="same-origin"' in html
    assert 'content="noindex"' in html
    assert "no-store" in answer["Cache-Control"]
    sent = client.post(path, {**form_of(html), "text": "Bonjour, je viens."})
    assert (sent.status_code, sent["Location"]) == (302, f"{path}#dernier")
    assert talk.messages.get(side=Side.CANDIDATE).author_name == "Léa Martin"


def test_an_employer_reads_no_address_and_no_number(visit: Any, alpha: Tenant, talk: Thread) -> None:
    """TRUST 11, on the bytes: of page and list, whatever the candidate's sides of it hold."""
    services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour", by=None)
    elsewhere = FromElsewhere("lea.perso@autre.example")
    services.post(thread=talk, side=Side.CANDIDATE, text="De chez moi", by=None, via=Via.EMAIL, elsewhere=elsewhere)
    client = signed_in(visit, alpha, making.baker())
    both = page(client, f"/messages/{talk.pk}") + page(client, "/messages")
    assert "Léa Martin" in both
    for secret in (EMAIL, "lea.perso", "De chez moi", "612345678", PHONE, candidate_path(talk), talk.code):
        assert secret not in both


def test_a_candidate_reads_nobodys_address(visit: Any, alpha: Tenant, talk: Thread) -> None:
    services.post(thread=talk, side=Side.EMPLOYER, text="Bonjour", by=making.baker())
    services.post(thread=talk, side=Side.ADVISER, text="Bonjour", by=making.adviser())
    html = page(visit(alpha), candidate_path(talk))
    assert "boulanger@vandaele.example" not in html
    assert "claire@cchf.example" not in html


def test_whoever_has_an_account_has_their_own_list(visit: Any, alpha: Tenant) -> None:
    with entering(alpha):
        lea = making.making.person(EMAIL, role="candidate")
        thread = making.thread(candidate=Contact(name="Léa Martin", user=lea))
        making.thread(ref="application:00000000-0000-4000-8000-000000000002")
        services.post(thread=thread, side=Side.EMPLOYER, text="Bonjour", by=making.baker())
        client = signed_in(visit, alpha, lea)
        html = page(client, "/messages")
        assert html.count("/messages/") == 1
        assert "1 nouveau" in html
        page(client, f"/messages/{thread.pk}")
        assert "1 nouveau" not in page(client, "/messages")


def test_what_is_new_is_said_and_what_was_seen_too(visit: Any, alpha: Tenant, talk: Thread) -> None:
    baker = making.baker()
    services.post(thread=talk, side=Side.CANDIDATE, text="Un", by=None)
    client = signed_in(visit, alpha, baker)
    assert "nouveau" in page(client, f"/messages/{talk.pk}")
    assert '<span class="tag good">' not in page(client, f"/messages/{talk.pk}")
    assert "Vu par Paul Vandaele" in page(visit(alpha), candidate_path(talk))


def test_a_machine_that_opens_the_link_has_seen_nothing(visit: Any, alpha: Tenant, talk: Thread) -> None:
    visit(alpha).get(candidate_path(talk), headers={"Sec-Fetch-Mode": "no-cors"})
    assert not Party.objects.exists()
    visit(alpha).get(candidate_path(talk), headers={"Sec-Fetch-Mode": "navigate"})
    assert Party.objects.get().seen_at


def test_the_same_form_twice_is_one_message(visit: Any, alpha: Tenant, talk: Thread) -> None:
    client, path = visit(alpha), candidate_path(talk)
    typed = {**form_of(page(client, path)), "text": "Je viens."}
    for _click in range(2):
        assert client.post(path, typed).status_code == 302
    assert talk.messages.count() == 1


def test_what_was_typed_is_kept(visit: Any, alpha: Tenant, talk: Thread) -> None:
    client, path = visit(alpha), candidate_path(talk)
    long = "Je viens. " * 501
    answer = client.post(path, {"text": long, "nonce": "1"})
    assert answer.status_code == 422
    assert "5000 au plus" in answer.content.decode().replace("\xa0", "").replace("\u202f", "")
    assert long.strip() in answer.content.decode()
    empty = client.post(path, {"text": " ", "nonce": "1"}).content.decode()
    assert "Écrivez votre message, ou joignez un fichier." in empty
    bad = client.post(path, {"text": "Voici", "nonce": "1", "file": upload(b"MZ", "cv.exe")}).content.decode()
    assert "Voici" in bad
    assert "enregistrez" in bad
    assert not Message.objects.exists()


def test_a_file_is_handed_out_once_it_is_scanned(visit: Any, alpha: Tenant, talk: Thread) -> None:
    client, path = visit(alpha), candidate_path(talk)
    client.post(path, {"text": "", "nonce": "1", "file": upload(name="CV Léa.pdf")})
    piece = Attachment.objects.get()
    baker = signed_in(visit, alpha, making.baker())
    url = f"/messages/{talk.pk}/piece/{piece.pk}"
    html = page(baker, f"/messages/{talk.pk}")
    assert "en cours de vérification" in html
    assert url not in html
    assert baker.get(url).status_code == 503
    with entering(alpha):
        scanning.scan(piece.file_id)
    assert url in page(baker, f"/messages/{talk.pk}")
    assert b"".join(baker.get(url)).startswith(b"%PDF")
    assert b"".join(visit(alpha).get(f"{path}/piece/{piece.pk}")).startswith(b"%PDF")
    other = making.thread(ref="application:00000000-0000-4000-8000-000000000002")
    assert baker.get(f"/messages/{other.pk}/piece/{piece.pk}").status_code == 404


def test_only_what_the_tenants_people_write_can_be_followed(visit: Any, alpha: Tenant, talk: Thread) -> None:
    lure = "Voyez https://gagner.example/ et <a href=https://x.example>ici</a>"
    services.post(thread=talk, side=Side.EMPLOYER, text=lure, by=making.baker())
    services.post(thread=talk, side=Side.ADVISER, text="Voyez https://service-public.fr/x", by=making.adviser())
    html = page(visit(alpha), candidate_path(talk))
    assert 'href="https://gagner.example' not in html
    assert "&lt;a href=https://x.example&gt;" in html
    assert '<a href="https://service-public.fr/x" rel="nofollow">' in html


def test_long_and_quoted_words_are_behind_a_line(visit: Any, alpha: Tenant, talk: Thread) -> None:
    services.post(thread=talk, side=Side.CANDIDATE, text="> Lundi ?\nOui.\n> À 8 h ?\nOui aussi.", by=None)
    services.post(thread=talk, side=Side.CANDIDATE, text="Une phrase. " * 200, by=None)
    html = page(visit(alpha), candidate_path(talk))
    assert html.count("Texte cité") == 2
    assert html.count("Lire la suite") == 1
    assert html.count("Une phrase.") == 200


def test_one_answers_for_ones_own_message_from_elsewhere(visit: Any, alpha: Tenant, talk: Thread) -> None:
    elsewhere = FromElsewhere("lea.perso@autre.example")
    said = services.post(
        thread=talk, side=Side.CANDIDATE, text="C’est moi", by=None, via=Via.EMAIL, elsewhere=elsewhere
    )
    path, baker = candidate_path(talk), signed_in(visit, alpha, making.baker())
    assert "lea.perso@autre.example" in page(visit(alpha), path)
    assert baker.post(f"/messages/{talk.pk}/{said.pk}", {"confirm": "1"}).status_code == 404
    assert visit(alpha).post(f"{path}/{said.pk}", {"confirm": "1"}).status_code == 302
    said.refresh_from_db()
    assert said.hold == Hold.CONFIRMED
    assert "C’est moi" in page(baker, f"/messages/{talk.pk}")


def test_staff_join_close_and_open_again(visit: Any, alpha: Tenant, talk: Thread) -> None:
    claire = making.adviser()
    client = signed_in(visit, alpha, claire)
    assert "Suivre cette conversation" in page(client, f"/messages/{talk.pk}")
    client.post(f"/messages/{talk.pk}/rejoindre")
    assert "Claire Devos rejoint la conversation." in page(visit(alpha), candidate_path(talk))
    client.post(f"/messages/{talk.pk}/clore")
    closed = page(visit(alpha), candidate_path(talk))
    assert "on ne peut plus y écrire" in closed
    assert "<textarea" not in closed
    refused = visit(alpha).post(candidate_path(talk), {"text": "Allô ?", "nonce": "1"})
    assert refused.status_code == 422
    client.post(f"/messages/{talk.pk}/rouvrir")
    assert "<textarea" in page(visit(alpha), candidate_path(talk))


@pytest.mark.parametrize("way", ["", "?voir=sans-conseiller", "?voir=a-verifier", "?page=99", "?page=x"])
def test_staff_choose_which(visit: Any, alpha: Tenant, talk: Thread, way: str) -> None:
    client = signed_in(visit, alpha, making.adviser())
    assert ("Léa Martin" in page(client, f"/messages{way}")) is ("a-verifier" not in way)


def test_days_are_said_in_words(visit: Any, alpha: Tenant, talk: Thread) -> None:
    said = services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour", by=None)
    assert "Aujourd’hui" in page(visit(alpha), candidate_path(talk))
    Message.objects.filter(pk=said.pk).update(at=at(days_ago=1))
    assert "Hier" in page(visit(alpha), candidate_path(talk))


def queries(client: Client, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        page(client, path)
    return sum("search_path" not in query["sql"].lower() for query in captured)


def test_however_long_the_queries_are_as_many(visit: Any, alpha: Tenant, talk: Thread) -> None:
    claire, baker = making.adviser(), making.baker()
    services.post(thread=talk, side=Side.CANDIDATE, text="Un", by=None)
    services.post(thread=talk, side=Side.ADVISER, text="Un", by=claire)
    client = signed_in(visit, alpha, claire)
    path = f"/messages/{talk.pk}"
    page(client, path)
    one, listed = queries(client, path), queries(client, "/messages")
    for number in range(20):
        services.post(thread=talk, side=Side.EMPLOYER, text=f"{number}", by=baker, files=[upload(name=f"{number}.pdf")])
        services.post(thread=making.thread(ref=f"x:{number}"), side=Side.CANDIDATE, text="Un", by=None)
    assert queries(client, path) <= one + 1  # the files of attachments, where there are some
    assert queries(client, "/messages") == listed
    assert one <= 14
    assert listed <= 10


def test_the_menu_says_in_how_many_there_is_something_new(visit: Any, alpha: Tenant, talk: Thread) -> None:
    baker = making.baker()
    client = signed_in(visit, alpha, baker)

    def said() -> str:
        entry = re.search(r'<a href="/messages".*?</a>', page(client, "/espace/equipe/" + str(talk.employer_id)), re.S)
        return re.sub(r"<[^>]+>", "", entry[0]).strip()  # type: ignore[index]

    assert said() == "Conversations"
    for _ in range(2):
        services.post(thread=talk, side=Side.CANDIDATE, text="Bonjour", by=None)
    assert said() == "Conversations 1"
    page(client, f"/messages/{talk.pk}")
    assert said() == "Conversations"
