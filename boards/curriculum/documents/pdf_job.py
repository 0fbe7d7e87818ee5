"""The job for a PDF: what Europass attached to it, or else its words."""

from typing import Any

from boards.curriculum import europass
from boards.curriculum.documents import jobs, pdf
from tenants.files.inspecting import pdf as inspecting


def warm() -> None:
    jobs.warm()
    inspecting.warm()


def read(content: bytes) -> dict[str, Any]:
    data = pdf.attached(content)
    if data:
        found = jobs.read_by(europass.read, data)
        if "curriculum" in found:
            return found
    return jobs.answer(pdf.lines(content))
