"""`tenant migrate`: each tenant for itself, so that one that fails doesn't keep the others behind."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tenants.connection import connection
from tenants.enums import TenantState
from tenants.models import Tenant
from tenants.provisioning import health
from tenants.provisioning.services import Say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--schema", action="append", default=[], help="seulement celui-ci ; répétable")


def migrate_all(options: dict[str, Any], say: Say) -> None:
    tenants = Tenant.objects.exclude(state=TenantState.REQUESTED).order_by("schema_name")
    if options["schema"]:
        tenants = tenants.filter(schema_name__in=options["schema"])
    # Nothing to do costs a second a tenant by the usual command; the ledgers of all are read in one query.
    behind = health.behind(list(tenants))
    failed: list[str] = []
    for schema, count in behind.items():
        say(_("%(schema)s : %(count)d migration(s) …") % {"schema": schema, "count": count})
        try:
            call_command("migrate_schemas", schema_name=schema, interactive=False, verbosity=0)
        except Exception as error:
            failed.append(schema)
            say(f"    {type(error).__name__}: {str(error).strip().splitlines()[0] if str(error) else ''}")
        finally:
            connection.set_schema_to_public()
    if failed:
        raise CommandError(
            _("En échec : %s. Les autres sont à jour ; corrigez puis relancez la même commande.") % ", ".join(failed)
        )
    say(_("%d territoire(s) migré(s), les autres étaient à jour.") % len(behind))
