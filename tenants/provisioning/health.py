"""Is every tenant whole? A handful of queries for all of them, whatever their number."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Count
from django.utils.translation import gettext as _

from tenants.checks import app_names
from tenants.enums import TenantKind, TenantState
from tenants.models import Domain, Tenant, TerritoryCommune
from tenants.provisioning.template import PLACEHOLDER
from tenants.reference.models import Commune

LEDGER, SITES, USERS = "django_migrations", "wagtailcore_site", "accounts_user"
BEFORE_LIVE = (TenantState.REQUESTED, TenantState.SCHEMA, TenantState.SEEDED)


@dataclass(frozen=True)
class Problem:
    """Something that is not as it should be, and what to type."""

    schema: str
    what: str
    mend: str


@dataclass(frozen=True)
class Facts:
    """What PostgreSQL says about its schemas."""

    schemas: frozenset[str]
    tables: dict[str, frozenset[str]]

    def having(self, table: str, tenants: list[Tenant]) -> list[str]:
        """Schemas of tenants that have a table of this name of their own."""
        return [t.schema_name for t in tenants if table in self.tables.get(t.schema_name, ())]


def problems() -> list[Problem]:
    """Everything that is wrong, tenant by tenant."""
    tenants = list(Tenant.objects.order_by("schema_name"))
    facts = _facts()
    found = [
        *_orphans(facts, tenants),
        *_half_made(facts, tenants),
        *_tables(facts, tenants),
        *_migrations(facts, tenants),
        *_domains(facts, tenants),
        *_territories(tenants),
        *_powers(facts, tenants),
    ]
    return sorted(found, key=lambda problem: problem.schema)


def behind(tenants: list[Tenant]) -> dict[str, int]:
    """Schema → number of migrations it lacks, for those that lack any: one query over all ledgers."""
    wanted = set(MigrationLoader(None, ignore_no_migrations=True).graph.nodes)
    recorded = _ledgers(_facts().having(LEDGER, tenants))
    return {schema: len(wanted - names) for schema, names in recorded.items() if wanted - names}


def _facts() -> Facts:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.nspname, array_remove(array_agg(c.relname::text), NULL) FROM pg_namespace n"
            " LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')"
            " WHERE n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema' GROUP BY 1",
            [],
        )
        tables = {schema: frozenset(names) for schema, names in cursor.fetchall()}
    return Facts(schemas=frozenset(tables), tables=tables)


def _in_each(schemas: list[str], columns: str, source: str) -> list[tuple[str, ...]]:
    """Rows of one table in many schemas, each with its schema's name first."""
    if not schemas:
        return []
    # Names that a constraint of Tenant holds to letters, digits and _.
    selects = [f"SELECT '{schema}', {columns} FROM \"{schema}\".{source}" for schema in schemas]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects))
        return list(cursor.fetchall())


def _ledgers(schemas: list[str]) -> dict[str, set[tuple[str, str]]]:
    recorded: dict[str, set[tuple[str, str]]] = {schema: set() for schema in schemas}
    for schema, app, name in _in_each(schemas, "app::text, name::text", LEDGER):
        recorded[schema].add((app, name))
    return recorded


def _orphans(facts: Facts, tenants: list[Tenant]) -> Iterator[Problem]:
    for schema in sorted(facts.schemas - {t.schema_name for t in tenants} - {"public"}):
        if schema == PLACEHOLDER:
            what = _("reste d’une construction interrompue du modèle de schéma")
        else:
            what = _("schéma sans territoire")
        yield Problem(
            schema,
            what,
            _('gardez-en une copie (pg_dump -n %(s)s), puis : DROP SCHEMA "%(s)s" CASCADE') % {"s": schema},
        )


def _half_made(facts: Facts, tenants: list[Tenant]) -> Iterator[Problem]:
    for tenant in tenants:
        name = tenant.schema_name
        there = name in facts.schemas
        if tenant.state == TenantState.REQUESTED and there:
            what, mend = _("demandé, mais son schéma existe déjà"), _('DROP SCHEMA "%s" CASCADE, puis reprenez')
            yield Problem(name, what, mend % name)
        elif tenant.state in BEFORE_LIVE:
            what = _("inachevé (%s)") % tenant.get_state_display()
            yield Problem(name, what, f"manage.py tenant create --resume {name}")
        elif not there:
            yield Problem(name, _("son schéma n’existe pas"), _("rétablissez-le depuis une sauvegarde"))


