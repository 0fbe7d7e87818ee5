"""What an employer sees of somebody who hasn't said yes to them: everything for a choice, nothing of the person.

A small commune and a rare trade name somebody as well as their name does: a card says the intercommunal body, and how
far it is in steps. Years of diplomas and dates of jobs give an age away: a card says how long, not when.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.candidates.enums import Availability, HoursWish, LanguageLevel, Schedule, Transport
from boards.candidates.freshness import Freshness, freshness_of
from boards.candidates.languages import language_name
from boards.candidates.models import Experience, Profile
from boards.candidates.scrubbing import Known, Scrubbed, scrub, scrub_all
from boards.offers.enums import ContractType, LicenceCategory
from search.geo import Point, distance_km
from tenants.reference.models import Commune
from tenants.reference.occupations import label_of
from themes import moments

#: Distances on a card come in such steps: three firms that measure exactly would find the village.
STEP_KM = 5
_LONG_CAREER = 10


@dataclass(frozen=True)
class Occupation:
    """One occupation somebody looks for."""

    code: str
    label: str


@dataclass(frozen=True)
class Done:
    """One job somebody had: what, and how long («3 ans», «moins d’un an», ''). Not where, nor when."""

    title: str
    how_long: str


@dataclass(frozen=True)
class Card:
    """The anonymous card. Every field here may be read by an employer: a new one passes by tests of its bytes."""

    profile_id: UUID
    occupations: tuple[Occupation, ...]
    skills: tuple[str, ...]
    area: str
    distance_km: int | None
    radius_km: int
    transport: tuple[str, ...]
    licences: tuple[str, ...]
    needs_housing: bool
    contracts: tuple[str, ...]
    hours: str
    schedules: tuple[str, ...]
    availability: str
    languages: tuple[str, ...]
    words: str
    jobs: tuple[Done, ...]
    studies: tuple[str, ...]
    freshness: Freshness

    @property
    def title(self) -> str:
        """What they are called here: their first occupation."""
        return self.occupations[0].label if self.occupations else _("Toutes propositions")

    @property
    def distance_words(self) -> str:
        """«à moins de 5 km», «à 15 km environ»; nothing where one of the two places isn't known."""
        if self.distance_km is None:
            return ""
        if self.distance_km <= STEP_KM:
            return _("à moins de %(km)s km") % {"km": STEP_KM}
        return _("à %(km)s km environ") % {"km": self.distance_km}


def card_of(profile: Profile, *, near: Point | None = None) -> Card:
    """The card of one profile. near: (latitude, longitude) of whoever looks, for the distance."""
    return cards_of([profile], near=near)[0]


def cards_of(profiles: Sequence[Profile], *, near: Point | None = None) -> list[Card]:
    """The cards of many, in their order; a fixed number of queries however many there are."""
    prefetch_related_objects(list(profiles), "languages", "experiences", "trainings")
    areas = areas_of(profiles)
    return [_card(profile, areas.get(profile.commune_insee, ""), near) for profile in profiles]


def areas_of(profiles: Iterable[Profile]) -> dict[str, str]:
    """The intercommunal body of each profile's commune, by its INSEE code. One query."""
    insees = {profile.commune_insee for profile in profiles if profile.commune_insee}
    if not insees:
        return {}
    found = Commune.objects.filter(pk__in=insees, epci__isnull=False)
    return dict(found.values_list("insee", "epci__name"))


def known_of(profile: Profile) -> Known:
    """What would give a profile's person away in a text."""
    address = profile.email.partition("@")[0]
    return Known(
        names=tuple(name for name in (profile.name, address) if name),
        places=tuple(place for place in (profile.commune_name, profile.postcode) if place),
    )


def own_words(profile: Profile) -> Scrubbed:
    """The person's own words as an employer reads them, and what of them stays hidden."""
    return scrub(profile.words, known_of(profile))


def _card(profile: Profile, area: str, near: Point | None) -> Card:
    known = known_of(profile)
    jobs = [Done(scrub(job.title, known).text, how_long(job)) for job in profile.experiences.all()]
    return Card(
        profile_id=profile.pk,
        occupations=tuple(Occupation(code, label_of(code)) for code in profile.occupations if label_of(code)),
        skills=tuple(scrub_all(profile.skills, known)),
        area=area,
        distance_km=_steps(profile.position, near),
        radius_km=profile.radius_km,
        transport=labels(Transport, profile.transport),
        licences=tuple(licence for licence in profile.licences if licence in LicenceCategory.values),
        needs_housing=profile.needs_housing,
        contracts=labels(ContractType, profile.contracts),
        hours=hours_words(profile.hours),
        schedules=labels(Schedule, profile.schedules),
        availability=availability_words(profile),
        languages=tuple(_language(one.code, one.level) for one in profile.languages.all()),
        words=own_words(profile).text,
        jobs=tuple(jobs),
        studies=tuple(scrub(training.title, known).text for training in profile.trainings.all()),
        freshness=freshness_of(profile.confirmed_at),
    )


def labels(words: type[Transport] | type[Schedule] | type[ContractType], values: Iterable[str]) -> tuple[str, ...]:
    """Labels in the order of the list, whatever order they were ticked in."""
    chosen = set(values)
    return tuple(str(word.label) for word in words if word.value in chosen)


def availability_words(profile: Profile) -> str:
    """As said of somebody: «Tout de suite», «À partir du 1er mars», with its end where there is one."""
    begins = profile.available_from
    if profile.availability == Availability.FROM_DATE and begins:
        if begins <= timezone.localdate():
            words = str(Availability.NOW.label)
        else:
            words = _("À partir du %(day)s") % {"day": moments.day(begins)}
    else:
        # The form's words are the person's own, and a card speaks of them.
        words = {
            Availability.EMPLOYED: _("En emploi, à l’écoute"),
            Availability.PAUSED: _("Ne cherche pas en ce moment"),
        }.get(Availability(profile.availability)) or str(Availability(profile.availability).label)
    if profile.available_until:
        return _("%(when)s, jusqu’au %(day)s") % {"when": words, "day": moments.day(profile.available_until)}
    return words


def hours_words(hours: str) -> str:
    """As said of somebody, and not by them."""
    return {
        HoursWish.FULL: _("temps plein"),
        HoursWish.PART: _("temps partiel"),
        HoursWish.EITHER: _("temps plein ou partiel"),
    }[HoursWish(hours)]


def how_long(job: Experience) -> str:
    """Whole years at most ten: a career of thirty would be an age."""
    if job.starts_on is None:
        return ""
    months = months_between(job.starts_on, job.ends_on or timezone.localdate())
    if months < 12:
        return _("moins d’un an")
    years = months // 12
    if years >= _LONG_CAREER:
        return _("10 ans et plus")
    return ngettext("%(n)s an", "%(n)s ans", years) % {"n": years}


def months_between(start: date, end: date) -> int:
    """Both months counted; never less than one."""
    return max(1, (end.year - start.year) * 12 + end.month - start.month + 1)


def _language(code: str, level: str) -> str:
    name = language_name(code)
    if level in LanguageLevel.values and level:
        said = str(LanguageLevel(level).label)
        # «B1 – conversation simple» begins with its letter, «langue maternelle» with none.
        said = said.lower() if level == LanguageLevel.NATIVE else said
        return _("%(language)s (%(level)s)") % {"language": name, "level": said}
    return name


def _steps(here: Point | None, there: Point | None) -> int | None:
    if here is None or there is None:
        return None
    return max(STEP_KM, ceil(distance_km(here, there) / STEP_KM) * STEP_KM)
