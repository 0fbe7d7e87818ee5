"""The files that stand for messages on a laptop, where nothing leaves."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import transaction


def forget_files(addresses: Collection[str]) -> None:
    """Remove, once it is committed, the files that hold a message to one of these addresses.

    Where a provider sends, there are none: what it keeps, and for how long, is in the contract with it.
    """
    folders = {Path(settings.EMAIL_FILE_PATH or settings.SMS_FILE_PATH), Path(settings.SMS_FILE_PATH)}
    wanted = [address.lower() for address in addresses if address]
    if wanted:
        transaction.on_commit(lambda: _unlink(folders, wanted), robust=True)


def _unlink(folders: set[Path], wanted: list[str]) -> None:
    for folder in folders:
        for file in folder.glob("*") if folder.is_dir() else ():
            with suppress(OSError):
                said = file.read_text(encoding="utf-8", errors="replace").lower()
                if any(address in said for address in wanted):
                    file.unlink()
