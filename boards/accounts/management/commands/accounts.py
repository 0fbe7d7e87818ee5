"""For the operator, when nobody in a tenant can help: `manage.py accounts retirer-deuxieme-etape <schema> <e-mail>`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from boards.accounts import second_factor
from boards.accounts.models import User
from tenants.context import entering
from tenants.models import Tenant


class Command(BaseCommand):
    """Takes away the second step of somebody who lost telephone and codes, say of the only manager."""

    help = "Take away somebody's second step; they are told by e-mail and the audit says that the operator did it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["retirer-deuxieme-etape"])
        parser.add_argument("schema")
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.filter(schema_name=options["schema"]).first()
        if tenant is None:
            raise CommandError(f"No tenant has the schema {options['schema']!r}.")
        with entering(tenant):
            person = User.objects.filter(email=options["email"].strip().lower()).first()
            if person is None:
                raise CommandError(f"Nobody in {tenant.name} has the address {options['email']!r}.")
            second_factor.remove_for(person=person, by=None)
        self.stdout.write(f"{person.email} signs in without a second step, and was told so.")
