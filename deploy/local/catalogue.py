"""The English catalogue, from the French source: extract, compile, say what is missing.

`python -m deploy.local.catalogue` rewrites locale/en/LC_MESSAGES/django.po from the code and the templates, keeps the
translations that are there, and compiles. It needs no gettext tools: Babel reads, Django turns templates into something
that Babel can read.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as django_template

from deploy.settings.environment import ROOT

ROOMS = ("themes", "tenants", "search", "boards", "cms", "deploy")
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sources() -> Iterator[Path]:
    """Every Python file and template of the rooms."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            inside = path.suffix == ".py" or ("templates" in path.parts and path.suffix in {".html", ".txt"})
            if inside and "migrations" not in path.parts:
                yield path


def extracted() -> Catalog:
    """A catalogue of what is marked today, without line numbers, which would change with every edit."""
    catalog = Catalog(locale="en", project="Bassin", charset="utf-8")
    for path in sources():
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        if path.suffix != ".py":
            text = django_template.templatize(text, origin=name)
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            catalog.add(message, locations=[(name, 1)], context=context)
    return catalog


def updated() -> Catalog:
    """Today's messages with yesterday's translations. No guesses: a changed sentence is translated anew."""
    fresh = extracted()
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as stream:
            known = read_po(stream, locale="en")
        for message in fresh:
            if message.id and (old := known.get(message.id, context=message.context)):
                message.string = old.string
    return fresh


def po(catalog: Catalog) -> bytes:
    # A fixed date: the file changes when a sentence does, and not because it was looked at.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, omit_header=False, include_lineno=False, width=100)
    return out.getvalue()


def mo(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The French of what has no English."""
    missing = []
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and not all(strings):
            missing.append(message.id[0] if isinstance(message.id, tuple | list) else message.id)
    return missing


def main() -> int:
    catalog = updated()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(po(catalog))
    CATALOGUE.with_suffix(".mo").write_bytes(mo(catalog))
    missing = untranslated(catalog)
    print(f"{len(catalog)} messages, {len(missing)} without English.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
