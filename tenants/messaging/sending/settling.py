"""Finding what a dead drain left: sent, not begun, or uncertain."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from django.utils import timezone

from tenants.messaging import journal, queue
from tenants.messaging.enums import DeliveryState
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.queue import Outcome

Row = TypeVar("Row", EmailDelivery, SmsDelivery)


def settle_the_dead(model: type[Row], *, uncertain: Callable[[list[Row]], list[Outcome]], provider: str) -> None:
    """Settle the rows of every drain that no longer runs; `uncertain` decides what may or may not have left.

    A journal that another machine keeps can't be read: its rows are uncertain once the lease is over.
    """
    for holder, since in queue.holders(model).items():
        with suppress(journal.Alive), journal.of_the_dead(holder) as told:
            if told is None and timezone.now() - since < queue.LEASE:
                continue
            rows = queue.held_by(model, holder)
            outcomes: list[Outcome] = []
            doubtful: list[Row] = []
            for row in rows:
                key = str(row.pk)
                if told is not None and key in told.accepted:
                    ref, cost = told.accepted[key]
                    outcomes.append(
                        Outcome(row.pk, DeliveryState.SENT, provider=provider, ref=ref, cost=_decimal(cost))
                    )
                elif told is not None and key not in told.begun:
                    outcomes.append(Outcome(row.pk, DeliveryState.QUEUED, untried=True))
                else:
                    doubtful.append(row)
            queue.record(model, outcomes, holder=holder)
            if doubtful:
                queue.record(model, uncertain(doubtful), holder=holder)


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
