"""2,000 random alerts × offers: what the matcher finds against what the engine's page shows, pair by pair."""

import random
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from search import saved, vocabulary
from search.criteria import RADIUS_STEPS_KM, Place, Scope, SearchCriteria
from search.documents import JobDocumentData
from search.engines.protocol import Engine, Query
from search.index import content_of
from search.matching import candidate, index
from search.matching.candidate import Candidate
from search.models import JobDocument
from search.places import of_commune, of_postcode, of_territory
from search.understanding import understand
from tenants.models import Tenant, TerritoryCommune
from tenants.reference.models import Commune, OccupationWord
from tenants.reference.occupations import codes_for
from tests.search.made import BERGUES, CASSEL, CHAMONIX, DUNKERQUE, SCHEMAS, document, many

ALERTS, OFFERS = 2_000, 190
FORT_DE_FRANCE, SAINT_PIERRE, FUTUNA = "97209", "97502", "98611"
# Whose offers each tenant shows, three times otherwise.
ROUNDS: list[dict[str, tuple[str, list[str]]]] = [
    {"alpha": ("reach", []), "beta": ("sector", ["G1", "K"]), "gamma": ("none", [])},
    {"alpha": ("sector", ["D11", "J", "N4105"]), "beta": ("none", []), "gamma": ("reach", [])},
    {"alpha": ("none", []), "beta": ("reach", []), "gamma": ("sector", [])},
]
PHRASES = [
    "agent d entretien", "homme à tout faire", "femme de ménage", "aide à domicile", "hôtesse de caisse",
    "chauffeur poids lourd", "agent d’entretien des espaces verts", "serveur saison logé",
]  # fmt: skip
NO_WORDS = ["le la les", "h/f", "de l’", "???", "’", "pour un ou une"]
PLAIN = ["boulangere", "Vasseur", "dunkerque", "apprentissage", "intérim", "nuit", "hôtel", "permis", "zzz", "CDI"]

Key = tuple[str, str]  # schema, offer id
Found = dict[Key, set[Key]]  # by (schema, key) of an alert


@dataclass(frozen=True)
class World:
    """The offers in the index, and the places and words that alerts are made of."""

    candidates: tuple[Candidate, ...]
    places: tuple[Place, ...]
    titles: tuple[str, ...]
    codes: tuple[str, ...]
    everyday: tuple[str, ...]


def world(*, seed: int = 11) -> World:
    """OFFERS live rows: the north and the Alps, overseas, nameless places, and twins on a border."""
    offers = many(OFFERS - 40, seed=seed) + _odd_ones(random.Random(seed))
    rows = JobDocument.objects.bulk_create(JobDocument(**content_of(data)) for data in offers)
    vocabulary.count()
    everyday = OccupationWord.objects.order_by("word", "pk").values_list("word", flat=True)
    return World(
        candidates=tuple(candidate.of(vars(row)) for row in rows),
        places=tuple(_places(random.Random(seed))),
        titles=tuple(sorted({row.title for row in rows})),
        codes=tuple(sorted({row.occupation_code for row in rows if row.occupation_code})),
        everyday=tuple(everyday[:4_000:10]),
    )


def _odd_ones(dice: random.Random) -> list[JobDocumentData]:
    """Without a position, a commune, a postcode, a department; overseas; without words for what they are."""
    nowhere: dict[str, Any] = {"commune": None}
    places: list[dict[str, Any]] = [
        nowhere,
        nowhere | {"department": "59"},
        nowhere | {"department": "975"},
        nowhere | {"postcode": "59380"},
        nowhere | {"postcode": "59380", "department": "62"},
        nowhere | {"commune_insee": SAINT_PIERRE, "department": "975"},
        nowhere | {"commune_insee": BERGUES},
        nowhere | {"latitude": 50.96, "longitude": 2.43},
        nowhere | {"latitude": -14.30, "longitude": -178.15},
        {"commune": FORT_DE_FRANCE}, {"commune": CASSEL}, {"commune": DUNKERQUE}, {"commune": CHAMONIX},
    ]  # fmt: skip
    words: list[dict[str, Any]] = [
        {}, {"title": "Agent d’entretien H/F", "occupation_code": "", "description": ""},
        {"title": "X", "occupation_code": "", "occupation_label": "", "employer_name": "", "description": ""},
        {"title": "Équipier(ère) polyvalent(e)", "occupation_code": "G1603", "contract_type": "", "full_time": None},
        # What only its code says: nobody's words for it are in the advert.
        *({"title": "Poste", "occupation_label": "", "employer_name": "", "description": "", "occupation_code": code}
          for phrase in PHRASES for code in sorted(codes_for(phrase))[:2]),
    ]  # fmt: skip
    return [
        document(
            schema=SCHEMAS[number % 3],
            sharing=dice.choice(["never", "reach", "everywhere", "everywhere"]),
            licence=dice.choice(["required", "none", "unsaid"]),
            housing=dice.random() < 0.3,
            **words[number % len(words)] | places[number % len(places)],
        )
        for number in range(40)
    ]


