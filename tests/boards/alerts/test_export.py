"""TRUST, GDPR: the file holds everything that we keep of an address, and nothing that opens more than alerts."""

import json

import time_machine
from django.apps import apps
from django.db import models

from boards.accounts.enums import Role
from boards.alerts.enums import ConsentHow
from boards.alerts.links import manage_path
from boards.alerts.models import Alert, Found, Subscriber, Telling
from boards.alerts.searches import wanted_of
from boards.alerts.services.assisting import Witnessed, make_for
from boards.alerts.services.managing import end
from boards.alerts.services.subscribing import Contact
from tenants.context import entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import Consent, EmailDelivery, Refusal, SmsDelivery
from tenants.messaging.refusals import refuse
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import EMAIL, ask, mails_to, newest_code, work

#: What a machine needs and says nothing of anybody, and what is there in other words.
LEFT_OUT = {
    *("id", "updated_at", "fingerprint", "search_key", "channel", "to", "template", "html", "unsubscribe_url"),
    *("subject_ref", "provider", "provider_ref", "attempts", "claimed_at", "claimed_by", "first_tried_at"),
    *("next_try_at", "counted_on", "recorder_id", "encoding", "segments", "cost", "delivered_at"),
}


def everything_kept(address: str) -> list[models.Model]:
    """Every row of every exportable model that leads to an address: by its name, or by its subscriber."""
    rows: list[models.Model] = []
    for model in apps.get_models():
        policy = getattr(model, "data_policy", None)
        names = {field.name for field in model._meta.get_fields()}
        if policy is None or not policy.export:
            continue
        for way in ("address", "to"):
            if way in names:
                rows += model.objects.filter(**{way: address})  # type: ignore[attr-defined]
        for way in ("subscriber", "alert__subscriber"):
            if way.split("__")[0] in names:
                rows += model.objects.filter(**{f"{way}__address": address})  # type: ignore[attr-defined]
    return rows


def test_nothing_that_is_kept_is_missing(alpha: Tenant, visit) -> None:
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        with entering(alpha):
            adviser = making.person("conseil@alpha.example")
            adviser.role = Role.ADVISER
            adviser.save()
            wanted = [wanted_of(query, tenant=alpha) for query in ("q=boulanger&lieu=Bergues+%2859380%29", "q=serveur")]
            first, second = (
                make_for(
                    wanted=one,
                    contact=Contact(Channel.EMAIL, EMAIL),
                    frequency=AlertFrequency.NOW,
                    consent=Witnessed(ConsentHow.PRESENT, "Vient le mardi."),
                    by=adviser,
                )
                for one in wanted
            )
            path = manage_path(first.subscriber)
            clock.shift(60)
            making.live(title="Boulanger de nuit F/H")
        work(alpha)
        clock.shift(60)
        with entering(alpha):
            end(alerts=[second.pk], subscriber=second.subscriber, how="staff", by=adviser)
            refuse(channel=Channel.EMAIL, address=EMAIL, reason=RefusalReason.COMPLAINT)
        text = visit(alpha).get(f"{path}/mes-donnees.json").content.decode()
        said = json.dumps(json.loads(text), ensure_ascii=False).replace("\\n", "\n").replace('\\"', '"')
        with entering(alpha):
            rows = everything_kept(EMAIL)
            assert {type(row) for row in rows} == {
                *(Subscriber, Alert, Found, Telling, Consent, Refusal, EmailDelivery)
            }
            missing = [
                f"{type(row).__name__}.{field.name}"
                for row in rows
                for field in row._meta.concrete_fields
                if field.name not in LEFT_OUT and not field.is_relation and not is_in(said, getattr(row, field.name))
            ]
    assert missing == []
    for words in ("Vient le mardi.", str(adviser), "Boulanger de nuit F/H", "complaint"):
        assert words in said
    (told,) = (letter for letter in mails_to(alpha) if "offre" in letter.subject)
    assert told.text in said


def is_in(said: str, value: object) -> bool:
    if not value:
        return True
    if isinstance(value, dict | list):
        return all(is_in(said, one) for one in (value.values() if isinstance(value, dict) else value))
    return (value.isoformat() if hasattr(value, "isoformat") else str(value)) in said


def test_a_mail_that_was_passed_on_opens_no_more_than_alerts(alpha: Tenant, visit) -> None:
    ask(visit(alpha))
    code = newest_code(alpha)
    with entering(alpha):
        path = manage_path(Subscriber.objects.get())
        EmailDelivery.objects.create(
            to=EMAIL, subject="Votre offre", text="Un lien secret", template="x", state="queued"
        )
    said = visit(alpha).get(f"{path}/mes-donnees.json").json()
    assert [one["pour"] for one in said["messages"]] == ["code", "service"]
    assert code not in json.dumps(said)
    assert "Un lien secret" not in json.dumps(said)


def test_by_sms_too(alpha: Tenant, visit) -> None:
    ask(visit(alpha), to="06 39 98 01 01")
    with entering(alpha):
        path = manage_path(Subscriber.objects.get())
        SmsDelivery.objects.create(to="+33639980101", text="CC : une offre", purpose="alert", state="queued")
    said = visit(alpha).get(f"{path}/mes-donnees.json").json()
    assert said["messages"][-1]["texte"] == "CC : une offre"
