"""TRUST 25: a year of alerts, leap day, clock changes, holidays and a worker that oversleeps; every message foretold.

What should be said is worked out by a calendar of its own: wall clocks and dates written out by hand. Nothing here asks
the code under test when it may speak.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction

from boards.alerts.models import Subscriber
from boards.alerts.services.managing import sign_of_life
from boards.alerts.tasks import keep, tell, tidy
from search import index, told
from search.matching.drain import drain as match
from search.matching.outbox import waiting_schemas
from tenants.across import schemas_where
from tenants.context import entering
from tenants.enums import AlertFrequency
from tenants.messaging.sending.emails import drain_emails
from tenants.messaging.sending.texts import drain_texts
from tenants.models import Tenant
from tests.boards.alerts.people import waits
from tests.search.made import BERGUES, CHAMONIX, document

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")
FIRST_DAY, DAYS = date(2027, 11, 1), 366
DIGEST_HOUR = 7
# Service-public.fr, jours fériés. Easter Sunday 2028 is the 16th of April.
HOLIDAYS = {
    *(date(2027, month, day) for month, day in ((11, 1), (11, 11), (12, 25))),
    *(date(2028, month, day) for month, day in ((1, 1), (4, 17), (5, 1), (5, 8), (5, 25), (6, 5), (7, 14), (8, 15))),
}
ABOLITION = date(2027, 12, 20)  # of slavery, a holiday in Réunion
FORWARD, BACK = date(2028, 3, 26), date(2028, 10, 29)
#: Nobody works from the first tick to the last of these.
ASLEEP = {
    date(2027, 12, 6),
    date(2027, 12, 27),
    date(2028, 2, 29),
    date(2028, 3, 27),
    date(2028, 5, 8),
    date(2028, 9, 4),
}
#: Somebody sets the server's clock back by so many hours at the end of the day.
SET_BACK = {date(2028, 1, 18): 5, date(2028, 6, 6): 26, date(2028, 10, 10): 1}
NOW, DAILY, WEEKLY = AlertFrequency.NOW, AlertFrequency.DAILY, AlertFrequency.WEEKLY


@dataclass
class Person:
    """Somebody who waits, and what the calendar says of them."""

    tenant: str
    address: str
    rhythm: AlertFrequency
    query: str
    zone: ZoneInfo
    holidays: set[date]
    waiting: list[tuple[datetime, str]] = field(default_factory=list)  # since when it is online, what
    turns: set[date] = field(default_factory=set)

    def may_ring(self, now: datetime) -> bool:
        if "@" in self.address:
            return True
        local = now.astimezone(self.zone)
        is_open = local.weekday() != 6 and local.date() not in self.holidays
        return is_open and time(8) <= local.time() < time(20)

    def hears(self, now: datetime) -> set[str]:
        """What one message tells them at this moment, and has told them then."""
        if not self.may_ring(now):
            return set()
        due = self.waiting
        if self.rhythm != NOW:
            if now.astimezone(self.zone).time() < time(DIGEST_HOUR):
                # Whatever was left of yesterday: before seven nobody is told by the day or the week.
                return set()
            day = self._turn(now)
            if day in self.turns:
                return set()
            begun = datetime.combine(day, time(DIGEST_HOUR), tzinfo=self.zone)
            due = [one for one in self.waiting if one[0] < begun]
            if due:
                self.turns.add(day)
        self.waiting = [one for one in self.waiting if one not in due]
        return {title for _since, title in due}

    def _turn(self, now: datetime) -> date:
        """The day, or the Monday, on which seven o'clock has last struck."""
        day = now.astimezone(self.zone).date()
        while (self.rhythm == WEEKLY and day.weekday() != 0) or (
            datetime.combine(day, time(DIGEST_HOUR), tzinfo=self.zone) > now
        ):
            day -= timedelta(days=1)
        return day


