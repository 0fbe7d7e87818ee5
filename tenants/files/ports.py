"""What files ask of a virus scanner, and the three things it can answer."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Clean:
    """Nothing was found."""


@dataclass(frozen=True)
class Infected:
    """name: what the scanner calls it."""

    name: str


@dataclass(frozen=True)
class Later:
    """No verdict; another try may give one. down: for every file, so the rest need not be tried now."""

    why: str
    down: bool = False


Verdict = Clean | Infected | Later


class ScannerPort(Protocol):
    """A scanner. No method raises for what a network or a peer does, and each ends within its time limit."""

    name: str

    def scan(self, content: bytes) -> Verdict: ...

    def is_up(self) -> bool: ...
