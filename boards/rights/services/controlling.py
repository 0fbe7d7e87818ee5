"""The head of the register."""

from django.db import transaction

from boards.accounts.models import User
from boards.rights.models import Controller
from tenants.audit import services as audit


@transaction.atomic
def save(*, controller: Controller, by: User) -> Controller:
    """Keep who answers for the tenant's data, and that somebody changed it."""
    controller.full_clean()
    controller.save()
    audit.record("controller.changed", target=controller, by=by)
    return controller
