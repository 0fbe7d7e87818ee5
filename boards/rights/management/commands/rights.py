"""`manage.py rights`: erase again after a restore, and say what is kept for too long."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import schema_context

from boards.rights.services import reapplying, sweeping
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Droits des personnes : effacer à nouveau après une restauration (reapply), ce qui est gardé trop longtemps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["reapply", "overdue"])
        parser.add_argument("--schema", help="un seul territoire ; sinon tous ceux qui sont en ligne")

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = Tenant.objects.live().order_by("schema_name")
        if options["schema"]:
            tenants = Tenant.objects.filter(schema_name=options["schema"])
            if not tenants.exists():
                raise CommandError(f"Aucun territoire ne s’appelle {options['schema']}.")
        late = False
        for tenant in tenants:
            with schema_context(tenant.schema_name):
                if options["action"] == "reapply":
                    rows = reapplying.reapply()
                    self.stdout.write(f"{tenant.schema_name} : {rows} lignes effacées à nouveau")
                    continue
                for one in sweeping.overdue():
                    late = True
                    self.stdout.write(f"{tenant.schema_name} : {one.title}, {one.count} lignes gardées trop longtemps")
        if late:
            raise CommandError("Des lignes sont gardées plus longtemps que le registre ne le dit.")
