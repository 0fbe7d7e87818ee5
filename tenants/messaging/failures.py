"""A message that will not leave is said in the trail, once."""

from collections.abc import Iterable

from tenants.audit.services import record_all
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.queue import Outcome


def note(rows: Iterable[EmailDelivery | SmsDelivery], failed: Iterable[Outcome]) -> None:
    """A line for each of the rows that failed for good, without the address."""
    why = {outcome.id: outcome.error for outcome in failed}
    record_all(
        "message_failed",
        targets={row: {"purpose": row.purpose, "why": why[row.pk][:200]} for row in rows if row.pk in why},
        by=None,
    )
