"""The files that the architecture tests read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from deploy.settings.environment import ROOT

ROOMS = ("themes", "tenants", "search", "boards", "cms", "deploy", "tests")
CODE = tuple(room for room in ROOMS if room != "tests")


def files(*suffixes: str, rooms: Sequence[str] = ROOMS, root: Path = ROOT) -> Iterator[Path]:
    """The files of some rooms by their endings, without vendored ones, data and caches."""
    for room in rooms:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in suffixes and path.is_file() and not _left_out(path.relative_to(root)):
                yield path


def _left_out(path: Path) -> bool:
    return bool({"vendor", "data", "__pycache__", "node_modules", "migrations"} & set(path.parts))


def python_files(rooms: Sequence[str] = ROOMS, root: Path = ROOT) -> Iterator[Path]:
    """Our Python without migrations."""
    return files(".py", rooms=rooms, root=root)


def module_of(path: Path, root: Path = ROOT) -> str:
    """The dotted name of a file: boards/offers/models.py → boards.offers.models."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
