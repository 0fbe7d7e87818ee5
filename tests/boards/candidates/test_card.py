"""The card that names nobody: asserted on everything it says."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.candidates.card import Card, availability_words, card_of, cards_of
from boards.candidates.enums import Availability, LanguageLevel
from boards.candidates.freshness import freshness_of
from boards.candidates.models import Experience, ProfileLanguage, Training
from tests.boards.candidates.making import EMAIL, NAME, PHONE, profile
from tests.boards.days import at

pytestmark = pytest.mark.usefixtures("in_alpha")

BERGUES_TOWN = (50.9686, 2.4327)


def somebody() -> Any:
    made = profile(
        words="Fatima Benali, 06 39 98 00 12, de Bergues : je pétris depuis 10 ans. J’ai 53 ans.",
        skills=["Pétrissage", "fatima.benali@exemple.fr"],
    )
    Experience.objects.create(
        profile=made,
        title="Boulangère chez Fatima",
        employer="Fournil Dupont",
        place="Bergues",
        starts_on=date(1995, 1, 1),
        ends_on=date(2020, 6, 1),
        description="Secret",
    )
    Training.objects.create(profile=made, title="CAP boulanger", school="CFA de Bergues", year=1989)
    ProfileLanguage.objects.create(profile=made, code="ar", level=LanguageLevel.NATIVE)
    return made


def test_nothing_on_it_names_or_reaches_anybody() -> None:
    made = somebody()
    card = card_of(made, near=BERGUES_TOWN)
    said = repr([getattr(card, field.name) for field in fields(Card) if field.name != "profile_id"])
    for secret in [
        NAME, "Fatima", "Benali", EMAIL, "@", PHONE, "06 39", "Bergues", "59380", "53", "1995", "2020", "1989",
        "Fournil", "Dupont", "CFA", "Secret",
    ]:  # fmt: skip
        assert secret not in said, secret
    assert "je pétris depuis 10 ans" in card.words
    assert card.skills == ("Pétrissage",)
    assert [job.how_long for job in card.jobs] == ["10 ans et plus"]
    assert card.area == "CC des Hauts de Flandre"
    assert card.languages == ("arabe (langue maternelle)",)


def test_a_distance_comes_in_steps() -> None:
    made = profile()
    assert card_of(made, near=BERGUES_TOWN).distance_words == "à moins de 5 km"
    assert card_of(made, near=(50.80, 2.43)).distance_km == 20
    assert card_of(made, near=(50.80, 2.43)).distance_words == "à 20 km environ"
    assert card_of(made).distance_words == ""


def test_a_day_that_has_come_is_now() -> None:
    made = profile(availability=Availability.FROM_DATE, available_from=date(2020, 1, 1))
    assert card_of(made).availability == "Tout de suite"


def test_a_card_speaks_of_somebody_and_never_as_they_do() -> None:
    """The form's «J’ai un emploi, je regarde» is the person's own sentence; so is none of another list."""
    employed = card_of(profile(availability=Availability.EMPLOYED)).availability
    paused = availability_words(profile(availability=Availability.PAUSED))
    dated = availability_words(profile(availability=Availability.FROM_DATE, available_from=date(2030, 3, 1)))
    assert (employed, paused) == ("En emploi, à l’écoute", "Ne cherche pas en ce moment")
    assert dated == "À partir du 1er mars 2030"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "aujourd’hui"), (1, "hier"), (9, "il y a 9 jours"), (125, "il y a 4 mois")]
)
def test_how_long_ago_says_no_more_than_that(days: int, said: str) -> None:
    """«À jour il y a 4 mois» said two things at once."""
    assert freshness_of(at(days_ago=days)).words == f"mis à jour {said}"


@pytest.mark.parametrize("many", [1, 20])
def test_it_costs_the_same_for_one_and_for_twenty(many: int) -> None:
    made = [somebody() for _ in range(many)]
    cards_of(made)
    for one in made:
        one._prefetched_objects_cache = {}
    with CaptureQueriesContext(connection) as captured:
        assert len(cards_of(made)) == many
    assert sum("search_path" not in query["sql"] for query in captured) == 4
