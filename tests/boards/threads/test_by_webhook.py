"""The same answers, brought by a provider: Brevo's, through Anymail, behind its secret."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings

from boards.threads import services
from boards.threads.enums import Side
from boards.threads.models import Message, Thread
from boards.threads.telling import KIND
from tenants.context import entering
from tenants.messaging.models import InboundEmail
from tenants.messaging.reply_addresses import reply_address
from tenants.models import Tenant
from tests.boards.threads import making

BREVO = {"EMAIL_PROVIDER": "brevo", "ANYMAIL": {"BREVO_API_KEY": "k", "WEBHOOK_SECRET": "name:password"}}
AUTH = "Basic " + base64.b64encode(b"name:password").decode()
PATH = "/rappels/courrier/brevo/recu"


@pytest.fixture
def talk(alpha: Tenant) -> Iterator[Thread]:
    with entering(alpha):
        yield making.thread()


def item(talk: Thread, text: str = "Oui, je viens.", **headers: object) -> dict[str, Any]:
    party = services.party_of(thread=talk, side=Side.CANDIDATE, user=None)
    to = reply_address(kind=KIND, ref=party.pk)
    given = {"From": "Léa <lea@candidat.example>", "To": to, "Message-ID": "<1@candidat.example>", "Subject": "Re: x"}
    return {"Uuid": ["1"], "Headers": {**given, **headers}, "RawTextBody": text, "RawHtmlBody": "", "Attachments": []}


def brought(*items: dict[str, Any], auth: str = AUTH, path: str = PATH, **options: Any) -> int:
    client = Client(HTTP_HOST="bassin.test", raise_request_exception=False)
    body = options.pop("body", None) or json.dumps({"items": items})
    answer = client.post(path, body, content_type="application/json", headers={"Authorization": auth})
    return int(answer.status_code)


@override_settings(**BREVO)
def test_an_answer_is_said_once_however_often_it_is_brought(talk: Thread, alpha: Tenant) -> None:
    one = item(talk)
    assert [brought(one) for _again in range(3)] == [200] * 3
    with entering(alpha):
        assert Message.objects.get().text == "Oui, je viens."


@override_settings(**BREVO)
def test_several_at_once(talk: Thread, alpha: Tenant) -> None:
    two = item(talk, "Deux", **{"Message-ID": "<2@candidat.example>"})
    nobody = item(talk, "Trois", To="reponse+aaaa@reponses.bassin.test", **{"Message-ID": "<3@candidat.example>"})
    absent = item(talk, "Quatre", **{"Message-ID": "<4@candidat.example>", "Auto-Submitted": "auto-replied"})
    assert brought(item(talk), two, nobody, absent) == 200
    with entering(alpha):
        assert list(Message.objects.values_list("text", flat=True)) == ["Oui, je viens.", "Deux"]


@override_settings(**BREVO)
@pytest.mark.parametrize("auth", ["", "Basic eDp5", "Bearer name:password"])
def test_without_the_secret_nothing_is_heard(talk: Thread, alpha: Tenant, auth: str) -> None:
    assert brought(item(talk), auth=auth) == 400
    with entering(alpha):
        assert not InboundEmail.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"EMAIL_PROVIDER": ""}, {"INBOUND_DOMAIN": ""}, {"ANYMAIL": {"BREVO_API_KEY": "k", "WEBHOOK_SECRET": ""}}],
    ids=str,
)
def test_where_no_mail_is_taken_in_there_is_no_such_address(talk: Thread, changes: dict[str, Any]) -> None:
    one = item(talk)
    with override_settings(**{**BREVO, **changes}):
        assert brought(one) == 404


@override_settings(**BREVO)
def test_a_mail_larger_than_a_form_is_read_and_one_beyond_the_cap_is_not(talk: Thread, alpha: Tenant) -> None:
    long = item(talk, "Oui.\n\nLe 3 nov. 2026 à 10:12, Paul a écrit :\n" + "> bla\n" * 500_000)
    assert brought(long) == 200
    with entering(alpha):
        assert Message.objects.get().text == "Oui."
    with override_settings(INBOUND_MAX_BYTES=100_000):
        assert brought(long) == 413


@override_settings(**BREVO)
def test_should_anything_fail_it_is_brought_again(talk: Thread, alpha: Tenant) -> None:
    one = item(talk)
    with override_settings(THREAD_LISTENERS=["tests.boards.threads.test_by_mail.no_listener"]):
        assert brought(one) == 500
    assert brought(one) == 200
    with entering(alpha):
        assert Message.objects.count() == 1


@override_settings(**BREVO)
@pytest.mark.parametrize(
    "body", ["[]", "{", '{"items": [{}]}', '{"items": 1}', "\0", '{"items":[{"Headers":{"a":"b"}}]}']
)
def test_what_is_no_mail_says_nothing(talk: Thread, alpha: Tenant, body: str) -> None:
    assert brought(body=body) in {200, 400, 500}
    with entering(alpha):
        assert not InboundEmail.objects.exists()
