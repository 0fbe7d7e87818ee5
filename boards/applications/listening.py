"""What applications do when rooms below say that something happened (settings)."""

from datetime import timedelta

from boards.accounts.models import User
from boards.applications.models import Application
from boards.applications.services.conversing import note_said
from boards.applications.services.questions import Asked, is_lawful, save_questions
from boards.applications.tasks import answer_closed
from boards.applications.veiling import application_key
from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.threads.enums import Side
from boards.threads.models import Message

TIME_TO_SAY_WHOM = timedelta(hours=1)


def offer_closed(*, offer: Offer, by: User) -> None:
    """Everybody who heard nothing is answered by a job that stands or falls with the closing.

    Who hired through the site is asked whom on the next page: nobody is refused while they tick.
    """
    said = {"offer": str(offer.pk), "by_adviser": by.is_tenant_staff}
    if offer.closed_as == ClosedAs.THROUGH_US:
        answer_closed.defer_later_in(schema=offer._home, after=TIME_TO_SAY_WHOM, **said)
    else:
        answer_closed.defer_in(schema=offer._home, **said)


def offer_copied(*, offer: Offer, copy: Offer, by: User) -> None:
    """The copy asks the same questions, but for those that the law refuses."""
    asked = [Asked(one.text, one.kind, tuple(one.choices), one.required) for one in offer.questions.all()]
    # What an adviser let through for that offer was let through for that offer: the copy asks without it.
    lawful = [one for one in asked if is_lawful(one, offer=copy)]
    if lawful:
        save_questions(offer=copy, asked=lawful, by=by)


def message_said(*, message: Message) -> None:
    """Somebody wrote in a conversation, on its page or by mail (settings.THREAD_LISTENERS): an employer's words are an
    answer, wherever they were written.
    """
    about = application_key(message.thread)
    application = Application.objects.filter(pk=about).first() if about else None
    if application is not None:
        note_said(application=application, side=Side(message.side))
