"""What an employer says of itself beside its offers."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.accounts.models import User
from boards.employers.enums import Headcount
from boards.employers.models import Employer
from tenants.audit import services as audit


@transaction.atomic
def say_headcount(*, employer: Employer, headcount: Headcount | None, by: User) -> Employer:
    """How many work there; None takes the answer back.

    Raises:
        PermissionDenied: `by` neither acts for the employer nor is staff.
        ValidationError: a household has no headcount.
    """
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    if not (by.is_tenant_staff or employer.members.filter(user=by).exists()):
        raise PermissionDenied
    before, employer.headcount = employer.headcount, headcount or ""
    if employer.headcount != before:
        employer.full_clean()
        employer.save(update_fields=["headcount", "updated_at"])
        audit.record("employer.headcount", target=employer, by=by, detail={"headcount": [before, employer.headcount]})
    return employer
