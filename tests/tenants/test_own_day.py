"""Days are the territory's own, on its pages and in its tasks."""

from datetime import date

import time_machine
from django.test import Client
from django.utils import timezone

from boards.accounts.enums import Role
from tenants.context import entering
from tenants.models import Tenant
from tenants.tasks import tenant_task
from tests.boards import making

seen: list[date] = []


@tenant_task(name="tests.day")
def note_the_day() -> None:
    seen.append(timezone.localdate())


# In Paris the 30th of November, half past eleven in the evening; on Réunion the 1st of December, half past two.
@time_machine.travel("2026-11-30 22:30 +0000", tick=False)
def test_it_is_tomorrow_on_reunion_while_it_is_today_in_paris(alpha: Tenant) -> None:
    seen.clear()
    with entering(alpha):
        adviser = making.person("conseil@alpha.example", role=Role.ADVISER)
        browser = Client(HTTP_HOST="alpha.test")
        browser.force_login(adviser)
    for zone, day, typed in (("Europe/Paris", 30, "2026-11-30"), ("Indian/Reunion", 1, "2026-12-01")):
        Tenant.objects.filter(pk=alpha.pk).update(time_zone=zone)
        assert f'value="{typed}"' in browser.get("/espace/embauches/nouvelle").content.decode()
        note_the_day(schema="alpha")
        assert seen[-1].day == day
    # Nobody else's day has changed.
    assert timezone.localdate().day == 30
