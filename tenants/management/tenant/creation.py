"""`tenant create`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from tenants.enums import PublishingPolicy, SalaryPolicy, SharingIn, SharingOut, TenantKind, TenantState
from tenants.models import Domain, Tenant
from tenants.provisioning import services, territory
from tenants.provisioning.services import Say, TenantRequest
from themes.tokens import PRESETS

# Option → field of Tenant, for what has a good default.
SETTINGS = (
    ("short_name", None, "nom court, pour l’en-tête"),
    ("kicker", None, "ligne au-dessus du nom, « Emploi en » par défaut"),
    ("preset", sorted(PRESETS), "apparence de départ"),
    ("contact_email", None, "adresse à qui répondre"),
    ("time_zone", None, "fuseau, Europe/Paris par défaut"),
    ("welcome", None, "phrase d’accueil"),
    ("publishing_policy", PublishingPolicy.values, "qui publie sans relecture"),
    ("salary_policy", SalaryPolicy.values, "ce qu’on fait d’une offre sans salaire"),
    ("shares_offers", SharingOut.values, "où vont ses offres"),
    ("shows_offers", SharingIn.values, "quelles offres d’ailleurs il montre"),
)
REQUIRED = ("schema", "name", "kind", "domain")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--resume", metavar="SCHEMA", help="reprend une création interrompue")
    parser.add_argument("--schema", help="nom du schéma : minuscules, chiffres et _")
    parser.add_argument("--name", help="nom entier")
    parser.add_argument("--kind", choices=TenantKind.values)
    parser.add_argument("--domain", help="adresse, sans http:// : emploi.cchf.fr")
    parser.add_argument(
        "--siren", default="", help="SIREN du porteur ; celui d’une intercommunalité donne son territoire"
    )
    add_territory_arguments(parser)
    parser.add_argument(
        "--sector", action="append", default=[], metavar="ROME", help="début de code ROME d’une filière ; répétable"
    )
    parser.add_argument("--funder", action="append", default=[], metavar="NOM=URL", help="financeur ; répétable")
    for field, choices, text in SETTINGS:
        parser.add_argument(f"--{field.replace('_', '-')}", choices=choices, help=text)


def add_territory_arguments(parser: ArgumentParser) -> None:
    """The two ways to say which communes."""
    parser.add_argument("--epci", action="append", default=[], help="SIREN ou nom d’une intercommunalité ; répétable")
    parser.add_argument("--communes", action="append", default=[], help="codes INSEE, séparés par des virgules")


def create(options: dict[str, Any], say: Say) -> None:
    if options["resume"]:
        tenant = _started(options["resume"])
    else:
        tenant = services.request_tenant(request=_request(options))
        say(
            _("%(schema)s : demandé, %(count)d communes")
            % {"schema": tenant.schema_name, "count": tenant.territory.count()}
        )
    try:
        services.resume(tenant=tenant, say=say)
    except Exception:
        say(_("Interrompu. Rien n’est perdu : manage.py tenant create --resume %s") % tenant.schema_name)
        raise
    say(f"{tenant.base_url}/")


def _started(schema: str) -> Tenant:
    tenant: Tenant | None = Tenant.objects.filter(schema_name=schema).first()
    if tenant is None:
        raise CommandError(_("Aucun territoire ne s’appelle « %s ». Les voici : manage.py tenant list") % schema)
    if tenant.state in {TenantState.LIVE, TenantState.ARCHIVED}:
        raise CommandError(
            _("« %(schema)s » est %(state)s : il n’y a rien à reprendre.")
            % {"schema": schema, "state": tenant.get_state_display()}
        )
    return tenant


def _request(options: dict[str, Any]) -> TenantRequest:
    missing = [f"--{name}" for name in REQUIRED if not options[name]]
    if missing:
        raise CommandError(_("Il manque %s.") % ", ".join(missing))
    _refuse_taken(options["schema"], options["domain"])
    return TenantRequest(
        schema_name=options["schema"],
        name=options["name"],
        kind=TenantKind(options["kind"]),
        domain=options["domain"],
        siren=options["siren"],
        insees=insees_of(options, or_siren=options["siren"]),
        funders=[_funder(text) for text in options["funder"]],
        settings={
            **{field: options[field] for field, _choices, _text in SETTINGS if options[field]},
            "sector_domains": options["sector"],
        },
    )


def insees_of(options: dict[str, Any], *, or_siren: str = "") -> list[str]:
    """The communes that the options name; without any, those of the body with this SIREN."""
    if options["epci"] or options["communes"]:
        return [*territory.of_epcis(options["epci"]), *territory.of_codes(options["communes"])]
    if options.get("kind") == TenantKind.INTERCOMMUNAL and or_siren:
        return territory.of_epcis([or_siren])
    return []


def _refuse_taken(schema: str, domain: str) -> None:
    """Say who has it, which «already exists» does not."""
    known = Tenant.objects.filter(schema_name=schema).first()
    if known is not None and known.state in {TenantState.LIVE, TenantState.ARCHIVED}:
        raise ValidationError(_("Le schéma « %(schema)s » est celui de %(name)s.") % {"schema": schema, "name": known})
    if known is not None:
        raise ValidationError(_("Déjà demandé. Pour le reprendre : manage.py tenant create --resume %s") % schema)
    taken = Domain.objects.filter(domain=domain.lower()).select_related("tenant").first()
    if taken is not None:
        raise ValidationError(
            _("L’adresse %(domain)s est celle de %(name)s.") % {"domain": domain, "name": taken.tenant}
        )


def _funder(text: str) -> tuple[str, str]:
    name, _separator, url = text.partition("=")
    return name.strip(), url.strip()
