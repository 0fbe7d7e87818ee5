"""The lines of a PDF, page by page; and what Europass attached to it."""

import io
from contextlib import suppress
from typing import Any

from pypdf import PdfReader

from boards.curriculum.documents.lines import tidied

MOST_PAGES = 12


def lines(content: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(content))
    found: list[str] = []
    for page in reader.pages[:MOST_PAGES]:
        found += [*page.extract_text().splitlines(), ""]
    return tidied(found)


def attached(content: bytes) -> bytes:
    """The first XML file within the PDF, b"" without one."""
    with suppress(Exception):
        reader: Any = PdfReader(io.BytesIO(content))
        for files in reader.attachments.values():
            for file in files:
                if bytes(file).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
                    return bytes(file)
    return b""
