"""A value that a process keeps for a while, so that a page costs no query for it."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Timed(Generic[T]):
    """What `make` returned, made anew after `seconds` or `forget()`. One thread a worker: no lock."""

    def __init__(self, make: Callable[[], T], *, seconds: float) -> None:
        self._make = make
        self._seconds = seconds
        self._value: T | None = None
        self._until = 0.0

    def __call__(self) -> T:
        if self._value is None or time.monotonic() >= self._until:
            self._value = self._make()
            self._until = time.monotonic() + self._seconds
        return self._value

    def forget(self) -> None:
        self._value = None

    @property
    def age_allows_retry(self) -> bool:
        """Whether at least a second has passed since it was made: an unknown key is worth one more look."""
        return self._value is None or time.monotonic() >= self._until - self._seconds + 1
