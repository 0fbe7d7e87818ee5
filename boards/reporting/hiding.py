"""Never a person: what is below five is hidden, and so that no arithmetic brings it back.

Whoever reads a table knows of each number that it lies in a range: a number that is shown is itself, a rounded one is
anything that rounds to it, «moins de 5» is 0 to 4, «masqué» is 5 or more. And they know that lines and columns add up.
So a table is a network in which numbers flow: from a source through each line into its columns and on to the total.
A hidden number can't be recovered when it can be another one: when some loop through it lets numbers go up and down
within their ranges while every sum stays right. Where no loop is, further numbers are hidden until there is one, the
smallest first. Totals are never hidden for it, as other tables show the same ones: a table without a loop isn't shown.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from boards.reporting.rounding import range_of, rounded

#: From here on a number speaks of a group, and below of persons.
FEWEST = 5

Node = tuple[str, int]
_SOURCE, _SINK = ("source", 0), ("sink", 0)


@dataclass
class Number:
    """One number of a table, and what is said of it: `low` to `high`, None for no end. `shown` is None when hidden."""

    value: int
    low: int
    high: int | None
    shown: int | None = None
    is_total: bool = False

    @property
    def is_small(self) -> bool:
        return self.shown is None and self.high is not None

    @property
    def is_masked(self) -> bool:
        """Hidden although it is large: without it a small one could be told."""
        return self.shown is None and self.high is None

    @property
    def may_be_masked(self) -> bool:
        return not self.is_total and self.shown is not None and self.value >= FEWEST

    def may_rise(self) -> bool:
        return self.high is None or self.value < self.high

    def may_fall(self) -> bool:
        return self.value > self.low

    def mask(self) -> None:
        self.low, self.high, self.shown = FEWEST, None, None


@dataclass(frozen=True)
class Hidden:
    """A table of which nobody can tell a hidden number. Totals of lines are None where they aren't said."""

    cells: list[list[Number]]
    lines: list[Number] | None
    columns: list[Number]
    total: Number


@dataclass
class _Network:
    edges: list[tuple[Node, Node, Number]] = field(default_factory=list)
    arcs: dict[Node, list[tuple[Node, int, bool]]] = field(default_factory=dict)

    def add(self, tail: Node, head: Node, number: Number) -> None:
        at = len(self.edges)
        self.edges.append((tail, head, number))
        self.arcs.setdefault(tail, []).append((head, at, True))
        self.arcs.setdefault(head, []).append((tail, at, False))

    def loop(self, at: int) -> list[int] | None:
        """The cheapest loop through an edge along which numbers may change: edges to mask cost what they count."""
        tail, head, number = self.edges[at]
        ways = []
        if number.may_rise():
            ways.append(self._path(head, tail, without=at))
        if number.may_fall():
            ways.append(self._path(tail, head, without=at))
        found = min((way for way in ways if way is not None), default=None)
        return found[1] if found else None

    def mask(self, edges: Iterable[int]) -> None:
        for at in edges:
            number = self.edges[at][2]
            if number.may_be_masked:
                number.mask()

    def _path(self, start: Node, end: Node, *, without: int) -> tuple[int, list[int]] | None:
        """(cost, edges that must be masked), by Dijkstra."""
        best: dict[Node, int] = {start: 0}
        queue: list[tuple[int, int, Node, list[int]]] = [(0, 0, start, [])]
        turn = 0
        while queue:
            cost, _turn, node, masked = heapq.heappop(queue)
            if node == end:
                return cost, masked
            if cost > best[node]:
                continue
            for target, at, forwards in self.arcs[node]:
                price = None if at == without else self._price(self.edges[at][2], forwards=forwards)
                if price is not None and cost + price < best.get(target, 1 << 62):
                    best[target] = cost + price
                    turn += 1
                    heapq.heappush(queue, (cost + price, turn, target, [*masked, at] if price else masked))
        return None

    @staticmethod
    def _price(number: Number, *, forwards: bool) -> int | None:
        """0 where the number may change so, what it counts where it would have to be masked, None where it can't."""
        if number.may_rise() if forwards else number.may_fall():
            return 0
        if number.may_be_masked and (forwards or number.value > FEWEST):
            return number.value
        return None


def hide(
    grid: Sequence[Sequence[int]], *, least: int = 0, with_line_totals: bool = False, exact_totals: bool = False
) -> Hidden | None:
    """Hide what is small in a table, and as much more as that takes; None where even that isn't enough.

    least: what readers know any number to be at least: 1 where lines without anything have no line.
    exact_totals: numbers as counted, and totals as other tables show them, small ones too; otherwise all are rounded.
    """
    cells = [[_number(value, least=least, exact=exact_totals) for value in line] for line in grid]
    lines = [_total(sum(line), exact=exact_totals, said=with_line_totals) for line in grid]
    columns = [_total(sum(line[at] for line in grid), exact=exact_totals) for at in range(len(grid[0]) if grid else 0)]
    total = _total(sum(map(sum, grid)), exact=exact_totals, said=with_line_totals or len(columns) == 1)
    network = _Network()
    for row, line in enumerate(cells):
        network.add(_SOURCE, ("line", row), lines[row])
        for at, number in enumerate(line):
            network.add(("line", row), ("column", at), number)
    for at, number in enumerate(columns):
        network.add(("column", at), _SINK, number)
    network.add(_SINK, _SOURCE, total)
    if not _settle(network):
        return None
    return Hidden(cells, lines if with_line_totals else None, columns, total)


def _settle(network: _Network) -> bool:
    """Give every hidden number a loop."""
    waiting = [at for at, (_tail, _head, number) in enumerate(network.edges) if number.is_small]
    for at in waiting:
        masked = network.loop(at)
        if masked is None:
            return False
        # A number that is masked lies on the loop that asked for it.
        network.mask(masked)
    return True


def _number(value: int, *, least: int, exact: bool) -> Number:
    if value < FEWEST:
        return Number(value, least, FEWEST - 1)
    return Number(value, value, value, value) if exact else _rounded(value)


def _total(value: int, *, exact: bool, said: bool = True) -> Number:
    if not said:
        return Number(value, 0, None, is_total=True)
    if exact:
        return Number(value, value, value, value, is_total=True)
    if value < FEWEST:
        return Number(value, 0, FEWEST - 1, is_total=True)
    number = _rounded(value)
    number.is_total = True
    return number


def _rounded(value: int) -> Number:
    shown = rounded(value)
    low, high = range_of(shown)
    return Number(value, low, high, shown)
