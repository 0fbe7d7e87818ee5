"""A folder of its own for each test's private files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "private"
    with override_settings(PRIVATE_FILES_ROOT=root):
        yield root