def _tables(facts: Facts, tenants: list[Tenant]) -> Iterator[Problem]:
    """A table that is missing in the schema but present in public is read and written there, in silence."""
    labels = app_names(settings.TENANT_APPS)
    models = apps.get_models(include_auto_created=True)
    wanted = {m._meta.db_table for m in models if m._meta.managed and m._meta.app_config.name in labels}
    for tenant in tenants:
        if tenant.schema_name not in facts.schemas or tenant.state == TenantState.REQUESTED:
            continue
        for table in sorted((wanted | {LEDGER}) - facts.tables[tenant.schema_name]):
            yield Problem(
                tenant.schema_name,
                _("la table %s manque") % table,
                _("fermez le territoire (tenant archive) et rétablissez-le : ses données iraient dans public"),
            )


def _migrations(facts: Facts, tenants: list[Tenant]) -> Iterator[Problem]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wanted, known = set(loader.graph.nodes), set(loader.disk_migrations)
    for schema, recorded in _ledgers(facts.having(LEDGER, tenants)).items():
        if missing := sorted(wanted - recorded):
            what = _("%(count)d migration(s) en retard, dont %(first)s")
            first = ".".join(missing[0])
            yield Problem(schema, what % {"count": len(missing), "first": first}, "manage.py tenant migrate")
        if unknown := sorted(recorded - known):
            what = _("migration inconnue de ce code : %s") % ".".join(unknown[0])
            yield Problem(schema, what, _("installez la version du logiciel qui l’a faite"))


def _domains(facts: Facts, tenants: list[Tenant]) -> Iterator[Problem]:
    primary = dict(Domain.objects.filter(is_primary=True).values_list("tenant__schema_name", "domain"))
    hosts = {
        str(s): str(h) for s, h in _in_each(facts.having(SITES, tenants), "hostname", f"{SITES} WHERE is_default_site")
    }
    for tenant in tenants:
        name = tenant.schema_name
        if name not in primary:
            yield Problem(name, _("aucune adresse principale"), f"manage.py tenant domain {name} emploi.example.fr")
        elif tenant.state == TenantState.LIVE and hosts.get(name) != primary[name]:
            what = _("Wagtail a l’adresse %(its)s au lieu de %(ours)s") % {
                "its": hosts.get(name),
                "ours": primary[name],
            }
            yield Problem(name, what, f"manage.py tenant domain {name} {primary[name]}")


def _territories(tenants: list[Tenant]) -> Iterator[Problem]:
    known = Commune.objects.values("insee")
    strangers: dict[int, list[str]] = {}
    for tenant_id, insee in TerritoryCommune.objects.exclude(insee__in=known).values_list("tenant", "insee"):
        strangers.setdefault(tenant_id, []).append(insee)
    counts = dict(Tenant.objects.annotate(n=Count("territory")).values_list("pk", "n"))
    for tenant in tenants:
        if gone := sorted(strangers.get(tenant.pk, [])):
            what = _("communes inconnues : %s") % ", ".join(gone[:10])
            mend = _("chargez les données (manage.py reference load) ou corrigez : manage.py tenant territory %s")
            yield Problem(tenant.schema_name, what, mend % tenant.schema_name)
        if not counts.get(tenant.pk) and tenant.kind != TenantKind.CLUSTER and tenant.state == TenantState.LIVE:
            mend = f"manage.py tenant territory {tenant.schema_name} --epci SIREN"
            yield Problem(tenant.schema_name, _("aucune commune dans son territoire"), mend)


def _powers(facts: Facts, tenants: list[Tenant]) -> Iterator[Problem]:
    """Operators live in public; nobody in a tenant is above its rules."""
    rows = _in_each(facts.having(USERS, tenants), "email", f"{USERS} WHERE is_superuser OR role = 'operator'")
    for schema, email in rows:
        yield Problem(schema, _("%s a des droits d’opérateur dans un territoire") % email, _("retirez-les-lui"))
