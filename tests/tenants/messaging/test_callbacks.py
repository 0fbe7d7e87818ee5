"""Providers call back: what is genuine moves a state forward or stops somebody; what is forged does nothing."""

import base64
import json
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging import consent
from tenants.messaging.addresses import callback_path
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.inbound import is_stop, twilio_signature
from tenants.messaging.models import Consent, EmailDelivery, Refusal, SmsDelivery
from tenants.models import Tenant
from tests.peers.sms import CREDENTIALS

NUMBER = "+33612345678"
TWILIO = {"SMS_PROVIDER": "twilio", "SMS_CREDENTIALS": CREDENTIALS["twilio"]}
told: list[dict[str, str]] = []


def listener(**about: str) -> None:
    """A room above that wants to know of refusals."""
    told.append(about)


def sent_text(tenant: Tenant, **changes: Any) -> SmsDelivery:
    given = {"to": NUMBER, "text": "x", "purpose": Purpose.ALERT, "state": "sent", "sent_at": timezone.now()}
    with entering(tenant):
        return SmsDelivery.objects.create(**{**given, **changes})


def again(row: Any, tenant: Tenant) -> Any:
    with entering(tenant):
        row.refresh_from_db()
    return row


def path_in(tenant: Tenant, provider: str, delivery: str = "") -> str:
    with entering(tenant):
        return callback_path(provider=provider, delivery=delivery)


def from_twilio(host: str, path: str, form: dict[str, str], *, signature: str | None = None) -> Any:
    signed = twilio_signature(CREDENTIALS["twilio"]["TWILIO_AUTH_TOKEN"], url=f"http://{host}{path}", form=form)
    client = Client(enforce_csrf_checks=True, HTTP_HOST=host)
    return client.post(
        path, urlencode(form), content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": signed if signature is None else signature},
    )  # fmt: skip


@override_settings(**TWILIO)
def test_a_report_moves_a_state_forward_only_and_twice_is_harmless(alpha: Tenant) -> None:
    row = sent_text(alpha, state="unknown", sent_at=None)
    path = path_in(alpha, "twilio", str(row.pk))
    for word, state in [("sent", "sent"), ("delivered", "delivered"), ("delivered", "delivered"), ("sent", "delivered"),
                        ("undelivered", "delivered"), ("nonsense", "delivered")]:  # fmt: skip
        answer = from_twilio("alpha.test", path, {"MessageSid": "SM1", "MessageStatus": word})
        assert answer.status_code == 204
        assert not answer.cookies
        assert again(row, alpha).state == state
    assert row.provider_ref == "SM1"
    assert row.delivered_at
    assert row.sent_at


@override_settings(**TWILIO)
def test_a_report_that_overtakes_our_own_record(alpha: Tenant) -> None:
    row = sent_text(alpha, state="claimed", sent_at=None, claimed_at=timezone.now(), claimed_by="alpha.x")
    path = path_in(alpha, "twilio", str(row.pk))
    from_twilio("alpha.test", path, {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"})
    assert (again(row, alpha).state, row.claimed_by, row.error) == ("failed", "", "Twilio 30005")


FORGED = {
    "no signature": ("twilio", "", ""),
    "another's signature": ("twilio", base64.b64encode(b"x" * 20).decode(), ""),
    "another provider's address": ("brevo", None, ""),
    "another tenant's address": ("twilio", None, "beta"),
    "no token": ("twilio", None, "none"),
}


@pytest.mark.parametrize("case", FORGED)
@override_settings(**TWILIO)
def test_what_is_forged_does_nothing(alpha: Tenant, beta: Tenant, case: str) -> None:
    provider, signature, elsewhere = FORGED[case]
    row = sent_text(alpha)
    path = path_in(beta if elsewhere == "beta" else alpha, provider, str(row.pk))
    if elsewhere == "none":
        path = f"/rappels/sms/twilio/{uuid.uuid4()}"
    for form in (
        {"MessageSid": "S", "MessageStatus": "delivered"},
        {"From": NUMBER, "Body": "STOP", "SmsStatus": "received"},
    ):
        assert from_twilio("alpha.test", path, form, signature=signature).status_code in {403, 404}
    assert again(row, alpha).state == "sent"
    with entering(alpha):
        assert not Refusal.objects.exists()
    genuine = path_in(alpha, "twilio", str(row.pk))
    assert Client(HTTP_HOST="alpha.test").get(genuine).status_code == 404


@override_settings(**TWILIO, REFUSAL_LISTENERS=["tests.tenants.messaging.test_callbacks.listener"])
def test_a_stop_is_immediate_and_whole(alpha: Tenant, beta: Tenant) -> None:
    told.clear()
    with entering(alpha):
        consent.record(channel=Channel.SMS, address=NUMBER, purpose=Purpose.ALERT, how="code", wording="D’accord.")
    queued = [sent_text(alpha, state="queued", sent_at=None) for _ in range(3)]
    code = sent_text(alpha, state="queued", sent_at=None, purpose=Purpose.CODE)
    other = sent_text(alpha, state="queued", sent_at=None, to="+33612345679")
    elsewhere = sent_text(beta, state="queued", sent_at=None)
    form = {"From": NUMBER, "Body": " Arrêt. ", "SmsStatus": "received", "MessageSid": "SM9"}
    for _ in range(2):
        assert from_twilio("alpha.test", path_in(alpha, "twilio"), form).status_code == 204
    assert {again(row, alpha).state for row in queued} == {"cancelled"}
    assert (again(code, alpha).state, again(other, alpha).state) == ("queued", "queued")
    assert again(elsewhere, beta).state == "queued"
    with entering(alpha):
        assert Refusal.objects.get().reason == "stop"
        assert Consent.objects.get().withdrawn_how == "stop"
    assert told[0] == {"channel": "sms", "address": NUMBER, "reason": "stop"}


@pytest.mark.parametrize("fault", ["listener"])
@override_settings(**TWILIO, REFUSAL_LISTENERS=["tests.tenants.messaging.test_callbacks.no_such_listener"])
def test_a_stop_that_breaks_half_way_is_none_and_the_provider_tries_again(alpha: Tenant, fault: str) -> None:
    row = sent_text(alpha, state="queued", sent_at=None)
    form = {"From": NUMBER, "Body": "STOP", "SmsStatus": "received"}
    with pytest.raises(ImportError):
        from_twilio("alpha.test", path_in(alpha, "twilio"), form)
    connection.set_schema_to_public()
    assert again(row, alpha).state == "queued"
    with entering(alpha):
        assert not Refusal.objects.exists()


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        *((word, True) for word in ("STOP", "stop", " Stop ", "STOP.", "ARRET", "Arrêt", "arrêt !", "STOPSMS",
                                    "stop sms", "Stop svp merci", "ＳＴＯＰ", "desabonner", "Désinscription")),
        *((word, False) for word in ("", "merci", "Ne pas stopper", "non stop", "36", "🛑", "ok")),
    ],
)  # fmt: skip
def test_how_people_say_stop(text: str, stops: bool) -> None:
    assert is_stop(text) is stops


