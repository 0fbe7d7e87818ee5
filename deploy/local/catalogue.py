"""The catalogues, from the French source: extract, compile, say what has no English.

`python -m deploy.local.catalogue` rewrites locale/en/LC_MESSAGES/django.po from the code and the templates, keeps the
translations that are there, and compiles. It needs no gettext tools: Python reads its own files, Django turns templates
into something that Babel can read.

French has a catalogue too, of nothing but what is counted: without it Django counts as the English do, and says
« 0 personnes ». The rest is not in it. What Django or Wagtail happen to have as a word of English (« comment »,
« active ») takes a context with us, for in one catalogue their word and ours would be the same.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import template as django_template

from deploy.settings.environment import ROOT

ROOMS = ("themes", "tenants", "search", "boards", "cms", "deploy")
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
COUNTED = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
HEADS = {
    "en": "# The English of Bassin, whose source language is French. See deploy/local/catalogue.py.",
    "fr": "# How French counts: 0 is one. All the rest stands in the source. See deploy/local/catalogue.py.",
}
# What each function takes: is the first argument a context, and how many strings follow.
FUNCTIONS = {
    "gettext": (False, 1),
    "gettext_lazy": (False, 1),
    "gettext_noop": (False, 1),
    "ngettext": (False, 2),
    "ngettext_lazy": (False, 2),
    "pgettext": (True, 1),
    "pgettext_lazy": (True, 1),
    "npgettext": (True, 2),
    "npgettext_lazy": (True, 2),
}
# The same, in Babel's way of saying it, for the few that Django writes for a template.
TEMPLATE_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Marked = tuple[str | tuple[str, ...], str | None]


class Neutral(Catalog):
    """A catalogue whose head names no person, no tool and no day: the file changes when a sentence does."""

    def __init__(self, language: str = "en") -> None:
        day = datetime(2026, 1, 1, tzinfo=UTC)
        head = HEADS[language]
        super().__init__(locale=language, header_comment=head, fuzzy=False, creation_date=day, revision_date=day)
        self.language = language

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [
            ("Project-Id-Version", "Bassin"),
            ("Language", self.language),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", f"{self.plural_forms}\n"),
        ]


def sources() -> Iterator[Path]:
    """Every Python file and template of the rooms."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            inside = path.suffix == ".py" or ("templates" in path.parts and path.suffix in {".html", ".txt"})
            if inside and "migrations" not in path.parts:
                yield path


def in_python(text: str) -> Iterator[Marked]:
    """What a module marks, under whatever name it imports the functions, inside f-strings too."""
    tree = ast.parse(text)
    names = {
        name.asname or name.name: name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in FUNCTIONS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            with_context, count = FUNCTIONS[names[node.func.id]]
            wanted = node.args[: count + with_context]
            strings = [a.value for a in wanted if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(strings) == count + with_context:
                context = strings.pop(0) if with_context else None
                yield (strings[0] if count == 1 else tuple(strings)), context


def in_template(text: str, name: str) -> Iterator[Marked]:
    """What a template marks. The parentheses keep Python from minding how the template is indented."""
    text = f"(\n{django_template.templatize(text, origin=name)}\n)"
    for _line, message, _comments, context in extract(
        "python", io.BytesIO(text.encode()), keywords=TEMPLATE_KEYWORDS, options={"encoding": "utf-8"}
    ):
        yield message, context


def extracted() -> Catalog:
    """A catalogue of what is marked today, without line numbers, which would change with every edit."""
    catalog = Neutral()
    for path in sources():
        text = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        for message, context in in_python(text) if path.suffix == ".py" else in_template(text, name):
            catalog.add(message, locations=[(name, 1)], context=context)
    return catalog


def committed() -> Catalog:
    """The catalogue as it lies in the tree."""
    catalog = Neutral()
    with CATALOGUE.open("rb") as stream:
        for message in read_po(stream, locale="en"):
            if message.id:
                catalog[message.id] = message
    return catalog


def updated() -> Catalog:
    """Today's messages with yesterday's translations. No guesses: a changed sentence is translated anew."""
    fresh = extracted()
    if CATALOGUE.exists():
        known = committed()
        for message in fresh:
            old = known.get(message.id, context=message.context) if message.id else None
            if old and old.id == message.id:
                message.string = old.string
    return fresh


def counted(catalog: Catalog) -> Catalog:
    """The French of what is counted, which is what the source says."""
    french = Neutral("fr")
    for message in catalog:
        if isinstance(message.id, tuple | list):
            french.add(tuple(message.id), tuple(message.id), locations=message.locations, context=message.context)
    return french


def po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, sort_output=True, include_lineno=False, width=100)
    return out.getvalue()


def mo(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def strings(message: Message) -> list[str]:
    """The translations of a message: one, or one for each plural form."""
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]


def untranslated(catalog: Catalog) -> list[str]:
    """The French of what has no English."""
    return [
        message.id[0] if isinstance(message.id, tuple | list) else message.id
        for message in catalog
        if message.id and not all(strings(message))
    ]


def main() -> int:
    catalog = updated()
    for path, written in ((CATALOGUE, catalog), (COUNTED, counted(catalog))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po(written))
        path.with_suffix(".mo").write_bytes(mo(written))
    missing = untranslated(catalog)
    print(f"{len(catalog)} messages, {len(missing)} without English.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
