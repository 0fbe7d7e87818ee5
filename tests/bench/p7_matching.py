"""P7: 1,000 new offers against 10,000 saved searches as a set, against one search an alert."""

import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone

from search import audience, saved
from search.criteria import RADIUS_STEPS_KM, Place, Scope, SearchCriteria
from search.engines.postgres import PostgresEngine
from search.engines.protocol import Query
from search.matching import drain as matching
from search.matching import index
from search.matching.where import places_of, where_key_of
from search.models import JobDocument, SavedSearch, SearchMatch
from search.places import of_commune, of_territory
from search.understanding import understand
from tenants.models import Tenant, TerritoryCommune
from tenants.reference.models import Commune, Occupation, OccupationWord
from tests.bench import seed
from tests.bench.harness import Result, seconds
from tests.bench.plot import Line, growth

OLD_OFFERS, NEW_OFFERS = 20_000, 1_000
ALERTS = (1_000, 3_000, 10_000, 30_000)
COMPARED = 10_000
SAMPLE = 400  # alerts that the peer searches each round; its time is scaled to all of them
CHECKED = 4  # the pairs of each fourth alert are compared with its page
ROUNDS = 5
MOST_GROWTH, LEAST_GAIN = 2, 10
# What people type, the commonest first; the rest of the words follow Zipf's law too.
SAID = ("vendeuse", "ménage", "chauffeur", "serveur", "cuisinier", "agent d'entretien", "secrétaire", "caissière",
        "aide à domicile", "manutentionnaire", "apprentissage", "saisonnier", "temps partiel", "maçon", "boulanger",
        "infirmière", "comptable", "mécanicien", "jardinier", "cariste")  # fmt: skip


def run() -> list[Result]:
    world = _World()
    SavedSearch.objects.bulk_create(world.alerts(max(ALERTS)), batch_size=1_000)
    took: dict[int, list[float]] = {count: [] for count in ALERTS}
    pairs: dict[int, int] = {}
    # Round by round the same offers against the first 1,000, 3,000 … alerts.
    for _ in range(ROUNDS):
        for count in ALERTS:
            _keep_first(count)
            world.warm()
            world.unmatch()
            took[count].append(seconds(matching.drain))
            pairs[count] = sum(map(len, SearchMatch.objects.values_list("keys", flat=True)))
    _keep_first(COMPARED)
    world.warm()
    ours, peer, ratio, sample = _against_searches(world)
    same, found = _same_pairs(world)
    median = {count: statistics.median(times) for count, times in took.items()}
    tenfold = statistics.median(ten / one for ten, one in zip(took[10_000], took[1_000], strict=True))
    growth(
        "matching-by-alerts",
        f"Time to match {NEW_OFFERS:,} new offers with all saved searches".replace(",", "\u202f"),
        list(ALERTS),
        [Line("as a set, median of five rounds", [median[count] for count in ALERTS])],
        x_label="different saved searches, of 100 tenants",
        y_label="seconds",
    )
    for count in ALERTS:
        print(
            f"  {count:>6} different searches of {world.people[count]} people: "
            f"{median[count]:.3f} s, {pairs[count]} pairs"
        )
    print(f"  peer measured on {sample} of {COMPARED} alerts a round, scaled; compared {found} pairs")
    return [
        Result(
            "P7",
            f"one search an alert ÷ matching as a set, {NEW_OFFERS:,} new offers, {COMPARED:,} alerts",
            ours,
            peer,
            "s",
            ratio,
            f"≥ {LEAST_GAIN}",
            ratio >= LEAST_GAIN,
        ),
        Result(
            "P7",
            "time with 10,000 alerts ÷ with 1,000",
            median[10_000],
            median[1_000],
            "s",
            tenfold,
            f"≤ {MOST_GROWTH}",
            tenfold <= MOST_GROWTH,
        ),
        Result(
            "P7",
            f"pairs that differ from those of the pages, of {found:,}",
            same,
            0,
            "",
            float(same),
            "0",
            same == 0,
        ),
    ]


class Weighted:
    """One of some values, each as often as its weight."""

    def __init__(self, values: Sequence[Any], weights: Sequence[float]) -> None:
        self._values = values
        self._cumulated = list(accumulate(weights))

    def one(self, dice: random.Random) -> Any:
        return dice.choices(self._values, cum_weights=self._cumulated)[0]


class Zipf(Weighted):
    """The second half as often as the first, the third a third as often; `flat` lowers the head."""

    def __init__(self, values: Sequence[Any], *, flat: int = 0) -> None:
        super().__init__(values, [1 / (rank + 1 + flat) for rank in range(len(values))])


