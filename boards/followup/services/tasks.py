"""Things to do."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from boards.accounts.models import User
from boards.accounts.twice import written_already
from boards.candidates.models import Profile
from boards.followup import policies
from boards.followup.models import Task
from boards.offers.models import Offer


@transaction.atomic
def add_task(
    *,
    text: str,
    due_on: date,
    by: User,
    adviser: User | None = None,
    profile: Profile | None = None,
    offer: Offer | None = None,
) -> Task:
    """Something to do, for oneself or a colleague. Raises PermissionDenied, ValidationError."""
    policies.require_about(profile=profile, offer=offer, by=by)
    who = adviser or by
    policies.require_staff(by=who)
    said = {"adviser": who, "profile": profile, "offer": offer, "text": text.strip()[:200], "due_on": due_on}
    if (written := written_already(Task.objects.open(), by=by, **said)) is not None:
        return written
    task = Task(**said)
    task.full_clean()
    task.save()
    return task


@transaction.atomic
def finish_task(*, task: Task, by: User) -> Task:
    """Done. A second press changes nothing."""
    policies.require_staff(by=by)
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), by
        task.save(update_fields=["done_at", "done_by", "updated_at"])
    return task


@transaction.atomic
def reopen_task(*, task: Task, by: User) -> Task:
    """Not done after all."""
    policies.require_staff(by=by)
    task.done_at, task.done_by = None, None
    task.save(update_fields=["done_at", "done_by", "updated_at"])
    return task
