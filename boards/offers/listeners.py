"""Telling the rooms above what became of an offer.

Strings in the settings, because offers may not import what is built upon them.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from boards.accounts.models import User
from boards.offers.models import Offer


def tell_closed(*, offer: Offer, by: User) -> None:
    """Call every listener in the caller's transaction: what they write stands or falls with the closing."""
    for path in settings.OFFER_CLOSED_LISTENERS:
        import_string(path)(offer=offer, by=by)


def tell_copied(*, offer: Offer, copy: Offer, by: User) -> None:
    """What hangs on an offer elsewhere may want to hang on its copy too."""
    for path in settings.OFFER_COPIED_LISTENERS:
        import_string(path)(offer=offer, copy=copy, by=by)
