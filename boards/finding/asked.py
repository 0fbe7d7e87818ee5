"""A search as its address writes it: read from any query string, written back in one canonical way.

Reading never fails: what is no value is left out, so a hand-made or broken address shows the nearest search that
makes sense. Writing leaves defaults out and keeps one order, so that one search has one address to share.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from boards.offers.enums import ContractNature, ContractType
from search.criteria import DEEPEST_HIT, DEFAULT_RADIUS_KM, LONGEST_TEXT, RADIUS_STEPS_KM
from tenants.reference.text import normalise

PATH = "/offres"
PAGE_SIZE = 20
LONGEST_PLACE = 80
MOST_OCCUPATIONS = 10
AGES_IN_DAYS = (1, 3, 7, 14, 30)
#: What people call the second axis of a contract, and its codes.
NATURES = {
    "alternance": tuple(code.value for code in ContractNature.work_study()),
    "insertion": (ContractNature.INSERTION.value,),
}
HOURS = {"plein": True, "partiel": False}
SORTS = {"pertinence": "relevance", "distance": "distance", "date": "date"}
_NUMBER = re.compile(r"[0-9]{1,9}")
_OCCUPATION = re.compile(r"[A-N][0-9]{4}")


@dataclass(frozen=True)
class Asked:
    """What a visitor asked for. Texts as typed (trimmed, cut); everything else valid by construction.

    `sort` is "" while the visitor leaves the order to us: relevance for words, distance around a place, else newest.
    """

    text: str = ""
    place: str = ""
    radius_km: int = DEFAULT_RADIUS_KM
    contracts: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()
    hours: str = ""
    no_licence: bool = False
    housing: bool = False
    max_age_days: int | None = None
    occupations: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict, *, page_size: int = PAGE_SIZE) -> Self:
        """From a query string of any quality."""
        asked = cls(
            text=_words(data.get("q", "")),
            place=_text(data.get("lieu", ""), LONGEST_PLACE),
            radius_km=_radius(data.get("rayon", "")),
            contracts=_known(data.getlist("contrat"), ContractType.values),
            natures=_known(data.getlist("nature"), NATURES),
            hours=data.get("temps", "") if data.get("temps", "") in HOURS else "",
            no_licence=data.get("permis") == "sans",
            housing=data.get("logement") == "1",
            max_age_days=_age(data.get("depuis", "")),
            occupations=tuple(sorted({code for code in data.getlist("metier")[:99] if _OCCUPATION.fullmatch(code)}))[
                :MOST_OCCUPATIONS
            ],
            sort=data.get("tri", "") if data.get("tri", "") in SORTS else "",
            page=min(_number(data.get("page", "")) or 1, DEEPEST_HIT // page_size),
        )
        return asked.but(page=asked.page)

    @property
    def default_sort(self) -> str:
        if self.text:
            return "pertinence"
        return "distance" if self.place else "date"

    @property
    def order(self) -> str:
        """The order that holds, one of SORTS."""
        return self.sort or self.default_sort

    @property
    def is_narrowed(self) -> bool:
        """Whether anything beside words and place is asked for."""
        return replace(self, text="", place="", sort="", page=1, radius_km=DEFAULT_RADIUS_KM) != Asked()

    def but(self, **changes: Any) -> Self:
        """The same search with a change; unless the page is what changes, from its first page."""
        changed = replace(self, **{"page": 1, **changes})
        return replace(
            changed,
            sort="" if changed.sort == changed.default_sort else changed.sort,
            radius_km=changed.radius_km if changed.place else DEFAULT_RADIUS_KM,
        )

    def toggled(self, group: str, value: str) -> Self:
        """The same search with one value of `contracts`, `natures` or `occupations` put on or taken off."""
        now = getattr(self, group)
        return self.but(**{group: tuple(sorted({*now} ^ {value}))})

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that differ from nothing asked, in their one order."""
        found = [("q", self.text), ("lieu", self.place)]
        if self.place and self.radius_km != DEFAULT_RADIUS_KM:
            found.append(("rayon", str(self.radius_km)))
        found += self.filter_pairs()
        if self.page > 1:
            found.append(("page", str(self.page)))
        return [(name, value) for name, value in found if value]

    def filter_pairs(self) -> list[tuple[str, str]]:
        """What the search bar doesn't show and must carry along."""
        found = [("metier", code) for code in self.occupations]
        found += [("contrat", code) for code in self.contracts]
        found += [("nature", name) for name in self.natures]
        found += [("temps", self.hours), ("permis", "sans" if self.no_licence else "")]
        found += [
            ("logement", "1" if self.housing else ""),
            ("depuis", str(self.max_age_days or "")),
            ("tri", self.sort),
        ]
        return [(name, value) for name, value in found if value]

    @property
    def url(self) -> str:
        """The canonical address, without host."""
        query = urlencode(self.pairs())
        return f"{PATH}?{query}" if query else PATH


def _text(raw: str, longest: int) -> str:
    # Cut before anything is done with it: 50 kB of pasted text is one slice.
    return " ".join(raw[: longest * 4].replace("\x00", " ").split())[:longest].strip()


def _words(raw: str) -> str:
    """What is looked for; signs without a letter or a digit look for nothing and must not seem to."""
    text = _text(raw, LONGEST_TEXT)
    return text if normalise(text) else ""


def _number(raw: str) -> int | None:
    return int(raw) if _NUMBER.fullmatch(raw) else None


def _radius(raw: str) -> int:
    """The step that covers what was asked: "15" is 20 km."""
    number = _number(raw)
    if number is None or number == 0:
        return DEFAULT_RADIUS_KM
    return next((step for step in RADIUS_STEPS_KM if step >= number), RADIUS_STEPS_KM[-1])


def _age(raw: str) -> int | None:
    number = _number(raw)
    return min(number, 365) if number else None


def _known(raw: list[str], allowed: Any) -> tuple[str, ...]:
    return tuple(sorted({value for value in raw[:99] if value in allowed}))
