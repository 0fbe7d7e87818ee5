"""What every test of rights may count on."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _copies_of_its_own(settings: Any, tmp_path: Path) -> None:
    """A folder for the copies that people ask for: what another test left is none of this one's."""
    settings.COPIES_ROOT = str(tmp_path / "copies")
