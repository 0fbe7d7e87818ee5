"""Sets by key that vanish when they are empty."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def drop(sets: dict[K, set[V]], key: K, value: V) -> None:
    """Take a value out of one of the sets; an empty set leaves nothing behind."""
    found = sets.get(key)
    if found is None:
        return
    found.discard(value)
    if not found:
        del sets[key]
