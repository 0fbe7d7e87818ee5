"""The CV file of a profile: optional, private, and for employers only once the person said yes to one."""

from typing import Any

from django.core.files.base import File
from django.db import transaction

from boards.accounts.models import User
from boards.candidates import policies
from boards.candidates.models import Profile
from boards.candidates.services.writing import locked
from tenants.audit import services as audit
from tenants.files import services as files


@transaction.atomic
def attach(*, profile: Profile, upload: File[Any], by: User | None) -> Profile:
    """Keep a file as the profile's CV; the one before it goes, content and all.

    Raises:
        FileRefused: (a ValidationError) for what isn't a plain PDF, DOCX or ODT.
        PermissionDenied: somebody else's.
    """
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    before = profile.cv
    profile.cv = files.keep(upload=upload, by=by, purpose="cv")
    profile.save(update_fields=["cv", "updated_at"])
    if before is not None:
        files.remove(file=before, by=by)
    audit.record("profile.cv_attached", target=profile, by=by)
    return profile


@transaction.atomic
def detach(*, profile: Profile, by: User | None) -> Profile:
    """Take the CV away. Once more is harmless."""
    profile = locked(profile)
    policies.require_may_write(profile=profile, by=by)
    drop(profile, by=by)
    return profile


def drop(profile: Profile, *, by: User | None) -> None:
    """The same for whoever holds the row already."""
    before, profile.cv = profile.cv, None
    if before is not None:
        profile.save(update_fields=["cv", "updated_at"])
        files.remove(file=before, by=by)
