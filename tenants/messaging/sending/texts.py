"""One tenant's SMS on their way: claimed and committed one by one, because none may ever be sent twice."""

from time import monotonic

from django.utils.translation import gettext as _

from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.guard import current_schema
from tenants.messaging import failures, queue
from tenants.messaging.adapters.chosen import sms_provider
from tenants.messaging.addresses import callback_url
from tenants.messaging.enums import DeliveryState, Encoding, Purpose, RefusalReason
from tenants.messaging.journal import Journal
from tenants.messaging.models import SmsDelivery
from tenants.messaging.outside import let_go_of_the_database
from tenants.messaging.ports import Accepted, Ambiguous, Found, Later, OutgoingText, Refused, Result, SmsPort
from tenants.messaging.queue import Outcome
from tenants.messaging.refusals import refuse
from tenants.messaging.sending.settling import settle_the_dead
from tenants.messaging.services import sender_of
from tenants.messaging.wake import wake

DRAIN_SECONDS = 45  # then it is another's turn


def drain_texts() -> int:
    """Send what is due in the current tenant; returns how many left. Safe to run twice, and beside another."""
    port, until, gone = sms_provider(), monotonic() + DRAIN_SECONDS, 0
    try:
        settle_the_dead(SmsDelivery, uncertain=lambda rows: [_asked(row, port) for row in rows], provider=port.name)
        with Journal(current_schema()) as journal:
            while monotonic() < until and (row := queue.claim_text(journal.name)):
                text = _outgoing(row, provider=port.name)
                let_go_of_the_database()
                journal.begin(row.pk)
                result = port.send(text)
                if isinstance(result, Accepted):
                    journal.accept(row.pk, ref=result.ref, cost=result.cost)
                outcome = _outcome(row, result, port=port, text=text)
                _write_down(row, outcome, result, holder=journal.name)
                gone += outcome.state == DeliveryState.SENT
                if isinstance(result, Later) and result.down:
                    break
    finally:
        port.close()
    if monotonic() >= until:
        wake(current_schema(), Channel.SMS)
    return gone


def _outgoing(row: SmsDelivery, *, provider: str) -> OutgoingText:
    return OutgoingText(
        id=row.pk,
        to=row.to,
        text=row.text,
        sender=sender_of(current_tenant()),
        purpose=Purpose(row.purpose),
        unicode=row.encoding == Encoding.UCS2,
        callback_url=callback_url(provider=provider, delivery=str(row.pk)),
    )


def _outcome(row: SmsDelivery, result: Result, *, port: SmsPort, text: OutgoingText) -> Outcome:
    match result:
        case Accepted(ref=ref, cost=cost):
            return Outcome(row.pk, DeliveryState.SENT, provider=port.name, ref=ref, cost=cost)
        case Refused(why=why):
            return Outcome(row.pk, DeliveryState.FAILED, error=why, provider=port.name)
        case Later(why=why):
            moment = queue.another_try(row)
            state = DeliveryState.QUEUED if moment else DeliveryState.FAILED
            return Outcome(row.pk, state, error=why, provider=port.name, next_try_at=moment)
        case Ambiguous(why=why):
            return _by(port.ask(text), row, why, provider=port.name)


def _asked(row: SmsDelivery, port: SmsPort) -> Outcome:
    """What a dead drain may or may not have sent: asked for, and never sent again."""
    text = _outgoing(row, provider=port.name)
    let_go_of_the_database()
    return _by(port.ask(text, row.provider_ref), row, _("L’envoi a été interrompu."), provider=port.name)


def _by(found: Found | None, row: SmsDelivery, why: str, *, provider: str) -> Outcome:
    if found is None:
        return Outcome(row.pk, DeliveryState.UNKNOWN, error=why, provider=provider)
    # Delivered is for its report to say; here it has left, or has not.
    state = DeliveryState.FAILED if found.state == DeliveryState.FAILED else DeliveryState.SENT
    error = why if state == DeliveryState.FAILED else ""
    return Outcome(row.pk, state, error=error, provider=provider, ref=found.ref, cost=found.cost)


def _write_down(row: SmsDelivery, outcome: Outcome, result: Result, *, holder: str) -> None:
    is_mine = row.pk in queue.record(SmsDelivery, [outcome], holder=holder)
    if isinstance(result, Refused) and (result.dead or result.stopped):
        reason = RefusalReason.STOP if result.stopped else RefusalReason.BOUNCE
        refuse(channel=Channel.SMS, address=row.to, reason=reason)
    if is_mine and outcome.state == DeliveryState.FAILED:
        failures.note([row], [outcome])
