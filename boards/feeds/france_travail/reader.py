"""Reading a JSON object that may be anything, while keeping account of every value in it."""

import math
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from boards.feeds.france_travail.mapped import Unmapped

#: Longest text kept of any field but the description, in characters; longer ones are reported, and cut.
MAX_TEXT = 4_000
#: Longest list read; what follows is reported as a whole.
MAX_LIST = 100
#: Values in one item: ten times the richest real one.
MAX_LEAVES = 3_000
#: How much of a value a report repeats.
MAX_SHOWN = 300
MAX_URL = 500


class TooLarge(Exception):
    """The item has more values than any real offer."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every (path, value) that holds something: no null, no empty text, list or object. Not recursive."""
    stack = [(path, value)]
    count = 0
    while stack:
        here, current = stack.pop()
        count += 1
        if count > MAX_LEAVES:
            raise TooLarge
        if isinstance(current, dict):
            stack += [(_below(here, key), inner) for key, inner in current.items()]
        elif isinstance(current, list):
            stack += [(f"{here}[{index}]", inner) for index, inner in enumerate(current)]
        elif current is not None and current != "":
            yield here, current


def _below(path: str, key: str) -> str:
    """A key that holds a sign of our own is quoted, so that it can't pass for another path."""
    if "." in key or "[" in key:
        return f'{path}["{key}"]'
    return f"{path}.{key}" if path else key


class Report:
    """Which paths were mapped and which weren't, with the reason."""

    def __init__(self) -> None:
        self.mapped: set[str] = set()
        self.unmapped: dict[str, Unmapped] = {}

    def refuse(self, path: str, value: Any, reason: str) -> None:
        self.mapped.discard(path)
        self.unmapped.setdefault(path, Unmapped(path[:200], shown(value), reason))

    def leftovers(self, item: dict[str, Any]) -> None:
        """Report everything nobody asked for."""
        for path, value in leaves(item):
            if path not in self.mapped and path not in self.unmapped:
                self.refuse(path, value, _("champ inconnu"))


def shown(value: Any) -> str:
    """The beginning of a value, on one line; of a list or object only that it is one."""
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    return " ".join(_as_text(value)[: MAX_SHOWN * 2].split())[:MAX_SHOWN]


def _as_text(value: Any) -> str:
    """A JSON value as text that every database takes: no null character, no half of a surrogate pair."""
    try:
        text = str(value)
    except ValueError:  # a number of more than 4,300 digits
        return ""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


class Node:
    """One object of the item; asking for a key notes it as mapped, a wrong shape as unmapped."""

    def __init__(self, value: Any, path: str, report: Report) -> None:
        self._value: dict[str, Any] = value if isinstance(value, dict) else {}
        self._path, self._report = path, report

    def path(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def refuse(self, key: str, reason: str) -> None:
        """Report a value that was read and can't be used as it is."""
        if self._value.get(key) not in (None, ""):
            self._report.refuse(self.path(key), self._value[key], reason)

    def text(self, key: str, *, limit: int = MAX_TEXT) -> str:
        """A trimmed text, numbers as their digits; "" when missing or of another shape."""
        return self._text(self._value.get(key), self.path(key), limit)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or of a single text."""
        value = self._value.get(key)
        values = self._list(key) if isinstance(value, list) else [value]
        indexed = isinstance(value, list)
        found = (
            self._text(each, f"{self.path(key)}[{index}]" if indexed else self.path(key), MAX_TEXT)
            for index, each in enumerate(values)
        )
        return tuple(text for text in found if text)

    def flag(self, key: str) -> bool:
        value = self._value.get(key)
        if isinstance(value, bool):
            self._report.mapped.add(self.path(key))
            return value
        self.refuse(key, _("ni vrai ni faux"))
        return False

    def number(self, key: str, *, least: float, most: float) -> float | None:
        """A finite number within bounds, also when written as text."""
        value = self._value.get(key)
        if value is None or value == "":
            return None
        try:
            number = (
                math.nan if isinstance(value, (bool, list, dict)) else float(_as_text(value)[:40].replace(",", "."))
            )
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            self.refuse(key, _("nombre illisible ou hors limites"))
            return None
        self._report.mapped.add(self.path(key))
        return number

    def url(self, key: str) -> str:
        """An http or https address; anything else is reported."""
        address = self.text(key)
        if address and not is_web_address(address):
            self.refuse(key, _("adresse web invalide"))
            return ""
        return address

    def child(self, key: str) -> "Node":
        value = self._value.get(key)
        if value is not None and not isinstance(value, dict):
            self.refuse(key, _("objet attendu"))
        return Node(value, self.path(key), self._report)

    def children(self, key: str) -> list["Node"]:
        nodes = []
        for index, value in enumerate(self._list(key)):
            path = f"{self.path(key)}[{index}]"
            if isinstance(value, dict):
                nodes.append(Node(value, path, self._report))
            elif value is not None and value != "":
                self._report.refuse(path, value, _("objet attendu"))
        return nodes

    def _list(self, key: str) -> list[Any]:
        value = self._value.get(key)
        if isinstance(value, list):
            if len(value) > MAX_LIST:
                for path, inner in leaves(value[MAX_LIST:]):
                    index, rest = path[1:].split("]", 1)
                    reason = _("liste trop longue")
                    self._report.refuse(f"{self.path(key)}[{int(index) + MAX_LIST}]{rest}", inner, reason)
            return value[:MAX_LIST]
        self.refuse(key, _("liste attendue"))
        return []

    def _text(self, value: Any, path: str, limit: int) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, (dict, list)):
            return ""  # its own values are reported one by one
        if isinstance(value, bool):
            self._report.refuse(path, value, _("texte attendu"))
            return ""
        text = _as_text(value).strip()
        self._report.mapped.add(path)
        if len(text) > limit:
            self._report.refuse(path, value, _("texte trop long, coupé"))
            return text[:limit].rstrip()
        return text


def is_web_address(address: str) -> bool:
    """Whether an address is http(s), has a host, no sign-in, no space, and a length that a field takes."""
    if len(address) > MAX_URL or any(character.isspace() or ord(character) < 32 for character in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
