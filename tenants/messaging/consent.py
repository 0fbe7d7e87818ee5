"""Proof of consent: kept, and dated when it is withdrawn."""

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tenants.enums import Channel
from tenants.messaging.enums import Purpose
from tenants.messaging.models import Consent


@transaction.atomic
def record(
    *,
    channel: Channel,
    address: str,
    purpose: Purpose,
    how: str,
    wording: str,
    by: models.Model | None = None,
    detail: dict[str, Any] | None = None,
) -> Consent:
    """Keep that somebody agreed: `wording` is what they saw or heard, `how` what they did, `by` who wrote it down."""
    return Consent.objects.create(
        channel=channel,
        address=address,
        purpose=purpose,
        how=how,
        wording=wording,
        recorder_id=str(by.pk) if by else "",
        recorder_label=str(by)[:120] if by else "",
        detail=detail or {},
    )


@transaction.atomic
def withdraw(*, channel: Channel, address: str, how: str) -> int:
    """Date the end of every consent of an address. Returns how many there were."""
    standing = Consent.objects.filter(channel=channel, address__iexact=address, withdrawn_at=None)
    return standing.update(withdrawn_at=timezone.now(), withdrawn_how=how, updated_at=timezone.now())
