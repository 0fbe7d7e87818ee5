"""A table of figures: it is its own chart, its own page and its own file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What is counted, and how often, column by column."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """Lines under columns. `head`: over the labels. The bars are those of the first column.

    summed: whether lines add up, so that there is a total. parted: whether the first column is also read in per cent.
    """

    slug: str
    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    note: str = ""
    summed: bool = True
    parted: bool = False

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sum(line.values[at] for line in self.lines) for at in range(len(self.columns)))

    @property
    def is_empty(self) -> bool:
        return not any(self.totals)

    def value(self, label: str, *, column: int = 0) -> int:
        """One number by the label of its line; 0 where there is no such line."""
        return next((line.values[column] for line in self.lines if line.label == label), 0)


def percent(part: int, whole: int) -> int | None:
    """Rounded to whole ones; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None
