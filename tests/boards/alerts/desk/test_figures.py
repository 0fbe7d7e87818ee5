"""Numbers of a tenant's alerts: right, masked, and as cheap with twenty rows as with one."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from boards.alerts.desk.figures import KINDS, figures_of
from boards.alerts.desk.masking import masked
from boards.alerts.enums import EndedBy
from boards.alerts.services import managing
from tenants.context import current_tenant, entering
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.models import CapAlarm, EmailDelivery, SmsDelivery
from tests.boards.alerts import making

PAGE = "/espace/alertes"
WEDNESDAY = datetime(2026, 11, 25, 11, tzinfo=UTC)


def message(channel: Channel = Channel.EMAIL, *, to: str = "", state: str = "sent", when: datetime, **more: object):
    """A delivery as a drain leaves it."""
    model = SmsDelivery if channel == Channel.SMS else EmailDelivery
    to = to or ("+33639980142" if channel == Channel.SMS else "candide@alpha.example")
    dates = {"sent_at": when} if state in ("sent", "delivered") else {}
    dates |= {"delivered_at": when} if state == "delivered" else {}
    made = model.objects.create(**{"to": to, "state": state, "purpose": "alert", **dates, **more})
    model.objects.filter(pk=made.pk).update(created_at=when, updated_at=when)
    return made


def test_empty_says_what_to_do(adviser):
    page = adviser.page(PAGE)
    assert "Personne n’a encore laissé de recherche" in page
    assert "Rien n’a échoué depuis sept jours." in page
    assert "Aucune ce mois-ci." in page


@time_machine.travel(WEDNESDAY, tick=False)
def test_people_alerts_and_ends(in_alpha):
    first = making.alert("lucie@exemple.example")
    making.alert("lucie@exemple.example", "q=serveur")
    making.alert("+33639980142")
    managing.pause(alert=making.alert("paul@exemple.example"))
    managing.end(alerts=[first.pk], subscriber=first.subscriber, how=EndedBy.ONE_CLICK)
    with time_machine.travel("2026-11-03 10:00:00+01:00"):
        gone = making.alert("ancien@exemple.example")
        managing.end_all(subscriber=gone.subscriber, how=EndedBy.STOP)
    figures = figures_of(current_tenant())
    assert (figures.people, [one.people for one in figures.channels]) == (3, [2, 1])
    assert (figures.active, figures.paused, figures.ended) == (2, 1, 2)
    assert [(one.how, one.week, one.month) for one in figures.stopped] == [("one_click", 1, 1), ("stop", 0, 1)]


@time_machine.travel(WEDNESDAY, tick=False)
def test_messages_by_kind_in_week_and_month(in_alpha):
    monday, sunday, october = (
        datetime(2026, month, day, 12, tzinfo=UTC) for month, day in ((11, 23), (11, 22), (10, 30))
    )
    for state in ("sent", "delivered", "failed", "unknown", "cancelled"):
        message(state=state, when=monday)
    message(when=sunday)
    message(when=october)
    message(purpose="code", when=monday)
    email, sms = figures_of(current_tenant()).channels
    assert {kind: email.week[kind] for kind in KINDS} == {
        "gone": 2,
        "delivered": 1,
        "waiting": 0,
        "failed": 1,
        "unknown": 1,
        "cancelled": 1,
    }
    assert (email.month["gone"], sms.month.total()) == (3, 0)


@time_machine.travel("2026-12-01 11:00:00+01:00", tick=False)
def test_a_week_may_begin_before_its_month(in_alpha):
    message(when=datetime(2026, 11, 30, 12, tzinfo=UTC))
    email = figures_of(current_tenant()).channels[0]
    assert (email.week["gone"], email.month["gone"]) == (1, 0)


@time_machine.travel(WEDNESDAY, tick=False)
def test_sms_cost_what_left_or_may_have_left_codes_included(in_alpha):
    for state, cost in (("sent", "0.07"), ("delivered", "0.14"), ("unknown", "0.07"), ("failed", "5"), ("queued", "5")):
        message(Channel.SMS, state=state, when=WEDNESDAY, segments=2, cost=Decimal(cost))
    message(Channel.SMS, purpose="code", when=WEDNESDAY, cost=Decimal("0.07"))
    figures = figures_of(current_tenant())
    assert (figures.texts, figures.segments, figures.cost) == (4, 7, Decimal("0.35"))


def test_todays_cap_its_alarm_and_the_queue_in_words(adviser):
    now = timezone.now()
    with entering(adviser.tenant) as tenant:
        tenant = current_tenant()
        tenant.sms_daily_cap = 5
        tenant.save(update_fields=["sms_daily_cap"])
        for _ in range(4):
            message(Channel.SMS, when=now, counted_on=caps.today_of(tenant))
        CapAlarm.objects.create(channel=Channel.SMS, day=caps.today_of(tenant), used=4, cap=5)
        message(state="queued", when=now, next_try_at=now - timezone.timedelta(minutes=25))
    page = adviser.page(PAGE)
    assert "4 sur 5 au plus" in page
    assert "plafond proche" in page
    assert "que le plafond est proche" in page
    assert "1 e-mail attend, depuis 25 minutes." in page
    assert "l’envoi est arrêté" in page


def test_what_failed_says_why_and_not_whom(adviser):
    now = timezone.now()
    with entering(adviser.tenant):
        message(state="failed", when=now, error="550 candide@alpha.example: no such user")
        message(Channel.SMS, state="unknown", when=now, error="Sans réponse pour 33639980142")
        message(state="failed", when=now - timezone.timedelta(days=8), error="autrefois")
    page = adviser.page(PAGE)
    assert "candide" not in page
    assert "c…@a….example" in page
    assert "550 c…@a….example: no such user" in page
    assert "06 39 •• •• 42" in page
    assert "33639980142" not in page
    assert "autrefois" not in page


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("candide@alpha.example", "c…@a….example"),
        ("a@b", "a…@b…"),
        ("+33612345678", "06 12 •• •• 78"),
        ("+262692123456", "0692 •• •• 56"),
        ("+687751234", "+687 7•.••.34"),
    ],
)
def test_masked(address, shown):
    assert masked(address) == shown


def test_twenty_of_everything_cost_no_more_than_one(adviser):
    def fill(first: int, last: int) -> None:
        with entering(adviser.tenant):
            for n in range(first, last):
                making.alert(f"p{n}@exemple.example")
                gone = making.alert(making.number(n))
                managing.end_all(subscriber=gone.subscriber, how=list(EndedBy)[n % 7])
                for channel in Channel:
                    message(channel, state="failed", when=timezone.now(), error="non")

    fill(0, 1)
    adviser.page(PAGE)
    one = adviser.statements(PAGE)
    fill(1, 20)
    assert adviser.statements(PAGE) == one
    assert one <= 24
