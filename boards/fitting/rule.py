"""The rule, whole: how an adviser would sort people for a job, and jobs for somebody.

Each line of `fit` looks at one thing and answers with a reason, a question to ask first, or an obstacle. One obstacle
puts a pair on the third pile, one question on the second; points order within a pile. The rule ranks and explains. It
decides nothing: obstacles are shown, not hidden, and an adviser proposes whom they like (art. 22 GDPR).

Nothing here may look at a name, an age, a sex, an address within the commune, or a photograph (art. L1132-1 of the
Labour Code): Seeker and Job don't hold them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from boards.fitting import words
from boards.fitting.values import Fit, Job, Pile, Seeker
from search.geo import distance_km

# What speaks for a pair, in points. The order of magnitude is what matters: the trade first, then the way there.
SAME_OCCUPATION, NEAR_OCCUPATION = 80, 20
NEXT_DOOR = 20  # at no distance; falls to 0 at the edge of the range
EXPERIENCED, BEGINNER_WELCOME = 12, 4
WANTED_CONTRACT, WANTED_HOURS, WANTED_SCHEDULE = 8, 5, 4
FREE_IN_TIME, LICENSED = 8, 6
SHARED_SKILL, MOST_SKILLS = 4, 3
SPOKEN_LANGUAGE = 4
# What speaks against it a little. A thing not said costs nothing: one call tells.
OTHER_WISH, OTHER_CONTRACT, OTHER_HOURS, OTHER_SCHEDULE = 10, 15, 6, 6
TOO_FEW_MONTHS, A_LITTLE_FAR, NO_BUS, NOTICE, LATE, STALE = 12, 6, 6, 4, 4, 4
# An obstacle weighs at least what the question before it weighed.
TOO_FAR, TOO_LATE, NOT_QUALIFIED = 10, 8, 20

# How far people go each day without a car, in kilometres as the crow flies (a road is about 1.3 times as long).
OWN_REACH = {"walk": 3.0, "bike": 8.0, "moped": 20.0, "car": 100.0}
SHARED_MEANS = frozenset({"transit", "lift"})
A_LITTLE_MORE = 1.25  # times the range: worth a question
UNSOCIAL = frozenset({"night", "early", "split"})  # no bus then

WAITS = timedelta(days=30)  # an employer waits that long for the right person, if asked
A_YEAR = 12  # months of the trade that count as experience
STALE_DAYS = 60
# Nobody takes these by the way: the person has to look for them.
SPECIAL_CONTRACTS = frozenset({"STAGE", "LIB", "CCE", "FRA", "REP"})
WORK_STUDY = frozenset({"E2", "FS"})

# Which categories a licence holds beside its own (art. R221-10 of the Highway Code, simplified).
COVERS = {
    "A1": {"AM"}, "A2": {"A1", "AM"}, "A": {"A2", "A1", "AM"}, "B1": {"AM"}, "B": {"B1", "AM"}, "BE": {"B", "B1", "AM"},
    "C1": {"B"}, "C1E": {"C1", "BE", "B"}, "C": {"C1", "B"}, "CE": {"C", "C1E", "C1", "BE", "B"},
    "D1": {"B"}, "D1E": {"D1", "BE", "B"}, "D": {"D1", "B"}, "DE": {"D", "D1E", "D1", "BE", "B"},
}  # fmt: skip


@dataclass
class Weighed:
    """What the criteria have said so far."""

    points: int = 0
    reasons: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)

    def good(self, text: str, points: int) -> None:
        self.reasons.append(text)
        self.points += points

    def ask(self, text: str, minus: int = 0) -> None:
        self.questions.append(text)
        self.points -= minus

    def bar(self, text: str, minus: int) -> None:
        self.obstacles.append(text)
        self.points -= minus


def fit(seeker: Seeker, job: Job, *, today: date) -> Fit | None:
    """How these two go together; None when the job is another trade altogether."""
    said = Weighed()
    if not _occupation(seeker, job, said):
        return None
    distance = _apart(seeker, job)
    _range(seeker, job, distance, said)
    _way(seeker, job, distance, said)
    _licence(seeker, job, said)
    _start(seeker, job, today, said)
    _contract(seeker, job, said)
    _hours(seeker, job, said)
    _experience(seeker, job, said)
    _skills(seeker, job, said)
    if seeker.confirmed_days > STALE_DAYS:
        said.ask(words.stale(seeker.confirmed_days), STALE)
    pile = Pile.BLOCKED if said.obstacles else Pile.ASK if said.questions else Pile.SUGGEST
    return Fit(
        pile=pile,
        points=said.points,
        reasons=tuple(said.reasons),
        questions=tuple(said.questions),
        obstacles=tuple(said.obstacles),
        distance_km=distance,
    )


def _occupation(seeker: Seeker, job: Job, said: Weighed) -> bool:
    """The trade looked for; or one of the same domain (the first three signs of a ROME code)."""
    worked = {code for code, _months in seeker.months}
    if not job.occupation or not (seeker.occupations or worked):
        said.ask(_("métier à préciser"))
        return True
    if job.occupation in seeker.occupations:
        said.good(_("même métier"), SAME_OCCUPATION)
    elif job.occupation in worked:
        said.good(_("a déjà fait ce métier"), NEAR_OCCUPATION)
        said.ask(_("cherche autre chose aujourd’hui"), OTHER_WISH)
    elif job.occupation[:3] in {code[:3] for code in seeker.occupations}:
        said.good(_("métier proche"), NEAR_OCCUPATION)
    else:
        return False
    return True


def _apart(seeker: Seeker, job: Job) -> float | None:
    return distance_km(seeker.position, job.position) if seeker.position and job.position else None


def _range(seeker: Seeker, job: Job, distance: float | None, said: Weighed) -> None:
    """Is it where the person wants to work? A bed at the employer's settles it."""
    if job.housing:
        said.good(_("logement proposé"), 0)
    elif seeker.communes and job.commune:
        if job.commune in seeker.communes:
            said.good(words.distance(distance) or _("commune souhaitée"), NEXT_DOOR)
        else:
            said.bar(_("hors des communes souhaitées"), TOO_FAR)
    elif distance is None:
        said.ask(_("distance inconnue"))
    elif distance <= seeker.radius_km:
        said.good(words.distance(distance), round(NEXT_DOOR * (1 - distance / seeker.radius_km)))
    elif distance <= seeker.radius_km * A_LITTLE_MORE:
        said.ask(words.further(distance, seeker.radius_km), A_LITTLE_FAR)
    else:
        said.bar(words.further(distance, seeker.radius_km), TOO_FAR)


