"""From a profile and an offer to the facts that the rule weighs; what may not count stays behind here."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from boards.candidates.card import months_between
from boards.candidates.enums import Availability, HoursWish
from boards.candidates.languages import language_name
from boards.candidates.models import Experience, Profile
from boards.fitting.schedules import schedules_in
from boards.fitting.values import Job, Seeker
from boards.offers.models import Offer
from search.engines.protocol import FoundDocument
from tenants.reference.occupations import codes_for, phrases_in

#: What a profile brings along so that its facts cost no query: `prefetch_related(*WITH_FACTS)`.
WITH_FACTS = ("experiences", "languages")


def seeker_of(profile: Profile, *, today: date) -> Seeker:
    """What somebody looks for and brings. Prefetch WITH_FACTS for many."""
    return Seeker(
        occupations=frozenset(profile.occupations),
        months=months_worked(profile.experiences.all(), wanted=frozenset(profile.occupations), today=today),
        position=profile.position,
        radius_km=profile.radius_km,
        communes=frozenset(profile.communes),
        means=frozenset(profile.transport),
        licences=frozenset(profile.licences),
        contracts=frozenset(profile.contracts),
        full_time=None if profile.hours == HoursWish.EITHER else profile.hours == HoursWish.FULL,
        schedules=frozenset(profile.schedules),
        free_on=_free_on(profile, today=today),
        in_work=profile.availability == Availability.EMPLOYED,
        skills=tuple(profile.skills),
        languages=tuple(language_name(one.code).lower() for one in profile.languages.all()),
        confirmed_days=max(0, (today - timezone.localdate(profile.confirmed_at)).days),
    )


def job_of(offer: Offer) -> Job:
    """What an offer of this tenant asks and gives."""
    return Job(
        occupation=offer.occupation_code,
        position=(offer.latitude, offer.longitude)
        if offer.latitude is not None and offer.longitude is not None
        else None,
        commune=offer.commune_insee,
        contract=offer.contract_type,
        nature=offer.contract_nature,
        full_time=offer.full_time,
        schedules=schedules_in(offer.schedule),
        starts_on=offer.starts_on,
        licence=offer.licence,
        licences=frozenset(offer.licence_categories),
        experience=offer.experience,
        skills=tuple(offer.skills),
        languages=tuple(offer.languages),
        housing=offer.housing,
    )


def job_of_hit(hit: FoundDocument) -> Job:
    """What the index knows of a neighbour's offer: less, and nothing that it doesn't say."""
    return Job(
        occupation=hit.occupation_code,
        position=(hit.latitude, hit.longitude) if hit.latitude is not None and hit.longitude is not None else None,
        commune=hit.commune_insee,
        contract=hit.contract_type,
        nature=hit.contract_nature,
        full_time=hit.full_time,
        licence=hit.licence or "unsaid",
        housing=hit.housing,
    )


def months_worked(jobs: Iterable[Experience], *, wanted: frozenset[str], today: date) -> tuple[tuple[str, int], ...]:
    """How long somebody worked in each occupation that the titles of their jobs call; 0: they did, how long isn't said.

    A title that calls several is the one looked for when that is among them, and otherwise one of each domain.
    """
    months: dict[str, int] = {}
    for job in jobs:
        codes = codes_of_title(job.title)
        worked = months_between(job.starts_on, job.ends_on or today) if job.starts_on else 0
        for code in codes & wanted or _one_of_each_domain(codes):
            months[code] = months.get(code, 0) + worked
    return tuple(sorted(months.items()))


def codes_of_title(title: str) -> frozenset[str]:
    """«Caissière chez Match»: the whole title when it calls an occupation, otherwise the first words that do."""
    codes = codes_for(title)
    if not codes and (found := phrases_in(title.split())):
        codes = found[0].codes
    return codes


def _one_of_each_domain(codes: frozenset[str]) -> list[str]:
    """One month in a trade of three names is one month."""
    return list({code[:3]: code for code in sorted(codes, reverse=True)}.values())


def _free_on(profile: Profile, *, today: date) -> date | None:
    if profile.availability == Availability.FROM_DATE:
        return profile.available_from
    return today if profile.availability == Availability.NOW else None
