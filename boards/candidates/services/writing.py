"""Writing a profile: by its person, or by an adviser with them."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.candidates import policies
from boards.candidates.enums import ConsentHow, Origin, Visibility
from boards.candidates.models import Experience, Profile, ProfileLanguage, Training
from boards.candidates.services.consents import choose
from boards.candidates.values import NOWHERE, OWN_FIELDS, PLACE_FIELDS, ProfileValues
from tenants.audit import services as audit


@dataclass(frozen=True)
class Shown:
    """Who may see it, and how the person said so. partners: None leaves that as it is."""

    to: Visibility
    how: ConsentHow = ConsentHow.ACCOUNT
    partners: bool | None = None


@transaction.atomic
def save_own(*, values: ProfileValues, shown: Shown, by: User) -> Profile:
    """Somebody with an account writes their profile, the first time or again.

    Raises:
        PermissionDenied: they work for the tenant.
        ValidationError: what contradicts itself, by field.
    """
    # Locked: two first saves at once, from a double click, are one after the other.
    by = User.objects.select_for_update().get(pk=by.pk)
    profile = Profile.objects.select_for_update(of=("self",)).filter(user=by).first()
    if profile is None:
        if not policies.may_have_profile(by):
            raise PermissionDenied
        profile = Profile(user=by, origin=Origin.SELF, handed_over_at=timezone.now())
    return _write(profile, values, shown, by=by)


@transaction.atomic
def save_profile(*, profile: Profile, values: ProfileValues, shown: Shown | None, by: User | None) -> Profile:
    """Write an existing profile. by: its person, staff who may see it, or None for a holder by telephone.

    Raises:
        PermissionDenied: somebody else, or staff whom the person doesn't let see it.
        ValidationError: what contradicts itself, by field; the person alone decides who sees it.
    """
    profile = locked(profile)
    if shown is None:
        policies.require_may_write(profile=profile, by=by)
    else:
        policies.require_may_decide(profile=profile, by=by)
    return _write(profile, values, shown, by=by)


@transaction.atomic
def make_with(*, values: ProfileValues, shown: Shown, by: User) -> Profile:
    """An adviser fills one in together with somebody, who said yes before them; it joins the adviser's portfolio.

    Raises:
        PermissionDenied: `by` is no staff.
        ValidationError: without a witnessed yes, or to nobody; what contradicts itself, by field.
    """
    policies.require_staff(by=by)
    if shown.how not in ConsentHow.witnessed():
        raise ValidationError(_("Dites comment la personne a donné son accord."), code="how")
    if shown.to == Visibility.NOBODY:
        raise ValidationError(
            _("Un profil rempli ensemble est vu au moins des conseillers : sinon, personne ne le retrouverait."),
            code="nobody",
        )
    profile = Profile(origin=Origin.ADVISER, made_by=by, adviser=by)
    return _write(profile, values, shown, by=by)


def locked(profile: Profile) -> Profile:
    """The row as it is now, locked. Raises ValidationError when it was emptied meanwhile."""
    found = Profile.objects.active().select_for_update(of=("self",)).filter(pk=profile.pk).first()
    if found is None:
        raise ValidationError(_("Ce profil a été effacé."), code="gone")
    return found


def _write(profile: Profile, values: ProfileValues, shown: Shown | None, *, by: User | None) -> Profile:
    is_new = profile._state.adding
    for name in OWN_FIELDS:
        value: Any = getattr(values, name)
        setattr(profile, name, list(value) if isinstance(value, tuple) else value)
    for name in PLACE_FIELDS:
        setattr(profile, name, values.place.get(name, NOWHERE[name]))
    profile.paused_because = ""
    now = timezone.now()
    profile.confirmed_at = profile.last_contact_at = now
    profile.asked_at = profile.warned_at = None
    aimed = shown.to if shown is not None else Visibility(profile.visibility)
    _check(profile, aimed=aimed)
    try:
        with transaction.atomic():
            profile.save()
    except IntegrityError as problem:
        raise ValidationError(_("Ce profil a changé entre-temps : rechargez la page."), code="race") from problem
    _rows(profile, values)
    audit.record("profile.created" if is_new else "profile.changed", target=profile, by=by)
    if shown is not None:
        choose(profile=profile, visibility=shown.to, how=shown.how, by=by, partners=shown.partners)
    return profile


def _check(profile: Profile, *, aimed: Visibility) -> None:
    """Every contradiction, said in the constraints' words: those of who is to see it as well."""
    before = profile.visibility
    profile.visibility = aimed
    try:
        profile.full_clean(exclude=["user", "made_by", "adviser"])
    finally:
        profile.visibility = before


def _rows(profile: Profile, values: ProfileValues) -> None:
    """The rows anew, in the order of the form: they hold nothing that anything else points at."""
    profile.experiences.all().delete()
    profile.trainings.all().delete()
    profile.languages.all().delete()
    Experience.objects.bulk_create(
        Experience(profile=profile, position=place, **vars(job)) for place, job in enumerate(values.jobs)
    )
    Training.objects.bulk_create(
        Training(profile=profile, position=place, **vars(study)) for place, study in enumerate(values.studies)
    )
    ProfileLanguage.objects.bulk_create(
        ProfileLanguage(profile=profile, position=place, **vars(one)) for place, one in enumerate(values.languages)
    )
