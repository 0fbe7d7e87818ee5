"""Six digits by e-mail: who types them has the address."""

import secrets
from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from boards.publishing import limits
from boards.publishing.models import CODE_GOOD_FOR, Draft, EmailCode
from tenants.guard import current_schema
from tenants.messaging.services import queue_email

#: A second press within this time is a double click: no second mail, the first code stays good.
SAME_PRESS = timedelta(seconds=30)


class CodeCheck(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    LAPSED = "lapsed"


@transaction.atomic
def send_code(*, draft: Draft, email: str, visitor: str) -> EmailCode:
    """Send a new code to an address; the ones before it are dead. The same for every address, known or not.

    visitor: as from `limits.visitor_of`.

    Raises:
        limits.TooMany: too many codes to this address, or from this visitor.
    """
    # Locked: two presses at once are one after the other.
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    email = email.strip().lower()
    latest = latest_code(draft=draft)
    if latest is not None and latest.email == email and latest.is_open and _just_now(latest):
        return latest
    limits.require_room(email=email, visitor=visitor)
    digits = f"{secrets.randbelow(1_000_000):06d}"
    code = EmailCode.objects.create(
        draft=draft,
        email=email,
        digest=_digest(draft, digits),
        visitor=visitor,
        lapses_at=timezone.now() + CODE_GOOD_FOR,
    )
    queue_email(
        to=email,
        template="publishing/email/code",
        # Nothing that was typed: a public form must not carry a stranger's words into somebody's letter box.
        context={"code": digits, "minutes": int(CODE_GOOD_FOR.total_seconds() // 60)},
        subject_ref=f"draft:{draft.pk}",
    )
    return code


def latest_code(*, draft: Draft) -> EmailCode | None:
    """The only code that may be typed in; older ones are dead."""
    return EmailCode.objects.filter(draft=draft).order_by("-created_at").first()


@transaction.atomic
def check_code(*, draft: Draft, digits: str) -> tuple[CodeCheck, EmailCode | None]:
    """Compare what somebody typed with the draft's latest code, and count the wrong tries.

    The row stays locked until the caller's transaction ends, so that a right code is used once.
    """
    code = EmailCode.objects.select_for_update().filter(draft=draft).order_by("-created_at").first()
    if code is None or not code.is_open:
        return CodeCheck.LAPSED, code
    if not constant_time_compare(code.digest, _digest(draft, digits)):
        code.wrong_tries += 1
        code.save(update_fields=["wrong_tries", "updated_at"])
        return (CodeCheck.WRONG if code.is_open else CodeCheck.LAPSED), code
    code.used_at = timezone.now()
    code.save(update_fields=["used_at", "updated_at"])
    return CodeCheck.RIGHT, code


def _just_now(code: EmailCode) -> bool:
    return timezone.now() - code.created_at < SAME_PRESS


def _digest(draft: Draft, digits: str) -> str:
    """Good for one draft of one tenant: the same digits elsewhere have another digest."""
    return salted_hmac(f"{current_schema()}:publishing.code:{draft.pk}", digits, algorithm="sha256").hexdigest()
