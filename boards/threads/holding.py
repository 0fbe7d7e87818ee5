"""Messages that came from another address than the one we know: somebody answers for them, or they go nowhere."""

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.threads.enums import Hold, Side
from boards.threads.models import Message
from boards.threads.services import heard_by_all, held, telling_of
from tenants.audit import services as audit


@transaction.atomic
def confirm_held(*, message: Message, by: User | None) -> None:
    """Somebody answers for a message from another address – its own side, or staff: now the others read it."""
    held(message.thread)
    message = Message.objects.select_for_update(of=("self",)).select_related("thread").get(pk=message.pk)
    if message.hold != Hold.WAITING:
        return
    message.hold = Hold.CONFIRMED
    message.telling = telling_of(message.thread, Side(message.side), timezone.now())
    # It is read now, so it counts as said now: nobody finds it above what they have read already.
    message.at = timezone.now()
    message.save(update_fields=["hold", "telling", "at", "updated_at"])
    heard_by_all(message)
    audit.record("thread.held_message_confirmed", target=message, by=by)


@transaction.atomic
def discard_held(*, message: Message, by: User | None) -> None:
    """It was not theirs: it is never passed on, and its words are not kept."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if message.hold != Hold.WAITING:
        return
    message.hold, message.text = Hold.DISCARDED, ""
    message.save(update_fields=["hold", "text", "updated_at"])
    audit.record("thread.held_message_discarded", target=message, by=by)