def _way(seeker: Seeker, job: Job, distance: float | None, said: Weighed) -> None:
    """Can they get there by their own means? Housing at the job settles that too."""
    if job.housing or distance is None:
        return
    own = [means for means in seeker.means if means in OWN_REACH and distance <= OWN_REACH[means]]
    if seeker.means and distance <= OWN_REACH["walk"]:
        # Whoever takes the bus walks to the next street.
        own.append("walk")
    if own:
        said.good(words.means(max(own, key=OWN_REACH.__getitem__)), 0)
    elif seeker.means & SHARED_MEANS:
        unsocial = sorted(job.schedules & UNSOCIAL)
        if unsocial:
            said.ask(words.no_bus(unsocial[0]), NO_BUS)
        else:
            said.ask(_("trajet en transport ou covoiturage à vérifier"))
    elif seeker.means:
        said.bar(words.too_far_without_car(distance), TOO_FAR)
    elif distance > OWN_REACH["walk"]:
        said.ask(_("moyen de transport à demander"))


def _licence(seeker: Seeker, job: Job, said: Weighed) -> None:
    if job.licence != "required":
        return
    held = {*seeker.licences}.union(*(COVERS.get(licence, ()) for licence in seeker.licences))
    asked = job.licences or {"B"}
    if asked <= held:
        said.good(words.licence(asked), LICENSED)
    else:
        said.bar(words.licence_missing(asked - held), NOT_QUALIFIED)


def _start(seeker: Seeker, job: Job, today: date, said: Weighed) -> None:
    needed = max(job.starts_on or today, today)
    if seeker.in_work:
        said.ask(_("en poste : préavis à vérifier"), NOTICE)
    elif seeker.free_on is None:
        said.ask(_("disponibilité à demander"))
    elif seeker.free_on <= needed or (job.starts_on is None and seeker.free_on <= today + timedelta(days=7)):
        said.good(words.free(seeker.free_on, today=today), FREE_IN_TIME)
    elif seeker.free_on <= needed + WAITS:
        said.ask(words.free(seeker.free_on, today=today), LATE)
    else:
        said.bar(words.free(seeker.free_on, today=today), TOO_LATE)


def _contract(seeker: Seeker, job: Job, said: Weighed) -> None:
    if job.nature in WORK_STUDY:
        said.ask(_("contrat en alternance : conditions à vérifier"))
    elif job.contract and job.contract in seeker.contracts:
        said.good(words.wanted_contract(job.contract), WANTED_CONTRACT)
    elif job.contract in SPECIAL_CONTRACTS:
        said.bar(words.contract_not_wanted(job.contract), OTHER_CONTRACT)
    elif job.contract and seeker.contracts:
        said.ask(words.rather(seeker.contracts), OTHER_CONTRACT)


def _hours(seeker: Seeker, job: Job, said: Weighed) -> None:
    if job.full_time is not None and seeker.full_time is not None:
        if job.full_time == seeker.full_time:
            said.good(_("temps plein souhaité") if job.full_time else _("temps partiel souhaité"), WANTED_HOURS)
        else:
            said.ask(_("souhaite un temps plein") if seeker.full_time else _("souhaite un temps partiel"), OTHER_HOURS)
    if job.schedules and seeker.schedules:
        refused = job.schedules - seeker.schedules
        if refused:
            said.ask(words.schedule_not_wished(refused), OTHER_SCHEDULE)
        else:
            said.good(words.schedule_wished(job.schedules), WANTED_SCHEDULE)


def _experience(seeker: Seeker, job: Job, said: Weighed) -> None:
    """Months in the very trade, or half as many in one of its domain."""
    months = sum(
        worked if code == job.occupation else worked // 2
        for code, worked in seeker.months
        if code[:3] == job.occupation[:3]
    )
    if months >= A_YEAR:
        said.good(words.experience(months), EXPERIENCED)
    elif job.experience == "beginner":
        said.good(_("débutant accepté"), BEGINNER_WELCOME)
    elif job.experience == "required":
        if months:
            said.ask(words.little_experience(months), TOO_FEW_MONTHS)
        elif any(code == job.occupation for code, _months in seeker.months):
            said.ask(_("durée d’expérience à demander"), TOO_FEW_MONTHS)
        else:
            said.bar(_("expérience exigée"), NOT_QUALIFIED)


def _skills(seeker: Seeker, job: Job, said: Weighed) -> None:
    for skill in words.shared(seeker.skills, job.skills)[:MOST_SKILLS]:
        said.good(skill, SHARED_SKILL)
    for language, required in words.languages_asked(job.languages):
        if language in seeker.languages:
            said.good(words.speaks(language), SPOKEN_LANGUAGE)
        elif required:
            said.ask(words.language_to_ask(language))
