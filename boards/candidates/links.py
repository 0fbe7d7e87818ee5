"""Links into a profile: signed values of this tenant, each kind with a salt of its own."""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature
from django.urls import reverse

from boards.candidates.models import Profile
from tenants import signing
from tenants.context import current_tenant

#: «Je cherche toujours», from a mail or an SMS: says it, pauses, or says that somebody found. Opens nothing else.
STILL_SALT = "candidates.still"
STILL_GOOD_FOR = timedelta(days=120)
#: «Lequel est le vôtre ?», for whoever has shown that a family's mobile is theirs. By itself it opens nothing.
CHOICE_SALT = "candidates.choice"
CHOICE_GOOD_FOR = timedelta(hours=1)


def still_url(profile: Profile) -> str:
    """A page that asks; its buttons act."""
    token = signing.dumps(str(profile.pk), salt=STILL_SALT)
    return f"{current_tenant().base_url}{reverse('candidates:still', args=[token])}"


def profile_of(token: str) -> Profile | None:
    """Whose link it is; None for one that is forged, of another tenant, lapsed, or whose profile is gone."""
    try:
        value = signing.loads(token, salt=STILL_SALT, max_age=int(STILL_GOOD_FOR.total_seconds()))
        return Profile.objects.active().filter(pk=UUID(str(value))).first()
    except (BadSignature, ValueError):
        return None


def choice_token(profile: Profile) -> str:
    """One profile of a number that several share, for the page on which one chooses."""
    return signing.dumps(str(profile.pk), salt=CHOICE_SALT)


def read_choice(token: str) -> UUID | None:
    """Which one; None for what isn't such a choice of this tenant."""
    try:
        return UUID(str(signing.loads(token, salt=CHOICE_SALT, max_age=int(CHOICE_GOOD_FOR.total_seconds()))))
    except (BadSignature, ValueError):
        return None


def own_url() -> str:
    """One's profile, by an absolute link."""
    return f"{current_tenant().base_url}{reverse('candidates:own')}"


def receive_url() -> str:
    """Where a code is typed: short enough for a letter."""
    return f"{current_tenant().base_url}{reverse('candidates:receive')}"
