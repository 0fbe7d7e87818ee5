"""What is asked for, apart from where: a text, occupations and the filters of the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from search.matching.candidate import Candidate
from search.matching.sets import drop
from search.matching.texts import Texts
from search.models import SavedSearch


class Filters(NamedTuple):
    """The narrow choices of a search; few differ among thousands of searches."""

    contract_types: tuple[str, ...]
    contract_natures: tuple[str, ...]
    without_licence: bool
    housing: bool
    full_time: bool | None

    def hold(self, candidate: Candidate) -> bool:
        """The same as the engines' filters; hours that an offer doesn't say are neither full nor part time."""
        return (
            (not self.contract_types or candidate.contract_type in self.contract_types)
            and (not self.contract_natures or candidate.contract_nature in self.contract_natures)
            and not (self.without_licence and candidate.licence == "required")
            and (not self.housing or candidate.housing)
            and (self.full_time is None or candidate.full_time is self.full_time)
        )


class What(NamedTuple):
    """The same for every search that asks the same, wherever it looks."""

    text: str
    occupations: tuple[str, ...]
    filters: Filters


@dataclass(eq=False, slots=True)
class Asked:
    """A What and how many searches ask it. One object for all of them: compared by identity, which costs nothing."""

    what: What
    users: int = 0


def what_of(row: SavedSearch) -> What:
    return What(
        text=row.text.casefold(),
        occupations=tuple(row.occupations),
        filters=Filters(
            contract_types=tuple(row.contract_types),
            contract_natures=tuple(row.contract_natures),
            without_licence=row.licence == "without",
            housing=row.housing,
            full_time=row.full_time,
        ),
    )


class Whats:
    """Every distinct What, found by text and occupation; the filters of one kind of offer are worked out once."""

    def __init__(self) -> None:
        self.texts = Texts()
        self._known: dict[What, Asked] = {}
        self._filters: Counter[Filters] = Counter()
        # By text and occupation; None for "any occupation".
        self._by_text: dict[tuple[str, str | None], set[Asked]] = defaultdict(set)
        self._held: dict[tuple[object, ...], frozenset[Filters]] = {}

    def add(self, what: What) -> Asked:
        """The one for what is asked."""
        asked = self._known.get(what)
        if asked is not None:
            asked.users += 1
            return asked
        asked = self._known[what] = Asked(what, users=1)
        self.texts.add(what.text)
        for code in what.occupations or (None,):
            self._by_text[what.text, code].add(asked)
        self._filters[what.filters] += 1
        self._held.clear()
        return asked

    def remove(self, asked: Asked) -> None:
        asked.users -= 1
        if asked.users:
            return
        what = asked.what
        del self._known[what]
        self.texts.remove(what.text)
        for code in what.occupations or (None,):
            drop(self._by_text, (what.text, code), asked)
        self._filters[what.filters] -= 1
        if not self._filters[what.filters]:
            del self._filters[what.filters]
        self._held.clear()

    def held_by(self, candidate: Candidate) -> set[Asked]:
        """Those that the document answers, wherever it is."""
        filters = self._filters_held_by(candidate)
        codes: Iterable[str | None] = {None, candidate.occupation_code}
        return {
            asked
            for text in self.texts.held_by(candidate)
            for code in codes
            for asked in self._by_text.get((text, code), ())
            if asked.what.filters in filters
        }

    def _filters_held_by(self, candidate: Candidate) -> frozenset[Filters]:
        kind = (
            candidate.contract_type,
            candidate.contract_nature,
            candidate.licence == "required",
            candidate.housing,
            candidate.full_time,
        )
        held = self._held.get(kind)
        if held is None:
            held = self._held[kind] = frozenset(one for one in self._filters if one.hold(candidate))
        return held
