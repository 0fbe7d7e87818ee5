"""P11: digests as a set against a loop that asks, renders and sends for each; queueing many against one by one.

Both say the same to the same people over the same SMTP server, a process of its own on loopback. The loop does what one
would write first: a job for each alert, its own queries, one rendering, a new connection for each mail.
"""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import UUID

from django.core.mail import get_connection
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django import app

from boards.alerts import letters
from boards.alerts.models import Alert, Found, Subscriber, Telling
from boards.alerts.models.telling import new_code
from boards.alerts.news import News
from boards.alerts.places import PlacesOf
from boards.alerts.services import digests, taking
from boards.finding.scope import scope_of
from search import find, told
from search.matching.drain import drain as match
from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging.enums import Purpose
from tenants.messaging.letters import message_of
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.sending.emails import drain_emails
from tenants.messaging.services import Letter, Text, queue_email, queue_emails, queue_sms, queue_texts
from tenants.models import Tenant
from tests.bench.harness import Result, interleaved, seconds
from tests.boards import making
from tests.boards.alerts.people import address_of, crowd
from tests.peers import sink

PEOPLE, OFFERS, ROUNDS = 1_000, 3, 5
GROWTH = (50, 100, 200, 400)
QUEUED = 500
_AROUND = {"SET", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}
_numbers = count()


def run() -> list[Result]:
    alpha = Tenant.objects.get(schema_name="alpha")
    alpha.email_daily_cap = alpha.sms_daily_cap = 1_000_000
    alpha.save()
    with _peer():
        grown = [_once(alpha, people) for people in GROWTH]
        _people(alpha, PEOPLE)
        pairs = [_once(alpha, PEOPLE, anew=False) for _ in range(ROUNDS)]
        statements = _statements(alpha)
    _draw(grown)
    ours, loop = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    faster = statistics.median(loop / ours for ours, loop in pairs)
    texts, one_text, texts_ratio = _queueing_texts(alpha)
    mails, one_mail, mails_ratio = _queueing_mails(alpha)
    share = statements / PEOPLE
    said = f"at {', '.join(map(str, GROWTH))} recipients: "
    said += ", ".join(f"{loop / ours:.1f}×" for ours, loop in grown)
    return [
        Result(
            "P11", "1,000 digests, matched → sent; loop ÷ ours", ours, loop, "s", faster, "≥ 1.5", faster >= 1.5, said
        ),
        Result("P11", "SQL a recipient, the whole way", share, 0.1, "", share / 0.1, "≤ 0.1", share <= 0.1),
        Result(
            "P11",
            "queueing 500 SMS; one by one ÷ at once",
            texts,
            one_text,
            "s",
            texts_ratio,
            "≥ 10",
            texts_ratio >= 10,
        ),
        Result("P11", "queueing 500 rendered e-mails; the same", mails, one_mail, "s", mails_ratio, "–", True),
    ]


@contextmanager
def _peer() -> Iterator[None]:
    with (
        tempfile.TemporaryDirectory() as folder,
        sink.running(Path(folder) / "taken.log") as peer,
        override_settings(**peer.settings, MESSAGING_JOURNALS=Path(folder) / "journals"),
    ):
        yield


def _once(alpha: Tenant, people: int, *, anew: bool = True) -> tuple[float, float]:
    """Seconds of ours and of the loop for as many recipients, each with offers nobody has heard of."""
    if anew:
        _people(alpha, people)
    took = []
    for work in (_ours, _loop):
        _publish(alpha)
        with entering(alpha):
            before = Telling.objects.count()
            took.append(seconds(work))
            assert Telling.objects.count() == before + people
    return took[0], took[1]


def _people(alpha: Tenant, many: int) -> None:
    with entering(alpha):
        for model in (Found, Telling, Alert, Subscriber, EmailDelivery):
            model.objects.all()._raw_delete("default") if model is EmailDelivery else model.objects.all().delete()
    crowd(alpha, many)


