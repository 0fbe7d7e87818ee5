"""A yes given, a yes taken back: at once, and with its proof."""

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.candidates import policies
from boards.candidates.enums import ConsentHow, ConsentTo, Visibility
from boards.candidates.models import Profile, ProfileConsent
from boards.candidates.wording import kept_wording
from tenants.audit import services as audit

#: What each choice needs a yes to.
NEEDED = {
    Visibility.NOBODY: (ConsentTo.KEEP,),
    Visibility.ADVISERS: (ConsentTo.KEEP, ConsentTo.ADVISERS),
    Visibility.EMPLOYERS: (ConsentTo.KEEP, ConsentTo.ADVISERS, ConsentTo.EMPLOYERS),
}


@transaction.atomic
def show_to(
    *, profile: Profile, visibility: Visibility, how: ConsentHow, by: User | None, partners: bool | None = None
) -> Profile:
    """Choose who sees a profile: gives what this needs a yes to, takes back what it no longer allows.

    partners: whether partners see it too; None leaves that as it is. Nobody sees what advisers don't.
    Call it for a profile that is locked or new. Raises ValidationError where only the person decides.
    """
    policies.require_may_decide(profile=profile, by=by)
    return choose(profile=profile, visibility=visibility, how=how, by=by, partners=partners)


@transaction.atomic
def choose(
    *, profile: Profile, visibility: Visibility, how: ConsentHow, by: User | None, partners: bool | None = None
) -> Profile:
    """The same for services that have asked already who may."""
    standing = set(profile.consents.standing().values_list("what", flat=True))
    wanted = set(NEEDED[visibility])
    keeps_partners = ConsentTo.PARTNER in standing if partners is None else partners
    if keeps_partners and visibility != Visibility.NOBODY:
        wanted.add(ConsentTo.PARTNER)
    for what in (what for what in ConsentTo if what in wanted - standing):
        _give(profile, what, how=how, by=by)
    if lost := standing - wanted:
        profile.consents.standing().filter(what__in=lost).update(withdrawn_at=timezone.now(), updated_at=timezone.now())
        audit.record("profile.consent_withdrawn", target=profile, by=by, detail={"what": sorted(lost)})
    if profile.visibility != visibility:
        profile.visibility = visibility
        profile.save(update_fields=["visibility", "updated_at"])
    return profile


@transaction.atomic
def withdraw(*, profile: Profile, what: ConsentTo, by: User | None) -> Profile:
    """Take one yes back; who sees the profile follows at once. Keeping it at all ends by `retention.anonymise`."""
    profile = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    visibility = Visibility(profile.visibility)
    if what == ConsentTo.EMPLOYERS and visibility == Visibility.EMPLOYERS:
        visibility = Visibility.ADVISERS
    elif what in {ConsentTo.ADVISERS, ConsentTo.KEEP}:
        visibility = Visibility.NOBODY
    partners = False if what == ConsentTo.PARTNER else None
    return show_to(profile=profile, visibility=visibility, how=ConsentHow.ACCOUNT, by=by, partners=partners)


def _give(profile: Profile, what: ConsentTo, *, how: ConsentHow, by: User | None) -> ProfileConsent:
    consent = ProfileConsent.objects.create(
        profile=profile, what=what, how=how, wording=kept_wording(what), by=by, by_label=str(by)[:120] if by else ""
    )
    audit.record("profile.consent_given", target=profile, by=by, detail={"what": what, "how": how})
    return consent