ALPHAS, GAMMAS = "q=boulanger&lieu=Bergues+%2859380%29", "q=boulanger"
PEOPLE = [
    *(Person("alpha", f"{rhythm}@exemple.example", rhythm, ALPHAS, PARIS, HOLIDAYS) for rhythm in AlertFrequency),
    *(Person("alpha", f"+3361234560{at}", rhythm, ALPHAS, PARIS, HOLIDAYS) for at, rhythm in enumerate(AlertFrequency)),
    *(
        Person("gamma", f"{rhythm}@reunion.example", rhythm, GAMMAS, REUNION, HOLIDAYS | {ABOLITION})
        for rhythm in AlertFrequency
    ),
    *(
        Person("gamma", f"+26269212340{at}", rhythm, GAMMAS, REUNION, HOLIDAYS | {ABOLITION})
        for at, rhythm in enumerate(AlertFrequency)
    ),
]


def ticks_of(day: date, dice: random.Random) -> list[datetime]:
    """When a worker looks on a day, in UTC: at irregular hours, and all through a night in which clocks change."""
    midnight = datetime.combine(day, time(0), tzinfo=UTC)
    if day in (FORWARD, BACK):
        # From before the change to the morning, twenty minutes at a time.
        night = [midnight - timedelta(minutes=80) + timedelta(minutes=20 * n) for n in range(16)]
    else:
        night = [midnight + timedelta(minutes=dice.randrange(0, 4 * 60))] if dice.random() < 0.2 else []
    hours = sorted(dice.sample(range(4 * 60, 23 * 60), k=2))
    return [*night, *(midnight + timedelta(minutes=minute) for minute in hours)]


class Year:
    """The offers, the clock and the workers of a year, and the messages that left."""

    def __init__(self, folder: Path, tenants: dict[str, Tenant], clock: time_machine.Traveller) -> None:
        self.folder, self.tenants, self.clock = folder, tenants, clock
        self.dice = random.Random(25)
        self.said: list[tuple[datetime, str, frozenset[str]]] = []
        self.foretold: list[tuple[datetime, str, frozenset[str]]] = []
        self.new: list[tuple[datetime, str, str]] = []
        self.titles: list[tuple[str, str]] = []
        self.offers: dict[UUID, dict[str, object]] = {}
        self.texts: dict[Path, str] = {}

    def publish(self, schema: str) -> None:
        """A baker's offer that nobody has seen; one in four is edited later on."""
        title = f"Boulanger du fournil {len(self.titles)}"
        commune = BERGUES if schema == "alpha" else CHAMONIX
        about = {"offer_id": uuid4(), "schema": schema, "commune": commune, "title": title, "sharing": "never"}
        self._put(about)
        self.titles.append((schema, title))
        self.new.append((self.clock_now(), schema, title))
        self.offers[about["offer_id"]] = about  # type: ignore[index]

    def edit(self) -> None:
        known = self.dice.choice(list(self.offers))
        about = self.offers[known] | {"description": f"Vous cuisez le pain depuis {self.clock_now():%d %B à %Hh}."}
        self._put(about)

    def work(self, now: datetime) -> None:
        """Each worker's minute, as the sweeps find their work; then what the calendar expects of it."""
        connection.set_schema_to_public()
        match()
        waiting = schemas_where(table="alerts_found", condition="state = 'waiting'")
        for schema in sorted({*waiting, *waiting_schemas()}):
            tell(schema=schema)
        for table, drain in (("messaging_emaildelivery", drain_emails), ("messaging_smsdelivery", drain_texts)):
            for schema in schemas_where(table=table, condition="state = 'queued'"):
                with entering(self.tenants[schema]):
                    drain()
        self._collect(now)
        for person in PEOPLE:
            person.waiting += [(since, title) for since, schema, title in self.new if schema == person.tenant]
            if heard := person.hears(now):
                self.foretold.append((now, person.address, frozenset(heard)))
        self.new = []

    def night(self) -> None:
        """What runs once a day; and everybody shows now and then that they are still there."""
        for schema, tenant in self.tenants.items():
            keep(schema=schema)
            tidy(schema=schema)
            with entering(tenant):
                for subscriber in Subscriber.objects.all():
                    sign_of_life(subscriber=subscriber)
        connection.set_schema_to_public()
        told.purge()

    def clock_now(self) -> datetime:
        return datetime.now(UTC)

    def _put(self, about: dict[str, object]) -> None:
        connection.set_schema_to_public()
        with transaction.atomic():
            index.put(document(**about))

    def _collect(self, now: datetime) -> None:
        for message in mail.outbox:
            self.said.append((now, message.to[0], self._named(str(message.body))))
        mail.outbox.clear()
        for file in sorted(self.folder.glob("*.sms.txt")):
            text = file.read_text()
            to = text.split("À : ")[1].split("\n")[0]
            self.said.append((now, to, frozenset({text})))
            file.unlink()

    def _named(self, text: str) -> frozenset[str]:
        lines = {line.removeprefix("* ").strip() for line in text.splitlines() if line.startswith("* ")}
        return frozenset(lines)


