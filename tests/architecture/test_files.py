"""What a file may be: not long, not unfinished, not tied to a machine or a registry."""

import ast
import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from deploy.settings.environment import ROOT
from tests.architecture.sources import CODE, ROOMS, files, python_files

WALL = 600
# Written in pieces, so that this file doesn't find itself.
UNFINISHED = re.compile(r"(#|//|<!--|/\*).*\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"]) + r")\b")
NOT_IMPLEMENTED = "NotImplemented" + "Error"
HOSTS = (
    "files.python" + "hosted.org",
    "pypi" + ".org",
    "registry.npm" + "js.org",
    "repo1.maven" + ".org",
    "repo.maven" + ".apache.org",
    "proxy.golang" + ".org",
    "docker" + ".io",
)
SOMEBODYS_DISK = re.compile("|".join(["/wo" + "rk/", "/ro" + "ot/", r"/ho" + r"me/\w", "/Us" + r"ers/\w"]))


def too_long(root: Path = ROOT) -> list[str]:
    return [
        f"{path.relative_to(root)}: {lines} lines"
        for path in files(".py", ".html", ".css", ".js", ".txt", rooms=ROOMS, root=root)
        if (lines := path.read_text().count("\n")) > WALL
    ]


def unfinished(root: Path = ROOT) -> list[str]:
    return [
        f"{path.relative_to(root)}:{number}"
        for path in files(".py", ".html", ".css", ".js", rooms=ROOMS, root=root)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNFINISHED.search(line) or NOT_IMPLEMENTED in line
    ]


def printing(root: Path = ROOT) -> list[str]:
    """print() where nobody reads: everywhere but in what a person runs at a terminal."""
    return [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in python_files(("themes", "tenants", "search", "boards", "cms"), root)
        if "management" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]


def environment_readers(root: Path = ROOT) -> list[str]:
    """Who reads os.environ but the one module that says how to mend what is missing."""
    found = []
    for path in python_files((*CODE, "tests"), root):
        if path.relative_to(root) == Path("deploy/settings/environment.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            attribute = isinstance(node, ast.Attribute) and ast.unparse(node) in {
                "os.environ",
                "os.environb",
                "os.getenv",
            }
            imported = isinstance(node, ast.ImportFrom) and node.module == "os"
            if attribute or (imported and any(a.name in {"environ", "getenv"} for a in node.names)):
                found.append(f"{path.relative_to(root)}:{node.lineno}")
    return found


def settings_importing_code(root: Path = ROOT) -> list[str]:
    """Settings are read before anything else; one that imports a room makes a circle."""
    found = []
    for path in files(".py", rooms=("deploy/settings",), root=root):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            found += [f"{path.name}: {name}" for name in names if name.split(".")[0] in {*ROOMS, "django"}]
    return found


PLANTED = [
    (too_long, "boards/a.py", "x = 1\n" * (WALL + 1)),
    (too_long, "themes/static/a.css", "a{}\n" * (WALL + 1)),
    (unfinished, "boards/a.py", "# TO" + "DO later"),
    (unfinished, "boards/a.py", f"raise {NOT_IMPLEMENTED}"),
    (printing, "boards/a.py", "def f():\n    print('x')"),
    (environment_readers, "boards/a.py", "import os\nos.environ['X']"),
    (environment_readers, "tests/a.py", "from os import getenv"),
    (environment_readers, "deploy/settings/base.py", "import os\nos.getenv('X')"),
    (settings_importing_code, "deploy/settings/base.py", "from tenants.enums import TenantKind"),
]
TESTS = [too_long, unfinished, printing, environment_readers, settings_importing_code]


@pytest.mark.parametrize("look", TESTS, ids=lambda look: look.__name__)
def test_our_files(look: object) -> None:
    assert look() == []  # type: ignore[operator]


@pytest.mark.parametrize(("look", "file", "text"), PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, look: object, file: str, text: str) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert look(tmp_path) != []  # type: ignore[operator]


def foreign_places(texts: dict[str, str]) -> list[str]:
    """Where committed text names a registry's host or a folder of somebody's machine."""
    return [
        f"{name}: {found}"
        for name, text in texts.items()
        for found in [*(host for host in HOSTS if host in text), *SOMEBODYS_DISK.findall(text)]
    ]


def test_nothing_committed_names_a_registry_or_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)
    texts = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            texts[name] = path.read_bytes().decode("utf-8", errors="ignore")
    assert len(texts) > 100
    assert foreign_places(texts) == []
    assert foreign_places({"lock": f"x @ https://{HOSTS[0]}/x.whl"})
    assert foreign_places({"readme": "see /wo" + "rk/main"})


def uncommented(pyproject: str) -> list[str]:
    """Dependencies without a reason on the line above."""
    lines = [line.strip() for line in pyproject.splitlines()]
    wanted = tomllib.loads(pyproject)["project"]
    named = {*wanted["dependencies"], *(d for group in wanted["optional-dependencies"].values() for d in group)}
    return [
        line
        for above, line in itertools.pairwise(lines)
        if line.strip('",') in named and line.startswith('"') and not above.startswith("# ")
    ]


def test_every_dependency_says_why_it_is_there() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text()
    assert uncommented(pyproject) == []
    planted = '[project]\ndependencies = [\n  # A reason.\n  "a==1",\n  "b==2",\n]\noptional-dependencies = {}\n'
    assert uncommented(planted) == ['"b==2",']
