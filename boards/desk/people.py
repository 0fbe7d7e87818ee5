"""The list of people, as an adviser narrows it down before doing something with several."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from boards.accounts.models import User
from boards.candidates.enums import Availability
from boards.candidates.models import Profile
from boards.candidates.models.profile import ProfileQuerySet
from tenants.reference.occupations import codes_for
from tenants.reference.text import normalise

MINE, ALL, NOBODYS = "moi", "tous", "personne"


@dataclass(frozen=True)
class Narrowed:
    """What was asked for. text: of a name or an occupation; whose: a portfolio; looking: only those who look."""

    text: str = ""
    whose: str = ALL
    looking: bool = True
    stale: bool = False

    @classmethod
    def read(cls, query: QueryDict) -> "Narrowed":
        whose = query.get("qui", ALL)
        return cls(
            text=query.get("q", "").replace("\x00", "")[:80].strip(),
            whose=whose if whose in (MINE, ALL, NOBODYS) else ALL,
            looking=query.get("etat", "") != "tous",
            stale="anciens" in query,
        )

    @property
    def query(self) -> str:
        """As in an address."""
        said = {"q": self.text, "qui": self.whose if self.whose != ALL else ""}
        said |= {"etat": "" if self.looking else "tous", "anciens": "1" if self.stale else ""}
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.whose != ALL or self.stale)


def people(reader: User, narrowed: Narrowed) -> ProfileQuerySet:
    """Those whom the reader sees, freshest first. A word that calls an occupation finds those who look for it."""
    found = Profile.objects.seen_by(reader).select_related("adviser")
    if narrowed.looking:
        found = found.filter(availability__in=Availability.looking())
    if narrowed.whose == MINE:
        found = found.filter(adviser=reader)
    elif narrowed.whose == NOBODYS:
        found = found.filter(adviser__isnull=True)
    if narrowed.stale:
        found = found.exclude(pk__in=Profile.objects.fresh().values("pk"))
    if narrowed.text:
        codes = codes_for(narrowed.text)
        if codes:
            found = found.filter(occupations__overlap=sorted(codes))
        else:
            for word in normalise(narrowed.text).split()[:4]:
                found = found.filter(search_name__contains=word)
    return found.order_by("-confirmed_at", "pk")


def chosen(reader: User, keys: list[UUID]) -> list[Profile]:
    """Those ticked, as far as the reader sees them."""
    return list(Profile.objects.seen_by(reader).filter(pk__in=keys).order_by("search_name", "pk"))
