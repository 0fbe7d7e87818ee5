"""Six digits by e-mail or SMS: who types them has the address or the telephone."""

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from enum import Enum

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from boards.codes import limits
from boards.codes.models import CODE_GOOD_FOR, CODE_KEPT_FOR, NUMBER, Code
from tenants.enums import Channel
from tenants.guard import current_schema

#: A second press within this time is a double click: no second message, the first code stays good.
SAME_PRESS = timedelta(seconds=30)


class CodeCheck(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    LAPSED = "lapsed"


@transaction.atomic
def send_code(*, subject: str, channel: Channel, address: str, visitor: str, deliver: Callable[[str], None]) -> Code:
    """Make a new code and have it delivered; the subject's older ones are dead. The same for every address.

    subject: what the code is good for, "draft:<uuid>"; what stands before the colon is its kind.
    visitor: as from `accounts.visitors.visitor_of`.
    deliver: queues the message with the digits it is given, in this transaction; not called for a double click.
    The caller locks its own row first: nobody who holds a place here waits for a row of another room.

    Raises:
        limits.TooMany: too many codes to this address, from this visitor or, by SMS, from this tenant.
        ValueError: a number that isn't written as +33612345678.
    """
    address = _one_spelling(channel, address)
    limits.one_at_a_time(channel)
    latest = latest_code(subject=subject)
    if latest is not None and _is_same_press(latest, channel, address):
        return latest
    limits.require_room(subject=subject, channel=channel, address=address, visitor=visitor)
    digits = f"{secrets.randbelow(1_000_000):06d}"
    code = Code.objects.create(
        subject=subject,
        channel=channel,
        address=address,
        digest=_digest(subject, digits),
        visitor=visitor,
        lapses_at=timezone.now() + CODE_GOOD_FOR,
    )
    deliver(digits)
    return code


def latest_code(*, subject: str) -> Code | None:
    """The only code that may be typed in; older ones are dead."""
    return Code.objects.filter(subject=subject).order_by("-created_at").first()


@transaction.atomic
def check_code(*, subject: str, digits: str) -> tuple[CodeCheck, Code | None]:
    """Compare what somebody typed with the subject's latest code, and count the wrong tries.

    The row stays locked until the caller's transaction ends, so that a right code is used once.
    """
    code = Code.objects.select_for_update().filter(subject=subject).order_by("-created_at").first()
    if code is None or not code.is_open:
        return CodeCheck.LAPSED, code
    if not constant_time_compare(code.digest, _digest(subject, digits)):
        code.wrong_tries += 1
        code.save(update_fields=["wrong_tries", "updated_at"])
        return (CodeCheck.WRONG if code.is_open else CodeCheck.LAPSED), code
    code.used_at = timezone.now()
    code.save(update_fields=["used_at", "updated_at"])
    return CodeCheck.RIGHT, code


@transaction.atomic
def purge() -> int:
    """Delete codes that can limit nothing any more. Returns how many."""
    count, _each = Code.objects.filter(created_at__lt=timezone.now() - CODE_KEPT_FOR).delete()
    return count


def _one_spelling(channel: Channel, address: str) -> str:
    if channel == Channel.EMAIL:
        return address.strip().lower()
    if not re.fullmatch(NUMBER, address):
        raise ValueError("A number comes here as +33612345678.")
    return address


def _is_same_press(code: Code, channel: Channel, address: str) -> bool:
    is_recent = timezone.now() - code.created_at < SAME_PRESS
    return is_recent and code.is_open and (code.channel, code.address) == (channel, address)


def _digest(subject: str, digits: str) -> str:
    """Good for one subject of one tenant: the same digits elsewhere have another digest."""
    return salted_hmac(f"{current_schema()}:codes:{subject}", digits, algorithm="sha256").hexdigest()
