"""TRUST 24: a full or read-only disk leaves no row without content, no half content, and says what to do in French.

The disk is a real one of 256 kB where this process may mount one; everywhere else the system's own limit on the size
of a file stands in for it.
"""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

from tenants.files import services, sweeping
from tenants.files.models import StoredFile
from tenants.files.refusals import FileRefused
from tenants.models import Tenant
from tests.tenants.files.making import docx, upload, zipped_noise


@contextmanager
def small_disk(place: Path, *options: str) -> Iterator[Path]:
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join(["size=256k", *options]), "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("Only root may mount a disk.")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def inconsistent(folder: Path) -> list[str]:
    """Rows without their content and contents without their row."""
    paths = set(StoredFile.objects.values_list("path", flat=True))
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return sorted(paths ^ there)


def test_a_full_disk(in_alpha: Tenant, tmp_path: Path) -> None:
    """Keep files of 40 kB until there is no room, then some more."""
    with small_disk(tmp_path / "disk") as disk, override_settings(PRIVATE_FILES_ROOT=disk):
        kept, refused = 0, 0
        for number in range(12):
            try:
                services.keep(upload=upload(zipped_noise(40_000, seed=number), "cv.docx"), by=None)
                kept += 1
            except FileRefused as error:
                refused += 1
                status, sentence = error.status, str(error.message)
            assert inconsistent(disk) == []
        assert kept >= 4
        assert refused >= 4
        assert status == 507
        assert "Nous n’avons plus de place" in sentence
        assert "rien n’a été enregistré" in sentence
        # A smaller one still fits; room made is room.
        services.keep(upload=upload(docx(), "cv.docx"), by=None)
        assert inconsistent(disk) == []
        assert sweeping.sweep() == sweeping.Swept(0, ())


def test_a_read_only_disk(in_alpha: Tenant, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "ro") as disk, override_settings(PRIVATE_FILES_ROOT=disk):
        with pytest.raises(FileRefused) as refused:
            services.keep(upload=upload(), by=None)
        assert refused.value.status == 507
        assert not StoredFile.objects.exists()


def test_no_room_for_so_large_a_file(in_alpha: Tenant, folder: Path) -> None:
    """As a quota does it: the file grows to the limit, and not a byte further."""
    content = zipped_noise(200_000)
    given = upload(content, "cv.docx")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    services.checking.checked(given)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(FileRefused) as refused:
            services.keep(upload=given, by=None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.status == 507
    assert not StoredFile.objects.exists()
    assert inconsistent(folder) == []
    services.keep(upload=given, by=None)
    assert inconsistent(folder) == []
