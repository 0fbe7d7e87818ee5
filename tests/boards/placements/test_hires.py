"""Who was hired, as both sides say it: from the board to the figure."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from boards.accounts.enums import Role
from boards.applications.enums import ApplicationState
from boards.applications.services import keeping
from boards.applications.services.applying import apply
from boards.applications.services.assisting import add_for
from boards.applications.services.moving import move, withdraw
from boards.applications.values import ApplicationValues
from boards.candidates.models import FoundWork, Profile
from boards.placements import links, selectors
from boards.placements.enums import Party, Said, SaidHow, Standing, Way
from boards.placements.models import Confirmation, Placement
from boards.placements.services import asking, recording
from boards.placements.services.answering import answer
from boards.placements.services.forgetting import forget
from boards.placements.tasks import ask
from boards.placements.values import Hire
from tenants.context import entering
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.personal_data import Person
from tests.boards import making as boards
from tests.boards.candidates import making as candidates
from tests.boards.days import at
from tests.boards.placements import making

FATIMA = ApplicationValues(name="Fatima Benali", email="fatima@exemple.fr")


@pytest.fixture
def job(alpha):
    with entering(alpha):
        yield making.offer()


@pytest.fixture
def noon():
    return at()


def counts(day: int = 0) -> dict[str, int]:
    today = timezone.localdate()
    found = selectors.counted(since=today - timedelta(days=500), until=today + timedelta(days=300), day=day)
    return {standing.value: n for standing, n in found.items() if n}


def said(placement: Placement, party: Party, day: int = 0) -> str:
    return placement.confirmations.get(party=party, day=day).said


def test_an_employer_who_moves_somebody_to_hired_has_said_yes(job):
    placement = making.hired(job)
    assert (placement.way, placement.employer, placement.name) == (Way.APPLICATION, job.employer, "Léa Dubois")
    assert said(placement, Party.EMPLOYER) == Said.YES
    assert said(placement, Party.PERSON) == ""
    assert placement.confirmations.count() == 6
    assert counts() == {"one": 1}


def test_the_figure_moves_by_one_when_the_person_says_yes_too(job):
    placement = making.hired(job)
    asking.ask_due(on=timezone.localdate())
    letter = EmailDelivery.objects.get(subject_ref=f"placement:{placement.pk}")
    url = links.person_url(placement)
    assert url in letter.text
    assert "Êtes-vous embauché(e) chez Boulangerie Vandaele" in letter.subject
    browser, path = Client(HTTP_HOST="alpha.test"), f"/embauche/{placement.link_key}"
    for _ in range(3):
        assert "Êtes-vous embauché(e)" in browser.get(path).content.decode()
    # A mail reader that opens links in advance answers nothing.
    assert counts() == {"one": 1}
    answered = browser.post(path, {"said": "yes"}, follow=True)
    assert "Merci, c’est noté" in answered.content.decode()
    assert counts() == {"both": 1}


def test_an_advisers_word_proves_nothing(job):
    one = making.application(job)
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    move(application=one, to=ApplicationState.HIRED, by=adviser)
    assert counts() == {"silent": 1}


@pytest.mark.parametrize("by_page", [False, True])
def test_an_adviser_whom_a_firm_has_asked_in_proves_nothing_either(job, by_page):
    one = making.application(job)
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    job.employer.members.create(user=adviser)
    browser = Client(HTTP_HOST="alpha.test")
    browser.force_login(adviser)
    if by_page:
        typed = {"hired": [str(one.pk)], "starts_on": timezone.localdate().isoformat(), "name": "Noor Haddad"}
        assert browser.post(f"/espace/offres/{job.pk}/embauches", typed).status_code == 302
        assert counts() == {"silent": 2}
    else:
        assert browser.post(f"/espace/candidatures/{one.pk}/deplacer", {"to": "hired"}).status_code == 302
        assert counts() == {"silent": 1}
    # Nor is the employer's question theirs to answer.
    asking.ask_due(on=timezone.localdate())
    assert not EmailDelivery.objects.filter(to=adviser.email, template__contains="placements").exists()
    boards.person().memberships.all().delete()
    path = links.employer_url(job.employer).partition("alpha.test")[2].partition("/")[2]
    assert browser.get(f"/{path}").status_code == 404


def test_yes_and_no_are_a_dispute_and_two_noes_are_no_hire(job):
    placement = making.hired(job)
    mine = placement.confirmations.get(party=Party.PERSON, day=0)
    answer(confirmation=mine, said=Said.NO, how=SaidHow.LINK, by=None)
    assert counts() == {"disputed": 1}
    theirs = placement.confirmations.get(party=Party.EMPLOYER, day=0)
    answer(confirmation=theirs, said=Said.NO, how=SaidHow.LINK, by=None)
    assert counts() == {"not": 1}


def test_who_is_there_after_ninety_days_was_hired(job):
    placement = making.hired(job)
    late = placement.confirmations.get(party=Party.PERSON, day=90)
    answer(confirmation=late, said=Said.YES, how=SaidHow.LINK, by=None)
    assert counts(day=0) == {"both": 1}
    assert counts(day=90) == {"one": 1}


def test_hired_twice_by_a_double_click_is_one_hire(job):
    one = making.application(job)
    for _ in range(2):
        move(application=one, to=ApplicationState.HIRED, by=boards.person())
        one.refresh_from_db()
    assert Placement.objects.count() == 1


def test_moved_back_it_is_taken_back_unless_the_person_said_yes(job):
    placement = making.hired(job)
    move(application=placement.application, to=ApplicationState.MET, by=boards.person())
    placement.refresh_from_db()
    assert placement.cancelled_why
    assert counts() == {}
    move(application=placement.application, to=ApplicationState.HIRED, by=boards.person())
    assert counts() == {"one": 1}
    mine = placement.confirmations.get(party=Party.PERSON, day=0)
    answer(confirmation=mine, said=Said.YES, how=SaidHow.LINK, by=None)
    placement.application.refresh_from_db()
    move(application=placement.application, to=ApplicationState.MET, by=boards.person())
    assert counts() == {"disputed": 1}


def test_who_withdraws_after_being_hired_says_no(job):
    placement = making.hired(job)
    withdraw(application=placement.application, by=None)
    assert said(placement, Party.PERSON) == Said.NO
    assert counts() == {"disputed": 1}


def test_each_is_asked_on_each_day_reminded_once_and_then_left_alone(job, noon):
    placement = making.hired(job, email="", phone=making.KARIM, name="Karim Benali")
    SmsDelivery.objects.all().delete()
    begun = noon
    told = {"sms": [], "mail": []}
    for n in range(150):
        with time_machine.travel(begun + timedelta(days=n), tick=False):
            before = SmsDelivery.objects.count(), mails_to_firms()
            asking.ask_due(on=timezone.localdate())
            told["sms"] += [n] * (SmsDelivery.objects.count() - before[0])
            told["mail"] += [n] * (mails_to_firms() - before[1])
    assert told == {"sms": [0, 6, 30, 36, 90, 96], "mail": [30, 36, 90, 96]}
    assert placement.link_key in SmsDelivery.objects.latest("created_at").text


def mails_to_firms() -> int:
    return EmailDelivery.objects.filter(subject_ref__startswith="employer:").count()


def test_a_reminder_comes_once_after_six_days(job, noon):
    placement = making.hired(job)
    begun = noon
    sent = []
    for n in range(20):
        with time_machine.travel(begun + timedelta(days=n), tick=False):
            asking.ask_due(on=timezone.localdate())
            sent.append(EmailDelivery.objects.filter(subject_ref=f"placement:{placement.pk}").count())
    assert sent == [1] * 6 + [2] * 14


def test_a_worker_that_slept_asks_only_the_latest_question(job):
    placement = making.hired(job)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        asking.ask_due(on=timezone.localdate())
        letters = EmailDelivery.objects.filter(subject_ref=f"placement:{placement.pk}")
        assert [letter.subject for letter in letters] == ["Toujours chez Boulangerie Vandaele ?"]
        asking.ask_due(on=timezone.localdate())
        assert letters.count() == 1


def test_who_said_no_is_asked_no_more(job):
    placement = making.hired(job)
    mine = placement.confirmations.get(party=Party.PERSON, day=0)
    answer(confirmation=mine, said=Said.NO, how=SaidHow.LINK, by=None)
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        asking.ask_due(on=timezone.localdate())
    assert not EmailDelivery.objects.filter(subject_ref=f"placement:{placement.pk}").exists()


def test_not_yet_asks_again_in_two_weeks(job):
    placement = making.hired(job)
    browser, path = Client(HTTP_HOST="alpha.test"), f"/embauche/{placement.link_key}"
    browser.post(path, {"said": "later"})
    assert counts() == {"one": 1}
    first = placement.confirmations.get(party=Party.PERSON, day=0)
    assert first.due_on == timezone.localdate() + timedelta(days=14)
    assert "Rien à répondre" in browser.get(path).content.decode()


def test_nobody_is_asked_before_nine(alpha, job):
    with time_machine.travel("2026-12-01 05:00 +0000", tick=False):
        placement = making.hired(job)
    with time_machine.travel("2026-12-01 06:30 +0000", tick=False):
        ask(schema="alpha")
        assert placement.confirmations.get(party=Party.PERSON, day=0).asked_at is None
    with time_machine.travel("2026-12-01 08:30 +0000", tick=False):
        ask(schema="alpha")
    with entering(alpha):
        assert placement.confirmations.get(party=Party.PERSON, day=0).asked_at is not None


def test_an_employers_mail_lists_all_and_its_page_answers_each(job, noon):
    first, second = making.hired(job), making.hired(job, name="Karim Benali", email="karim@courriel.example")
    with time_machine.travel(noon + timedelta(days=30, minutes=1), tick=False):
        asking.ask_due(on=timezone.localdate())
        letter = EmailDelivery.objects.get(subject_ref=f"employer:{job.employer.pk}")
        assert letter.subject == "2 embauches à confirmer"
        assert "Léa Dubois" in letter.text
        assert "Karim Benali" in letter.text
        path = links.employer_url(job.employer).partition("alpha.test")[2].removeprefix(":443")
        path = "/" + path.partition("/")[2]
        browser = Client(HTTP_HOST="alpha.test")
        page = browser.get(path).content.decode()
        assert page.count("Toujours chez vous") == 2
        browser.post(path, {"hire": str(first.pk), "said": "yes"})
        browser.post(path, {"hire": str(second.pk), "said": "no"})
        assert "Toujours chez vous" not in browser.get(path).content.decode()
    assert said(first, Party.EMPLOYER, 30) == Said.YES
    assert said(second, Party.EMPLOYER, 30) == Said.NO


def test_an_employers_link_answers_for_no_other_employer(job):
    placement = making.hired(job)
    other = boards.employer("Estaminet du Beffroi", by=boards.person("patron@estaminet.example"))
    path = "/embauches/" + links.employer_url(other).rpartition("/")[2]
    browser = Client(HTTP_HOST="alpha.test")
    assert browser.post(path, {"hire": str(placement.pk), "said": "no"}).status_code == 404
    assert "Léa" not in browser.get(path).content.decode()


def test_what_somebody_found_here_begins_a_hire_on_one_side(alpha):
    with entering(alpha):
        profile = Profile.objects.create(name="Rachid Amrani", email="rachid@courriel.example", occupations=["D1102"],
                                         confirmed_at=timezone.now(), last_contact_at=timezone.now())  # fmt: skip
        FoundWork.objects.create(profile=profile, how="here", where="Fournil de Cassel")
        FoundWork.objects.create(profile=profile, how="elsewhere")
        assert asking.take_what_was_found() == 1
        assert asking.take_what_was_found() == 0
        placement = Placement.objects.get()
        assert placement.employer_label == "Fournil de Cassel"
        assert counts() == {"one": 1}


def test_a_day_that_cannot_be_is_refused(job):
    with pytest.raises(ValidationError, match="premier jour"):
        recording.record(
            hire=Hire(way=Way.OFFER, starts_on=date(1999, 1, 1), employer=job.employer), by=None, said_by=Party.PERSON
        )


def test_somebody_else_declares_nothing(job):
    stranger = boards.person("autre@ailleurs.example")
    with pytest.raises(PermissionDenied):
        recording.record_from_board(
            offer=job,
            hires=[Hire(way=Way.OFFER, starts_on=making.day(0), offer=job, employer=job.employer)],
            by=stranger,
        )


def test_the_database_keeps_what_the_services_promise(job):
    placement = making.hired(job)
    row = placement.confirmations.first()
    for broken in ({"said": "yes", "said_at": None}, {"day": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Confirmation.objects.filter(pk=row.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=placement.pk).update(employer=None, employer_name="")


def test_it_goes_on_counting_when_the_person_is_forgotten(job):
    placement = making.hired(job)
    before = counts()
    forget(rows=Placement.objects.filter(pk=placement.pk), person=Person())
    keeping.erase(application=placement.application)
    placement.refresh_from_db()
    assert (placement.name, placement.email, placement.phone) == ("", "", "")
    assert counts() == before
    assert Standing.ONE.value in before


def test_who_was_put_forward_and_has_not_agreed_is_named_to_no_employer(alpha, job, noon):
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    her = candidates.profile(name="Fatima Benali", email="fatima@exemple.fr", phone="+33639980012")
    one = add_for(profile=her, offer=job, by=adviser)
    move(application=one, to=ApplicationState.HIRED, by=boards.person())
    placement = Placement.objects.get(application=one)
    browser = Client(HTTP_HOST="alpha.test")
    browser.force_login(boards.person())
    token = links.employer_url(job.employer).rpartition("/")[2]
    with time_machine.travel(noon + timedelta(days=30), tick=False):
        asking.ask_due(on=timezone.localdate())
        letter = EmailDelivery.objects.get(subject_ref=f"employer:{job.employer.pk}")
        pages = (
            browser.get(f"/espace/offres/{job.pk}/embauches").content
            + Client(HTTP_HOST="alpha.test").get(f"/embauches/{token}").content
        )
    for secret in ("Fatima", "Benali", "fatima@exemple.fr", "39 98 00 12"):
        assert secret.encode() not in pages
        assert secret not in letter.text + letter.html
    assert "Personne proposée par un conseiller" in letter.text
    # Staff know whom they put forward.
    assert placement.name == "Fatima Benali"


def test_a_hire_that_both_speak_of_is_one(alpha, job):
    her = candidates.profile(name="Fatima Benali", email="fatima@exemple.fr", phone="")
    one = apply(offer=job, typed=FATIMA, profile=her).application
    FoundWork.objects.create(profile=her, how="here", where="la boulangerie")
    asking.take_what_was_found()
    move(application=one, to=ApplicationState.HIRED, by=boards.person())
    placement = Placement.objects.get()
    assert (placement.offer, placement.employer, placement.way) == (job, job.employer, Way.APPLICATION)
    assert counts() == {"both": 1}


def test_the_other_way_round_it_is_one_too(alpha, job):
    her = candidates.profile(name="Fatima Benali", email="fatima@exemple.fr", phone="")
    one = apply(offer=job, typed=FATIMA, profile=her).application
    move(application=one, to=ApplicationState.HIRED, by=boards.person())
    FoundWork.objects.create(profile=her, how="here", where="la boulangerie")
    asking.take_what_was_found()
    assert Placement.objects.count() == 1
    assert counts() == {"both": 1}


@pytest.mark.parametrize("board_first", [True, False])
def test_who_applied_without_signing_in_and_tells_from_their_profile_is_one_hire(alpha, job, board_first):
    her = candidates.profile(name="Fatima Benali", email="fatima@exemple.fr", phone="")
    one = apply(offer=job, typed=FATIMA).application
    FoundWork.objects.create(profile=her, how="here", where="la boulangerie")
    if not board_first:
        asking.take_what_was_found()
    move(application=one, to=ApplicationState.HIRED, by=boards.person())
    asking.take_what_was_found()
    assert Placement.objects.count() == 1
    assert counts() == {"both": 1}


def test_a_typed_name_pressed_twice_is_one_hire(job):
    hire = Hire(way=Way.OFFER, starts_on=making.day(0), offer=job, employer=job.employer, name="Ève Ançion")
    for _ in range(2):
        recording.record_from_board(offer=job, hires=[hire], by=boards.person())
    assert Placement.objects.count() == 1


def test_nobody_is_both_sides(job):
    own = boards.person().email
    hire = Hire(way=Way.OFFER, starts_on=making.day(0), offer=job, employer=job.employer, name="Moi", email=own)
    with pytest.raises(ValidationError, match="adresse de l’employeur"):
        recording.record_from_board(offer=job, hires=[hire], by=boards.person())


def test_found_looked_again_found_is_one_hire(alpha):
    with entering(alpha):
        her = candidates.profile(name="Fatima Benali", email="fatima@exemple.fr", phone="")
        for _ in range(3):
            FoundWork.objects.create(profile=her, how="here", where="la boulangerie")
            asking.take_what_was_found()
        assert Placement.objects.count() == 1
