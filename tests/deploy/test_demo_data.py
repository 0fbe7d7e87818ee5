"""The demo's stories are believable and lawful: a reader who leafs through them finds nothing made up wrongly."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from math import asin, cos, radians, sin, sqrt

import pytest
from stdnum.fr import siret

from boards.employers.enums import EmployerKind
from boards.offers.advert_law.findings import Severity
from boards.offers.advert_law.lint import lint
from boards.offers.enums import (
    ApplyBy,
    Experience,
    LicenceCategory,
    LicenceNeed,
    SalaryPeriod,
    Season,
    is_contract_pair,
)
from boards.offers.models.offer import FRESH_FOR, Offer
from boards.offers.salary import Salary, check_floor
from deploy.demo import stories
from deploy.demo.stories import STORIES, Story, StoryError, StoryOffer, load_story
from tenants.models import Tenant
from tenants.reference.files import DATA as REFERENCE
from tenants.reference.files import read_table
from themes.contrast import check
from themes.css import parse_overrides, resolve

#: The stories were written under this rate: a later rise must not break the demo of a laptop that has an old copy.
WRITTEN_ON = date(2026, 11, 23)
AROUND_KM = 30
FICTION = re.compile(r"(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98) \d\d \d\d")


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest) -> Story:
    return load_story(request.param)


@cache
def communes() -> dict[str, dict[str, str]]:
    rows = read_table(REFERENCE / "communes.csv.gz", required={"insee", "epci_siren", "lat", "lon"})
    return {row["insee"]: row for row in rows}


@cache
def occupation_codes() -> frozenset[str]:
    with (REFERENCE / "occupations.csv").open(encoding="utf-8") as stream:
        return frozenset(row["code"] for row in csv.DictReader(stream))


def territory(story: Story) -> set[str]:
    epcis = set(story.tenant["epcis"])
    members = {insee for insee, row in communes().items() if row["epci_siren"] in epcis}
    return members | set(story.tenant["communes"])


def kilometres(one: str, other: str) -> float:
    """Great-circle distance between two communes, by INSEE code."""
    here, there = (communes()[insee] for insee in (one, other))
    lat1, lon1, lat2, lon2 = (radians(float(row[axis])) for row in (here, there) for axis in ("lat", "lon"))
    arc = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(sqrt(arc))


def words(text: str) -> int:
    return len(re.findall(r"\w[\w'’-]*", text))


def everything() -> Iterator[StoryOffer]:
    for name in STORIES:
        yield from load_story(name).offers


def test_there_are_about_four_hundred_offers() -> None:
    counts = {name: len(load_story(name).offers) for name in STORIES}

    assert 380 <= sum(counts.values()) <= 430
    assert min(counts.values()) >= 70


def test_no_two_descriptions_are_the_same() -> None:
    texts = Counter(offer.description for offer in everything())

    assert [text[:60] for text, times in texts.items() if times > 1] == []


def test_no_two_offers_of_a_story_have_the_same_title(story: Story) -> None:
    titles = Counter(offer.title for offer in story.offers)

    assert [title for title, times in titles.items() if times > 1] == []


def test_titles_are_open_to_both_sexes_and_fit(story: Story) -> None:
    longest = Offer._meta.get_field("title").max_length

    assert [o.title for o in story.offers if not o.title.endswith(" F/H") or len(o.title) > longest] == []
    assert [o.title for o in story.offers if o.title.count("F/H") != 1] == []


def test_descriptions_say_enough_and_not_too_much(story: Story) -> None:
    assert [(o.title, words(o.description)) for o in story.offers if not 60 <= words(o.description) <= 180] == []


def test_adverts_are_lawful(story: Story) -> None:
    found = [
        (offer.title, finding.rule, finding.excerpt)
        for offer in story.offers
        for finding in lint(offer.title, offer.description, nature=offer.contract_nature)
        if finding.severity != Severity.NOTICE
    ]

    assert found == []


def test_codes_are_those_of_the_lists(story: Story) -> None:
    wrong = [
        offer.title
        for offer in story.offers
        if not is_contract_pair(offer.contract_type, offer.contract_nature)
        or offer.occupation_code not in occupation_codes()
        or offer.licence not in LicenceNeed.values
        or not set(offer.licence_categories) <= set(LicenceCategory.values)
        or bool(offer.licence_categories) != (offer.licence == LicenceNeed.REQUIRED)
        or offer.season not in Season.values
        or offer.experience not in Experience.values
        or offer.apply_by not in ApplyBy.values
        or (offer.salary and offer.salary.period not in SalaryPeriod.values)
    ]

    assert wrong == []


def test_salaries_are_at_or_above_the_legal_minimum(story: Story) -> None:
    messages = [(offer.title, message) for offer in story.offers if (message := _floor(offer))]

    assert messages == []


def _floor(offer: StoryOffer) -> str | None:
    if offer.salary is None:
        return None
    salary = Salary(
        minimum=Decimal(str(offer.salary.min)),
        maximum=Decimal(str(offer.salary.max)),
        period=SalaryPeriod(offer.salary.period),
        weekly_hours=None if offer.weekly_hours is None else Decimal(str(offer.weekly_hours)),
        thirteenth_month=offer.salary.thirteenth_month,
    )
    return check_floor(
        salary,
        on=WRITTEN_ON,
        contract=offer.contract_type,
        nature=offer.contract_nature,
        full_time=offer.full_time,
    )


def test_places_are_in_the_territory_or_near_it(story: Story) -> None:
    inside = territory(story)
    named = {offer.commune_insee for offer in story.offers if offer.commune_insee}
    named |= {employer.commune_insee for employer in story.employers}
    far = {insee for insee in named - inside if min(kilometres(insee, other) for other in inside) > AROUND_KM}

    assert far == set()
    assert [o.title for o in story.offers if not o.commune_insee and not o.department] == []


def test_most_work_is_inside_the_territory(story: Story) -> None:
    inside = territory(story)
    at_home = sum(offer.commune_insee in inside for offer in story.offers)

    assert at_home >= 0.85 * len(story.offers)


def test_sirets_are_well_formed_and_nobody_s(story: Story) -> None:
    given = [employer.siret for employer in story.employers if employer.siret]

    assert all(siret.is_valid(number) and number.startswith("000") for number in given)
    assert all(not e.siret for e in story.employers if e.kind != EmployerKind.FIRM)
    assert {employer.kind for employer in story.employers} <= set(EmployerKind.values)


def test_nobody_real_can_be_reached(story: Story) -> None:
    wrong = []
    for offer in story.offers:
        match offer.apply_by:
            case ApplyBy.EMAIL:
                fine = offer.apply_value.endswith(".example") and "@" in offer.apply_value
            case ApplyBy.URL:
                fine = ".example/" in offer.apply_value
            case ApplyBy.PHONE:
                fine = bool(FICTION.fullmatch(offer.apply_value))
            case _:
                fine = bool(offer.apply_value)
        if not fine:
            wrong.append((offer.title, offer.apply_value))

    assert wrong == []
    assert [person.email for person in story.people if not person.email.endswith(".example")] == []


def test_every_employer_recruits_and_nothing_is_stale(story: Story) -> None:
    assert {e.key for e in story.employers} == {offer.employer for offer in story.offers}
    assert len({e.key for e in story.employers}) == len(story.employers)
    assert all(0 <= offer.days_ago < FRESH_FOR.days for offer in story.offers)


def test_a_tenant_s_settings_are_fields_with_good_values(story: Story) -> None:
    settings = dict(story.tenant)
    for extra in ("domain", "epcis", "communes", "funders"):
        settings.pop(extra)
    tenant = Tenant(schema_name=story.name, **settings)

    tenant.clean_fields()

    assert check(resolve(tenant.preset, parse_overrides(tenant.token_overrides))) == []


def test_each_story_has_staff_an_employer_and_a_candidate(story: Story) -> None:
    assert {person.role for person in story.people} == {"manager", "adviser", "employer", "candidate"}
    assert all(bool(person.employer) == (person.role == "employer") for person in story.people)


def test_the_odd_cases_are_there() -> None:
    """What a design forgets: no place, no pay, twelve posts, six hours, a night, a title at the limit."""
    offers = list(everything())

    assert any(offer.commune_insee is None for offer in offers)
    assert any(offer.salary is None and offer.contract_nature == "E1" for offer in offers)
    assert any(offer.posts == 12 for offer in offers)
    assert any(offer.weekly_hours == 6 and "CESU" in offer.description for offer in offers)
    assert any("de nuit" in offer.title for offer in offers)
    assert any(len(offer.title) > 120 for offer in offers)


def test_bergues_has_no_plain_baker_yet() -> None:
    """The journey of an employer who publishes one must find it alone."""
    titles = {offer.title.lower() for offer in load_story("cchf").offers if offer.commune_insee == "59067"}

    assert titles.isdisjoint({"boulanger f/h", "boulanger", "boulangère f/h"})


def test_a_row_with_an_unknown_field_is_refused(tmp_path, monkeypatch) -> None:
    broken = (stories.DATA / "cchf.json").read_text(encoding="utf-8").replace('"posts":', '"places":', 1)
    (tmp_path / "cchf.json").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(stories, "DATA", tmp_path)

    with pytest.raises(StoryError, match="places"):
        load_story("cchf")


def test_an_offer_of_nobody_is_refused(tmp_path, monkeypatch) -> None:
    text = (stories.DATA / "cchf.json").read_text(encoding="utf-8")
    broken = text.replace('"employer": "boulangerie-vandaele"', '"employer": "boulangerie-fantome"', 1)
    (tmp_path / "cchf.json").write_text(broken, encoding="utf-8")
    monkeypatch.setattr(stories, "DATA", tmp_path)

    with pytest.raises(StoryError, match="boulangerie-fantome"):
        load_story("cchf")
