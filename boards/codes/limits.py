"""How many codes an address, a visitor and a tenant may cause, counted in the tenant's own tables.

Nothing here is a guess of a cache: when the rows can't be counted, nothing is sent.
"""

from datetime import timedelta

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from boards.codes.models import CODE_KEPT_FOR, Code
from tenants.enums import Channel
from tenants.guard import current_schema

WINDOW_MINUTES = 60
#: To one address: a stranger can make us send so many mails to it, and no more.
MAX_PER_ADDRESS = 5
#: From one visitor: a town hall or a café shares one address among many people.
MAX_PER_VISITOR = 20
#: Wrong digits for one address within a day, over all its codes: guessing six digits is then hopeless.
MAX_WRONG_A_DAY = 15

# An SMS costs money, and there are people who earn by making others send them («SMS pumping»): they rent a block of
# numbers and share the price of each message. So whoever asks, from wherever, to whichever number, is counted.

#: To one number within a day: one to try, one that got lost, one for the day's second alert.
MAX_SMS_PER_NUMBER_A_DAY = 3
#: From one visitor: a family at one table, or an adviser with a small group.
MAX_SMS_PER_VISITOR = 5
#: To a hundred neighbouring numbers: real people don't sign up by the row.
MAX_SMS_PER_BLOCK = 10
#: From the whole tenant: a job fair fits in, and an attack from everywhere costs no more than a few euros an hour.
MAX_SMS_PER_TENANT = 60


class TooMany(Exception):
    """The limit is reached; the page says when to come back.

    minutes: after so many there is room again, at the latest.
    """

    def __init__(self, minutes: int = WINDOW_MINUTES) -> None:
        super().__init__(f"Too many codes: come back within {minutes} minutes.")
        self.minutes = minutes


def one_at_a_time(channel: Channel) -> None:
    """Wait for everybody else who counts this tenant's codes of this channel, until the caller's transaction ends.

    Otherwise all those who ask at the same moment find the last place free.
    """
    with connection.cursor() as cursor:
        name = f"{current_schema()}:codes:{channel.value}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def require_room(*, channel: Channel, address: str, visitor: str) -> None:
    """Raise TooMany when this address or this visitor had enough codes, or too many wrong ones were tried for it."""
    codes = Code.objects.filter(channel=channel)
    today = codes.filter(created_at__gt=timezone.now() - CODE_KEPT_FOR)
    recent = codes.filter(created_at__gt=timezone.now() - timedelta(minutes=WINDOW_MINUTES))
    wrong = today.filter(address=address).aggregate(total=Sum("wrong_tries"))["total"] or 0
    if wrong >= MAX_WRONG_A_DAY:
        raise TooMany(_A_DAY)
    if channel == Channel.SMS:
        if today.filter(address=address).count() >= MAX_SMS_PER_NUMBER_A_DAY:
            raise TooMany(_A_DAY)
        if (
            recent.filter(visitor=visitor).count() >= MAX_SMS_PER_VISITOR
            or recent.filter(address__startswith=block_of(address)).count() >= MAX_SMS_PER_BLOCK
            or recent.count() >= MAX_SMS_PER_TENANT
        ):
            raise TooMany
    elif (
        recent.filter(address=address).count() >= MAX_PER_ADDRESS
        or recent.filter(visitor=visitor).count() >= MAX_PER_VISITOR
    ):
        raise TooMany


def block_of(number: str) -> str:
    """What a number shares with its 99 neighbours: all but two digits, seven of the nine that a French one has."""
    return number[:-2]


_A_DAY = int(CODE_KEPT_FOR.total_seconds() // 60)
