"""Who could be proposed for what, over all that look and all that is live: pairs without a question or an obstacle.

A pair of two domains of occupations is none, so that people and offers are laid into boxes by domain first: 700 people
and 300 offers are some thousand pairs, not 210,000.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from boards.candidates.models import Profile
from boards.fitting.facts import job_of, seeker_of
from boards.fitting.rule import fit
from boards.fitting.selectors import KM_A_DEGREE
from boards.fitting.values import Fit, Job, Pile, Seeker
from boards.offers.models import Offer


@dataclass(frozen=True)
class Best:
    """The offer that speaks most for itself."""

    offer: Offer
    fit: Fit


@dataclass
class Matches:
    """best: by profile, without what they were told of or applied for; fitting: how many people, by offer."""

    best: dict[UUID, Best] = field(default_factory=dict)
    fitting: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))


def matches(
    profiles: Iterable[Profile], offers: Sequence[Offer], *, known: set[tuple[UUID, UUID]], today: date
) -> Matches:
    """No query: experiences and languages were prefetched. known: (profile, offer) of which they know already."""
    boxes = _by_domain(offers)
    found = Matches()
    for profile in profiles:
        domains = {code[:3] for code in profile.occupations}
        here = [pair for domain in sorted(domains) for pair in boxes.get(domain, ())]
        if not here:
            continue
        seeker = seeker_of(profile, today=today)
        for offer, job in here:
            if _is_out_of_range(seeker, job):
                continue
            fitting = fit(seeker, job, today=today)
            if fitting is None or fitting.pile != Pile.SUGGEST:
                continue
            found.fitting[offer.pk] += 1
            best = found.best.get(profile.pk)
            if (profile.pk, offer.pk) not in known and (best is None or fitting.order < best.fit.order):
                found.best[profile.pk] = Best(offer, fitting)
    return found


def _is_out_of_range(seeker: Seeker, job: Job) -> bool:
    """Surely further than they go, told by the latitude alone: the rule would put an obstacle or a question on it."""
    if job.housing or seeker.communes or seeker.position is None or job.position is None:
        return False
    return abs(seeker.position[0] - job.position[0]) * KM_A_DEGREE > seeker.radius_km


def _by_domain(offers: Sequence[Offer]) -> Mapping[str, list[tuple[Offer, Job]]]:
    boxes: dict[str, list[tuple[Offer, Job]]] = defaultdict(list)
    for offer in offers:
        # Without an occupation it fits nobody without a question.
        if offer.occupation_code:
            boxes[offer.occupation_code[:3]].append((offer, job_of(offer)))
    return boxes
