"""What a file may be called when it is handed out."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import quote

from tenants.files.enums import FileKind

#: Signs of a name on disk that some system reads as more than a letter.
_RESERVED_SIGNS = re.compile(r"[<>:\"|?*%;`$&{}\[\]^~#!]+")
#: Names that Windows keeps for devices, with whatever extension.
_DEVICES = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?: ?\.(?:pdf|docx?|docm|dotx|odt|rtf|txt|exe|scr|com|bat|cmd|js|html?|svg|zip|jpe?g|png))+$", re.I
)
_LONGEST = 100


def clean_name(typed: str, kind: FileKind, *, fallback: str = "document") -> str:
    """The name with the extension of what the file is: no path, no mark that turns letters round, 104 signs at most."""
    text = unicodedata.normalize("NFC", typed[:2000]).replace("\\", "/")
    stem = PurePosixPath(text).name if text.strip("/") else ""
    # Cc, Cf: controls and the marks that reverse what is read («fdp.exe» shown as «exe.pdf»); Cs, Co, Cn: no letters.
    stem = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in stem)
    stem = _RESERVED_SIGNS.sub(" ", stem)
    stem = _KNOWN.sub("", " ".join(stem.split()).rstrip(" ."))
    stem = stem.strip(" .-_'")[:_LONGEST].strip(" .-_'")
    if not stem or _DEVICES.match(stem):
        stem = fallback
    return f"{stem}{kind.extension}"


def attachment(name: str) -> str:
    """The Content-Disposition of a download: plain ASCII for old readers, RFC 5987 for the others."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9 ._()'-]", "_", plain).strip() or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
