"""Where private files lie: outside the media, one folder a tenant, under names that say nothing."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

from tenants.guard import CrossSchemaError, current_schema

_NAME = re.compile(r"^([a-z][a-z0-9_]{1,30})/[0-9a-f]{2}/[0-9a-f]{64}$")
_PART = ".part"


@deconstructible
class PrivateStorage(Storage):
    """Files of the current tenant and of no other; no address leads to them.

    A name is `<schema>/<two digits>/<64 digits>`, made here: whatever the uploader called the file isn't asked.
    """

    @property
    def root(self) -> Path:
        return Path(settings.PRIVATE_FILES_ROOT)

    def path(self, name: str) -> str:
        """The place on disk. Raises CrossSchemaError for another tenant's name, SuspiciousFileOperation for none."""
        found = _NAME.fullmatch(name)
        if not found:
            raise SuspiciousFileOperation(f"{name!r} is no private file's name.")
        if found[1] != current_schema() or found[1] == "public":
            raise CrossSchemaError(f"A file of schema {found[1]!r} was used in {current_schema()!r}.")
        return str(self.root / name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """A random one, whatever was asked for."""
        token = secrets.token_hex(32)
        return f"{current_schema()}/{token[:2]}/{token}"

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        made = self.get_available_name(name or "")
        self._write(made, content)
        return made

    def _write(self, name: str, content: Any) -> None:
        """Whole and on the disk, or not there: written beside its place, synced, then given its name."""
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = place.with_suffix(_PART)
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
                for chunk in content.chunks() if hasattr(content, "chunks") else (content.read(),):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.rename(place)
            _sync_folder(place.parent)
        except BaseException:
            for left in (part, place):
                with suppress(OSError):
                    left.unlink()
            raise

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise SuspiciousFileOperation("A private file is never changed.")
        return File(Path(self.path(name)).open("rb"), name=name)

    def delete(self, name: str) -> None:
        with suppress(FileNotFoundError):
            Path(self.path(name)).unlink()

    def exists(self, name: str) -> bool:
        return Path(self.path(name)).is_file()

    def size(self, name: str) -> int:
        return Path(self.path(name)).stat().st_size

    def get_created_time(self, name: str) -> datetime:
        return datetime.fromtimestamp(Path(self.path(name)).stat().st_mtime, UTC)

    def url(self, name: str | None) -> str:
        raise SuspiciousFileOperation("A private file has no address: a view hands it out.")

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Every file of the current tenant, half ones included, with the time it was written."""
        home = self.root / current_schema()
        for place in sorted(home.glob("*/*")) if home.is_dir() else ():
            with suppress(FileNotFoundError):
                yield str(place.relative_to(self.root)), datetime.fromtimestamp(place.stat().st_mtime, UTC)

    def discard(self, name: str) -> None:
        """Remove what `names` gave, half files included."""
        whole = name.removesuffix(_PART)
        place = Path(self.path(whole))
        with suppress(FileNotFoundError):
            (place.with_suffix(_PART) if name.endswith(_PART) else place).unlink()


def _sync_folder(folder: Path) -> None:
    """So that the name survives a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


private = PrivateStorage()
