"""A drain's memory outside the database: what it began and what was accepted, for whoever finds it dead.

An append-only file a drain, with a lock that the operating system drops when the process dies, however it dies. Between
«begun» and «accepted» nobody can know; everything else is settled exactly. It survives the process, not the machine:
nothing is synced to disk, so after a power cut the last lines may be missing and the rows count as uncertain.
"""

import fcntl
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from django.conf import settings

BEGUN, ACCEPTED = "begun", "ok"


@dataclass
class Told:
    """What a dead drain's journal says. accepted: row → (reference, cost as text)."""

    begun: set[str] = field(default_factory=set)
    accepted: dict[str, tuple[str, str]] = field(default_factory=dict)


class Journal:
    """The journal of one drain of one tenant. `name` is what its claims carry."""

    def __init__(self, schema: str) -> None:
        self.name = f"{schema}.{uuid.uuid4().hex}"
        self._path = _path(self.name)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def begin(self, key: object) -> None:
        """Before the provider is called."""
        self._write({BEGUN: str(key)})

    def accept(self, key: object, *, ref: str = "", cost: object = "") -> None:
        """As soon as the provider has it."""
        self._write({ACCEPTED: str(key), "ref": ref, "cost": str(cost or "")})

    def _write(self, line: dict[str, Any]) -> None:
        os.write(self._file, json.dumps(line).encode() + b"\n")

    def close(self) -> None:
        """Its rows are settled: nobody needs it."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)

    def keep(self) -> None:
        """Let go of a journal whose rows could not be settled; the next drain reads it."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:
            self.close()
        else:
            self.keep()


class Alive(Exception):
    """The journal's drain still runs."""


@contextmanager
def of_the_dead(name: str) -> Iterator[Told | None]:
    """Read the journal of a drain that died, and throw it away when the block has ended well.

    None: this machine has no such file. Nobody else settles it meanwhile.

    Raises:
        Alive: its process still holds it, or somebody else is settling it.
    """
    path = _path(name)
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        yield None
        return
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Alive(name) from None
        with os.fdopen(os.dup(file), "rb") as lines:
            told = _read(lines.read())
        yield told
        path.unlink(missing_ok=True)
    finally:
        os.close(file)


def _path(name: str) -> Path:
    return Path(settings.MESSAGING_JOURNALS) / f"{name}.journal"


def _read(content: bytes) -> Told:
    """A last line that was cut off says nothing: it is «begun» at most, and then nothing was called yet."""
    told = Told()
    for line in content.split(b"\n"):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if BEGUN in entry:
            told.begun.add(entry[BEGUN])
        elif ACCEPTED in entry:
            told.accepted[entry[ACCEPTED]] = (entry.get("ref", ""), entry.get("cost", ""))
    return told
