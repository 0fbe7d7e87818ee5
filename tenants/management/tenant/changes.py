"""`tenant domain`, `tenant territory` and `tenant archive`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tenants.enums import TenantState
from tenants.management.tenant.creation import add_territory_arguments, insees_of
from tenants.models import Domain, Tenant
from tenants.provisioning import services
from tenants.provisioning.services import Say


def _tenant(schema: str) -> Tenant:
    tenant: Tenant | None = Tenant.objects.filter(schema_name=schema).first()
    if tenant is None:
        raise CommandError(_("Aucun territoire ne s’appelle « %s ». Les voici : manage.py tenant list") % schema)
    return tenant


def add_domain_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("schema")
    parser.add_argument("domain", help="adresse, sans http:// : emploi.cchf.fr")


def change_domain(options: dict[str, Any], say: Say) -> None:
    tenant, wanted = _tenant(options["schema"]), options["domain"].lower()
    taken = Domain.objects.filter(domain=wanted).exclude(tenant=tenant).select_related("tenant").first()
    if taken is not None:
        raise CommandError(_("L’adresse %(domain)s est celle de %(name)s.") % {"domain": wanted, "name": taken.tenant})
    services.change_domain(tenant=tenant, domain=wanted)
    say(f"{tenant.base_url}/")


def add_arguments_of_territory(parser: ArgumentParser) -> None:
    parser.add_argument("schema")
    add_territory_arguments(parser)


def set_territory(options: dict[str, Any], say: Say) -> None:
    tenant = _tenant(options["schema"])
    insees = insees_of(options)
    if not insees:
        raise CommandError(_("Dites quelles communes : --epci SIREN ou --communes 59067,59082"))
    services.set_territory(tenant=tenant, insees=insees)
    say(_("%(schema)s : %(count)d communes") % {"schema": tenant.schema_name, "count": tenant.territory.count()})


def add_archive_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("schema")
    parser.add_argument("--yes", action="store_true", help="sans cette option, rien n’est fait")


def archive(options: dict[str, Any], say: Say) -> None:
    tenant = _tenant(options["schema"])
    if tenant.state == TenantState.ARCHIVED:
        raise CommandError(_("« %s » est déjà archivé.") % tenant.schema_name)
    if not options["yes"]:
        raise CommandError(
            _("Le site de %s répondra 404 tout de suite ; ses données restent. Pour le faire : ajoutez --yes.") % tenant
        )
    services.archive_tenant(tenant=tenant)
    say(_("%s : archivé. Son schéma et ses données sont toujours là.") % tenant.schema_name)
