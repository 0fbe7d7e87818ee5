"""One tenant's e-mails on their way: claimed in batches, sent over one connection, written down in one statement."""

from dataclasses import dataclass
from time import monotonic

from django.utils.translation import gettext as _

from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.guard import current_schema
from tenants.messaging import failures, queue
from tenants.messaging.adapters.chosen import mailer
from tenants.messaging.enums import DeliveryState, RefusalReason
from tenants.messaging.journal import Journal
from tenants.messaging.letters import message_of
from tenants.messaging.models import EmailDelivery
from tenants.messaging.outside import let_go_of_the_database
from tenants.messaging.ports import Accepted, Ambiguous, EmailPort, Later, Refused, Result
from tenants.messaging.queue import Outcome
from tenants.messaging.refusals import refuse
from tenants.messaging.sending.settling import settle_the_dead
from tenants.messaging.wake import wake
from tenants.models import Tenant

BATCH = 300
# Seconds: far shorter than the lease. A long queue is drained in turns: others' codes wait for one turn at most.
BATCH_SECONDS, DRAIN_SECONDS = 30, 45


@dataclass
class _Sent:
    """What became of a batch."""

    outcomes: list[Outcome]
    dead: list[str]
    is_down: bool = False


def drain_emails() -> int:
    """Send what is due in the current tenant; returns how many left. Safe to run twice, and beside another."""
    settle_the_dead(EmailDelivery, uncertain=_again, provider="")
    tenant, until, gone = current_tenant(), monotonic() + DRAIN_SECONDS, 0
    with Journal(current_schema()) as journal:
        port = mailer()
        try:
            while monotonic() < until and (rows := queue.claim_emails(journal.name, batch=BATCH)):
                _ = tenant.primary_domain  # looked up now: writing a letter must not take the connection again
                let_go_of_the_database()
                sent = _send(rows, tenant=tenant, port=port, journal=journal)
                gone += _write_down(rows, sent, holder=journal.name)
                if sent.is_down:
                    break
        finally:
            port.close()
    if monotonic() >= until:
        wake(current_schema(), Channel.EMAIL)
    return gone


def _send(rows: list[EmailDelivery], *, tenant: Tenant, port: EmailPort, journal: Journal) -> _Sent:
    sent, until = _Sent([], []), monotonic() + BATCH_SECONDS
    for row in rows:
        if sent.is_down:
            sent.outcomes.append(_later(row, _("Le serveur de courrier ne répond pas."), provider=port.name))
        elif monotonic() > until:
            # Not its fault: back into the queue as if it had never been claimed.
            sent.outcomes.append(Outcome(row.pk, DeliveryState.QUEUED, untried=True))
        else:
            journal.begin(row.pk)
            result = port.send(message_of(row, tenant))
            if isinstance(result, Accepted):
                journal.accept(row.pk, ref=result.ref)
            sent.outcomes.append(_outcome(row, result, provider=port.name))
            sent.is_down = isinstance(result, Later) and result.down
            if isinstance(result, Refused) and result.dead:
                sent.dead.append(row.to)
    return sent


def _outcome(row: EmailDelivery, result: Result, *, provider: str) -> Outcome:
    match result:
        case Accepted(ref=ref):
            return Outcome(row.pk, DeliveryState.SENT, provider=provider, ref=ref)
        case Refused(why=why):
            return Outcome(row.pk, DeliveryState.FAILED, error=why, provider=provider)
        case Later(why=why) | Ambiguous(why=why):
            # Ambiguous too: the same Message-ID makes of two letters one.
            return _later(row, why, provider=provider)


def _later(row: EmailDelivery, why: str, *, provider: str) -> Outcome:
    moment = queue.another_try(row)
    state = DeliveryState.QUEUED if moment else DeliveryState.FAILED
    return Outcome(row.pk, state, error=why, provider=provider, next_try_at=moment)


def _again(rows: list[EmailDelivery]) -> list[Outcome]:
    """Uncertain letters are sent again, under their Message-ID."""
    why = _("L’envoi a été interrompu : la lettre repart sous le même identifiant.")
    return [Outcome(row.pk, DeliveryState.QUEUED, error=why) for row in rows]


def _write_down(rows: list[EmailDelivery], sent: _Sent, *, holder: str) -> int:
    mine = queue.record(EmailDelivery, sent.outcomes, holder=holder)
    for address in sent.dead:
        refuse(channel=Channel.EMAIL, address=address, reason=RefusalReason.BOUNCE)
    failures.note(rows, [one for one in sent.outcomes if one.state == DeliveryState.FAILED and one.id in mine])
    return sum(one.state == DeliveryState.SENT for one in sent.outcomes)