class _World:
    """100 tenants over the most peopled territories of France, old offers, new ones, and what people wait for."""

    def __init__(self) -> None:
        self.dice = random.Random(20_261_125)
        self.names = seed.tenants()
        self._settle()
        seed.documents(OLD_OFFERS, owners=self.names)
        # Nothing old among what is new since an hour.
        JobDocument.objects.update(matched_version=1, audience=[], published_at=F("published_at") - timedelta(days=1))
        self.since = timezone.now() - timedelta(hours=1)
        self.new = self._new_offers()
        self.pks = [row.pk for row in self.new]
        self.people: dict[int, int] = {}  # how many had asked when there were so many different searches
        self._words = Zipf([*SAID, *self._everyday()])
        self._codes = Zipf(self._shuffled(list(Occupation.objects.order_by("code").values_list("code", flat=True))))
        index.forget()

    def _settle(self) -> None:
        """Each tenant the communes of one intercommunal body, those of most people first."""
        members: dict[str, list[Commune]] = {}
        for commune in Commune.objects.exclude(epci=None).exclude(latitude=None):
            members.setdefault(commune.epci_id, []).append(commune)
        peopled = sorted(members.values(), key=lambda some: (-sum(one.population for one in some), some[0].insee))
        # Not the largest cities alone: every third down to the countryside, so that some are neighbours.
        self.home = dict(zip(self.names, peopled[::3], strict=False))
        self.communes = {
            name: Weighted(communes, [commune.population + 50 for commune in communes])
            for name, communes in self.home.items()
        }
        self.owners = Weighted(
            self.names, [sum(commune.population for commune in self.home[name]) for name in self.names]
        )
        TerritoryCommune.objects.bulk_create(
            TerritoryCommune(tenant=tenant, insee=commune.insee)
            for tenant in Tenant.objects.filter(schema_name__in=self.names)
            for commune in self.home[tenant.schema_name]
        )
        # Some show nothing of others, some their sector; most what is within reach.
        Tenant.objects.filter(schema_name__in=self.names[90:]).update(shows_offers="sector", sector_domains=["G1", "N"])
        Tenant.objects.filter(schema_name__in=self.names[80:90]).update(shows_offers="none")

    def _new_offers(self) -> list[JobDocument]:
        prototypes = Zipf(self._shuffled(seed._prototypes(self.dice)), flat=20)
        rows = []
        for number in range(NEW_OFFERS):
            owner = self._owner()
            commune = self._near(owner)
            content = dict(prototypes.one(self.dice))
            content |= {
                "schema": owner,
                "offer_id": UUID(int=10**9 + number),
                "sharing": self.dice.choice(("reach", "reach", "reach", "everywhere", "never")),
                "commune_insee": commune.insee,
                "commune_name": commune.name,
                "postcode": commune.postcode,
                "department": commune.department,
                "latitude": commune.latitude if number % 20 else None,
                "longitude": commune.longitude if number % 20 else None,
                "published_at": timezone.now(),
                "fingerprint": f"{number:032x}",
            }
            rows.append(JobDocument(**content | {"audience": audience.audience_of(content)}))
        return JobDocument.objects.bulk_create(rows)

    def alerts(self, count: int) -> list[SavedSearch]:
        """Different searches: words and occupations by Zipf's law, communes by population, radii and filters.

        Who asks what somebody else in the tenant asks already is counted, as in life, and costs the matcher nothing.
        """
        made: dict[tuple[str, str], SavedSearch] = {}
        people = 0
        while len(made) < count:
            criteria = self._alert()
            people += 1
            key = criteria.scope.schema, saved.key_of(criteria)
            if key in made:
                made[key].waiting += 1
            else:
                made[key] = SavedSearch(schema=key[0], key=key[1], **saved.columns_of(criteria))
                self.people[len(made)] = people
        return list(made.values())

    def _alert(self) -> SearchCriteria:
        dice = self.dice
        schema = self._owner()
        kind = dice.random()
        return SearchCriteria(
            scope=Scope(schema, "reach"),
            text=self._words.one(dice) if kind < 0.6 else "",
            occupations=frozenset([self._codes.one(dice)] if 0.6 <= kind < 0.85 else ()),
            contract_types=frozenset(dice.choices(["CDI", "CDD", "MIS"], k=1) if dice.random() < 0.2 else ()),
            contract_natures=frozenset(["E2"] if dice.random() < 0.05 else ()),
            place=self._place(schema) if dice.random() < 0.9 else None,
            radius_km=dice.choices(RADIUS_STEPS_KM, [2, 4, 10, 4, 1, 1])[0],
            licence="without" if dice.random() < 0.1 else "any",
            housing=dice.random() < 0.02,
            full_time=dice.choice([None] * 8 + [True, False]),
        )

    def _place(self, schema: str) -> Place:
        if self.dice.random() < 0.1:
            return of_territory_once(schema, self.home[schema])
        return of_commune(self._near(schema))

    def _near(self, schema: str) -> Commune:
        return self.communes[schema].one(self.dice)

    def _owner(self) -> str:
        return self.owners.one(self.dice)

    def _everyday(self) -> list[str]:
        words = OccupationWord.objects.filter(source="everyday").order_by("word", "pk").values_list("word", flat=True)
        return self._shuffled(list(words))

    def _shuffled(self, values: list[Any]) -> list[Any]:
        return self.dice.sample(values, len(values))

    def unmatch(self) -> None:
        SearchMatch.objects.all().delete()
        JobDocument.objects.filter(pk__in=self.pks).update(matched_version=0)

    def warm(self) -> None:
        """The process's index in step, as after the first batch; a worker lives for days."""
        index.matched([])

    def match(self) -> int:
        self.unmatch()
        done = matching.drain()
        assert done.documents == NEW_OFFERS
        return done.pairs


