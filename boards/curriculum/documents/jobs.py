"""What the limited process runs for each kind of document: bytes in, a curriculum as plain JSON out. No Django."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from boards.curriculum import europass, json_resume
from boards.curriculum.documents.lines import tidied
from boards.curriculum.proposal.propose import propose
from boards.curriculum.values import Curriculum, NotRead, Reason, as_plain

#: Fewer letters than this are no text: a CV that was photographed.
LEAST_LETTERS = 40
_WARM = ["Jeanne Dubois", "Expériences", "De mars 2019 à juin 2021 : Vendeuse, Boulangerie", "Langues : anglais B1"]


def answer(lines: list[str]) -> dict[str, Any]:
    if sum(sign.isalpha() for line in lines for sign in line) < LEAST_LETTERS:
        return {"reason": Reason.NO_TEXT.value}
    found = propose(lines)
    return {"reason": Reason.NOT_A_CV.value} if found.is_empty else {"curriculum": as_plain(found)}


def read_by(reader: Callable[[bytes], Curriculum], content: bytes) -> dict[str, Any]:
    try:
        return {"curriculum": as_plain(reader(content))}
    except NotRead as error:
        return {"reason": error.reason.value}


def exchange(content: bytes) -> dict[str, Any]:
    """Europass XML or JSON Resume, by its first sign."""
    is_xml = content.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<")
    return read_by(europass.read if is_xml else json_resume.read, content)


def warm() -> None:
    propose(tidied(_WARM))
    with suppress(NotRead):
        europass.read(europass.write(Curriculum(name="Jeanne Dubois")))