@pytest.fixture
def tenants(alpha: Tenant, gamma: Tenant, settings, tmp_path: Path) -> dict[str, Tenant]:
    settings.SMS_FILE_PATH, settings.MESSAGING_JOURNALS = tmp_path / "sms", tmp_path / "journals"
    alpha.digest_hour = gamma.digest_hour = DIGEST_HOUR
    gamma.time_zone = "Indian/Reunion"
    alpha.save()
    gamma.save()
    return {"alpha": alpha, "gamma": gamma}


def test_a_year_says_exactly_what_the_calendar_says(tenants: dict[str, Tenant], tmp_path: Path) -> None:
    with time_machine.travel(datetime.combine(FIRST_DAY, time(0), tzinfo=PARIS), tick=False) as clock:
        year = Year(tmp_path / "sms", tenants, clock)
        for person in PEOPLE:
            waits(tenants[person.tenant], person.address, query=person.query, rhythm=person.rhythm)
        for number in range(DAYS):
            day = FIRST_DAY + timedelta(days=number)
            for tick in ticks_of(day, year.dice):
                clock.move_to(tick)
                for schema in tenants:
                    if year.dice.random() < 0.2:
                        year.publish(schema)
                if year.offers and year.dice.random() < 0.05:
                    year.edit()
                clock.shift(timedelta(minutes=1))
                if day not in ASLEEP:
                    year.work(year.clock_now())
            if number % 30 == 20:
                year.night()
            if day in SET_BACK:
                clock.shift(-timedelta(hours=SET_BACK[day]))
                year.publish("alpha")
                clock.shift(timedelta(minutes=1))
                year.work(year.clock_now())
    compare(year)


def compare(year: Year) -> None:
    assert len(year.titles) > 250
    by_sms = [(now, to, next(iter(text))) for now, to, text in year.said if "@" not in to]
    # SMS name three and count the others: what was said is compared by number and moment.
    said = Counter((now, to) for now, to, _what in year.said)
    assert said == Counter((now, to) for now, to, _what in year.foretold)
    by_mail = {(now, to): what for now, to, what in year.said if "@" in to}
    assert by_mail == {(now, to): what for now, to, what in year.foretold if "@" in to}
    foretold = {(now, to): what for now, to, what in year.foretold}
    for now, to, text in by_sms:
        titles = foretold[now, to]
        assert f"{len(titles)} nouvelles offres" in text or len(titles) == 1
        assert sum(f"- {title} F/H" in text for title in titles) == min(3, len(titles))
    never_at_the_wrong_hour(by_sms)
    everything_once(year)


def never_at_the_wrong_hour(by_sms: list[tuple[datetime, str, str]]) -> None:
    assert len(by_sms) > 300
    for now, to, _text in by_sms:
        overseas = to.startswith("+262")
        local = now.astimezone(REUNION if overseas else PARIS)
        assert 8 <= local.hour < 20
        assert local.isoweekday() != 7
        assert local.date() not in HOLIDAYS
        assert not (overseas and local.date() == ABOLITION)


def everything_once(year: Year) -> None:
    """Each offer reached each person once; the last of the year still wait for their turn."""
    for person in PEOPLE:
        heard = Counter(title for _now, to, what in year.foretold if to == person.address for title in what)
        assert set(heard.values()) == {1}
        left = {title for _since, title in person.waiting} | {title for _schema, title in year.new}
        wanted = {title for schema, title in year.titles if schema == person.tenant}
        assert wanted - left <= set(heard) <= wanted
        assert len(left) <= 10
