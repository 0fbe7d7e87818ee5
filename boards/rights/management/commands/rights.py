"""`manage.py rights`: erase again after a restore, carry the list past one, and say what is kept for too long."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import schema_context

from boards.rights.services import carrying, reapplying, sweeping
from tenants.models import Tenant


class Command(BaseCommand):
    help = (
        "Droits des personnes : effacer à nouveau après une restauration (reapply), mettre à l’abri la liste des"
        " effacements (export), la reprendre (import, entrée standard), dire ce qui est gardé trop longtemps (overdue)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["reapply", "overdue", "export", "import"])
        parser.add_argument(
            "--schema", help="reapply, overdue : un seul territoire ; sinon tous ceux qui sont en ligne"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        match options["action"]:
            case "export":
                for line in carrying.lines():
                    self.stdout.write(line)
            case "import":
                self._take()
            case action:
                self._in_each(action, options["schema"])

    def _take(self) -> None:
        try:
            read = carrying.take(sys.stdin)
        except carrying.StrangeLine as problem:
            raise CommandError(
                f"Ligne {problem} : ce n’est pas une ligne de « rights export ». Rien n’est repris."
            ) from problem
        except UnicodeDecodeError as problem:
            raise CommandError(
                "Ce n’est pas du texte en UTF-8, comme « rights export » l’écrit. Rien n’est repris."
            ) from problem
        self.stdout.write(f"{read} empreintes reprises. Lancez maintenant : manage.py rights reapply")

    def _in_each(self, action: str, schema: str | None) -> None:
        tenants = Tenant.objects.live().order_by("schema_name")
        if schema:
            tenants = Tenant.objects.filter(schema_name=schema)
            if not tenants.exists():
                raise CommandError(f"Aucun territoire ne s’appelle {schema}.")
        late = False
        for tenant in tenants:
            with schema_context(tenant.schema_name):
                if action == "reapply":
                    self.stdout.write(f"{tenant.schema_name} : {reapplying.reapply()} lignes effacées à nouveau")
                    continue
                for one in sweeping.overdue():
                    late = True
                    self.stdout.write(f"{tenant.schema_name} : {one.title}, {one.count} lignes gardées trop longtemps")
        if late:
            raise CommandError("Des lignes sont gardées plus longtemps que le registre ne le dit.")
