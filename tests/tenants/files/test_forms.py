"""The field that takes a file: what it says, and that it looks once."""

import pytest
from django import forms

from tenants.files import checking, content
from tenants.files.forms import PrivateFileField
from tenants.files.limited.runner import Outcome, run
from tests.tenants.files.making import docx, pdf, upload


class CvForm(forms.Form):
    cv = PrivateFileField(required=False)


@pytest.mark.parametrize(
    ("given", "name", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
            "cv.doc",
            "enregistrez-le en PDF depuis Word, puis envoyez-le",
        ),
        (b"", "cv.pdf", "Ce fichier est vide"),
        (b"MZ", "cv.pdf", "Nous lisons les PDF, les DOCX (Word) et les ODT"),
        (pdf() + bytes(5_000_000), "cv.pdf", "dépasse 5 Mo"),
        (pdf(catalog="/OpenAction << /S /JavaScript /JS (x) >>"), "cv.pdf", "imprimez-le en PDF"),
    ],
    ids=["doc", "empty", "exe", "large", "js"],
)
def test_what_it_refuses_it_says_in_one_sentence(given: bytes, name: str, said: str) -> None:
    form = CvForm({}, {"cv": upload(given, name)})
    assert not form.is_valid()
    (sentence,) = form.errors["cv"]
    assert said in sentence


def test_none_is_none() -> None:
    form = CvForm({}, {})
    assert form.is_valid()
    assert form.cleaned_data["cv"] is None


def test_an_upload_is_looked_into_once(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[str] = []

    def watched(job: str, given: bytes) -> Outcome:
        jobs.append(job)
        return run(job, given)

    monkeypatch.setattr(content, "run", watched)
    form = CvForm({}, {"cv": upload(docx(), "cv.docx")})
    assert form.is_valid()
    assert checking.checked(form.cleaned_data["cv"]).kind == "docx"
    assert len(jobs) == 1


def test_its_page_says_what_it_takes() -> None:
    page = str(CvForm()["cv"].as_field_group())
    assert 'accept=".pdf,.docx,.odt"' in page
    assert "PDF, Word (DOCX) ou LibreOffice (ODT), 5" in page
    assert "(facultatif)" in page
