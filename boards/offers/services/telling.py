"""Writing to the people of an offer."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from boards.offers.models import Offer
from tenants.messaging.services import queue_email


def write_to_members(*, offer: Offer, template: str, context: dict[str, Any] | None = None) -> int:
    """Queue one mail to each person who acts for the employer; to who published it where nobody does.

    `template` finds `offer` and `context` in its context. Returns how many mails were queued.
    """
    addresses = list(offer.employer.members.values_list("user__email", flat=True))
    if not addresses and offer.published_by is not None:
        # An adviser published for an employer without an address: the reminder must reach somebody.
        addresses = [offer.published_by.email]
    # Mostly not the person at the screen: an adviser who reads the site in English writes to them in French.
    with override(settings.LANGUAGE_CODE):
        for address in addresses:
            queue_email(
                to=address,
                template=template,
                context={"offer": offer, **(context or {})},
                subject_ref=f"offer:{offer.pk}",
            )
    return len(addresses)
