"""Imports point one way: the contracts of pyproject.toml, and what they can't say."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.settings.environment import ROOT
from tests.architecture.rooms import points_up, room_of
from tests.architecture.sources import CODE, module_of, python_files

# Inside an app, lowest first; other files of an app are concepts of their own and stand beside them.
LAYERS = (
    ("enums",),
    ("models",),
    ("selectors",),
    ("policies",),
    ("services",),
    ("forms", "tasks"),
    ("views",),
    ("urls",),
)
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names}
# Queueing is the service: a row and a job in one transaction. The task that sends knows no service.
MEANT = {("tenants.messaging.services", "tenants.messaging.tasks")}


def imports_of(path: Path, module: str) -> Iterator[str]:
    """Every module that a file imports, at its head or within a function; relative ones made absolute."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join(
                    [*package.split(".")[: len(package.split(".")) - node.level + 1], *filter(None, [base])]
                )
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def upward(root: Path = ROOT) -> list[str]:
    """Imports from a room to a later one, including those hidden in functions."""
    found = set()
    for path in python_files(CODE, root):
        module = module_of(path, root)
        for target in imports_of(path, module):
            if points_up(module, target):
                found.add(f"{module} → {target}")
    return sorted(found)


def climbing(root: Path = ROOT) -> list[str]:
    """Imports inside one app from a lower layer to a higher one."""
    found = set()
    for path in python_files(CODE, root):
        module = module_of(path, root)
        room = room_of(module)
        height = _height(module, room)
        if height is None:
            continue
        for target in imports_of(path, module):
            above = _height(target, room) if room_of(target) == room else None
            if above is not None and above > height and not _is_meant(module, target):
                found.add(f"{module} → {target}")
    return sorted(found)


def _height(module: str, room: str | None) -> int | None:
    return HEIGHT.get(module.removeprefix(f"{room}.").split(".")[0])


def _is_meant(module: str, target: str) -> bool:
    return any(module == one and target.startswith(other) for one, other in MEANT)


def test_the_contracts_of_pyproject_are_kept() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stdout


def skeleton(root: Path) -> None:
    """Every package that the contracts name, empty, with the contracts themselves."""
    pyproject = (ROOT / "pyproject.toml").read_text()
    (root / "pyproject.toml").write_text(pyproject)
    linted = tomllib.loads(pyproject)["tool"]["importlinter"]
    names = set(linted["root_packages"])
    for contract in linted["contracts"]:
        for container in contract.get("containers", []):
            names |= {f"{container}.{n.strip()}" for layer in contract["layers"] for n in re.split("[:|]", layer)}
        named = [*contract.get("source_modules", []), *contract.get("forbidden_modules", [])]
        names |= {name for name in named if name.split(".")[0] in linted["root_packages"]}
    for name in names:
        folder = root / name.replace(".", "/")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()


@pytest.mark.parametrize(
    ("file", "source"),
    [
        (None, ""),
        ("boards/offers/planted.py", "import elasticsearch"),
        ("boards/finding/planted.py", "import boards.publishing"),
        ("tenants/reference/planted.py", "import tenants.models"),
        ("tenants/audit/planted.py", "import tenants.messaging"),
        ("themes/planted.py", "import tenants.guard"),
        ("search/matching/planted.py", "import search.client"),
        ("boards/offers/planted.py", "import httpx"),
        ("search/planted.py", "def f():\n    import boards"),
        ("tenants/unclassified.py", ""),
        ("boards/unclassified/__init__.py", ""),
    ],
)
def test_the_contracts_refuse_what_is_planted(tmp_path: Path, file: str | None, source: str) -> None:
    skeleton(tmp_path)
    if file:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(source)
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--no-cache"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == (1 if file else 0), result.stdout


def test_no_import_points_up_not_even_within_a_function() -> None:
    assert upward() == []


def test_no_layer_of_an_app_imports_a_higher_one() -> None:
    assert climbing() == []


@pytest.mark.parametrize(
    ("file", "source", "kind"),
    [
        ("tenants/guard.py", "from search.models import JobDocument", upward),
        ("search/index.py", "def f():\n    import boards.offers.models", upward),
        ("boards/offers/models.py", "from boards.finding import views", upward),
        ("boards/publishing/views.py", "from boards.finding.urls import x", upward),
        ("tenants/reference/communes.py", "from tenants.models import Tenant", upward),
        ("tenants/context.py", "from .messaging.services import queue_email", upward),
        ("themes/contrast.py", "import tenants", upward),
        ("boards/offers/models.py", "from boards.offers.services import publish_offer", climbing),
        ("boards/offers/models/offer.py", "from ..forms import OfferForm", climbing),
        ("boards/offers/services/publishing.py", "def f():\n    from boards.offers import views", climbing),
        ("boards/offers/enums.py", "from boards.offers.models import Offer", climbing),
        ("tenants/audit/models.py", "from tenants.audit.services import record", climbing),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, file: str, source: str, kind: object) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(source)
    assert kind(tmp_path) != []  # type: ignore[operator]


def test_a_planted_import_the_right_way_is_not(tmp_path: Path) -> None:
    path = tmp_path / "boards/offers/services.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "from boards.offers.models import Offer\nfrom tenants.guard import TenantModel\nimport elasticsearch"
    )
    assert upward(tmp_path) == climbing(tmp_path) == []
