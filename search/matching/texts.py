"""Which of many texts a document holds, without asking each of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from search.matching.candidate import Candidate
from search.matching.sets import drop
from search.understanding import Clause, understand
from search.vocabulary import Vocabulary, vocabulary


@dataclass(eq=False, slots=True)
class Part:
    """A clause and how many texts have it. One object for all of them: compared by identity, which costs nothing."""

    clause: Clause
    users: int = 0


class Texts:
    """Texts by their clauses, clauses by a stem of each of their groups and by their occupations."""

    def __init__(self) -> None:
        self._users: Counter[str] = Counter()
        self._understood_with: Vocabulary | None = None
        self._empty()

    def _empty(self) -> None:
        self._known: dict[Clause, Part] = {}
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._wordless: set[str] = set()  # no word that could be looked for: they hold everywhere
        self._by_rarest: dict[Part, set[str]] = defaultdict(set)
        self._rarest: dict[str, Part] = {}
        self._by_stem: dict[str, set[Part]] = defaultdict(set)
        self._by_code: dict[str, set[Part]] = defaultdict(set)

    def refresh(self) -> None:
        """Read all texts anew when the words that offers use were read anew: a slip may be mended differently now."""
        known = vocabulary()
        if known is not self._understood_with:
            self._understood_with = known
            self._empty()
            for text in self._users:
                self._enter(text)

    def add(self, text: str) -> None:
        self._users[text] += 1
        if self._users[text] == 1 and self._understood_with is not None:
            self._enter(text)

    def remove(self, text: str) -> None:
        self._users[text] -= 1
        if not self._users[text]:
            del self._users[text]
            self._leave(text)

    def held_by(self, candidate: Candidate) -> Iterable[str]:
        """The texts all of whose clauses hold in the document."""
        stems = candidate.stems
        near = set(self._by_code.get(candidate.occupation_code, ()))
        for stem in stems & self._by_stem.keys():
            near |= self._by_stem[stem]
        held = {part for part in near if _holds(part.clause, candidate)}
        yield from self._wordless
        for part in held & self._by_rarest.keys():
            for text in self._by_rarest[part]:
                if held.issuperset(self._parts[text]):
                    yield text

    def _enter(self, text: str) -> None:
        clauses = understand(text).clauses
        parts = self._parts[text] = tuple(self._known.setdefault(clause, Part(clause)) for clause in clauses)
        if not parts:
            self._wordless.add(text)
            return
        # By the clause that fewest others ask for: "agent d'accueil" is looked at where there is an "accueil".
        rarest = self._rarest[text] = min(parts, key=lambda part: part.users)
        self._by_rarest[rarest].add(text)
        for part in parts:
            part.users += 1
            if part.users == 1:
                for group in part.clause.groups:
                    self._by_stem[_longest(group)].add(part)
                for code in part.clause.codes:
                    self._by_code[code].add(part)

    def _leave(self, text: str) -> None:
        parts = self._parts.pop(text, ())
        self._wordless.discard(text)
        if parts:
            drop(self._by_rarest, self._rarest.pop(text), text)
        for part in parts:
            part.users -= 1
            if not part.users:
                del self._known[part.clause]
                for group in part.clause.groups:
                    drop(self._by_stem, _longest(group), part)
                for code in part.clause.codes:
                    drop(self._by_code, code, part)


def _holds(clause: Clause, candidate: Candidate) -> bool:
    """The same as both engines: its occupation, or a group of stems of which all are there, in whatever field."""
    if candidate.occupation_code and candidate.occupation_code in clause.codes:
        return True
    return any(candidate.stems.issuperset(group) for group in clause.groups)


def _longest(group: tuple[str, ...]) -> str:
    return max(group, key=len)
