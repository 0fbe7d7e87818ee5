"""What the rule knows of the two sides: facts only, no name, no age, no origin, nothing that may not count."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from search.geo import Point


class Pile(TextChoices):
    """The three piles on an adviser's desk, best first."""

    SUGGEST = "suggest", _("À proposer")
    ASK = "ask", _("À vérifier avec la personne")
    BLOCKED = "blocked", _("Un obstacle")

    @property
    def place(self) -> int:
        """0 for the best."""
        return list(Pile).index(self)


@dataclass(frozen=True, kw_only=True)
class Seeker:
    """What somebody looks for and brings. Empty means «not said», never «no».

    occupations: ROME codes; months: how long they worked, by ROME code
    (0: they did, how long isn't said); means: values of candidates' Transport;
    free_on: the first day they can work, None when not said; in_work: has a job to give notice in;
    confirmed_days: days since they last said that they look.
    """

    occupations: frozenset[str] = frozenset()
    months: tuple[tuple[str, int], ...] = ()
    position: Point | None = None
    radius_km: int = 20
    communes: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    licences: frozenset[str] = frozenset()
    contracts: frozenset[str] = frozenset()
    full_time: bool | None = None
    schedules: frozenset[str] = frozenset()
    free_on: date | None = None
    in_work: bool = False
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    confirmed_days: int = 0


@dataclass(frozen=True, kw_only=True)
class Job:
    """What an offer asks and gives. Empty means «not said».

    licence: "required", "none" or "unsaid"; licences: categories asked for; experience: "", "beginner", "wished" or
    "required"; schedules: values of candidates' Schedule; starts_on: None for «as soon as possible».
    """

    occupation: str = ""
    position: Point | None = None
    commune: str = ""
    contract: str = ""
    nature: str = ""
    full_time: bool | None = None
    schedules: frozenset[str] = frozenset()
    starts_on: date | None = None
    licence: str = "unsaid"
    licences: frozenset[str] = frozenset()
    experience: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    housing: bool = False


@dataclass(frozen=True)
class Fit:
    """How somebody and a job go together, and why."""

    pile: Pile
    points: int
    reasons: tuple[str, ...]
    questions: tuple[str, ...]
    obstacles: tuple[str, ...]
    distance_km: float | None

    @property
    def order(self) -> tuple[int, int, float]:
        """Sorts the best first: the pile, then the points, then the distance."""
        return (self.pile.place, -self.points, self.distance_km if self.distance_km is not None else 1e9)

    @property
    def sentence(self) -> str:
        """«Même métier, 9 km, a une voiture, libre dès lundi»; obstacles and questions first."""
        said = ", ".join([*self.obstacles, *self.questions, *self.reasons])
        return said[:1].upper() + said[1:]
