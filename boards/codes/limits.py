"""How many codes an address, a visitor and a tenant may cause, counted in the tenant's own tables.

Nothing here is a guess of a cache: when the rows can't be counted, nothing is sent.
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from boards.codes.models import CODE_KEPT_FOR, Code
from tenants import tallies
from tenants.enums import Channel
from tenants.messaging.refusals import refused
from tenants.turns import take_turns

WINDOW_MINUTES = 60
#: To one address: a stranger can make us send so many mails to it, and no more.
MAX_PER_ADDRESS = 5
#: To one address within a day: whoever needs more has another trouble than a lost mail.
MAX_PER_ADDRESS_A_DAY = 8
#: From one visitor: a town hall or a café shares one address among many people.
MAX_PER_VISITOR = 20
#: From the whole tenant: a job fair fits in, and no flood from everywhere spoils the name that its mails leave under.
MAX_PER_TENANT = 300
#: Kinds of subject that ask for messages: to an address that wanted no more of them, one such code a day.
SIGN_UPS = frozenset({"alert"})
MAX_TO_REFUSING_A_DAY = 1
#: Wrong digits for one address within a day, over all codes of one kind: guessing six digits is then hopeless.
MAX_WRONG_A_DAY = 15

# An SMS costs money, and there are people who earn by making others send them («SMS pumping»): they rent a block of
# numbers and share the price of each message. So whoever asks, from wherever, to whichever number, is counted.

#: To one number within a day: one to try, one that got lost, one for the day's second alert. Over all tenants too.
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
    take_turns(f"codes:{channel.value}")


def require_room(*, subject: str, channel: Channel, address: str, visitor: str) -> None:
    """Raise TooMany when this address or this visitor had enough codes, or too many wrong ones were tried for it.

    Wrong ones count for what they were tried for: guesses at a sign-up leave an employer their offer's code.
    """
    kind = kind_of(subject)
    codes = Code.objects.filter(channel=channel)
    today = codes.filter(created_at__gt=timezone.now() - CODE_KEPT_FOR)
    recent = codes.filter(created_at__gt=timezone.now() - timedelta(minutes=WINDOW_MINUTES))
    to_address = today.filter(address=address)
    of_kind = to_address.filter(subject__startswith=f"{kind}:")
    wrong = of_kind.aggregate(total=Sum("wrong_tries"))["total"] or 0
    if wrong >= MAX_WRONG_A_DAY:
        raise TooMany(_A_DAY)
    if kind in SIGN_UPS and refused(channel, [address]) and of_kind.count() >= MAX_TO_REFUSING_A_DAY:
        raise TooMany(_A_DAY)
    if channel == Channel.SMS:
        if to_address.count() >= MAX_SMS_PER_NUMBER_A_DAY:
            raise TooMany(_A_DAY)
        if (
            recent.filter(visitor=visitor).count() >= MAX_SMS_PER_VISITOR
            or recent.filter(address__startswith=block_of(address)).count() >= MAX_SMS_PER_BLOCK
            or recent.count() >= MAX_SMS_PER_TENANT
        ):
            raise TooMany
        # Last, because it takes what it finds: another tenant's codes to this number count as well.
        if not tallies.take("codes.sms", address, most=MAX_SMS_PER_NUMBER_A_DAY):
            raise TooMany(_A_DAY)
    elif to_address.count() >= MAX_PER_ADDRESS_A_DAY:
        raise TooMany(_A_DAY)
    elif (
        recent.filter(address=address).count() >= MAX_PER_ADDRESS
        or recent.filter(visitor=visitor).count() >= MAX_PER_VISITOR
        or recent.count() >= MAX_PER_TENANT
    ):
        raise TooMany


def kind_of(subject: str) -> str:
    """What a code is for, whoever's: "draft" of "draft:<uuid>"."""
    return subject.partition(":")[0]


def block_of(number: str) -> str:
    """What a number shares with its 99 neighbours: all but two digits, seven of the nine that a French one has."""
    return number[:-2]


_A_DAY = int(CODE_KEPT_FOR.total_seconds() // 60)
