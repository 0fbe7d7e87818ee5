"""A private file leaves as a download, under a name that lies to nobody, or not at all."""

from pathlib import Path

import pytest

from tenants.files.enums import FileKind, FileState
from tenants.files.models import StoredFile
from tenants.files.names import attachment, clean_name
from tenants.files.serving import response_for
from tenants.models import Tenant
from tests.tenants.files.making import kept, pdf


def guarded(response: object) -> None:
    head = response.headers  # type: ignore[attr-defined]
    assert head["X-Content-Type-Options"] == "nosniff"
    assert head["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert head["Cache-Control"] == "private, no-store"
    assert head["X-Frame-Options"] == "DENY"


def test_a_clean_one_is_a_download(in_alpha: Tenant) -> None:
    file = kept(name="CV d’Ève.pdf")
    response = response_for(file)
    assert (response.status_code, response.content) == (200, pdf())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''CV%20d%E2%80%99%C3%88ve.pdf" in response["Content-Disposition"]
    guarded(response)


@pytest.mark.parametrize(("state", "status"), [("waiting", 503), ("infected", 410), ("refused", 410)])
def test_any_other_is_a_sentence(in_alpha: Tenant, state: str, status: int) -> None:
    file = kept()
    file.state = FileState(state)
    response = response_for(file)
    assert response.status_code == status
    assert b"%PDF" not in response.content
    assert response["Content-Type"].startswith("text/plain")
    guarded(response)


@pytest.mark.parametrize("harm", ["gone", "changed", "longer"])
def test_what_is_not_what_was_kept_is_not_handed_out(in_alpha: Tenant, folder: Path, harm: str) -> None:
    file = kept()
    place = folder / file.path
    if harm == "gone":
        place.unlink()
    else:
        place.write_bytes(pdf(["Autre"]) if harm == "changed" else place.read_bytes() + b"<script>")
    response = response_for(file)
    assert response.status_code == 410
    assert b"PDF" not in response.content


def test_only_clean_ones_are_listed(in_alpha: Tenant) -> None:
    clean, waiting = kept(), kept(scan=False)
    assert (clean.is_clean, waiting.is_clean) == (True, False)
    assert list(StoredFile.objects.clean()) == [clean]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("CV.pdf", "CV.pdf"),
        ("CV Ève Dupont 2026.PDF", "CV Ève Dupont 2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\eve\\CV.docx", "CV.pdf"),
        ("facture\u202efdp.exe", "facture fdp.pdf"),
        ("cv.pdf.exe", "cv.pdf"),
        ("cv.pdf\x00.html", "cv.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "a b Set-Cookie x=1.pdf"),
        ("CON.pdf", "document.pdf"),
        ("aux", "document.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        ("....", "document.pdf"),
        ("///", "document.pdf"),
        ("\u200b\u2066\u2069", "document.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
        ("履歴書.pdf", "履歴書.pdf"),
    ],
)
def test_names_are_cleaned(typed: str, wanted: str) -> None:
    assert clean_name(typed, FileKind.PDF) == wanted
    head = attachment(clean_name(typed, FileKind.PDF))
    assert head.isascii()
    assert not {"\r", "\n", "\x00"} & set(head)
    assert head.count('"') == 2