def _places(dice: random.Random) -> list[Place]:
    positioned = Commune.objects.filter(department__in=["59", "62", "74"]).order_by("-population", "insee")[:250]
    odd = Commune.objects.filter(insee__in=[BERGUES, CASSEL, CHAMONIX, FORT_DE_FRANCE, SAINT_PIERRE, FUTUNA])
    territories = [
        of_territory(
            schema, TerritoryCommune.objects.filter(tenant__schema_name=schema).values_list("insee", flat=True)
        )
        for schema in SCHEMAS
    ]
    postcodes = [of_postcode(postcode) for postcode in ("59380", "59114", "97500", "74400")]
    found = [*territories, *(place for place in postcodes if place)] * 3
    return [*found, *(of_commune(commune) for commune in [*dice.sample(list(positioned), 25), *odd])]


def alert(dice: random.Random, made_of: World, scope: Scope) -> SearchCriteria:
    """One random alert: any mixture of words, occupations, place and filters, most of them of few."""
    return SearchCriteria(
        scope=scope,
        text=_text(dice, made_of) if dice.random() < 0.6 else "",
        occupations=frozenset(dice.sample(made_of.codes, dice.choice([1, 1, 4, 20])) if dice.random() < 0.2 else ()),
        contract_types=frozenset(dice.sample(["CDI", "CDD", "MIS", "SAI"], 2) if dice.random() < 0.2 else ()),
        contract_natures=frozenset(["E2", "FS"] if dice.random() < 0.1 else ()),
        place=dice.choice(made_of.places) if dice.random() < 0.7 else None,
        radius_km=dice.choice(RADIUS_STEPS_KM),
        licence="without" if dice.random() < 0.15 else "any",
        housing=dice.random() < 0.08,
        full_time=dice.choice([None, None, None, None, True, False]),
        page_size=200,
    )


def _text(dice: random.Random, made_of: World) -> str:
    kind = dice.random()
    if kind < 0.1:
        return dice.choice(NO_WORDS)
    if kind < 0.35:
        text = dice.choice(PHRASES)
    elif kind < 0.5:
        text = dice.choice(made_of.everyday)
    elif kind < 0.75:
        text = dice.choice(PLAIN)
    else:
        text = dice.choice(dice.choice(made_of.titles).split())
    if dice.random() < 0.3:
        text = f"{text} {dice.choice(PLAIN)}"
    return _mistyped(dice, text) if dice.random() < 0.25 else text


def _mistyped(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text))
    return dice.choice([text[:at] + text[at + 1 :], text[:at] + dice.choice("aeiznt") + text[at:], text.upper()])


def found_by_matching(made_of: World, alerts: list[SearchCriteria]) -> Found:
    """Every alert kept, every offer matched, as a set."""
    found: Found = {(criteria.scope.schema, saved.keep(criteria)): set() for criteria in alerts}
    for one in index.matched(made_of.candidates):
        for key in one.keys:
            found[one.schema, key].add((one.document.schema, str(one.document.offer_id)))
    return found


def found_by_pages(engine: Engine, alerts: list[SearchCriteria]) -> Found:
    """One search an alert, all its hits on one page."""
    found: Found = {}
    for criteria in alerts:
        page = engine.search(
            Query(criteria=criteria, clauses=understand(criteria.text).clauses, now=timezone.now(), facets=False)
        )
        assert page.total == len(page.documents)
        key = saved.key_of(criteria)
        found[criteria.scope.schema, key] = {(one.schema, str(one.offer_id)) for one in page.documents}
    return found


def compare(engine: Engine, made_of: World, *, seed: int = 12) -> int:
    """All rounds; returns how many pairs were found. What differs is named with its alert."""
    dice = random.Random(seed)
    pairs = asked = 0
    for settings in ROUNDS:
        scopes = []
        for schema, (shows, domains) in settings.items():
            Tenant.objects.filter(schema_name=schema).update(shows_offers=shows, sector_domains=domains)
            scopes.append(Scope(schema, shows, tuple(domains)))  # type: ignore[arg-type]
        alerts = [alert(dice, made_of, dice.choice(scopes)) for _ in range(-(-ALERTS // len(ROUNDS)))]
        ours, theirs = found_by_matching(made_of, alerts), found_by_pages(engine, alerts)
        assert ours.keys() == theirs.keys()
        for criteria in alerts:
            key = criteria.scope.schema, saved.key_of(criteria)
            assert ours[key] == theirs[key], _shown(criteria, ours[key] ^ theirs[key])
        saved.SavedSearch.objects.all().delete()
        pairs += sum(map(len, ours.values()))
        asked += len(alerts)
    assert asked >= ALERTS
    return pairs


def _shown(criteria: SearchCriteria, odd: set[Key]) -> str:
    place = replace(criteria.place, points=criteria.place.points[:1]) if criteria.place else None
    rows = JobDocument.objects.filter(offer_id__in=[offer_id for _schema, offer_id in odd])
    return f"{replace(criteria, place=place)}\n{[(row.schema, row.title, row.commune_insee) for row in rows]}"
