"""Directions that imports don't show: foreign keys by name, templates and URLs by name, receivers of signals."""

import re
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, signals
from django.urls import URLPattern, URLResolver, get_resolver

from deploy.settings.environment import ROOT
from tests.architecture.rooms import points_up, room_of
from tests.architecture.sources import CODE, files, module_of, python_files

TAG = re.compile(r"""{%\s*(extends|include|url|load)\s+([^%]*?)%}""")
QUOTED = re.compile(r"""^["']([^"']+)["']""")
BY_NAME = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*["']([\w:-]+)["']""")
ON_SAVE = (signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed)


def our_models() -> list[Any]:
    return [model for model in apps.get_models() if room_of(model.__module__)]


def relations_upward(pairs: list[tuple[str, str]]) -> list[str]:
    """Which of the (module of the model, module it points at) point up."""
    return [f"{one} → {other}" for one, other in pairs if points_up(one, other)]


def test_no_foreign_key_points_up() -> None:
    pairs = [
        (model.__module__, field.related_model.__module__)
        for model in our_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field) and field.related_model is not None
    ]
    assert pairs
    assert relations_upward(pairs) == []
    assert relations_upward([("boards.employers.models", "boards.offers.models")])


def test_no_field_points_at_any_model_whatever() -> None:
    """The guard can't see through a generic foreign key."""
    assert [m for m in our_models() for f in m._meta.private_fields if type(f).__name__ == "GenericForeignKey"] == []


def url_homes(resolver: URLResolver | None = None, namespace: str = "", home: str = "") -> Iterator[tuple[str, str]]:
    """(name of a URL, module that declares it) for both sites."""
    if resolver is None:
        for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
            yield from url_homes(get_resolver(urlconf), "", urlconf)
        return
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", home
        else:
            inner = getattr(entry.urlconf_module, "__name__", home)
            yield from url_homes(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, inner)


def template_homes(root: Path = ROOT) -> dict[str, str]:
    """Name of a template → the module of the app that holds it."""
    return {
        str(path).split("/templates/", 1)[1]: _app(path, root)
        for path in files(".html", ".txt", ".svg", rooms=CODE, root=root)
        if "/templates/" in str(path)
    }


def _app(path: Path, root: Path) -> str:
    return module_of(Path(str(path).split("/templates/")[0]) / "__init__.py", root)


def templates_upward(root: Path, homes: dict[str, str], urls: dict[str, str], tags: dict[str, str]) -> list[str]:
    """What a template names by extends, include, url or load and that lives in a later room."""
    known = {"extends": homes, "include": homes, "url": urls, "load": tags}
    found = []
    for path in files(".html", ".txt", ".svg", rooms=CODE, root=root):
        for tag, rest in TAG.findall(path.read_text()) if "/templates/" in str(path) else ():
            quoted = QUOTED.match(rest)
            names = rest.split() if tag == "load" else [quoted[1]] if quoted else []
            for name in names:
                if points_up(_app(path, root), known[tag].get(name, "")):
                    found.append(f"{path.relative_to(root)}: {tag} {name}")
    return found


def tag_homes(root: Path = ROOT) -> dict[str, str]:
    return {path.stem: module_of(path, root) for path in python_files(CODE, root) if path.parent.name == "templatetags"}


def test_no_template_names_something_of_a_later_room() -> None:
    urls = {name: home for name, home in url_homes() if room_of(home)}
    assert templates_upward(ROOT, template_homes(), urls, tag_homes()) == []


def test_no_python_names_a_url_of_a_later_room() -> None:
    urls = {name: home for name, home in url_homes() if room_of(home)}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in python_files(CODE)
        for name in BY_NAME.findall(path.read_text())
        if points_up(module_of(path), urls.get(name, ""))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        '{% url "finding:results" %}',
        "{% url 'finding:offer' offer.pk as there %}",
        '{% include "finding/row.html" with offer=offer only %}',
        "{% extends 'finding/base.html' %}",
        "{% load static finding_tags %}",
    ],
)
def test_a_planted_template_is_found(tmp_path: Path, line: str) -> None:
    path = tmp_path / "boards/offers/templates/offers/planted.html"
    path.parent.mkdir(parents=True)
    path.write_text(f"<p>{line}</p>")
    homes = {"finding/row.html": "boards.finding", "finding/base.html": "boards.finding"}
    urls = {"finding:results": "boards.finding.urls", "finding:offer": "boards.finding.urls"}
    tags = {"finding_tags": "boards.finding.templatetags.finding_tags"}
    assert templates_upward(tmp_path, homes, urls, tags)


def receivers_of_ours() -> list[str]:
    """Our functions that run when somebody saves: effects that no service names."""
    found = []
    for signal in ON_SAVE:
        for receiver in signal.receivers:
            reference = receiver[1]
            function = reference() if isinstance(reference, weakref.ReferenceType) else reference
            module = getattr(function, "__module__", "") or ""
            if room_of(module):
                found.append(f"{module}.{getattr(function, '__name__', function)}")
    return found


def test_nothing_of_ours_listens_to_saves() -> None:
    assert receivers_of_ours() == []


@pytest.mark.parametrize("weak", [True, False])
def test_a_planted_receiver_is_found(weak: bool) -> None:
    def planted(**kwargs: object) -> None: ...

    signals.post_save.connect(planted, weak=weak)
    try:
        assert any("planted" in found for found in receivers_of_ours())
    finally:
        signals.post_save.disconnect(planted)
