"""Pages of a list as components/pagination.html reads them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PageLink:
    """A page number; without an address it stands for a gap."""

    number: int
    url: str | None
    current: bool = False


@dataclass(frozen=True)
class Pages:
    """Where one can turn to from here."""

    previous_url: str | None
    next_url: str | None
    links: tuple[PageLink, ...]
    last: int


def pages(*, current: int, total: int, size: int, deepest: int, url: Callable[[int], str]) -> Pages:
    """First, last, and one on either side; `deepest` is the last hit any engine gives."""
    last = max(1, -(-min(total, deepest) // size))
    shown = sorted({1, last, *(n for n in (current - 1, current, current + 1) if 1 <= n <= last)})
    links: list[PageLink] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            links.append(PageLink(number=before + 1, url=None))
        links.append(PageLink(number=number, url=url(number), current=number == current))
    return Pages(
        previous_url=url(min(current - 1, last)) if current > 1 else None,
        next_url=url(current + 1) if current < last else None,
        links=tuple(links),
        last=last,
    )
