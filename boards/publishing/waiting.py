"""How many people wait for such an offer, told to whoever publishes it: roughly, and only when they are several."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from boards.offers.documents import document_for
from boards.offers.models import Offer
from search.demand import searches_for

logger = logging.getLogger(__name__)

#: Fewer could be somebody the employer knows.
FEWEST = 5


def people_waiting(offer: Offer) -> int:
    """«Environ 40 personnes»: a round number below the true one, 0 for too few to say. The offer need not be saved.

    It is good news and no part of publishing: whatever goes wrong here is noted, and nothing is said.
    """
    try:
        # In a transaction of its own: a statement that fails must not take the page's others with it.
        with transaction.atomic():
            keys = searches_for(document_for(_dated(offer)))
            return rounded(_people_behind(keys) if keys else 0)
    except Exception:
        logger.exception("Nobody knows how many wait for offer %s.", offer.pk)
        return 0


def _people_behind(keys: list[str]) -> int:
    """Each person once, however many of these searches are theirs: five must be five people.

    A string in the settings, because alerts are built upon this room.
    """
    return int(import_string(settings.WAITING_COUNTER)(keys=keys))


def rounded(people: int) -> int:
    """Down to 5 below 50, to 10 from there on; nothing below 5."""
    if people < FEWEST:
        return 0
    step = 5 if people < 50 else 10
    return people // step * step


def _dated(offer: Offer) -> Offer:
    """As if published now: a preview was never saved and has no date."""
    if offer.published_at is None and offer.created_at is None:
        offer.created_at = timezone.now()
    return offer
