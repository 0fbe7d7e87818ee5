"""No hidden number can be told from the shown ones and the totals: every table is guessed at by trying everything."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.reporting.hiding import FEWEST, Hidden, Number, hide
from boards.reporting.rounding import range_of, rounded

# How far a reader of these small tables needs to look for another value of a number without an upper end.
BEYOND = 4


def known(number: Number, *, least: int) -> range:
    """What a reader takes a number to be, by what is written: never by what the code keeps of it."""
    if number.is_small:
        return range(0 if number.is_total else least, FEWEST)
    if number.is_masked:
        return range(FEWEST, number.value + BEYOND)
    assert number.shown is not None
    return range(number.shown, number.shown + 1)


def possible(hidden: Hidden, *, least: int, exact: bool) -> list[list[tuple[int, ...]]]:
    """Every table that agrees with what is written."""
    width = len(hidden.columns)

    def ways(number: Number) -> range:
        if exact or number.shown is None:
            return known(number, least=least)
        low, high = range_of(number.shown)
        return range(low, high + 1)

    found = []
    for flat in product(*(ways(number) for line in hidden.cells for number in line)):
        lines = [flat[at : at + width] for at in range(0, len(flat), width)]
        totals = [sum(line[at] for line in lines) for at in range(width)]
        said = zip(hidden.lines, map(sum, lines), strict=True) if hidden.lines else ()
        if (
            all(total in ways(number) for number, total in zip(hidden.columns, totals, strict=True))
            and all(total in ways(number) for number, total in said)
            and (hidden.total.is_masked or sum(totals) in ways(hidden.total))
        ):
            found.append(lines)
    return found


def assert_nothing_can_be_told(hidden: Hidden, *, least: int, exact: bool) -> None:
    tables = possible(hidden, least=least, exact=exact)
    for at, line in enumerate(hidden.cells):
        for column, number in enumerate(line):
            assert number.value >= FEWEST or number.is_small
            if number.shown is None:
                assert len({table[at][column] for table in tables}) > 1, (hidden, at, column)


numbers = st.integers(0, 4) | st.integers(5, 9)


@given(st.lists(st.lists(numbers, min_size=2, max_size=2), min_size=2, max_size=3))
@settings(max_examples=120)
def test_communes_across_occupations(grid):
    hidden = hide(grid, with_line_totals=True, exact_totals=True)
    if hidden is not None:
        assert_nothing_can_be_told(hidden, least=0, exact=True)
        assert [number.shown for number in hidden.columns] == [sum(line[at] for line in grid) for at in range(2)]


@given(st.lists(st.integers(1, 70), min_size=1, max_size=4), st.sampled_from([0, 1]))
@settings(max_examples=120)
def test_one_rounded_column(values, least):
    hidden = hide([[value] for value in values], least=least)
    if hidden is not None:
        assert_nothing_can_be_told(hidden, least=least, exact=False)


@given(st.lists(st.lists(numbers, min_size=2, max_size=2), min_size=2, max_size=2))
@settings(max_examples=60)
def test_rounded_columns_side_by_side(grid):
    hidden = hide(grid)
    if hidden is not None:
        assert_nothing_can_be_told(hidden, least=0, exact=False)


def test_hiding_one_cell_alone_would_tell_it():
    """Why others go with it: 3 is what is missing to the total."""
    grid = [[3, 20, 30], [12, 8, 6], [9, 9, 9]]
    hidden = hide(grid, with_line_totals=True, exact_totals=True)
    masked = [number.value for line in hidden.cells for number in line if number.is_masked]
    assert hidden.cells[0][0].is_small
    assert len(masked) == 3
    assert 30 not in masked
    assert_nothing_can_be_told(hide([[3, 9], [9, 7]], with_line_totals=True, exact_totals=True), least=0, exact=True)


def test_where_nothing_can_be_hidden_there_is_no_table():
    assert hide([[3]], with_line_totals=True, exact_totals=True) is None
    assert hide([[3], [20]], with_line_totals=True, exact_totals=True) is None


def test_large_numbers_stay_as_they_are():
    hidden = hide([[10, 20], [30, 40]], with_line_totals=True, exact_totals=True)
    assert [[number.shown for number in line] for line in hidden.cells] == [[10, 20], [30, 40]]


@pytest.mark.parametrize(
    ("number", "said"), [(5, 5), (7, 5), (8, 10), (13, 15), (50, 50), (54, 50), (55, 60), (1234, 1230)]
)
def test_rounding(number, said):
    assert rounded(number) == said
    low, high = range_of(said)
    assert low <= number <= high
    assert {rounded(one) for one in range(low, high + 1)} == {said}
    assert rounded(high + 1) > said
