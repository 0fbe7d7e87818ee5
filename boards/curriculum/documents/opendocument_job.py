"""The job for an ODT."""

import io
from typing import Any

from odf.opendocument import OpenDocumentText
from odf.text import P

from boards.curriculum.documents import jobs, opendocument


def warm() -> None:
    jobs.warm()
    document, target = OpenDocumentText(), io.BytesIO()
    document.text.addElement(P(text="Jeanne Dubois"))
    document.save(target)
    opendocument.lines(target.getvalue())


def read(content: bytes) -> dict[str, Any]:
    return jobs.answer(opendocument.lines(content))
