"""What applications do when rooms below say that something happened (settings)."""

from boards.accounts.models import User
from boards.applications.tasks import answer_closed
from boards.offers.models import Offer


def offer_closed(*, offer: Offer, by: User) -> None:
    """Everybody who heard nothing is answered by a job that stands or falls with the closing."""
    answer_closed.defer_in(schema=offer._home, offer=str(offer.pk))
