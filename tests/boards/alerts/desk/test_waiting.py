"""Who waits for what: distinct people, in people's words, searchable."""

import pytest

from boards.alerts.desk.demand import demand
from boards.alerts.services import managing
from tenants.context import entering
from tests.boards.alerts import making

PAGE = "/espace/alertes/attentes"


@pytest.fixture
def crowd(alpha):
    """Three for a baker's job around Bergues, one of them twice; one around Cassel; one for anything."""
    with entering(alpha):
        for name in ("lucie", "paul", "zoe"):
            making.alert(f"{name}@exemple.example", "metier=D1102&lieu=Bergues+(59380)")
        making.alert("lucie@exemple.example", "metier=D1102&lieu=Bergues+(59380)&contrat=CDI")
        making.alert("lucie@exemple.example", "metier=G1803&lieu=Bergues+(59380)")
        making.alert("max@exemple.example", "metier=D1102&lieu=Cassel+(59670)")
        making.alert("tom@exemple.example", "")
        managing.pause(alert=making.alert("pause@exemple.example", "metier=D1102&lieu=Bergues+(59380)"))


def test_the_most_awaited_first_each_person_once(adviser, crowd):
    with entering(adviser.tenant):
        found = demand()
    assert found.people == 5
    assert [(one.code, one.insee, one.people) for one in found.groups] == [
        ("D1102", "59067", 3),
        ("", "", 1),
        ("D1102", "59135", 1),
        ("G1803", "59067", 1),
    ]
    page = adviser.page(PAGE)
    assert "5 personnes attendent une offre" in page
    assert "3 personnes attendent une offre de boulanger autour de Bergues." in page
    assert "Tous métiers" in page
    assert 'href="/offres?lieu=Bergues+%2859380%29&amp;metier=D1102"' in page


def test_narrowed_by_words_and_by_commune(adviser, crowd):
    page = adviser.page(PAGE, q="boulangère")
    assert "4 personnes attendent une offre" in page
    assert "Cassel" in page
    assert "Tous métiers" not in page
    page = adviser.page(PAGE, lieu="Cassel")
    assert "1 personne attend une offre de boulanger autour de Cassel." in page
    assert "Personne n’attend cela" in adviser.page(PAGE, q="scaphandrier")
    assert "Nous ne connaissons pas de commune" in adviser.page(PAGE, lieu="Atlantide")
    assert "Plusieurs communes" in adviser.page(PAGE, lieu="Saint-Denis")


def test_by_domain_two_occupations_of_one_person_are_one(adviser, crowd):
    with entering(adviser.tenant):
        making.alert("lucie@exemple.example", "metier=D1104&lieu=Bergues+(59380)")
        found = demand(signs=3, insees={"59067"})
    assert [(one.code, one.people) for one in found.groups] == [("D11", 3), ("G18", 1)]
    page = adviser.page(PAGE, par="domaine")
    assert "une offre en « Commerce alimentaire et métiers de bouche » autour de Bergues" in page
    assert adviser.page(PAGE, par="rien")


def test_words_for_several_occupations_count_one_person_once(adviser):
    with entering(adviser.tenant):
        making.alert("lucie@exemple.example", "q=menage&lieu=Bergues+(59380)")
        found = demand(text="ménage")
    assert len(found.groups) >= 1
    assert found.people == 1


def test_empty_says_so(adviser):
    assert "Personne n’attend encore" in adviser.page(PAGE)


def test_twenty_groups_cost_no_more_than_one(adviser):
    with entering(adviser.tenant):
        making.alert("p@exemple.example", "metier=D1102&lieu=Bergues+(59380)")
    adviser.page(PAGE)
    one = adviser.statements(PAGE)
    with entering(adviser.tenant):
        for n in range(20):
            making.alert(
                f"p{n}@exemple.example", f"metier=D11{n:02d}&lieu={('Bergues+(59380)', 'Cassel+(59670)')[n % 2]}"
            )
    assert adviser.statements(PAGE) == one
