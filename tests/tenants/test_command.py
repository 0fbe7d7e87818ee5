"""`manage.py tenant`: what it says when all is well, and what it tells people to type when it is not."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from boards.accounts.models import User
from tenants.context import entering
from tenants.enums import TenantKind, TenantState
from tenants.models import Domain, Tenant, TerritoryCommune
from tenants.provisioning import services
from tenants.provisioning.services import TenantRequest
from tenants.reference.models import Commune, Epci

BASE = ("--schema", "delta", "--name", "Delta", "--domain", "delta.test")
CLUSTER = (*BASE, "--kind", "cluster")
EPCI = "123456789"


def tenant(*arguments: str) -> str:
    said = StringIO()
    call_command("tenant", *arguments, stdout=said)
    return said.getvalue()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        tenant(*arguments)
    return str(error.value)


@pytest.fixture
def reference(db: None) -> None:
    """Two bodies, three communes, beside whatever is loaded."""
    body = Epci.objects.create(siren=EPCI, name="CC du Delta", kind="CC")
    for insee in ("99001", "99002"):
        Commune.objects.create(insee=insee, name=insee, search_name=insee, epci=body, department="99", region="99")
    Commune.objects.create(insee="99003", name="x", search_name="x", department="99", region="99")
    Epci.objects.create(siren="987654321", name="CA du Delta supérieur", kind="CA")


def test_create_makes_a_territory_of_an_intercommunal_body(reference: None) -> None:
    said = tenant(
        "create",
        *BASE,
        "--kind",
        "intercommunal",
        "--siren",
        EPCI,
        "--preset",
        "elan",
        "--funder",
        "UE=https://ue.example",
    )
    made = Tenant.objects.get(schema_name="delta")
    assert made.state == TenantState.LIVE
    assert made.preset == "elan"
    assert set(made.territory.values_list("insee", flat=True)) == {"99001", "99002"}
    assert made.funders.get().url == "https://ue.example"
    assert "2 communes" in said
    assert said.strip().endswith("http://delta.test:8000/") or said.strip().endswith("http://delta.test/")


def test_create_takes_a_name_and_a_list_of_codes_too(reference: None) -> None:
    tenant("create", *CLUSTER, "--epci", "CC du Delta", "--communes", "99003, 99001", "--sector", "G12")
    made = Tenant.objects.get(schema_name="delta")
    assert made.territory.count() == 3
    assert made.sector_domains == ["G12"]


REFUSALS: list[tuple[tuple[str, ...], str]] = [
    (BASE, "--kind"),
    ((*CLUSTER, "--epci", "111111111"), "SIREN 111111111"),
    ((*CLUSTER, "--epci", "nulle part"), "Donnez son SIREN"),
    ((*CLUSTER, "--epci", "delta"), "987654321"),
    ((*CLUSTER, "--communes", "59380"), "codes postaux"),
    ((*CLUSTER, "--siren", "12"), "neuf chiffres"),
    (("--schema", "public", *CLUSTER[2:]), "réservé"),
    (("--schema", "pg_toast", *CLUSTER[2:]), "réservé"),
    (("--schema", "information_schema", *CLUSTER[2:]), "réservé"),
    (("--schema", "Delta-1", *CLUSTER[2:]), "minuscules"),
    (("--schema", "alpha", *CLUSTER[2:]), "CC des Hauts de Flandre"),
    (("--schema", "halfway", *CLUSTER[2:]), "--resume halfway"),
    (("--schema", "orphan", *CLUSTER[2:]), "existe déjà"),
    ((*CLUSTER[:-3], "alpha.test", *CLUSTER[-2:]), "CC des Hauts de Flandre"),
    ((*CLUSTER[:-3], "http://delta.test/", *CLUSTER[-2:]), "sans http"),
    (("--resume", "nobody"), "tenant list"),
    (("--resume", "alpha"), "rien à reprendre"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSALS, ids=[f"{said}-{n}" for n, (_, said) in enumerate(REFUSALS)])
def test_what_is_wrong_is_said_with_the_way_out(reference: None, arguments: tuple[str, ...], said: str) -> None:
    before = set(Tenant.objects.values_list("schema_name", flat=True))
    services.request_tenant(request=TenantRequest("halfway", "H", TenantKind.CLUSTER, "halfway.test", []))
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA orphan")
    assert said in refusal("create", *arguments)
    assert set(Tenant.objects.values_list("schema_name", flat=True)) == before | {"halfway"}


def test_an_empty_reference_is_named_as_the_cause(db: None) -> None:
    Commune.objects.update(epci=None)
    Epci.objects.all().delete()
    assert "reference load" in refusal("create", *CLUSTER, "--epci", EPCI)


def test_resume_finishes_what_was_begun(db: None) -> None:
    services.request_tenant(request=TenantRequest("halfway", "H", TenantKind.CLUSTER, "halfway.test", []))
    tenant("create", "--resume", "halfway")
    assert Tenant.objects.get(schema_name="halfway").state == TenantState.LIVE


def test_list_is_a_table(db: None) -> None:
    lines = tenant("list").splitlines()
    assert len(lines) == 4
    assert lines[0].split() == ["schéma", "état", "nature", "communes", "adresse", "nom"]
    assert "alpha.test" in lines[1]
    assert tenant("list", "--state", "archived").startswith("Aucun territoire")


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def empty_territory() -> None:
    TerritoryCommune.objects.filter(tenant__schema_name="alpha").delete()


def unknown_commune() -> None:
    alpha = Tenant.objects.get(schema_name="alpha")
    TerritoryCommune.objects.create(tenant=alpha, insee="00000")


def superuser() -> None:
    with entering(Tenant.objects.get(schema_name="alpha")):
        User.objects.create_user("root@example.org", role="operator", is_superuser=True)


def site_out_of_step() -> None:
    with entering(Tenant.objects.get(schema_name="alpha")):
        Site.objects.update(hostname="localhost")


AILMENTS: list[tuple[str, Any, str]] = [
    ("a table that is gone", lambda: sql("DROP TABLE alpha.accounts_user CASCADE"), "accounts_user manque"),
    ("a ledger that is gone", lambda: sql("DROP TABLE alpha.django_migrations"), "django_migrations manque"),
    (
        "a migration not yet applied",
        lambda: sql("DELETE FROM alpha.django_migrations WHERE app = 'audit'"),
        "tenant migrate",
    ),
    (
        "a migration of another release",
        lambda: sql("INSERT INTO alpha.django_migrations (app, name, applied) VALUES ('audit', '0099_later', now())"),
        "audit.0099_later",
    ),
    ("a schema that is gone", lambda: sql("DROP SCHEMA alpha CASCADE"), "n’existe pas"),
    ("a schema of nobody", lambda: sql("CREATE SCHEMA stray"), 'DROP SCHEMA "stray"'),
    ("a template half built", lambda: sql("CREATE SCHEMA bassin_template_schema"), "interrompue"),
    ("no primary address", lambda: Domain.objects.filter(tenant__schema_name="alpha").delete(), "adresse principale"),
    ("Wagtail out of step", site_out_of_step, "localhost au lieu de alpha.test"),
    ("a commune that does not exist", unknown_commune, "00000"),
    ("an empty territory", empty_territory, "--epci SIREN"),
    ("a superuser in a tenant", superuser, "root@example.org"),
    (
        "half made",
        lambda: Tenant.objects.filter(schema_name="alpha").update(state=TenantState.SCHEMA),
        "create --resume alpha",
    ),
    (
        "a schema before its time",
        lambda: Tenant.objects.filter(schema_name="alpha").update(state=TenantState.REQUESTED),
        "existe déjà",
    ),
]


def said_by_check() -> str:
    said = StringIO()
    try:
        call_command("tenant", "check", stdout=said)
    except CommandError as error:
        return said.getvalue() + str(error)
    return said.getvalue()


def test_check_finds_nothing_on_whole_tenants(with_territories: None) -> None:
    assert "tout est en ordre" in said_by_check()


@pytest.fixture
def with_territories(reference: None) -> None:
    """The test tenants with communes that exist, whether reference data is loaded or not."""
    TerritoryCommune.objects.all().delete()
    for made in Tenant.objects.all():
        services.set_territory(tenant=made, insees=["99001"])


@pytest.mark.parametrize(("ail", "said"), [a[1:] for a in AILMENTS], ids=[a[0] for a in AILMENTS])
def test_check_names_each_ailment_and_its_cure(with_territories: None, ail: Any, said: str) -> None:
    ail()
    report = said_by_check()
    assert said in report
    assert "→" in report
    assert "problème(s)." in report


def test_check_asks_the_same_number_of_questions_whatever_the_number_of_tenants(with_territories: None) -> None:
    with CaptureQueriesContext(connection) as few:
        said_by_check()
    services.create_tenant(request=TenantRequest("delta", "D", TenantKind.CLUSTER, "delta.test", ["99001"]))
    with CaptureQueriesContext(connection) as more:
        said_by_check()
    assert len(few) == len(more) <= 20


def test_archiving_shuts_the_site_and_keeps_the_data(alpha: Tenant, visit: Any) -> None:
    assert "--yes" in refusal("archive", "alpha")
    assert visit(alpha).get("/compte/connexion").status_code == 200
    connection.set_schema_to_public()
    tenant("archive", "alpha", "--yes")
    assert visit(alpha).get("/compte/connexion").status_code == 404
    connection.set_schema_to_public()
    assert "déjà archivé" in refusal("archive", "alpha", "--yes")
    assert "rien à reprendre" in refusal("create", "--resume", "alpha")
    with entering(alpha):
        assert Site.objects.exists()


def test_changing_the_address_takes_wagtail_along_and_keeps_the_old_one_answering(alpha: Tenant, visit: Any) -> None:
    tenant("domain", "alpha", "emploi.alpha.test")
    alpha = Tenant.objects.get(pk=alpha.pk)
    assert alpha.base_url.startswith("http://emploi.alpha.test")
    with entering(alpha):
        assert Site.objects.get().hostname == "emploi.alpha.test"
    for host in ("alpha.test", "emploi.alpha.test"):
        assert visit(host).get("/compte/connexion").status_code == 200
    connection.set_schema_to_public()
    assert "Cœur de Flandre" in refusal("domain", "alpha", "beta.test")


def test_the_territory_can_be_replaced(reference: None) -> None:
    assert "2 communes" in tenant("territory", "gamma", "--epci", EPCI)
    assert "--epci" in refusal("territory", "gamma")
    assert "tenant list" in refusal("territory", "nobody", "--epci", EPCI)


def test_one_tenant_that_cannot_migrate_does_not_hold_up_the_others(committing: str) -> None:
    """Hazard 11: the usual command stops at the first failure."""
    for schema in ("alpha", "beta", "gamma"):
        sql(f"DELETE FROM {schema}.django_migrations WHERE app = 'audit'")
        if schema != "beta":  # in beta the table is still there, so that creating it fails
            sql(f"DROP TABLE {schema}.audit_auditentry CASCADE")
    said = StringIO()
    with pytest.raises(CommandError, match="En échec : beta"):
        call_command("tenant", "migrate", stdout=said)
    assert "already exists" in said.getvalue()
    assert "django_migrations manque" not in said_by_check()
    report = said_by_check()
    assert "beta: 1 migration(s) en retard" in report
    assert "alpha" not in report
    assert "gamma" not in report
    sql("DROP TABLE beta.audit_auditentry CASCADE")
    assert "1 territoire(s) migré(s)" in tenant("migrate")
    assert "0 territoire(s) migré(s)" in tenant("migrate")
