"""Rows to send, and a folder of its own for what leaves."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.test import override_settings

from tenants.context import entering
from tenants.messaging.enums import Purpose
from tenants.messaging.hours import next_opening
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant

# A Wednesday at noon: phones may ring everywhere in Europe.
NOON = "2026-11-25T12:00:00+01:00"
PARIS = ZoneInfo("Europe/Paris")


def an_open_hour() -> str:
    """A moment after now when phones may ring: for processes that are told which time it is."""
    # From midnight on, so that it is an hour after an opening and never one before a closing.
    midnight = datetime.combine(datetime.now(PARIS).date() + timedelta(days=1), time(), tzinfo=PARIS)
    return (next_opening(midnight, number="+33612345678") + timedelta(hours=1)).isoformat()


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Path]:
    """Where files and journals of this test go."""
    here = {name: tmp_path / name for name in ("outbox", "journals")}
    with override_settings(
        SMS_FILE_PATH=here["outbox"], EMAIL_FILE_PATH=here["outbox"], MESSAGING_JOURNALS=here["journals"]
    ):
        yield tmp_path


@pytest.fixture
def sent(committing: str, folders: Path) -> Iterator[Tenant]:
    """alpha, current, in a database where commits are real."""
    tenant = Tenant.objects.get(schema_name="alpha")
    with entering(tenant):
        yield tenant


def letters(many: int, *, purpose: Purpose = Purpose.ALERT, to: str = "p{}@example.org") -> list[EmailDelivery]:
    """So many queued e-mails."""
    return EmailDelivery.objects.bulk_create(
        EmailDelivery(to=to.format(n), subject=f"Lettre {n}", text="Bonjour.\n", template="t", purpose=purpose)
        for n in range(many)
    )


def texts(many: int, *, purpose: Purpose = Purpose.ALERT, to: str = "") -> list[SmsDelivery]:
    """So many queued SMS, each to another number unless `to` says which."""
    return SmsDelivery.objects.bulk_create(
        SmsDelivery(to=to or f"+336{12000000 + n}", text=f"Bonjour {n}.", purpose=purpose) for n in range(many)
    )
