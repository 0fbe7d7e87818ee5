"""Numbers for the public: to five, above fifty to ten."""

FINE, COARSE, COARSE_ABOVE = 5, 10, 50
_SMALLEST_SHOWN = 5


def rounded(number: int) -> int:
    """13 is 15, 54 is 50, 55 is 60."""
    step = FINE if number <= COARSE_ABOVE else COARSE
    return (number + step // 2) // step * step


def range_of(shown: int) -> tuple[int, int]:
    """The smallest and the largest number that is shown so; below five none is."""
    around = range(max(_SMALLEST_SHOWN, shown - COARSE), shown + COARSE + 1)
    found = [number for number in around if rounded(number) == shown]
    return found[0], found[-1]
