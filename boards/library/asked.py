"""A search for people as its address writes it; reading never fails, writing is canonical."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from boards.candidates.enums import Schedule
from boards.candidates.models.profile import RADIUS_STEPS_KM
from boards.offers.enums import ContractType, LicenceCategory
from tenants.reference.occupations import label_of

PATH = "/espace/cvtheque"
PAGE_SIZE = 20
#: 200 people: who needs more asks an adviser for a shortlist.
DEEPEST_PAGE = 10
LONGEST_TEXT = 80
MOST_OCCUPATIONS = 5
DEFAULT_RADIUS_KM = 30
_OCCUPATION = re.compile(r"[A-N][0-9]{4}")


@dataclass(frozen=True)
class Asked:
    """What an employer looks for. radius_km: from the firm; 0 for any distance."""

    occupations: tuple[str, ...] = ()
    near_ones: bool = False
    text: str = ""
    radius_km: int = DEFAULT_RADIUS_KM
    drives: bool = False
    licence: str = ""
    contracts: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    free_by: date | None = None
    fresh: bool = False
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """From a query string of any quality."""
        radius, page = data.get("rayon", ""), data.get("page", "")
        steps = {str(step): step for step in (0, *RADIUS_STEPS_KM)}
        return cls(
            occupations=tuple(
                dict.fromkeys(code for code in data.getlist("metier")[:50] if _OCCUPATION.fullmatch(code))
            )[:MOST_OCCUPATIONS],
            near_ones=data.get("proches") == "1",
            text=" ".join(data.get("q", "").replace("\x00", " ").split())[:LONGEST_TEXT],
            radius_km=steps.get(radius, DEFAULT_RADIUS_KM),
            drives=data.get("voiture") == "1",
            licence=data.get("permis", "") if data.get("permis", "") in LicenceCategory.values else "",
            contracts=_known(data.getlist("contrat"), ContractType.values),
            schedules=_known(data.getlist("horaires"), Schedule.values),
            free_by=_date(data.get("libre", "")),
            fresh=data.get("recents") == "1",
            page=min(int(page), DEEPEST_PAGE)
            if page.isascii() and page.isdecimal() and 0 < len(page) < 5 and int(page)
            else 1,
        )

    def but(self, **changes: object) -> "Asked":
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """The canonical query string, without «?»; defaults left out."""
        pairs: list[tuple[str, str]] = [("metier", code) for code in self.occupations]
        pairs += [("proches", "1")] if self.near_ones else []
        pairs += [("q", self.text)] if self.text else []
        pairs += [("rayon", str(self.radius_km))] if self.radius_km != DEFAULT_RADIUS_KM else []
        pairs += [("voiture", "1")] if self.drives else []
        pairs += [("permis", self.licence)] if self.licence else []
        pairs += [("contrat", code) for code in sorted(self.contracts)]
        pairs += [("horaires", code) for code in sorted(self.schedules)]
        pairs += [("libre", self.free_by.isoformat())] if self.free_by else []
        pairs += [("recents", "1")] if self.fresh else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return urlencode(pairs)

    @property
    def url(self) -> str:
        return f"{PATH}?{self.query}" if self.query else PATH

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked yet."""
        return self.but(page=1) == Asked()

    @property
    def label(self) -> str:
        """In words: «Boulanger, jusqu’à 30 km»."""
        wanted = " / ".join(filter(None, (label_of(code).split(" /")[0] for code in self.occupations)))
        parts = [wanted or _("Toutes les personnes"), f"« {self.text} »" if self.text else ""]
        parts.append(_("jusqu’à %(km)s km") % {"km": self.radius_km} if self.radius_km else "")
        parts.append(_("en voiture") if self.drives else "")
        parts.append(_("permis %(licence)s") % {"licence": self.licence} if self.licence else "")
        return ", ".join(part for part in parts if part)[:200]


def _known(given: list[str], values: list[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value in given[:40])


def _date(text: str) -> date | None:
    try:
        return parse_date(text[:10])
    except ValueError:
        return None
