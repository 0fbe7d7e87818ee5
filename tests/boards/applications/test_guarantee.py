"""The answer guarantee, day by day: fifteen days, sixty days, workers that sleep, and the rate that comes of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.accounts.enums import Role
from boards.applications import figures
from boards.applications.enums import AnsweredHow, ApplicationState
from boards.applications.models import Application
from boards.applications.services.answering import refuse
from boards.applications.services.conversing import say
from boards.applications.services.moving import move, withdraw
from boards.applications.tasks import answer_closed, keep_promises
from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from boards.threads.enums import Side
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import EMAIL, browser, mails

BAKER = "boulanger@vandaele.example"
#: Ten in the evening in Bergues.
SENT = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)


def work(at: datetime) -> None:
    """What a worker does in alpha at a moment."""
    with time_machine.travel(at, tick=False):
        keep_promises(schema="alpha")


def reminders() -> list[str]:
    return [letter.text for letter in mails(BAKER) if "attend" in letter.subject]


def test_on_the_fifteenth_day_the_employer_is_asked_once(offer: Offer) -> None:
    making.sent(offer, at=SENT)
    for days, expected in ((14, 0), (15, 1), (15, 1), (16, 1), (30, 1)):
        work(SENT + timedelta(days=days))
        assert len(reminders()) == expected, days
    (text,) = reminders()
    assert "Boulanger F/H" in text
    assert "Karim, depuis 15 jours" in text
    assert "Benali" not in text
    assert EMAIL not in text
    assert making.PHONE not in text


def test_a_day_begins_where_the_employer_lives(offer: Offer, in_alpha: Tenant) -> None:
    """In Guyane it is still the fourteenth day when the fifteenth has begun in Paris."""
    Tenant.objects.filter(pk=in_alpha.pk).update(time_zone="America/Cayenne")
    making.sent(offer, at=datetime(2026, 3, 10, 12, 0, tzinfo=UTC))
    work(datetime(2026, 3, 25, 2, 0, tzinfo=UTC))
    assert not reminders()
    work(datetime(2026, 3, 25, 4, 0, tzinfo=UTC))
    assert len(reminders()) == 1


def test_one_mail_lists_all_and_a_worker_that_slept_asks_all_the_same(offer: Offer) -> None:
    for n in range(3):
        making.sent(offer, at=SENT + timedelta(days=n), email=f"p{n}@exemple.fr", phone="", name=f"Personne{n} X")
    work(SENT + timedelta(days=40))
    (text,) = reminders()
    assert [f"Personne{n}" in text for n in range(3)] == [True] * 3


def test_on_the_sixtieth_day_the_site_answers_and_says_so(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer, at=SENT)
    work(SENT + timedelta(days=59))
    application.refresh_from_db()
    assert application.state == ApplicationState.NEW
    for _again in range(2):
        work(SENT + timedelta(days=60))
    application.refresh_from_db()
    assert (application.state, application.answered_how) == (ApplicationState.REFUSED, AnsweredHow.PLATFORM)
    (letter,) = [one for one in mails() if one.subject.startswith("Réponse")]
    assert "n’a pas répondu malgré nos rappels" in letter.text
    assert len(mails()) == 2
    page = browser().get(f"/p/{application.link_key}", follow=True).content.decode()
    assert "nous vous répondons à sa place" in page


def test_sixty_days_missed_altogether_are_answered_and_nobody_is_asked(offer: Offer) -> None:
    making.sent(offer, at=SENT)
    work(SENT + timedelta(days=200))
    assert Application.objects.get().answered_how == AnsweredHow.PLATFORM
    assert not reminders()


@pytest.mark.parametrize("how", ["refused", "written", "withdrawn"])
def test_whoever_was_answered_or_withdrew_is_left_alone(offer: Offer, how: str) -> None:
    application = making.sent(offer, at=SENT)
    with time_machine.travel(SENT + timedelta(days=3), tick=False):
        if how == "refused":
            refuse(application=application, text="Merci, c’est non.", by=boards.person())
        elif how == "written":
            say(application=application, side=Side.EMPLOYER, text="Venez jeudi.", by=boards.person())
        else:
            withdraw(application=application, by=None)
    state = Application.objects.get().state
    for days in (15, 60, 61):
        work(SENT + timedelta(days=days))
    assert not reminders()
    assert Application.objects.get().state == state


def links(in_alpha: Tenant) -> list[str]:
    return [
        url.removeprefix(in_alpha.base_url) for url in re.findall(r"http\S+/candidatures/repondre/\S+", reminders()[0])
    ]


def test_the_reminders_link_shows_a_button_and_only_the_button_answers(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer, at=making.days_ago(16))
    keep_promises(schema="alpha")
    (link,) = links(in_alpha)
    client = browser()
    page = client.get(link).content.decode()
    assert "Répondre à Karim" in page
    assert EMAIL not in page
    assert making.PHONE not in page
    assert "Benali" not in page
    with entering(in_alpha):
        application.refresh_from_db()
        assert application.state == ApplicationState.NEW
    done = client.post(link, {"text": "Merci, c’est non.", "send": "1"}).content.decode()
    assert "La réponse est partie" in done
    again = client.post(link, {"text": "Merci, c’est non.", "send": "1"})
    assert "a déjà eu" in again.content.decode()
    with entering(in_alpha):
        application.refresh_from_db()
        assert (application.state, application.state_by) == (ApplicationState.REFUSED, boards.person())
        assert len(mails()) == 2


def test_the_reminders_link_dies_with_the_membership(offer: Offer, in_alpha: Tenant) -> None:
    making.sent(offer, at=making.days_ago(16))
    keep_promises(schema="alpha")
    (link,) = links(in_alpha)
    with entering(in_alpha):
        boards.person().memberships.all().delete()
    assert browser().get(link).status_code == 404
    assert browser("beta.test").get(link).status_code == 404
    assert browser().get("/candidatures/repondre/rien").status_code == 404


def test_the_rate_counts_what_the_employer_did_in_time_and_nothing_else(offer: Offer) -> None:
    people = making.many(offer, 12)
    assert figures.answer_rate(offer.employer) is None  # all of them still within their fifteen days
    age = {
        # (applied so many days ago, answered so many days later, how)
        0: (100, 3, AnsweredHow.REFUSAL), 1: (90, 15, AnsweredHow.MESSAGE), 2: (80, 1, AnsweredHow.CLOSING),
        3: (70, 40, AnsweredHow.REFUSAL), 4: (70, 60, AnsweredHow.PLATFORM), 5: (30, None, None),
        6: (2, 1, AnsweredHow.CONTACT), 7: (400, 1, AnsweredHow.REFUSAL), 8: (1, None, None),
    }  # fmt: skip
    for n, (days, after, how) in age.items():
        sent = making.days_ago(days)
        answered = sent + timedelta(days=after) if after is not None else None
        Application.objects.filter(pk=people[n].pk).update(
            created_at=sent, answered_at=answered, answered_how=how or "", state_at=sent
        )
    for one in people[9:]:
        one.delete()
    rate = figures.answer_rate(offer.employer)
    # 0, 1, 2 and 6 in time; 3, 4, 5 not; 7 is too old and 8 too new.
    assert rate is not None
    assert (rate.answered, rate.all) == (4, 7)
    assert rate.of_ten == 5
    assert rate.words == "Répond à 5 candidats sur 10"


def test_what_an_adviser_does_for_a_firm_is_no_answer_of_the_firms(offer: Offer) -> None:
    """Not even one whom the firm has asked in; nor a silence, for the firm can't answer first any more."""
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    offer.employer.members.create(user=adviser)
    moved, refused, written, closed, own = making.many(offer, 5)
    desk, path = browser(user=adviser), f"/espace/candidatures/{moved.pk}"
    assert desk.post(f"{path}/deplacer", {"to": "contacted"}).status_code == 302
    refuse(application=refused, text="Merci, c’est non.", by=adviser)
    assert desk.post(f"/espace/candidatures/{written.pk}/ecrire", {"text": "Je l’appelle demain."}).status_code == 302
    move(application=own, to=ApplicationState.CONTACTED, by=boards.person())
    close_offer(offer=offer, closed_as=ClosedAs.ANOTHER_WAY, by=adviser)
    answer_closed(**ProcrastinateJob.objects.get(task_name="applications.answer_closed").args)
    hows = {one.pk: one.answered_how for one in Application.objects.all()}
    assert {hows[moved.pk], hows[refused.pk], hows[written.pk], hows[closed.pk]} == {AnsweredHow.ADVISER}
    assert hows[own.pk] == AnsweredHow.CONTACT
    Application.objects.update(created_at=making.days_ago(16), answered_at=making.days_ago(15))
    assert figures.answer_rate(offer.employer) is None  # of the five, one is the firm's to answer
    making.many(offer, 4)
    Application.objects.update(created_at=making.days_ago(16))
    rate = figures.answer_rate(offer.employer)
    assert rate is not None
    assert (rate.answered, rate.all) == (1, 5)


def test_the_offer_says_it_from_five_applications_on(offer: Offer, in_alpha: Tenant) -> None:
    people = making.many(offer, 4)
    path = f"/offres/{offer.pk}"

    def answer() -> None:
        with entering(in_alpha):
            for one in Application.objects.unanswered():
                refuse(application=one, text="Merci, c’est non.", by=boards.person())

    assert len(people) == 4
    answer()
    assert "candidats" not in browser().get(path).content.decode().split("t-postuler")[1].split("</section>")[0]
    with entering(in_alpha):
        making.many(offer, 1)
    answer()
    assert "Répond à tous les candidats" in browser().get(path).content.decode()
