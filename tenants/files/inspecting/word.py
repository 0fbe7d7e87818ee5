"""What a DOCX may be made of: text and pictures of its own."""

import re

from tenants.files.inspecting.archive import Archive, unpacked
from tenants.files.inspecting.markup import walk
from tenants.files.reasons import Refusal, Unfit

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_INSTRUCTIONS = frozenset({f"{_W} instrText", f"{_W} delInstrText"})
#: Fields of Word that run a program or fetch something.
_REACHING = re.compile(
    r"\b(?:DDE(?:AUTO)?|INCLUDE(?:TEXT|PICTURE)|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXTLIST)\b", re.I
)
_FETCHED = re.compile(r"(?:https?|ftp|file)?:?[/\\]{2}|mhtml:|script:|\bcmd\b|powershell", re.I)
_LINK = re.compile(r"^(?:https?://|mailto:|tel:|#|[\w.%-]+@|www\.|$)", re.I)
#: What a template or a picture on somebody's own disk looks like: nobody else's computer follows it anywhere.
_OWN_DISK = re.compile(r"^(?:file:/{2,3})?[a-z]:[/\\]", re.I)
_MACROS = ("vbaproject", "vbadata", "activex/", "macrosheets/", "/vba", "customui/")
_TYPES_OF_OTHERS = (
    "macroenabled",
    "vbaproject",
    "activex",
    "oleobject",
    "text/html",
    "application/rtf",
    "message/rfc822",
)


def inspect(content: bytes) -> None:
    """Raise Unfit for a DOCX that is more than a text."""
    archive = unpacked(content)
    if any(sign in name.lower() for name in archive.parts for sign in _MACROS):
        raise Unfit(Refusal.MACROS, "a part with macros")
    _check_types(archive)
    for name in archive.parts:
        lower = name.lower()
        if lower.endswith(".rels"):
            walk(archive.parts[name], _relation)
        elif lower.endswith(".xml"):
            told = walk(archive.parts[name], _field, text_of=_INSTRUCTIONS)
            _check_field(told)
        elif lower.endswith((".htm", ".html", ".mht", ".rtf", ".js", ".vbs", ".exe", ".dll", ".lnk", ".scr", ".bat")):
            raise Unfit(Refusal.TWO_IN_ONE, name)


def _check_types(archive: Archive) -> None:
    mains: list[str] = []

    def on_type(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").lower()
        if any(sign in kind for sign in _TYPES_OF_OTHERS):
            raise Unfit(
                Refusal.MACROS if "macro" in kind or "vba" in kind or "activex" in kind else Refusal.TWO_IN_ONE, kind
            )
        if attributes.get("PartName", "").lower() == "/word/document.xml":
            mains.append(kind)

    walk(archive.text("[Content_Types].xml"), on_type)
    if mains != [_DOCUMENT] or "word/document.xml" not in archive.parts:
        raise Unfit(Refusal.UNKNOWN, "not the type of a document")


def _relation(name: str, attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    target = attributes.get("Target", "").strip()
    if kind in {"vbaproject", "control", "activexcontrolbinary"}:
        raise Unfit(Refusal.MACROS, kind)
    if attributes.get("TargetMode", "").lower() != "external" or _OWN_DISK.match(target):
        return
    if kind != "hyperlink" or not _LINK.match(target):
        raise Unfit(Refusal.OUTSIDE, f"{kind}: {target[:100]}")


def _field(name: str, attributes: dict[str, str]) -> None:
    if name == f"{_W} fldSimple":
        _check_field(attributes.get(f"{_W} instr", ""))
    elif name == f"{_W} altChunk":
        raise Unfit(Refusal.TWO_IN_ONE, "a text of another kind inside")


def _check_field(told: str) -> None:
    """Refuse fields that reach out: the pieces of one are joined, however it was cut."""
    if re.search(r"\bDDE(?:AUTO)?\b", told, re.I) or (_REACHING.search(told) and _FETCHED.search(told)):
        raise Unfit(Refusal.OUTSIDE, "a field that fetches or runs")
