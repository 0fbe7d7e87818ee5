"""What an ODT may be made of: text and pictures of its own."""

import re

from tenants.files.inspecting.archive import unpacked
from tenants.files.inspecting.markup import walk
from tenants.files.reasons import Refusal, Unfit

TYPE = b"application/vnd.oasis.opendocument.text"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_SCRIPT = "urn:oasis:names:tc:opendocument:xmlns:script:1.0"
_HREF = "http://www.w3.org/1999/xlink href"
_MACROS = ("basic/", "scripts/", "dialogs/", "standard/script")
_LINK = re.compile(r"^(?:https?://|mailto:|tel:|#|www\.|$)", re.I)
#: A place inside the package.
_INSIDE = re.compile(r"^(?:\./)?(?:[^/\\:.][^/\\:]*/?)*(?:[#|][^:]*)?$")
_OWN_DISK = re.compile(r"^(?:file:/{2,3}|/)?[a-z]:?[/\\]", re.I)


def inspect(content: bytes) -> None:
    """Raise Unfit for an ODT that is more than a text."""
    archive = unpacked(content)
    if archive.text("mimetype").strip() != TYPE or "content.xml" not in archive.parts:
        raise Unfit(Refusal.UNKNOWN, "not the type of a text")
    if any(name.lower().startswith(_MACROS) for name in archive.parts):
        raise Unfit(Refusal.MACROS, "a folder of macros")
    if b"encryption-data" in archive.text("META-INF/manifest.xml"):
        raise Unfit(Refusal.LOCKED, "parts under a password")
    for name in archive.parts:
        if name.lower().endswith((".xml", ".rdf")):
            # An empty one is written for menus that nobody changed.
            if archive.parts[name].strip():
                walk(archive.parts[name], _element)
        elif name.lower().endswith((".htm", ".html", ".js", ".py", ".bas", ".exe", ".dll", ".lnk", ".class", ".jar")):
            raise Unfit(Refusal.TWO_IN_ONE, name)


def _element(name: str, attributes: dict[str, str]) -> None:
    space, _blank, local = name.rpartition(" ")
    if space == _SCRIPT or name == f"{_OFFICE} script" or local == "event-listener":
        raise Unfit(Refusal.MACROS, local)
    if local in {"dde-source", "dde-link", "applet", "plugin", "dde-connection-decl"}:
        raise Unfit(Refusal.OUTSIDE, local)
    target = attributes.get(_HREF, "").strip()
    # A link is followed by whoever clicks; a template on somebody's own disk by nobody.
    is_fine = _LINK.match(target) if local == "a" else _INSIDE.match(target)
    if not is_fine and not (
        local in {"template", "a"} and (_OWN_DISK.match(target) or target.startswith(("../", "/")))
    ):
        raise Unfit(Refusal.OUTSIDE, f"{local}: {target[:100]}")
