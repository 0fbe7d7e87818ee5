"""What a kept CV, or an export of somebody else's, proposes; read in a process that can do nothing else."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from boards.curriculum.values import Curriculum, Reason, Unreadable, from_plain
from boards.curriculum.wording import sentence
from tenants.files.enums import FileKind
from tenants.files.limited.runner import Outcome, run
from tenants.files.models import StoredFile
from tenants.files.serving import content_of

logger = logging.getLogger(__name__)

MOST_BYTES = 5_000_000
_JOBS = {
    FileKind.PDF: "boards.curriculum.documents.pdf_job:read",
    FileKind.DOCX: "boards.curriculum.documents.word_job:read",
    FileKind.ODT: "boards.curriculum.documents.opendocument_job:read",
}


def propose(file: StoredFile) -> Curriculum | Unreadable:
    """What a CV seems to say, for its person to correct; nothing is kept. Never raises for what a file holds.

    A file that waits for its scan can be read: it is its own person who asks, and nothing of it is run.
    """
    content = content_of(file) if file.is_clean or file.is_waiting else None
    if content is None:
        return Unreadable(Reason.GONE)
    return proposed(content, FileKind(file.kind))


def proposed(content: bytes, kind: FileKind) -> Curriculum | Unreadable:
    """The same for bytes whose kind is known."""
    return _understood(run(_JOBS[kind], content))


def imported(upload: File[Any]) -> Curriculum:
    """A Europass XML or a JSON Resume that somebody sends. Raises ValidationError in French."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(sentence(Reason.TOO_LARGE), code=Reason.TOO_LARGE)
    upload.seek(0)
    found = _understood(run("boards.curriculum.documents.jobs:exchange", bytes(upload.read(MOST_BYTES))))
    if isinstance(found, Unreadable):
        raise ValidationError(sentence(found.reason), code=found.reason)
    return found


def _understood(outcome: Outcome) -> Curriculum | Unreadable:
    if outcome.failed:
        logger.info("A CV was not read: %s %s", outcome.failed, outcome.said)
        return Unreadable(Reason.NOT_A_CV if outcome.failed == "error" else Reason.TIME)
    try:
        if "reason" in outcome.value:
            return Unreadable(Reason(outcome.value["reason"]))
        return from_plain(outcome.value["curriculum"])
    except (TypeError, ValueError, KeyError, AttributeError):
        # The process speaks for a stranger's file: what it says is checked as well.
        logger.warning("A CV was read as something else than a curriculum")
        return Unreadable(Reason.NOT_A_CV)
