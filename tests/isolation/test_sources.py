"""What code may not do by itself, because one place does it with the tenant in mind."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.settings.environment import ROOT
from tests.architecture.sources import CODE, module_of, python_files


def _imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _attributes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr


def unsalted(tree: ast.AST) -> Iterator[int]:
    """Django's signing by itself: its salts know no schema. Its exceptions are everybody's."""
    harmless = {"BadSignature", "SignatureExpired"}
    for line, name in _imports(tree):
        if name.startswith("django.core.signing") and name.rpartition(".")[2] not in harmless:
            yield line
        if name in {"django.contrib.auth.tokens.default_token_generator", "itsdangerous"}:
            yield line
    yield from (line for line, name in _attributes(tree) if name in {"set_signed_cookie", "get_signed_cookie"})


def switching(tree: ast.AST) -> Iterator[int]:
    """Changing the connection's schema without a way back."""
    yield from (line for line, name in _attributes(tree) if name in {"set_tenant", "set_schema", "activate_tenant"})


def bare_caches(tree: ast.AST) -> Iterator[int]:
    """A cache made by hand, or a process-wide memory of what a request found."""
    for line, name in _imports(tree):
        if name.startswith("django.core.cache.backends") or name == "django.core.cache.caches":
            yield line


def global_hosts(tree: ast.AST) -> Iterator[int]:
    """Absolute addresses from a request's Host header: whoever asks chooses where the link leads."""
    yield from (line for line, name in _attributes(tree) if name in {"build_absolute_uri", "get_current_site"})


def from_other_schemas(tree: ast.AST) -> Iterator[int]:
    """Threads and pools start in public."""
    for line, name in _imports(tree):
        if name.split(".")[0] in {"threading", "multiprocessing", "asyncio"} or name.startswith("concurrent.futures"):
            yield line
    yield from (node.lineno for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef))


Look = Callable[[ast.AST], Iterator[int]]
HTTP = "tenants.messaging.adapters.http"
PROCONNECT = "boards.accounts.proconnect.outside"
RULES: dict[Look, tuple[str, ...]] = {
    unsalted: ("tenants.signing",),
    switching: ("tenants.context", "tenants.middleware"),
    bare_caches: (),
    global_hosts: (),
    # A socket is closed there, rows of public are carried to the engine, and a lock keeps two drains of one worker
    # from each other's index: all are at home in public. A call to a provider has a clock beside it, and no database.
    from_other_schemas: ("search.deadline", "search.rebuild", "search.matching.index", HTTP, PROCONNECT, "deploy"),
}


def offenders(look: Look, root: Path = ROOT) -> list[str]:
    found = []
    for path in python_files(CODE, root):
        module = module_of(path, root)
        if any(module == allowed or module.startswith(f"{allowed}.") for allowed in RULES[look]):
            continue
        found += [f"{module}:{line}" for line in look(ast.parse(path.read_text()))]
    return found


@pytest.mark.parametrize("look", RULES, ids=lambda look: look.__name__)
def test_nobody_does_it_by_themselves(look: Look) -> None:
    assert offenders(look) == []


PLANTED: list[tuple[Look, str]] = [
    (unsalted, "from django.core import signing"),
    (unsalted, "from django.core.signing import dumps"),
    (unsalted, "import django.core.signing"),
    (unsalted, "response.set_signed_cookie('a', 'b')"),
    (switching, "connection.set_tenant(tenant)"),
    (switching, "connection.set_schema('alpha')"),
    (bare_caches, "from django.core.cache import caches"),
    (bare_caches, "from django.core.cache.backends.locmem import LocMemCache"),
    (global_hosts, "url = request.build_absolute_uri('/')"),
    (from_other_schemas, "from concurrent.futures import ThreadPoolExecutor"),
    (from_other_schemas, "import threading"),
    (from_other_schemas, "async def view(request): ..."),
]


@pytest.mark.parametrize(("look", "source"), PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, look: Look, source: str) -> None:
    path = tmp_path / "boards/offers/planted.py"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert offenders(look, tmp_path) != []
