"""A cap passes nobody over for long, and what it held back comes at the tenant's hour."""

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import time_machine
from django.utils import timezone

from tenants.context import entering
from tenants.enums import AlertFrequency
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import work
from tests.boards.alerts.people import crowd


def days_of_mail(tenant: Tenant, *, people: int, cap: int, days: int) -> list[tuple[str, datetime]]:
    """An offer a day, an hour at a time: who was written to, and when by the tenant's clock."""
    tenant.email_daily_cap = cap
    tenant.save()
    with time_machine.travel("2026-11-25 06:10:00+01:00", tick=False) as clock:
        crowd(tenant, people, rhythm=AlertFrequency.DAILY, query="q=boulanger")
        for day in range(days):
            with entering(tenant):
                making.live(title=f"Boulanger {day} F/H")
            for _hour in range(24):
                clock.shift(timedelta(hours=1))
                work(tenant)
    with entering(tenant):
        sent = EmailDelivery.objects.filter(purpose="alert", state="sent").order_by("sent_at")
        return [(one.to, timezone.localtime(one.sent_at)) for one in sent if one.sent_at]


def test_under_a_cap_everybody_is_told_in_turn(alpha: Tenant) -> None:
    sent = days_of_mail(alpha, people=10, cap=4, days=6)
    told = Counter(to for to, _when in sent)
    # The last day ends an hour before its own turn: five mornings of four messages.
    assert len(sent) == 20
    assert len(told) == 10
    # Four a day of ten: whoever was told comes again on the third morning after.
    days = {to: [when.date().day for one, when in sent if one == to] for to in told}
    gaps = [later - one for theirs in days.values() for one, later in pairwise([25, *theirs])]
    assert max(gaps) <= 3


def test_what_a_cap_held_back_comes_at_the_hour_and_not_at_midnight(alpha: Tenant) -> None:
    sent = days_of_mail(alpha, people=5, cap=2, days=3)
    assert {when.hour for _to, when in sent} == {alpha.digest_hour}
