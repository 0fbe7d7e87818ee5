"""Somebody whom the library brought and who was hired: one date, one row, two who are asked."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.candidates.enums import FoundHow, Visibility
from boards.candidates.models import Profile
from boards.candidates.services import freshness
from boards.employers.models import EmployerMember
from boards.library.enums import AnsweredBy
from boards.library.models import ContactRequest
from boards.library.services import requesting
from boards.placements import selectors
from boards.placements.enums import Party, Way
from boards.placements.models import Placement
from boards.placements.services import asking, recording
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making as boards
from tests.boards.candidates import making as candidates
from tests.boards.placements import making as placements

BAKER, NEIGHBOUR = "boulanger@vandaele.example", "voisin@alpha.example"


@pytest.fixture
def baker(alpha):
    with entering(alpha):
        yield boards.person(BAKER)


@pytest.fixture
def contact(baker):
    """Fatima said yes to the bakery."""
    firm = boards.live(by=baker).employer
    asked = requesting.ask(profile=candidates.profile().pk, employer=firm, words="Un poste de nuit ?", by=baker)
    return requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)


@pytest.fixture
def browse(alpha, visit):
    def signed_in(person):
        client = visit(alpha)
        client.force_login(person)
        return client

    return signed_in


def page(contact):
    return f"/espace/cvtheque/demandes/{contact.pk}/embauche"


def today() -> dict[str, str]:
    return {"starts_on": timezone.localdate().isoformat()}


def test_from_the_contact_to_a_hire_that_both_confirm(contact, baker, browse):
    employer = browse(baker)
    shown = employer.get(f"/espace/cvtheque/demandes/{contact.pk}").content.decode()
    assert page(contact) in shown
    assert "Vous avez embauché Fatima Benali" in employer.get(page(contact)).content.decode()
    for _ in range(2):
        assert employer.post(page(contact), today()).status_code == 302
    placement = Placement.objects.get()
    assert (placement.way, placement.employer, placement.profile) == (Way.LIBRARY, contact.employer, contact.profile)
    assert placement.confirmations.get(party=Party.EMPLOYER, day=0).said == "yes"
    asking.ask_due(on=timezone.localdate())
    assert EmailDelivery.objects.filter(to=candidates.EMAIL, subject_ref=f"placement:{placement.pk}").count() == 1
    counted = selectors.counted(since=timezone.localdate() - timedelta(days=9), until=timezone.localdate())
    assert {standing.value: n for standing, n in counted.items() if n} == {"one": 1}


def test_she_spoke_first_and_it_is_the_same_hire(contact, baker, browse):
    freshness.found_work(profile=contact.profile, found=freshness.Found(FoundHow.HERE), by=None)
    asking.take_what_was_found()
    told_by_her = Placement.objects.get()
    assert told_by_her.employer is None
    assert browse(baker).post(page(contact), today()).status_code == 302
    placement = Placement.objects.get()
    assert (placement.pk, placement.employer) == (told_by_her.pk, contact.employer)


def test_two_employers_of_one_season_are_two_hires(contact, baker, browse):
    other = boards.person(NEIGHBOUR)
    firm = boards.live(by=other, firm=boards.employer("Le Voisin", by=other)).employer
    asked = requesting.ask(profile=contact.profile.pk, employer=firm, words="Chez nous ?", by=other)
    second = requesting.accept(request=asked, how=AnsweredBy.LINK, by=None)
    assert browse(baker).post(page(contact), today()).status_code == 302
    assert browse(other).post(page(second), today()).status_code == 302
    assert Placement.objects.count() == 2


def test_no_page_without_a_yes_or_after_she_hides(contact, baker, browse):
    employer = browse(baker)
    Profile.objects.update(visibility=Visibility.NOBODY)
    assert employer.get(page(contact)).status_code == 404
    assert employer.post(page(contact), today()).status_code == 404
    assert not Placement.objects.exists()


def test_a_day_that_cannot_be_keeps_the_page(contact, baker, browse):
    answer = browse(baker).post(page(contact), {"starts_on": "1999-01-01"})
    assert answer.status_code == 200
    assert 'value="1999-01-01"' in answer.content.decode()
    assert not Placement.objects.exists()


def test_who_joined_the_team_since_was_hired_all_the_same(contact, baker, browse):
    joined = boards.person(candidates.EMAIL)
    EmployerMember.objects.create(employer=contact.employer, user=joined)
    assert browse(baker).post(page(contact), today()).status_code == 302
    assert Placement.objects.get().profile == contact.profile


def test_who_closed_the_contact_meanwhile_is_named_no_more(contact, baker):
    """The page was read before, the button pressed after."""
    requesting.end(request=ContactRequest.objects.get(), by=None)
    assert contact.may_be_known, "As the page still has it."
    with pytest.raises(ValidationError, match="pas accepté"):
        recording.record_from_contact(contact=contact, starts_on=timezone.localdate(), by=baker)
    assert not Placement.objects.exists()


def test_the_contact_is_held_while_the_hire_is_noted(contact, baker):
    with CaptureQueriesContext(connection) as asked:
        recording.record_from_contact(contact=contact, starts_on=timezone.localdate(), by=baker)
    locked = [one["sql"] for one in asked if "library_contactrequest" in one["sql"] and "FOR UPDATE" in one["sql"]]
    assert len(locked) == 1


def test_who_learns_where_keeps_the_application_that_was_known(baker):
    """Told once more with an employer and no application: what the hire hung on is not taken off it."""
    job = placements.offer(by=baker)
    placement = placements.hired(job, by=baker)
    Placement.objects.update(employer=None, employer_name="Chez un voisin")
    hers = candidates.profile(name=placement.name, email=placement.email)
    found = freshness.found_work(profile=hers, found=freshness.Found(FoundHow.HERE), by=None)
    told = recording.of_found_work(found, starts_on=placement.starts_on)
    recording.record(hire=replace(told, employer=job.employer), by=None, said_by=None)
    after = Placement.objects.get()
    assert (after.application, after.offer, after.employer) == (placement.application, job, job.employer)