@override_settings(SMS_PROVIDER="brevo", SMS_CREDENTIALS=CREDENTIALS["brevo"])
def test_brevo(alpha: Tenant) -> None:
    row = sent_text(alpha, provider_ref="1511882900176220")
    client, path = Client(HTTP_HOST="alpha.test"), path_in(alpha, "brevo", str(row.pk))
    body = {"id": 1, "to": NUMBER[1:], "messageId": 1511882900176220, "msg_status": "delivered", "tag": str(row.pk)}
    assert client.post(path, json.dumps(body), content_type="application/json").status_code == 204
    assert again(row, alpha).state == "delivered"
    reply = {"id": 1, "to": NUMBER[1:], "messageId": 1, "msg_status": "replied", "reply": "Stop"}
    assert client.post(path_in(alpha, "brevo"), json.dumps(reply), content_type="application/json").status_code == 204
    with entering(alpha):
        assert Refusal.objects.get().address == NUMBER
    for broken in ("", "[1]", "{", '{"a": 1}'):
        assert client.post(path, broken, content_type="application/json").status_code == 404


@override_settings(SMS_PROVIDER="ovh", SMS_CREDENTIALS=CREDENTIALS["ovh"])
def test_ovh_calls_by_get(alpha: Tenant) -> None:
    row, client = sent_text(alpha, provider_ref="27814656"), Client(HTTP_HOST="alpha.test")
    path = path_in(alpha, "ovh")
    assert client.get(path, {"id": "27814656", "dlr": "1", "ptt": "1"}).status_code == 204
    assert again(row, alpha).state == "delivered"
    assert client.get(path, {"senderid": "0033612345678", "message": "Stop"}).status_code == 204
    with entering(alpha):
        assert Refusal.objects.get().address == NUMBER
    assert client.get(path, {"id": "27814656"}).status_code == 404


@override_settings(**TWILIO, SMS_CALLBACK_SECRET="shared-secret")
def test_a_number_that_all_share_stops_in_every_tenant_that_knows_it(
    alpha: Tenant, beta: Tenant, gamma: Tenant
) -> None:
    in_alpha = sent_text(alpha, state="queued", sent_at=None)
    with entering(beta):
        consent.record(channel=Channel.SMS, address=NUMBER, purpose=Purpose.ALERT, how="code", wording="D’accord.")
    form = {"From": NUMBER, "Body": "STOP", "SmsStatus": "received"}
    for wrong in ("other", "x" * 200):
        assert from_twilio("bassin.test", f"/rappels/sms/twilio/{wrong}", form).status_code == 404
    assert from_twilio("bassin.test", "/rappels/sms/twilio/shared-secret", form, signature="x").status_code == 404
    assert from_twilio("bassin.test", "/rappels/sms/twilio/shared-secret", form).status_code == 204
    assert again(in_alpha, alpha).state == "cancelled"
    for tenant, known in ((alpha, True), (beta, True), (gamma, False)):
        with entering(tenant):
            assert Refusal.objects.exists() is known
    with override_settings(SMS_CALLBACK_SECRET=""):
        assert from_twilio("bassin.test", "/rappels/sms/twilio/x", form).status_code == 404


