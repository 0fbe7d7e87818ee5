"""The job for a DOCX."""

import io
from typing import Any

from docx import Document

from boards.curriculum.documents import jobs, word


def warm() -> None:
    """With python-docx's own empty document, so that what it fetches late is there."""
    jobs.warm()
    document, target = Document(), io.BytesIO()
    document.add_paragraph("Jeanne Dubois")
    document.save(target)
    word.lines(target.getvalue())


def read(content: bytes) -> dict[str, Any]:
    return jobs.answer(word.lines(content))