def _publish(alpha: Tenant) -> None:
    """New offers, found for everybody; the caps of the day are free again."""
    with entering(alpha):
        EmailDelivery.objects.update(counted_on=None)
        with transaction.atomic():
            for _ in range(OFFERS):
                making.live(title=f"Boulanger du fournil {next(_numbers)} F/H")
    connection.set_schema_to_public()
    match()


def _ours() -> None:
    taking.take_all()
    digests.tell_all()
    drain_emails()


def _statements(alpha: Tenant) -> int:
    """Those that read or write; not those that begin and end a transaction or name the schema."""
    _publish(alpha)
    with entering(alpha), CaptureQueriesContext(connection) as captured:
        _ours()
    return sum(query["sql"].split()[0] not in _AROUND for query in captured)


def _loop() -> None:
    """What one would write first. Taking is the same for both."""
    taking.take_all()
    keys = list(Alert.objects.active().values_list("pk", flat=True))
    for key in keys:
        app.configure_task("alerts.tell_one", queue="bench", allow_unknown=True).defer(schema="alpha", alert=str(key))
    for key in keys:
        _tell_one(key)


def _tell_one(key: UUID) -> None:
    from tenants.context import current_tenant

    tenant = current_tenant()
    with transaction.atomic():
        alert = Alert.objects.select_related("subscriber").get(pk=key)
        found = list(Found.objects.filter(alert=alert, state="waiting"))
        documents = find.documents({one.key for one in found})
        new = told.claim([(alert.subscriber.address, one.fingerprint) for one in found])
        assert len(new) == len(found)
        telling = Telling.objects.create(subscriber=alert.subscriber, code=new_code(), offers=len(found))
        places, scope = PlacesOf([alert], tenant=tenant), scope_of(tenant)
        hits = [find.hit_of(documents[one.key], scope=scope, place=places.of(alert)) for one in found]
        for position, one in enumerate(found, start=1):
            one.state, one.telling, one.position = "told", telling, position
            one.save(update_fields=["state", "telling", "position", "updated_at"])
        news = News(alert.subscriber, telling, {alert: list(zip(found, hits, strict=True))})
        (delivery,) = queue_emails([letters.email(news, tenant=tenant)])
    message = message_of(delivery, tenant)
    message.connection = get_connection()
    message.send()
    delivery.state, delivery.sent_at = "sent", timezone.now()
    delivery.save(update_fields=["state", "sent_at", "updated_at"])


def _queueing_texts(alpha: Tenant) -> tuple[float, float, float]:
    words = "Hauts de Flandre : une nouvelle offre\n- Boulanger F/H, Bergues (3 km)\nhttps://alpha.test/o/abc\nSTOP"
    texts = [Text(address_of(n, Channel.SMS), words, Purpose.ALERT) for n in range(QUEUED)]

    def one_by_one() -> None:
        for text in texts:
            queue_sms(to=text.to, text=text.text, purpose=text.purpose)

    with entering(alpha):
        figures = interleaved(lambda: queue_texts(texts), one_by_one)
        SmsDelivery.objects.all()._raw_delete("default")
    return figures[0], figures[1], 1 / figures[2]


def _queueing_mails(alpha: Tenant) -> tuple[float, float, float]:
    context = {"code": "123456", "minutes": 30, "link": "https://alpha.test/alertes/confirmer/x"}
    made = [Letter(address_of(n), "alerts/email/confirm", context, purpose=Purpose.CODE) for n in range(QUEUED)]

    def one_by_one() -> None:
        for one in made:
            queue_email(to=one.to, template=one.template, context=one.context, purpose=one.purpose)

    with entering(alpha):
        figures = interleaved(lambda: queue_emails(made), one_by_one)
        EmailDelivery.objects.all()._raw_delete("default")
    return figures[0], figures[1], 1 / figures[2]


def _draw(grown: list[tuple[float, float]]) -> None:
    """docs/growth/digests.svg."""
    from tests.bench.plot import Line, growth

    growth(
        "digests",
        "Digests, from match to sent",
        GROWTH,
        [Line("as a set", [ours for ours, _ in grown]), Line("a loop", [loop for _, loop in grown])],
        x_label="recipients",
        y_label="seconds",
    )
