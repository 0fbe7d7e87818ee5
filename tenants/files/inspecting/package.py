"""A ZIP that says it is a document: which, and whether it is one. Imports no Django."""

import io
import zipfile
import zlib

from tenants.files.inspecting import opendocument, word
from tenants.files.reasons import Refusal, Unfit


def inspected(content: bytes) -> dict[str, str]:
    """The job: {"kind": "docx" or "odt", "refusal": "" or why it isn't taken}."""
    kind = ""
    try:
        kind = _kind(content)
        (word if kind == "docx" else opendocument).inspect(content)
    except Unfit as unfit:
        return {"kind": kind, "refusal": str(unfit.refusal)}
    return {"kind": kind, "refusal": ""}


def _kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError) as error:
        raise Unfit(Refusal.DAMAGED, str(error)) from None
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if "mimetype" in names and "content.xml" in names:
        return "odt"
    raise Unfit(Refusal.UNKNOWN, "an archive that is no document")
