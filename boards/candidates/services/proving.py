"""Six digits that show an address or a number to be somebody's, when they take a profile over or come back to it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.accounts.services import person_confirmed_as
from boards.candidates.models import Handover, Profile
from boards.candidates.models.profile import ProfileQuerySet
from boards.candidates.reach import Reach
from boards.candidates.services.handover import accept
from boards.candidates.services.retention import sign_of_life
from boards.codes.limits import TooMany
from boards.codes.models import CODE_GOOD_FOR, Code
from boards.codes.services import CodeCheck, check_code, latest_code, send_code
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.enums import Purpose
from tenants.messaging.services import queue_email, queue_sms


@transaction.atomic
def send_for_handover(*, handover: Handover, reach: Reach, visitor: str) -> None:
    """Digits to the address that the person wants to come back by. Raises TooMany."""
    subject = handover_subject(handover)
    send_code(
        subject=subject, channel=reach.channel, address=reach.address, visitor=visitor, deliver=_deliver(reach, subject)
    )


@transaction.atomic
def take_over(*, handover: Handover, digits: str) -> tuple[CodeCheck, Profile | None, User | None]:
    """With the right digits the profile is theirs: with an account for an e-mail address, without one for a mobile.

    Raises:
        ValidationError: the code of the letter lapsed meanwhile, the account was closed, has a profile, or is staff's.
    """
    result, code = check_code(subject=handover_subject(handover), digits=digits)
    if result is not CodeCheck.RIGHT or code is None:
        return result, None, None
    if code.channel == Channel.SMS:
        return result, accept(handover=handover, user=None, phone=code.address), None
    user = person_confirmed_as(email=code.address, role=Role.CANDIDATE)
    if user.role not in {Role.CANDIDATE, Role.EMPLOYER}:
        raise ValidationError(_("Cette adresse est celle d’un compte de travail : donnez-en une autre."), code="staff")
    return result, accept(handover=handover, user=user, email=code.address), user


@transaction.atomic
def send_for_access(*, phone: str, visitor: str) -> None:
    """Digits to a mobile whose profile was taken over without an account. The same for every number, known or not.

    A number that nobody has here is counted like the others, and no SMS leaves: nobody learns who is here.

    Raises:
        TooMany: too many codes to this number, from this visitor, or no SMS left today.
    """
    subject, reach = access_subject(phone), Reach(Channel.SMS, phone)
    known = held_by(phone).exists()
    deliver = _deliver(reach, subject) if known else _nothing
    send_code(subject=subject, channel=Channel.SMS, address=phone, visitor=visitor, deliver=deliver)


@transaction.atomic
def profiles_by_phone(*, phone: str, digits: str) -> tuple[CodeCheck, list[Profile]]:
    """The profiles of a number, for whoever typed the digits that were sent to it: a family may share one."""
    result, _code = check_code(subject=access_subject(phone), digits=digits)
    if result is not CodeCheck.RIGHT:
        return result, []
    found = list(held_by(phone))
    return (result if found else CodeCheck.WRONG), found


@transaction.atomic
def open_by_phone(*, profile: Profile) -> None:
    """Whoever has shown that its number is theirs opens a profile. A sign of life."""
    sign_of_life(profile=profile)
    audit.record("profile.opened_by_phone", target=profile, by=None)


def held_by(phone: str) -> ProfileQuerySet:
    """Whose profiles a number opens: taken over, and without an account; the one taken over last first."""
    held = Profile.objects.active().filter(phone=phone, user=None, handed_over_at__isnull=False)
    return held.order_by("-handed_over_at", "pk")


def latest_for_handover(handover: Handover) -> Code | None:
    """The only digits that may be typed in."""
    return latest_code(subject=handover_subject(handover))


def handover_subject(handover: Handover) -> str:
    """What digits for a handover are good for."""
    return f"handover:{handover.pk}"


def access_subject(phone: str) -> str:
    """What digits for coming back are good for."""
    return f"access:{phone}"


def _deliver(reach: Reach, subject: str) -> Callable[[str], None]:
    minutes = int(CODE_GOOD_FOR.total_seconds() // 60)

    def by_email(digits: str) -> None:
        with override(settings.LANGUAGE_CODE):
            queue_email(
                to=reach.address,
                template="candidates/email/code",
                # Nothing that was typed: a form must not carry a stranger's words into somebody's letter box.
                context={"code": digits, "minutes": minutes},
                subject_ref=subject.partition(":")[0],
                purpose=Purpose.CODE,
            )

    def by_sms(digits: str) -> None:
        if caps.tenant_left(Channel.SMS) <= 0:
            # It would be queued, and never leave: said at once, not waited for.
            left = caps.tomorrow_of(current_tenant()) - timezone.now()
            raise TooMany(int(left.total_seconds() // 60) + 1)
        values = {"code": digits, "site": current_tenant().short_name, "minutes": minutes}
        with override(settings.LANGUAGE_CODE):
            text = _("%(code)s est votre code pour ouvrir votre profil sur %(site)s. Il vaut %(minutes)s minutes.")
            queue_sms(to=reach.address, text=text % values, purpose=Purpose.CODE, subject_ref=subject.partition(":")[0])

    return by_email if reach.channel == Channel.EMAIL else by_sms


def _nothing(digits: str) -> None:
    """Nobody to tell."""
