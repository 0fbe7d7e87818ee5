"""What applications do when rooms below say that something happened (settings)."""

from datetime import timedelta

from boards.accounts.models import User
from boards.applications.models import Application
from boards.applications.services.conversing import note_said
from boards.applications.tasks import answer_closed
from boards.offers.models import Offer
from boards.threads.enums import Side
from boards.threads.models import Message

#: Between closing an offer and telling the others.
TIME_TO_SAY_WHO = timedelta(hours=2)


def offer_closed(*, offer: Offer, by: User) -> None:
    """Everybody who heard nothing is answered by a job that stands or falls with the closing.

    Not at once: the next page asks whom they hired, and that person must not read that the job is taken.
    """
    answer_closed.defer_later_in(schema=offer._home, wait=TIME_TO_SAY_WHO, offer=str(offer.pk))


def message_said(*, message: Message) -> None:
    """Somebody wrote in a conversation, on its page or by mail (settings.THREAD_LISTENERS): an employer's words are an
    answer, wherever they were written.
    """
    kind, _colon, key = message.thread.subject_ref.partition(":")
    application = Application.objects.filter(pk=key).first() if kind == "application" else None
    if application is not None:
        note_said(application=application, side=Side(message.side))
