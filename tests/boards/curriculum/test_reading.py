"""A kept CV proposes; whatever it holds, the page goes on."""

from pathlib import Path

import pytest
from django.test import override_settings

from boards.curriculum import europass
from boards.curriculum.reading import propose, proposed
from boards.curriculum.values import Curriculum, Reason, Unreadable
from tenants.context import entering
from tenants.files.enums import FileKind, FileState
from tenants.files.limited.runner import run
from tenants.guard import CrossSchemaError
from tenants.models import Tenant
from tests.boards.curriculum.cvs.seen import SEEN
from tests.tenants.files.documents import attached, docx, pdf
from tests.tenants.files.making import kept
from tests.verification.hostile_files import HOSTILE


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> object:
    with override_settings(PRIVATE_FILES_ROOT=tmp_path):
        yield


def test_a_kept_one_proposes_before_and_after_its_scan(in_alpha: Tenant) -> None:
    for scan in (False, True):
        found = propose(kept(docx(SEEN[0].lines), "cv.docx", scan=scan))
        assert isinstance(found, Curriculum)
        assert found.name == "Marie Dupont"


def test_europass_data_go_before_words(in_alpha: Tenant) -> None:
    said = SEEN[1].says
    found = propose(kept(attached("attachment.xml", europass.write(said), ["Quelqu'un d'autre"])))
    assert found == said


@pytest.mark.parametrize("state", FileState.without_content())
def test_of_one_whose_content_went_nothing_is_read(in_alpha: Tenant, state: FileState) -> None:
    file = kept()
    file.state = state
    assert propose(file) == Unreadable(Reason.GONE)


def test_a_neighbours_is_not_read(alpha: Tenant, beta: Tenant) -> None:
    with entering(alpha):
        file = kept()
    with entering(beta), pytest.raises(CrossSchemaError):
        propose(file)


@pytest.mark.parametrize(
    "name", [name for name, hostile in HOSTILE.items() if name.startswith(("a DOCX", "an ODT", "a PDF"))]
)
def test_even_what_was_refused_would_be_read_within_bounds(name: str) -> None:
    """The reader stands alone: it doesn't count on what was checked before."""
    hostile = HOSTILE[name]
    content = hostile.make()
    kind = FileKind.PDF if "PDF" in name else FileKind.DOCX if "DOCX" in name else FileKind.ODT
    found = proposed(content, kind)
    assert isinstance(found, Curriculum | Unreadable)


@pytest.mark.parametrize("job", ["pdf_job", "word_job", "opendocument_job"])
def test_the_reader_has_walls(job: str) -> None:
    outcome = run(f"boards.curriculum.documents.{job}:read", pdf())
    assert "calls" in outcome.walls
