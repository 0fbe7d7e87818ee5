"""Which of many texts a document holds, without asking each of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from search.matching.candidate import Candidate
from search.matching.sets import drop
from search.understanding import Clause, understand
from search.vocabulary import Vocabulary, vocabulary


class Texts:
    """Texts by their clauses, clauses by a stem of each of their groups and by their occupations."""

    def __init__(self) -> None:
        self._users: Counter[str] = Counter()
        self._understood_with: Vocabulary | None = None
        self._empty()

    def _empty(self) -> None:
        self._clauses: dict[str, tuple[Clause, ...]] = {}
        self._wordless: set[str] = set()  # no word that could be looked for: they hold everywhere
        self._by_rarest: dict[Clause, set[str]] = defaultdict(set)
        self._rarest: dict[str, Clause] = {}
        self._uses: Counter[Clause] = Counter()
        self._by_stem: dict[str, set[Clause]] = defaultdict(set)
        self._by_code: dict[str, set[Clause]] = defaultdict(set)

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
        held = {clause for clause in near if _holds(clause, candidate)}
        yield from self._wordless
        for clause in held & self._by_rarest.keys():
            for text in self._by_rarest[clause]:
                if all(one in held for one in self._clauses[text]):
                    yield text

    def _enter(self, text: str) -> None:
        clauses = self._clauses[text] = understand(text).clauses
        if not clauses:
            self._wordless.add(text)
            return
        # By the clause that fewest others ask for: "agent d'accueil" is looked at where there is an "accueil".
        rarest = self._rarest[text] = min(clauses, key=lambda clause: self._uses[clause])
        self._by_rarest[rarest].add(text)
        for clause in clauses:
            self._uses[clause] += 1
            if self._uses[clause] == 1:
                for group in clause.groups:
                    self._by_stem[_longest(group)].add(clause)
                for code in clause.codes:
                    self._by_code[code].add(clause)

    def _leave(self, text: str) -> None:
        clauses = self._clauses.pop(text, ())
        self._wordless.discard(text)
        if clauses:
            drop(self._by_rarest, self._rarest.pop(text), text)
        for clause in clauses:
            self._uses[clause] -= 1
            if not self._uses[clause]:
                del self._uses[clause]
                for group in clause.groups:
                    drop(self._by_stem, _longest(group), clause)
                for code in clause.codes:
                    drop(self._by_code, code, clause)


def _holds(clause: Clause, candidate: Candidate) -> bool:
    """The same as both engines: its occupation, or a group of stems of which all are there, in whatever field."""
    if candidate.occupation_code and candidate.occupation_code in clause.codes:
        return True
    return any(candidate.stems.issuperset(group) for group in clause.groups)


def _longest(group: tuple[str, ...]) -> str:
    return max(group, key=len)
