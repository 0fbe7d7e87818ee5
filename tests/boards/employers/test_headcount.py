"""How many work for an employer: said on the team's page or where somebody was hired, for the figures alone."""

import pytest
from django.db import IntegrityError, transaction

from boards.employers.enums import EmployerKind, Headcount
from boards.employers.models import Employer
from boards.reporting.counting import hires, offers
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tests.boards import making
from tests.boards.accounts.doors import by_password
from tests.boards.placements import making as placements
from tests.boards.reporting.making import numbers, twelve_months

OWNER, NEIGHBOUR = "boulanger@vandaele.example", "voisin@alpha.example"


@pytest.fixture
def job(alpha):
    with entering(alpha):
        return placements.offer(by=making.person(OWNER))


@pytest.fixture
def owner(alpha, job, visit):
    client = visit(alpha)
    by_password(client, OWNER)
    return client


def said(tenant, job):
    with entering(tenant):
        return Employer.objects.get(pk=job.employer_id).headcount


@pytest.mark.parametrize(
    ("people", "size"), [(0, "0-9"), (9, "0-9"), (10, "10-49"), (49, "10-49"), (50, "50-249"), (250, "250-")]
)
def test_the_classes_of_the_commission(people, size):
    assert Headcount.of(people) == size


def test_said_and_taken_back_on_the_teams_page(alpha, job, owner):
    page = f"/espace/equipe/{job.employer_id}"
    assert "Combien de personnes travaillent chez vous" in owner.get(page).content.decode()
    owner.post(f"{page}/effectif", {"headcount": "10-49"})
    assert said(alpha, job) == "10-49"
    assert '<option value="10-49" selected>' in owner.get(page).content.decode()
    answer = owner.post(f"{page}/effectif", {"headcount": "mille"})
    assert "Choisissez l’effectif dans la liste." in answer.content.decode()
    assert said(alpha, job) == "10-49"
    owner.post(f"{page}/effectif", {"headcount": ""})
    assert said(alpha, job) == ""
    with entering(alpha):
        assert AuditEntry.objects.filter(kind="employer.headcount").count() == 2


def test_where_somebody_was_hired_it_is_asked_once(alpha, job, owner):
    page = f"/espace/offres/{job.pk}/embauches"
    with entering(alpha):
        one = placements.application(job)
    told = {"hired": str(one.pk), "starts_on": placements.day(0).isoformat(), "headcount": "0-9"}
    assert "Combien de personnes" in owner.get(page).content.decode()
    assert owner.post(page, told).status_code == 302
    assert said(alpha, job) == "0-9"
    assert "Combien de personnes" not in owner.get(page).content.decode()


def test_a_household_is_not_asked_and_has_none(alpha, job, owner):
    with entering(alpha):
        Employer.objects.update(kind=EmployerKind.HOUSEHOLD, siret="")
        with pytest.raises(IntegrityError), transaction.atomic():
            Employer.objects.update(headcount=Headcount.UNDER_10)
    assert "Combien de personnes" not in owner.get(f"/espace/equipe/{job.employer_id}").content.decode()
    assert "Combien de personnes" not in owner.get(f"/espace/offres/{job.pk}/embauches").content.decode()
    answer = owner.post(f"/espace/equipe/{job.employer_id}/effectif", {"headcount": "0-9"})
    assert answer.status_code == 200
    assert said(alpha, job) == ""


def test_offers_and_hires_are_counted_by_it(alpha, job):
    with entering(alpha):
        Employer.objects.update(headcount=Headcount.UNDER_10)
        first, other = making.person("mairie@cassel.example"), placements.offer
        town = making.employer("Ville de Cassel", by=first)
        placements.hired(job)
        placements.hired(other(by=first, firm=town), by=first, name="Ana Un", email="ana@exemple.fr")
        assert numbers(offers.by_headcount(twelve_months())) == {
            "Moins de 10 personnes": (1, 1),
            "Effectif non précisé": (1, 1),
        }
        assert numbers(hires.by_headcount(twelve_months())) == {
            "Moins de 10 personnes": (0, 1, 0, 0, 0),
            "Effectif non précisé": (0, 1, 0, 0, 0),
        }
