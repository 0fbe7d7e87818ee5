"""Whoever a message can't be made for holds up nobody else."""

import pytest
import time_machine

from boards.alerts import letters
from boards.alerts.news import News
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.messaging.services import Letter
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.flow import mails_to, work
from tests.boards.alerts.people import address_of, crowd


def test_one_whom_nothing_can_be_written_to_is_noted_and_the_others_are_told(
    alpha: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = letters.email

    def breaks(news: News, *, tenant: Tenant) -> Letter:
        if news.subscriber.address == address_of(1):
            raise ValueError("Nothing can be written to this one.")
        return write(news, tenant=tenant)

    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        alerts = crowd(alpha, 3, query="q=boulanger")
        clock.shift(60)
        with entering(alpha):
            making.live(title="Boulanger F/H")
        monkeypatch.setattr(letters, "email", breaks)
        for _minute in range(3):
            work(alpha)
            clock.shift(60)
        assert [len(mails_to(alpha, address_of(number))) for number in range(3)] == [1, 0, 1]
        with entering(alpha):
            noted = AuditEntry.objects.get(kind="subscriber.untold")
        assert noted.target_id == str(alerts[1].subscriber_id)
        monkeypatch.undo()
        work(alpha)
    assert [len(mails_to(alpha, address_of(number))) for number in range(3)] == [1, 1, 1]
