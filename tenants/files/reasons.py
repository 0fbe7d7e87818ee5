"""Why a file is not taken. Known to the limited process too, hence without Django."""

from enum import StrEnum


class Refusal(StrEnum):
    """One reason each; the sentences are in refusals.py."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNKNOWN = "unknown"
    OLD_WORD = "old_word"
    RTF = "rtf"
    IMAGE = "image"
    MACROS = "macros"
    LOCKED = "locked"
    ACTIVE = "active"
    TWO_IN_ONE = "two_in_one"
    DAMAGED = "damaged"
    BOMB = "bomb"
    OUTSIDE = "outside"
    TOO_COMPLEX = "too_complex"
    BUSY = "busy"
    NO_ROOM = "no_room"


class Unfit(Exception):
    """Raised where a file shows what it is; `refusal` says which."""

    def __init__(self, refusal: Refusal, why: str = "") -> None:
        super().__init__(why or refusal)
        self.refusal = refusal
