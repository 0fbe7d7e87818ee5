"""Figures of a known world: exactly what is in it, of this tenant and of no other."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from boards.applications.services import keeping
from boards.offers.models import Offer
from boards.placements.enums import Party, Said, SaidHow
from boards.placements.models import Placement
from boards.placements.services.answering import answer
from boards.reporting import page
from boards.reporting.counting import applications, crossed, hires, offers, overview, people
from boards.reporting.periods import choices, period_of, whole_months
from tenants.context import current_tenant, entering
from tests.boards import making as boards
from tests.boards.alerts import making as alerts
from tests.boards.candidates import making as candidates
from tests.boards.placements import making as placements
from tests.boards.reporting.making import confirm, numbers, twelve_months, world


@pytest.fixture
def here(alpha):
    with entering(alpha):
        yield alpha


def test_three_offers_by_what_they_are(here):
    world()
    period = twelve_months()
    assert offers.by_commune(period).totals == (3, 3)
    assert numbers(offers.by_commune(period)) == {"Bergues (59380)": (2, 2), "Cassel (59670)": (1, 1)}
    assert numbers(offers.by_contract(period)) == {"CDI": (2, 2), "CDD": (1, 1)}
    assert sorted(numbers(offers.by_domain(period)).values()) == [(1, 1), (2, 2)]
    assert numbers(offers.by_employer(period)) == {"Entreprise ou association": (3, 3)}
    Offer.objects.filter(title="Tourier F/H").update(source="france-travail", external_id="1")
    assert numbers(offers.by_commune(period)) == {"Bergues (59380)": (2, 1), "Cassel (59670)": (1, 1)}
    assert numbers(offers.ends(period)) == {"Pourvue grâce à ce site": (1,), "Non pourvue": (1,)}
    assert offers.through_us(offers.ends(period)) == (1, 2)


def test_five_applications_by_their_answers(here):
    world()
    table = applications.answers(twelve_months())
    assert numbers(table) == {
        "Par l’employeur, en 15 jours": (3,),
        "Pas encore, depuis moins de 15 jours": (1,),
        "Sans réponse depuis plus de 15 jours": (1,),
    }
    assert numbers(applications.by_source(twelve_months())) == {"La personne elle-même": (5,)}


def test_two_hires_by_how_far_they_are_proved(here):
    world()
    period = twelve_months()
    assert numbers(hires.proved(period)) == {
        "Confirmée des deux côtés": (1, 0, 0),
        "Confirmée d’un seul côté": (1, 0, 0),
    }
    assert numbers(hires.by_commune(period)) == {"Bergues (59380)": (1, 1, 0, 0, 0)}
    assert numbers(hires.by_way(period)) == {"Candidature sur ce site": (1, 1, 0, 0, 0)}
    assert numbers(hires.by_contract(period)) == {"CDI": (1, 1, 0, 0, 0)}
    assert hires.by_domain(period).totals == hires.by_months(period).totals == (1, 1, 0, 0, 0)


def test_the_figure_moves_by_one_when_the_person_says_yes_too(here):
    placement = placements.hired(placements.offer())
    before = hires.proved(twelve_months()).lines
    assert [line.values[0] for line in before] == [0, 1, 0, 0, 0]
    confirm(placement)
    assert [line.values[0] for line in hires.proved(twelve_months()).lines] == [1, 0, 0, 0, 0]


def test_who_disagrees_is_a_line_of_its_own(here):
    confirm(placements.hired(placements.offer()), Said.NO)
    assert numbers(hires.proved(twelve_months())) == {"Réponses contraires": (1, 0, 0)}


def test_days_thirty_and_ninety_count_only_who_began_so_long_ago(here):
    with time_machine.travel(timezone.now() - timedelta(days=40), tick=False):
        placement = placements.hired(placements.offer())
        confirm(placement)
    placements.hired(placements.offer(title="Tourier F/H"), name="Bob Deux", email="bob@exemple.fr")
    assert [line.values for line in hires.proved(twelve_months()).lines][:3] == [(1, 0, 0), (1, 0, 0), (0, 1, 0)]
    mine = placement.confirmations.get(party=Party.PERSON, day=30)
    answer(confirmation=mine, said=Said.YES, how=SaidHow.LINK, by=None)
    assert [line.values for line in hires.proved(twelve_months()).lines][:3] == [(1, 0, 0), (1, 1, 0), (0, 0, 0)]


def test_people_who_were_erased_still_count(here):
    world()
    before = [(table.slug, table.lines) for table in _all()]
    for placement in Placement.objects.all():
        keeping.erase(application=placement.application)
        Placement.objects.filter(pk=placement.pk).update(name="", email="", phone="")
    assert [(table.slug, table.lines) for table in _all()] == before


def _all():
    period = twelve_months()
    built = (applications.answers, applications.by_source, hires.proved, hires.by_commune, hires.by_way)
    return [build(period) for build in built]


def test_another_tenants_rows_never_count(here, beta):
    with entering(beta):
        world()
    assert page.page_of(twelve_months()).is_empty
    assert hires.by_way(twelve_months()).is_empty
    assert offers.ends(twelve_months()).is_empty


def test_month_by_month(here):
    with time_machine.travel("2026-03-31 23:30:00+02:00", tick=False):
        boards.live()
    with time_machine.travel("2026-11-20 10:00:00+01:00", tick=False):
        boards.live(title="Tourier F/H")
        placements.hired(placements.offer(title="Vendeur F/H"))
        table = overview.by_months(period_of("2026", tenant=current_tenant()))
    assert len(table.lines) == 9
    # Half past eleven on its last day is still March here, and April in Greenwich's books never.
    assert numbers(table) == {"Mars 2026": (1, 0, 0, 0, 0), "Novembre 2026": (2, 0, 1, 0, 1)}


def test_people_and_alerts(here):
    adviser = boards.person("conseil@alpha.example", role="adviser")
    candidates.profile()
    candidates.profile(name="Léo Petit", email="leo@exemple.fr", phone="", visibility="advisers", adviser=adviser)
    alerts.alert("lucie@exemple.example")
    alerts.alert("+33639980142")
    assert [line.values[0] for line in people.profiles(twelve_months()).lines] == [2, 0, 2, 1, 1]
    assert [line.values[0] for line in people.alerts(twelve_months()).lines] == [2, 0, 2, 1, 1]


def test_communes_across_occupations_of_few_are_gathered(here):
    world()
    table = crossed.of_offers(twelve_months())
    assert [(line.label, line.values) for line in table.lines] == [("Autres communes", (3,))]
    assert table.columns == ("Autres métiers",)


@time_machine.travel("2026-11-26 10:00:00+01:00", tick=False)
def test_periods(here):
    def days(key: str) -> tuple[date, date]:
        period = period_of(key, tenant=here)
        return period.since, period.until

    assert days("") == days("2026") == days("1999") == days("2026-T9") == (date(2026, 1, 1), date(2026, 11, 26))
    assert days("2025") == (date(2025, 1, 1), date(2025, 12, 31))
    assert days("12-mois") == (date(2025, 12, 1), date(2026, 11, 26))
    assert days("2026-T3") == (date(2026, 7, 1), date(2026, 9, 30))
    assert days("2026-T4") == (date(2026, 10, 1), date(2026, 11, 26))
    assert period_of("2026-T1", tenant=here).days == "du 1er janvier au 31 mars 2026"
    assert [key for key, _label in choices(tenant=here)][:5] == ["2026", "12-mois", "2025", "2026-T4", "2026-T3"]
    assert whole_months(2026, tenant=here).until == date(2026, 10, 31)
    with time_machine.travel("2027-01-15 10:00:00+01:00", tick=False):
        assert whole_months(2027, tenant=here) is None
        assert whole_months(2026, tenant=here).until == date(2026, 12, 31)
