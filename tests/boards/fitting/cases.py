"""Thirty pairs that an adviser would sort without thinking, written before the rule was tuned.

Five jobs; under each, people from the one to call first to the one not to call. `says` are words of the sentence that
an adviser would give as the reason; `never` words that must not stand there. The day is Thursday 26 November 2026.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from boards.fitting.values import Job, Pile, Seeker

TODAY = date(2026, 11, 26)
BERGUES, HOYMILLE, CASSEL, DUNKERQUE = (50.967, 2.435), (50.978, 2.447), (50.801, 2.487), (51.038, 2.377)
HONDSCHOOTE, ESQUELBECQ, CHAMONIX = (50.980, 2.581), (50.886, 2.430), (45.924, 6.870)
BAKER, PASTRY, SHOP, CLEANER, CARER, DRIVER, FARM, COOK, LIFT = (
    "D1102", "D1104", "D1106", "K2204", "K1304", "N4101", "A1405", "G1602", "I1304",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One person for the job above, at the place where they stand in the list."""

    who: str
    seeker: dict[str, Any]
    pile: Pile | None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = field(default=())

    @property
    def person(self) -> Seeker:
        return Seeker(**{"free_on": TODAY, **self.seeker})


def about(**said: Any) -> dict[str, Any]:
    """What a person said; the rest they left out."""
    return said


# The mayor's baker, in Bergues: starts at 3 in the morning, experience wished.
THE_BAKER = Job(
    occupation=BAKER, position=BERGUES, commune="59067", contract="CDI", nature="E1", full_time=True,
    schedules=frozenset({"night"}), experience="wished", skills=("Pétrissage", "Cuisson du pain"),
)  # fmt: skip
FOR_THE_BAKER = [
    Case("baker next door with three years", about(
        occupations={BAKER}, position=HOYMILLE, months=((BAKER, 36),), means={"car"}, contracts={"CDI"},
        full_time=True, schedules={"night", "early"}, skills=("pétrissage",),
    ), Pile.SUGGEST, ("même métier", "1 km", "3 ans d’expérience", "horaires acceptés : nuit", "pétrissage")),
    Case("baker without experience, by bike", about(
        occupations={BAKER}, position=HOYMILLE, means={"bike"}, contracts={"CDI"}, full_time=True,
    ), Pile.SUGGEST, ("même métier", "libre tout de suite"), ("expérience",)),
    Case("baker from Cassel by car, free on Monday", about(
        occupations={BAKER}, position=CASSEL, means={"car"}, free_on=date(2026, 11, 30),
    ), Pile.SUGGEST, ("19 km", "a une voiture", "libre dès lundi")),
    Case("pastry cook with a car and two years at it", about(
        occupations={PASTRY}, position=BERGUES, months=((PASTRY, 48),), means={"car"}, contracts={"CDI"},
    ), Pile.SUGGEST, ("métier proche", "moins d’un kilomètre", "2 ans d’expérience")),
    Case("baker in work", about(
        occupations={BAKER}, position=HOYMILLE, months=((BAKER, 60),), means={"car"}, in_work=True,
    ), Pile.ASK, ("préavis", "5 ans d’expérience")),
    Case("baker who comes by bus", about(
        occupations={BAKER}, position=ESQUELBECQ, means={"transit"},
    ), Pile.ASK, ("travail de nuit sans voiture",)),
    Case("baker who walks, nine kilometres away", about(
        occupations={BAKER}, position=ESQUELBECQ, months=((BAKER, 24),), means={"walk"},
    ), Pile.BLOCKED, ("9 km sans voiture", "même métier")),
    Case("home carer", about(occupations={CARER}, position=BERGUES, means={"car"}), None),
]  # fmt: skip

# Home care around Hondschoote: a licence is required, part time, beginners welcome.
THE_CARER = Job(
    occupation=CARER, position=HONDSCHOOTE, contract="CDI", nature="E1", full_time=False, licence="required",
    licences=frozenset({"B"}), experience="beginner",
)  # fmt: skip
FOR_THE_CARER = [
    Case("carer with licence and car, part time", about(
        occupations={CARER}, position=HONDSCHOOTE, means={"car"}, licences={"B"}, full_time=False, contracts={"CDI"},
        months=((CARER, 14),),
    ), Pile.SUGGEST, ("permis B", "temps partiel souhaité", "1 an d’expérience")),
    Case("beginner with a lorry licence, which holds B", about(
        occupations={CARER}, position=HOYMILLE, means={"car"}, licences={"C"},
    ), Pile.SUGGEST, ("permis B", "débutant accepté")),
    Case("carer who wants full time", about(
        occupations={CARER}, position=HONDSCHOOTE, means={"car"}, licences={"B"}, full_time=True,
    ), Pile.ASK, ("souhaite un temps plein",)),
    Case("carer confirmed four months ago", about(
        occupations={CARER}, position=HOYMILLE, means={"car"}, licences={"B"}, confirmed_days=125,
    ), Pile.ASK, ("profil confirmé il y a 4 mois",)),
    Case("carer with a moped and its licence only", about(
        occupations={CARER}, position=HONDSCHOOTE, means={"moped"}, licences={"AM"},
    ), Pile.BLOCKED, ("sans le permis B exigé",)),
    Case("carer without licence, far away", about(
        occupations={CARER}, position=CASSEL, means={"transit"},
    ), Pile.BLOCKED, ("sans le permis B exigé", "au-delà des 20 km")),
]  # fmt: skip