BREVO_MAIL = {
    "EMAIL_PROVIDER": "brevo",
    "ANYMAIL": {"BREVO_API_KEY": "k", "WEBHOOK_SECRET": "name:password"},
}
AUTH = "Basic " + base64.b64encode(b"name:password").decode()


def bounce(event: str, row: EmailDelivery, *, schema: str = "alpha", auth: str = AUTH, **changes: Any) -> Any:
    body = {
        "event": event, "email": row.to, "id": 1, "date": "2026-11-25 00:00:00", "message-id": "<x@relay>",
        "X-Mailin-custom": json.dumps({"schema": schema, "delivery": str(row.pk)}), **changes,
    }  # fmt: skip
    client = Client(HTTP_HOST="bassin.test", raise_request_exception=False)
    return client.post(
        "/rappels/courrier/brevo", json.dumps(body), content_type="application/json", headers={"Authorization": auth}
    )


@pytest.fixture
def mailed(alpha: Tenant) -> EmailDelivery:
    with entering(alpha):
        return EmailDelivery.objects.create(
            to="p@example.org", subject="x", text="x", template="x", state="sent", sent_at=timezone.now()
        )


@override_settings(**BREVO_MAIL)
@pytest.mark.parametrize(
    ("event", "state", "reason"),
    [("delivered", "delivered", ""), ("hard_bounce", "failed", "bounce"), ("invalid_email", "failed", "bounce"),
     ("soft_bounce", "sent", ""), ("spam", "sent", "complaint"), ("opened", "sent", "")],
)  # fmt: skip
def test_what_becomes_of_a_letter(alpha: Tenant, mailed: EmailDelivery, event: str, state: str, reason: str) -> None:
    for _ in range(2):
        assert bounce(event, mailed).status_code == 200
    assert again(mailed, alpha).state == state
    with entering(alpha):
        assert list(Refusal.objects.values_list("reason", flat=True)) == ([reason] if reason else [])


@override_settings(**BREVO_MAIL)
def test_a_letters_news_are_looked_up_and_never_trusted(alpha: Tenant, mailed: EmailDelivery) -> None:
    for attempt in (
        lambda: bounce("hard_bounce", mailed, schema="public"),
        lambda: bounce("hard_bounce", mailed, schema="pg_catalog"),
        lambda: bounce("hard_bounce", mailed, schema="beta"),
        lambda: bounce("hard_bounce", mailed, email="somebody@else.example"),
        lambda: bounce("hard_bounce", mailed, **{"X-Mailin-custom": "nonsense"}),
        lambda: bounce("hard_bounce", mailed, **{"X-Mailin-custom": '{"schema": "alpha", "delivery": "x"}'}),
        lambda: bounce("hard_bounce", mailed, auth="Basic eDp5"),
        lambda: bounce("hard_bounce", mailed, auth=""),
    ):
        assert attempt().status_code in {200, 400, 500}
    assert again(mailed, alpha).state == DeliveryState.SENT
    with override_settings(ANYMAIL={"BREVO_API_KEY": "k", "WEBHOOK_SECRET": ""}):
        assert bounce("hard_bounce", mailed).status_code == 404
    with override_settings(EMAIL_PROVIDER=""):
        assert bounce("hard_bounce", mailed).status_code == 404


HOSTILE = [
    "", "[]", "null", "{", "[" * 100_000, '{"a":' * 100_000, '{"msg_status":"delivered","messageId":"\\u0000"}',
    '{"msg_status":"replied","to":"\\u0000","reply":"stop"}', '{"msg_status":{"a":1},"messageId":[1]}',
    '{"msg_status":"delivered","messageId":"x\\u0000y"}', '{"msg_status":"delivered","messageId":"\\ud800z"}',
    '{"msg_status":"hardBounce","messageId":"x","description":"\\u0000\\ud800"}', '{"msg_status":' + "9" * 6_000 + "}",
    '{"msg_status":"replied","to":"' + "9" * 60_000 + '","reply":"stop"}', '{"msg_status":"delivered"}', b"\xff\xfe{",
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
@override_settings(SMS_PROVIDER="brevo", SMS_CREDENTIALS=CREDENTIALS["brevo"])
def test_whatever_a_provider_says_is_read_or_refused(alpha: Tenant, body: Any) -> None:
    client = Client(HTTP_HOST="alpha.test")
    answer = client.post(path_in(alpha, "brevo"), body, content_type="application/json")
    assert answer.status_code in {204, 404}
    with entering(alpha):
        assert not Refusal.objects.exists()


@pytest.mark.parametrize("receipt", ["9" * 60_000, "1\0", "\0", "-1", "²"])
@override_settings(SMS_PROVIDER="ovh", SMS_CREDENTIALS=CREDENTIALS["ovh"])
def test_a_receipt_that_is_none(alpha: Tenant, receipt: str) -> None:
    client = Client(HTTP_HOST="alpha.test")
    answer = client.post(path_in(alpha, "ovh"), {"dlr": receipt, "id": "x\0"})
    assert answer.status_code in {204, 404}
