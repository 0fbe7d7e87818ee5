"""`tenant list` and `tenant check`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Count
from django.utils.translation import gettext as _

from tenants.models import Domain, Tenant
from tenants.provisioning import health
from tenants.provisioning.services import Say


def add_list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--state", help="seulement ceux de cet état")


def list_all(options: dict[str, Any], say: Say) -> None:
    tenants = Tenant.objects.annotate(communes=Count("territory")).order_by("schema_name")
    if options["state"]:
        tenants = tenants.filter(state=options["state"])
    primary = dict(Domain.objects.filter(is_primary=True).values_list("tenant_id", "domain"))
    rows = [
        (t.schema_name, t.get_state_display(), t.get_kind_display(), str(t.communes), primary.get(t.pk, "–"), t.name)
        for t in tenants
    ]
    if not rows:
        say(_("Aucun territoire. Pour en créer un : manage.py tenant create --help"))
        return
    head = (_("schéma"), _("état"), _("nature"), _("communes"), _("adresse"), _("nom"))
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def add_check_arguments(parser: ArgumentParser) -> None:
    """None: it is quick enough to look at all of them."""


def check_all(options: dict[str, Any], say: Say) -> None:
    found = health.problems()
    for problem in found:
        say(f"{problem.schema}: {problem.what}\n    → {problem.mend}")
    if found:
        raise CommandError(_("%d problème(s).") % len(found))
    say(_("%d territoire(s), tout est en ordre.") % Tenant.objects.count())
