"""The register: every declaration is in it, and a spreadsheet computes nothing of it."""

import csv
import io

from django.utils.translation import override

from boards.accounts.enums import Role
from boards.rights.declared import about_people
from boards.rights.models import Controller
from boards.rights.register import _called, _safe, register_of
from boards.rights.third_party import POLICIES
from boards.rights.third_party_words import THEIRS
from deploy.local import catalogue
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making


def manager(visit, tenant: Tenant):
    browser = visit(tenant)
    with entering(tenant):
        browser.force_login(making.person("direction@alpha.example", role=Role.MANAGER))
    return browser


def test_every_model_about_people_is_in_one_entry(alpha: Tenant) -> None:
    with entering(alpha):
        register = register_of(alpha)
    titles = [one.title for entry in register.entries for one in entry.kept]
    assert sorted(titles) == sorted(str(one.policy.title) for one in about_people())
    for entry in register.entries:
        assert all((entry.title, entry.aim, entry.basis, entry.people, entry.recipients))
        assert all(one.how_long and one.erasing for one in entry.kept)
    assert [entry.number for entry in register.entries] == list(range(1, len(register.entries) + 1))


def test_the_page_and_the_table_say_the_same(alpha: Tenant, visit) -> None:
    browser = manager(visit, alpha)
    said = browser.get("/espace/registre").content.decode()
    answer = browser.get("/espace/registre.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(about_people())
    for row in rows:
        assert all(row[name] for name in ("Traitement", "Finalité", "Base légale", "Durée de conservation"))
        assert row["Traitement"] in said
    assert "article 6.1.a" in said


def test_what_is_kept_is_said_in_words_of_ours(alpha: Tenant) -> None:
    """No «slug», no «statut super-utilisateur»: each word stands in our catalogue, each kind of rows has some."""
    ours = {message.id for message in catalogue.extracted() if message.id}
    with override("fr"):
        said = [
            (one.code, field.name, str(label))
            for one in about_people()
            for field in one.model._meta.concrete_fields
            if (label := _called(one, field))
        ]
    assert [one for one in said if one[2] not in ours] == []
    assert {one.code for one in about_people()} == {code for code, _name, _label in said}
    with entering(alpha):
        assert [one.title for entry in register_of(alpha).entries for one in entry.kept if not one.fields] == []


def test_no_word_is_kept_for_a_field_that_is_gone() -> None:
    theirs = [one.model for one in about_people() if one.code in POLICIES]
    assert set(THEIRS) <= {field.name for model in theirs for field in model._meta.concrete_fields}


def test_its_head_is_the_tenants_own(alpha: Tenant, visit) -> None:
    browser = manager(visit, alpha)
    assert alpha.name in browser.get("/espace/registre").content.decode()
    wrong = browser.post("/espace/registre/responsable", {"name": "CCHF", "officer_email": "dpo"}).content.decode()
    assert 'value="dpo"' in wrong
    said = {"name": "Communauté de communes", "officer": "Mme Roussel", "officer_email": "dpo@cchf.example"}
    for _ in range(2):
        assert browser.post("/espace/registre/responsable", said)["Location"] == "/espace/registre"
    shown = browser.get("/espace/registre").content.decode()
    assert "Mme Roussel" in shown
    with entering(alpha):
        assert Controller.objects.count() == 1


def test_it_is_ready_to_be_translated() -> None:
    with override("en"):
        assert [one.code for one in about_people() if not str(one.policy.title)] == []


def test_nothing_is_a_formula() -> None:
    assert _safe(["=1+1", "@x", "Durée"]) == ["'=1+1", "'@x", "Durée"]
