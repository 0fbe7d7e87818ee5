"""The six digits that confirm a draft's address."""

from django.db import transaction

from boards.codes import services as codes
from boards.codes.models import CODE_GOOD_FOR, Code
from boards.codes.services import CodeCheck
from boards.publishing.models import Draft
from tenants.enums import Channel
from tenants.messaging.services import queue_email


@transaction.atomic
def send_code(*, draft: Draft, email: str, visitor: str) -> Code:
    """Send a new code to an address; the ones before it are dead. The same for every address, known or not.

    visitor: as from `accounts.visitors.visitor_of`.

    Raises:
        limits.TooMany: too many codes to this address, or from this visitor.
    """
    # Locked: two presses at once are one after the other.
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    email = email.strip().lower()

    def deliver(digits: str) -> None:
        queue_email(
            to=email,
            template="publishing/email/code",
            # Nothing that was typed: a public form must not carry a stranger's words into somebody's letter box.
            context={"code": digits, "minutes": int(CODE_GOOD_FOR.total_seconds() // 60)},
            subject_ref=subject_of(draft),
        )

    return codes.send_code(
        subject=subject_of(draft), channel=Channel.EMAIL, address=email, visitor=visitor, deliver=deliver
    )


def latest_code(*, draft: Draft) -> Code | None:
    """The only code that may be typed in; older ones are dead."""
    return codes.latest_code(subject=subject_of(draft))


def check_code(*, draft: Draft, digits: str) -> tuple[CodeCheck, Code | None]:
    """Compare what somebody typed with the draft's latest code; it stays locked until the transaction ends."""
    return codes.check_code(subject=subject_of(draft), digits=digits)


def subject_of(draft: Draft) -> str:
    """What the draft's codes are good for."""
    return f"draft:{draft.pk}"
