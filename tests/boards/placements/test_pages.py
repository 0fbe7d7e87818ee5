"""The pages of hires: closing an offer asks with whom; staff see how far each hire is proved."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.accounts.enums import Role
from boards.applications.services import keeping
from boards.applications.tasks import answer_closed
from boards.placements import links
from boards.placements.enums import Party, Said
from boards.placements.models import Placement
from tenants.context import entering
from tests.boards import making as boards
from tests.boards.placements import making


@pytest.fixture
def job(alpha):
    with entering(alpha):
        yield making.offer()


@pytest.fixture
def owner(job):
    browser = Client(HTTP_HOST="alpha.test")
    browser.force_login(boards.person())
    return browser


@pytest.fixture
def staff(job):
    browser = Client(HTTP_HOST="alpha.test")
    browser.force_login(boards.person("conseil@alpha.example", role=Role.ADVISER))
    return browser


def test_closing_an_offer_filled_here_asks_with_whom(job, owner, alpha):
    with entering(alpha):
        one = making.application(job)
    closed = owner.post(f"/espace/offres/{job.pk}/clore", {"closed_as": "through_us"})
    assert closed["Location"] == f"/espace/offres/{job.pk}/embauches"
    page = owner.get(closed["Location"]).content.decode()
    assert "Léa Dubois" in page
    day = timezone.localdate().isoformat()
    done = owner.post(closed["Location"], {"hired": [str(one.pk)], "starts_on": day}, follow=True)
    assert "répond en un geste" in done.content.decode()
    with entering(alpha):
        placement = Placement.objects.get()
        assert placement.confirmations.get(party=Party.EMPLOYER, day=0).said == Said.YES
    assert "Déjà noté" in owner.get(closed["Location"]).content.decode()


def test_nobody_ticked_is_asked_for_and_what_was_typed_stays(job, owner):
    path = f"/espace/offres/{job.pk}/embauches"
    empty = owner.post(path, {"starts_on": timezone.localdate().isoformat()}).content.decode()
    assert "Cochez la personne embauchée" in empty
    wrong = owner.post(path, {"name": "Ève Ançion", "phone": "12", "starts_on": "2026-12-01"}).content.decode()
    assert "Ève Ançion" in wrong
    assert 'value="2026-12-01"' in wrong
    with_name = owner.post(path, {"name": "Ève Ançion", "starts_on": timezone.localdate().isoformat()})
    assert with_name.status_code == 302


def test_staff_see_each_standing_and_note_what_they_hear(job, staff, alpha):
    with entering(alpha):
        placement = making.hired(job)
    page = staff.get("/espace/embauches").content.decode()
    assert "Confirmée d’un seul côté" in page
    assert "Léa Dubois" in page
    assert "Léa Dubois" not in staff.get("/espace/embauches?etat=both").content.decode()
    path = f"/espace/embauches/{placement.pk}"
    staff.post(f"{path}/noter", {"party": "person", "day": "0", "said": "yes"})
    assert "de vive voix, noté par un conseiller" in staff.get(path).content.decode()
    assert "Léa Dubois" in staff.get("/espace/embauches?etat=both").content.decode()


def test_a_hire_that_was_none_is_taken_back_with_the_reason(job, staff, alpha):
    with entering(alpha):
        placement = making.hired(job)
    path = f"/espace/embauches/{placement.pk}"
    assert "Dites en quelques mots" in staff.post(f"{path}/annuler", {"why": ""}).content.decode()
    done = staff.post(f"{path}/annuler", {"why": "Erreur de saisie"}, follow=True).content.decode()
    assert "Erreur de saisie" in done
    assert "Léa Dubois" not in staff.get("/espace/embauches").content.decode()


def test_an_adviser_notes_a_hire_by_hand(job, staff, alpha):
    typed = {"name": "Ève Ançion", "employer_name": "boulangerie vandaele", "way": "adviser", "email": "",
             "starts_on": timezone.localdate().isoformat(), "phone": "06 39 98 01 12"}  # fmt: skip
    done = staff.post("/espace/embauches/nouvelle", typed, follow=True).content.decode()
    assert "Chacun des deux recevra sa question" in done
    with entering(alpha):
        placement = Placement.objects.get()
        assert placement.employer == job.employer
        assert placement.phone == "+33639980112"


@pytest.mark.parametrize("crowd", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(job, staff, alpha, crowd):
    with entering(alpha):
        for n in range(crowd):
            making.hired(job, name=f"Personne {n}", email=f"personne{n}@courriel.example")
    staff.get("/espace/embauches")
    with CaptureQueriesContext(connection) as captured:
        staff.get("/espace/embauches")
    assert len([query for query in captured if not query["sql"].startswith("SET search_path")]) == 9


def test_whoever_was_hired_does_not_read_that_the_job_is_taken(job, owner, alpha):
    with entering(alpha):
        one, other = making.application(job), making.application(job, name="Karim Benali", email="karim@exemple.fr")
    ProcrastinateJob.objects.all().delete()
    owner.post(f"/espace/offres/{job.pk}/clore", {"closed_as": "through_us"})
    waiting = ProcrastinateJob.objects.get(task_name="applications.answer_closed")
    assert waiting.scheduled_at - timezone.now() > timedelta(minutes=30)
    day = timezone.localdate().isoformat()
    owner.post(f"/espace/offres/{job.pk}/embauches", {"hired": [str(one.pk)], "starts_on": day})
    answer_closed(schema="alpha", offer=str(job.pk))
    with entering(alpha):
        one.refresh_from_db()
        other.refresh_from_db()
        assert (one.state, other.state) == ("hired", "refused")
        assert Placement.objects.count() == 1


def test_who_erases_their_application_is_named_by_no_hire(job, owner, alpha):
    with entering(alpha):
        placement = making.hired(job)
        keeping.erase(application=placement.application)
    assert "Léa Dubois" not in owner.get(f"/espace/offres/{job.pk}/embauches").content.decode()


def test_an_employer_whom_nobody_acts_for_has_no_page_of_hires(job, alpha):
    with entering(alpha):
        making.hired(job)
        path = "/embauches/" + links.employer_url(job.employer).rpartition("/")[2]
        job.employer.members.all().delete()
    assert Client(HTTP_HOST="alpha.test").get(path).status_code == 404
