"""Making a group, and who is in it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.accounts.twice import written_already
from boards.candidates.models import Profile
from boards.groups import notices, policies
from boards.groups.models import Group, Membership, Signup
from tenants.audit import services as audit
from tenants.turns import take_turns


@transaction.atomic
def make_group(*, name: str, about: str, by: User) -> Group:
    """Raises PermissionDenied; ValidationError without a name."""
    policies.require_staff(by=by)
    said = {"name": name.strip(), "about": about.strip(), "adviser": by}
    if (written := written_already(Group.objects.open(), by=by, **said)) is not None:
        return written
    group = Group(**said)
    group.full_clean()
    group.save()
    audit.record("group.made", target=group, by=by)
    return group


@transaction.atomic
def close_group(*, group: Group, by: User, again: bool = False) -> Group:
    """Nobody is told of anything any more; its page stays readable. again: opened anew."""
    policies.require_staff(by=by)
    group.closed_at = None if again else timezone.now()
    group.save(update_fields=["closed_at", "updated_at"])
    audit.record("group.opened" if again else "group.closed", target=group, by=by)
    return group


@transaction.atomic
def add_members(*, group: Group, profiles: Sequence[Profile], by: User) -> int:
    """People whom staff see, each with their own yes, come in or come back; each is written to. Returns how many."""
    policies.require_staff(by=by)
    policies.require_open(group=group)
    # A second press finds those whom the first one let in, and welcomes nobody again.
    take_turns(f"groups.members:{group.pk}")
    seen = list(Profile.objects.seen_by(by).filter(pk__in=[one.pk for one in profiles]))
    known = {one.profile_id: one for one in Membership.objects.filter(group=group, profile__in=seen)}
    back = [one for one in known.values() if one.left_at is not None]
    now = timezone.now()
    for one in back:
        one.joined_at, one.left_at, one.quiet_at = now, None, None
    Membership.objects.bulk_update(back, ["joined_at", "left_at", "quiet_at"])
    new = Membership.objects.bulk_create(
        Membership(group=group, profile=profile) for profile in seen if profile.pk not in known
    )
    joined = [*new, *back]
    audit.record_all("group.joined", targets={one.profile: {"group": str(group.pk)} for one in joined}, by=by)
    notices.welcome(joined)
    return len(joined)


@transaction.atomic
def leave(*, membership: Membership, by: User | None) -> Membership:
    """By the person (by: None), or by staff for them. Their seats of workshops to come are free at once."""
    if by is not None:
        policies.require_staff(by=by)
    if membership.left_at is None:
        membership.left_at = timezone.now()
        membership.save(update_fields=["left_at", "updated_at"])
        now = membership.left_at
        seats = Signup.objects.standing().filter(workshop__group=membership.group_id, workshop__starts_at__gt=now)
        seats.filter(profile=membership.profile_id).update(given_up_at=now, updated_at=now)
        audit.record("group.left", target=membership, by=by)
    return membership


@transaction.atomic
def be_quiet(*, membership: Membership) -> Membership:
    """No more mail of this one group: by one press, by whoever has the mail."""
    if membership.quiet_at is None:
        membership.quiet_at = timezone.now()
        membership.save(update_fields=["quiet_at", "updated_at"])
    return membership


@transaction.atomic
def be_told(*, membership: Membership) -> Membership:
    """Mails of this group again, asked for on its page."""
    membership.quiet_at = None
    membership.save(update_fields=["quiet_at", "updated_at"])
    return membership