# A winter at the ski lifts of Chamonix, with a bed.
THE_LIFT = Job(
    occupation=LIFT, position=CHAMONIX, contract="SAI", nature="E1", full_time=True, housing=True,
    starts_on=date(2026, 12, 12), experience="beginner", languages=("Anglais (exigé)",),
)  # fmt: skip
FOR_THE_LIFT = [
    Case("seasonal worker from Flanders who speaks English", about(
        occupations={LIFT}, position=BERGUES, contracts={"SAI"}, free_on=date(2026, 12, 1), languages=("anglais",),
    ), Pile.SUGGEST, ("logement proposé", "parle anglais", "libre dès mardi"), ("km",)),
    Case("the same without English", about(
        occupations={LIFT}, position=CHAMONIX, contracts={"SAI"},
    ), Pile.ASK, ("anglais demandé",)),
    Case("free a week after the season begins", about(
        occupations={LIFT}, position=CHAMONIX, free_on=date(2026, 12, 19), languages=("anglais",),
    ), Pile.ASK, ("libre à partir du 19 décembre",)),
    Case("looks for a permanent job", about(
        occupations={LIFT}, position=CHAMONIX, contracts={"CDI"}, languages=("anglais",),
    ), Pile.ASK, ("cherche plutôt : CDI",)),
    Case("free in February", about(
        occupations={LIFT}, position=CHAMONIX, contracts={"SAI"}, free_on=date(2027, 2, 15), languages=("anglais",),
    ), Pile.BLOCKED, ("libre à partir du 15 février 2027",)),
]  # fmt: skip

# A lorry driver in Dunkerque, experience required.
THE_DRIVER = Job(
    occupation=DRIVER, position=DUNKERQUE, commune="59183", contract="CDD", nature="E1", full_time=True,
    licence="required", licences=frozenset({"CE"}), experience="required",
)  # fmt: skip
FOR_THE_DRIVER = [
    Case("driver with ten years", about(
        occupations={DRIVER}, position=BERGUES, months=((DRIVER, 120),), means={"car"}, licences={"B", "CE"},
        contracts={"CDD", "CDI"},
    ), Pile.SUGGEST, ("permis CE", "10 ans d’expérience", "9 km")),
    Case("driver who said nothing of how he moves", about(
        occupations={DRIVER}, position=BERGUES, months=((DRIVER, 24),), licences={"CE"},
    ), Pile.ASK, ("moyen de transport à demander",)),
    Case("driver a little outside of his range", about(
        occupations={DRIVER}, position=CASSEL, radius_km=25, months=((DRIVER, 24),), means={"car"}, licences={"CE"},
    ), Pile.ASK, ("27 km, au-delà des 25 km souhaités",)),
    Case("driver with six months", about(
        occupations={DRIVER}, position=BERGUES, months=((DRIVER, 6),), means={"car"}, licences={"CE"},
    ), Pile.ASK, ("6 mois d’expérience",)),
    Case("driver for two communes, not this one", about(
        occupations={DRIVER}, position=BERGUES, communes={"59067", "59309"}, months=((DRIVER, 24),), means={"car"},
        licences={"CE"},
    ), Pile.BLOCKED, ("hors des communes souhaitées",)),
    Case("licence without experience", about(
        occupations={DRIVER}, position=DUNKERQUE, means={"car"}, licences={"CE"},
    ), Pile.BLOCKED, ("expérience exigée",)),
]  # fmt: skip

# A school's apprentice cook.
THE_COOK = Job(occupation=COOK, position=BERGUES, contract="CDD", nature="E2", full_time=True, experience="beginner")
FOR_THE_COOK = [
    Case("wants to learn it", about(occupations={COOK}, position=HOYMILLE, means={"bike"}, contracts={"CDD"}),
         Pile.ASK, ("alternance : conditions à vérifier", "y va à vélo")),
    Case("said nothing but the trade", about(occupations={COOK}, free_on=None), Pile.ASK,
         ("disponibilité à demander", "distance inconnue")),
    Case("did it once and looks for something else", about(
        occupations={SHOP}, months=((COOK, 8),), position=HOYMILLE, means={"bike"},
    ), Pile.ASK, ("a déjà fait ce métier", "cherche autre chose")),
    Case("said no trade", about(position=BERGUES, means={"car"}), Pile.ASK, ("métier à préciser",)),
    Case("farm hand", about(occupations={FARM}, position=BERGUES), None),
]  # fmt: skip

JOBS = {
    "the baker": (THE_BAKER, FOR_THE_BAKER),
    "the carer": (THE_CARER, FOR_THE_CARER),
    "the lift": (THE_LIFT, FOR_THE_LIFT),
    "the driver": (THE_DRIVER, FOR_THE_DRIVER),
    "the cook": (THE_COOK, FOR_THE_COOK),
}