_territories: dict[str, Place] = {}


def of_territory_once(schema: str, communes: list[Commune]) -> Place:
    if schema not in _territories:
        _territories[schema] = of_territory(schema, [commune.insee for commune in communes])
    return _territories[schema]


def _criteria_of(row: SavedSearch, scopes: dict[str, Scope], places: dict[object, Place]) -> SearchCriteria:
    where = where_key_of(row)
    return SearchCriteria(
        scope=scopes[row.schema],
        text=row.text,
        occupations=frozenset(row.occupations),
        contract_types=frozenset(row.contract_types),
        contract_natures=frozenset(row.contract_natures),
        place=places[where[0]] if where else None,
        radius_km=where[1] if where else 20,
        licence=row.licence,  # type: ignore[arg-type]
        housing=row.housing,
        full_time=row.full_time,
        page_size=200,
    )


def _asked() -> list[SearchCriteria]:
    """What the peer searches for: the saved searches with their places ready, so that only the search is measured."""
    rows = list(SavedSearch.objects.order_by("pk"))
    places = places_of(where[0] for row in rows if (where := where_key_of(row)))
    scopes = {
        schema: Scope(schema, shows, tuple(domains))  # type: ignore[arg-type]
        for schema, shows, domains in Tenant.objects.values_list("schema_name", "shows_offers", "sector_domains")
    }
    return [_criteria_of(row, scopes, places) for row in rows]


def _search(criteria: SearchCriteria, since: datetime) -> set[tuple[str, UUID]]:
    """One alert as a naive system asks for it: its search, restricted to what is new."""
    query = Query(criteria=criteria, clauses=understand(criteria.text).clauses, now=since, facets=False)
    found: set[tuple[str, UUID]] = set()
    while True:
        page = PostgresEngine().search(query)
        found |= {(one.schema, one.offer_id) for one in page.documents}
        if len(found) >= page.total:
            return found
        query = replace(query, criteria=replace(query.criteria, page=query.criteria.page + 1))


def _since_yesterday(criteria: SearchCriteria) -> SearchCriteria:
    return replace(criteria, max_age_days=1)


def _against_searches(world: _World) -> tuple[float, float, float, int]:
    """Interleaved: everything as a set, then a sample of the alerts one by one, scaled to all."""
    asked = _asked()
    now = world.since + timedelta(days=1)  # one day back from here is when the new ones began
    both = []
    for turn in range(ROUNDS):
        sample = asked[turn :: len(asked) // SAMPLE][:SAMPLE]
        world.unmatch()
        ours = seconds(matching.drain)
        peer = seconds(_all(sample, now)) * len(asked) / len(sample)
        both.append((ours, peer))
    return (
        statistics.median(ours for ours, _peer in both),
        statistics.median(peer for _ours, peer in both),
        statistics.median(peer / ours for ours, peer in both),
        SAMPLE,
    )


def _all(asked: list[SearchCriteria], now: datetime) -> Callable[[], object]:
    return lambda: [_search(_since_yesterday(criteria), now) for criteria in asked]


def _same_pairs(world: _World) -> tuple[int, int]:
    """How many pairs differ between the outbox and the pages of the alerts looked at, and how many there are."""
    world.match()
    asked = _asked()[::CHECKED]
    keys = {(criteria.scope.schema, saved.key_of(criteria)) for criteria in asked}
    rows = SearchMatch.objects.values_list("schema", "keys", "offer_schema", "offer_id")
    ours = {
        (schema, key, owner, offer_id)
        for schema, found, owner, offer_id in rows
        for key in found
        if (schema, key) in keys
    }
    now = world.since + timedelta(days=1)
    theirs = {
        (criteria.scope.schema, saved.key_of(criteria), *found)
        for criteria in asked
        for found in _search(_since_yesterday(criteria), now)
    }
    return len(ours ^ theirs), len(theirs)


def _keep_first(count: int) -> None:
    """Exactly the first `count` of all alerts, each with the primary key it always has."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_alerts AS SELECT * FROM search_savedsearch")
        cursor.execute("DELETE FROM search_savedsearch")
        cursor.execute("INSERT INTO search_savedsearch SELECT * FROM bench_alerts ORDER BY id LIMIT %s", [count])
        cursor.execute("ANALYZE search_savedsearch")
