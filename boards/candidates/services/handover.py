"""Handing a profile over to the person it is about: a code of eight signs, by SMS or on paper, for thirty days."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.candidates import notices, policies
from boards.candidates.enums import ConsentHow, HandoverBy, Visibility
from boards.candidates.models import Handover, HandoverTry, Profile
from boards.candidates.models.handover import GOOD_FOR, MAX_TRIES
from boards.candidates.reach import mobile_of
from boards.candidates.services.consents import choose
from boards.candidates.services.writing import locked
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.digests import digests_of
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.services import queue_texts
from tenants.turns import take_turns

#: No 0 and O, no 1, I and L, no U beside V: it is read from paper, and told over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, HALF = 8, 4
#: Wrong codes from one visitor within an hour: a family at one table mistypes less.
MAX_WRONG_AN_HOUR = 10
#: From everywhere: a hundred people don't mistype in one hour, a machine does.
MAX_WRONG_OF_ALL = 200
TRIES_KEPT_FOR = timedelta(days=1)


class CodeCheck(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    LAPSED = "lapsed"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Begun:
    """A code on its way; `code` is here once and nowhere else, for the letter."""

    handover: Handover
    code: str

    @property
    def shown(self) -> str:
        """As it is printed: «K7QM-2RWD»."""
        return f"{self.code[:HALF]}-{self.code[HALF:]}"


@transaction.atomic
def begin(*, profile: Profile, channel: HandoverBy, by: User) -> Begun:
    """Make a code for the person; an older one is dead. By SMS it leaves at once, for a letter the page shows it.

    Raises:
        PermissionDenied: staff who may not see the profile, or no staff.
        ValidationError: it was taken over already; no mobile, or no SMS left today.
    """
    policies.require_staff(by=by)
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    if profile.user_id is not None:
        raise ValidationError(_("Cette personne a déjà repris son profil avec un compte."), code="taken")
    profile.handovers.filter(used_at=None).delete()
    code = "".join(secrets.choice(ALPHABET) for _sign in range(LENGTH))
    handover = Handover.objects.create(
        profile=profile,
        channel=channel,
        selector=_digests("selector", code[:HALF])[0],
        digest=_digests("code", code)[0],
        expires_at=timezone.now() + GOOD_FOR,
        by=by,
    )
    if channel == HandoverBy.SMS:
        _send(profile, f"{code[:HALF]}-{code[HALF:]}")
    audit.record("profile.handover_begun", target=profile, by=by, detail={"channel": channel})
    return Begun(handover, code)


@transaction.atomic
def check(*, typed: str, visitor: str) -> tuple[CodeCheck, Handover | None]:
    """Compare what somebody typed with the codes that are open; wrong ones count against the code and the visitor.

    Nothing is used up: that is for `accept`, once the person has said how they want to come back.
    """
    _one_at_a_time()
    since = timezone.now() - timedelta(hours=1)
    wrong = HandoverTry.objects.filter(created_at__gt=since)
    if wrong.filter(visitor=visitor).count() >= MAX_WRONG_AN_HOUR or wrong.count() >= MAX_WRONG_OF_ALL:
        return CodeCheck.TOO_MANY, None
    code = plain(typed)
    alike = Handover.objects.select_for_update(of=("self",)).filter(selector__in=_digests("selector", code[:HALF]))
    found = None
    for handover in alike.select_related("profile").order_by("-created_at"):
        if handover.wrong_tries < MAX_TRIES and _is(handover, code):
            found = handover
        elif handover.is_open:
            handover.wrong_tries += 1
            handover.save(update_fields=["wrong_tries", "updated_at"])
    if found is not None and found.is_open and found.profile.anonymised_at is None:
        return CodeCheck.RIGHT, found
    HandoverTry.objects.create(visitor=visitor)
    # Who has the whole code has the letter: they may know that it is too old, or was used.
    return (CodeCheck.LAPSED if found is not None else CodeCheck.WRONG), None


@transaction.atomic
def accept(*, handover: Handover, user: User | None, email: str = "", phone: str = "") -> Profile:
    """The person takes their profile over: from now on they decide. Used once; a second time it raises.

    user: the account they confirmed by e-mail, None for who comes back by their telephone or by another letter.
    email, phone: what they have just shown to be theirs.

    Raises:
        ValidationError: the code was used or lapsed meanwhile, or the account has a profile already.
    """
    # The profile first, as `begin` does: the other way round the two would meet a deadlock.
    profile = locked(handover.profile)
    found = Handover.objects.select_for_update(of=("self",)).filter(pk=handover.pk).first()
    if found is None or not found.is_open:
        raise ValidationError(_("Ce code n’est plus valable : demandez-en un autre à votre conseiller."), code="lapsed")
    handover = found
    if user is not None and Profile.objects.of(user).exclude(pk=profile.pk).exists():
        raise ValidationError(
            _("Cette adresse a déjà un profil ici : connectez-vous pour le voir, ou donnez une autre adresse."),
            code="taken",
        )
    now = timezone.now()
    handover.used_at = now
    handover.save(update_fields=["used_at", "updated_at"])
    profile.user = user or profile.user
    profile.email, profile.phone = email or profile.email, phone or profile.phone
    profile.handed_over_at = profile.last_contact_at = profile.confirmed_at = now
    profile.warned_at = profile.asked_at = None
    profile.save()
    # What the adviser wrote down for them is theirs now; each yes stands until they take it back.
    choose(profile=profile, visibility=Visibility(profile.visibility), how=ConsentHow.CODE, by=user)
    audit.record("profile.handed_over", target=profile, by=user, detail={"channel": handover.channel})
    return profile


def plain(typed: str) -> str:
    """What was meant: capitals, without spaces and hyphens; signs that look like another are read as that one."""
    text = "".join(sign for sign in typed.upper() if sign.isalnum())
    return text.replace("U", "V")[:LENGTH]


@transaction.atomic
def forget() -> None:
    """Delete tries that limit nothing any more, and codes that nobody used."""
    HandoverTry.objects.filter(created_at__lt=timezone.now() - TRIES_KEPT_FOR).delete()
    Handover.objects.filter(used_at=None, expires_at__lt=timezone.now() - GOOD_FOR).delete()


def _send(profile: Profile, code: str) -> None:
    tenant = current_tenant()
    if not tenant.sms_enabled or not mobile_of(profile):
        raise ValidationError(_("Pas de mobile pour cette personne : imprimez plutôt la lettre."), code="mobile")
    if caps.tenant_left(Channel.SMS) <= 0:
        raise ValidationError(_("Tous les SMS du jour sont partis : imprimez plutôt la lettre."), code="cap")
    with override(settings.LANGUAGE_CODE):
        queue_texts([notices.code_sms(profile, code)])


def _one_at_a_time() -> None:
    """Otherwise all who guess at the same moment find the last try free."""
    take_turns("candidates:handover")


def _is(handover: Handover, code: str) -> bool:
    return any(constant_time_compare(handover.digest, one) for one in _digests("code", code))


def _digests(kind: str, text: str) -> list[str]:
    """Good in one tenant: the same signs elsewhere have another digest. A letter outlives a change of key."""
    return digests_of(f"candidates:handover:{kind}", text)
