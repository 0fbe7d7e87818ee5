"""Leaving somebody alone: at once, everywhere in the tenant, in one transaction."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from tenants.audit.services import record
from tenants.digests import digests_of
from tenants.enums import Channel
from tenants.messaging import consent
from tenants.messaging.enums import DeliveryState, Purpose, RefusalReason
from tenants.messaging.models import EmailDelivery, ForgottenRefusal, Refusal, SmsDelivery


@transaction.atomic
def refuse(*, channel: Channel, address: str, reason: RefusalReason, by: models.Model | None = None) -> Refusal:
    """Write no more to an address: note it, withdraw its consents, cancel what waits, tell the listeners.

    Once more is harmless: the first reason and its date stay, whatever has been queued since is cancelled.
    """
    address = written(channel, address)
    refusal, is_new = Refusal.objects.get_or_create(channel=channel, address=address, defaults={"reason": reason})
    consent.withdraw(channel=channel, address=address, how=reason)
    cancel_waiting(channel=channel, address=address, reason=reason)
    if is_new:
        # The address is in the refusal; the trail names its row only.
        record("address_refused", target=refusal, by=by, detail={"channel": channel, "reason": reason})
    for path in settings.REFUSAL_LISTENERS:
        import_string(path)(channel=channel, address=address, reason=reason)
    return refusal


def refused(channel: Channel, addresses: Iterable[str]) -> set[str]:
    """Those of the addresses that are left alone, as they were given."""
    return set(reasons(channel, addresses))


def reasons(channel: Channel, addresses: Iterable[str]) -> dict[str, RefusalReason]:
    """Why, for each of the addresses that is left alone."""
    plain = {address: written(channel, address) for address in addresses}
    if not plain:
        return {}
    by_digest = {digest: one for one in plain.values() for digest in _digests(channel, one)}
    forgotten = ForgottenRefusal.objects.filter(channel=channel, digest__in=by_digest)
    found = {by_digest[digest]: why for digest, why in forgotten.order_by().values_list("digest", "reason")}
    known = Refusal.objects.filter(channel=channel, address__in=set(plain.values()))
    found |= dict(known.order_by().values_list("address", "reason"))
    return {given: RefusalReason(found[one]) for given, one in plain.items() if one in found}


def written(channel: Channel, address: str) -> str:
    """One way to write an address: nobody has two mailboxes that differ in capitals."""
    return address.strip().lower() if channel == Channel.EMAIL else address


@transaction.atomic
def lift(*, channel: Channel, address: str) -> bool:
    """Forget a refusal, because the person asks for messages again. Whether there was one."""
    address = written(channel, address)
    deleted, _ = Refusal.objects.filter(channel=channel, address=address).delete()
    erased, _ = ForgottenRefusal.objects.filter(channel=channel, digest__in=_digests(channel, address)).delete()
    return bool(deleted or erased)


@transaction.atomic
def forget_address(*, channel: Channel, address: str) -> None:
    """Erase the address of a refusal and let the stop hold on: nobody else may sign it up after that."""
    address = written(channel, address)
    refusal = Refusal.objects.filter(channel=channel, address=address).first()
    if refusal is not None:
        ForgottenRefusal.objects.update_or_create(
            channel=channel, digest=_digests(channel, address)[0], defaults={"reason": refusal.reason}
        )
        refusal.delete()


def blocks(*, channel: Channel, purpose: Purpose, reason: RefusalReason) -> bool:
    """Whether a refusal holds back a message.

    A code was asked for a moment ago and always leaves. A stop to alerts by e-mail does not keep an employer from
    hearing of their own offer; by SMS a stop is a stop.
    """
    if purpose == Purpose.CODE:
        return False
    if purpose == Purpose.ALERT or channel == Channel.SMS:
        return True
    return reason in {RefusalReason.BOUNCE, RefusalReason.ERASED}


def cancel_waiting(
    *, channel: Channel, address: str, reason: RefusalReason, among: Collection[Purpose] = tuple(Purpose)
) -> int:
    """Cancel what the reason blocks and nobody has begun to send. Returns how many."""
    model = SmsDelivery if channel == Channel.SMS else EmailDelivery
    purposes = [purpose for purpose in among if blocks(channel=channel, purpose=purpose, reason=reason)]
    same = Q(to=address) if channel == Channel.SMS else Q(to__iexact=address)
    waiting = model.objects.filter(same, state=DeliveryState.QUEUED, purpose__in=purposes)
    return waiting.update(state=DeliveryState.CANCELLED, error=str(reason), updated_at=timezone.now())


def _digests(channel: Channel, address: str) -> list[str]:
    """Good in this tenant only: nobody sees that two territories have the same person."""
    return digests_of(f"messaging.refusal:{channel}", address)
