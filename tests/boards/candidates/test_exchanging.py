"""A CV proposes, an export comes in and goes out; nothing is kept before the person sends it."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boards.candidates.models import Profile
from boards.candidates.services.proposing import completed
from boards.curriculum.values import Curriculum, Job, Language, Study
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.candidates.test_own_page import TYPED, candidate  # noqa: F401  a fixture
from tests.tenants.files.making import pdf, upload

RESUME = {
    "basics": {"name": "Fatima Benali", "summary": "Le pain, la nuit.", "location": {"city": "Bergues"}},
    "work": [{"position": "Cariste", "name": "Entrepôt", "startDate": "2019-03"}],
    "skills": [{"name": "CACES 3"}],
    "languages": [{"language": "Arabe", "fluency": "langue maternelle"}],
}


def test_another_sites_export_fills_the_page_and_keeps_nothing(candidate: Any, alpha: Tenant) -> None:  # noqa: F811
    sent = SimpleUploadedFile("cv.json", json.dumps(RESUME).encode(), content_type="application/json")
    page = candidate.post("/mon-profil/importer", {"file": sent}).content.decode()
    for said in ("rien n’est enregistré", "Le pain, la nuit.", "Cariste", "Entrepôt", "03/2019", "CACES 3"):
        assert said in page, said
    with entering(alpha):
        assert not Profile.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"<a/>", b"\xff\xfe", b"[1]", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_what_is_none_is_told_in_french(candidate: Any, alpha: Tenant, content: bytes) -> None:  # noqa: F811
    page = candidate.post("/mon-profil/importer", {"file": SimpleUploadedFile("cv.xml", content)}).content.decode()
    assert 'role="alert"' in page


def test_ones_own_goes_out_and_comes_in_again(candidate: Any, alpha: Tenant) -> None:  # noqa: F811
    candidate.post("/mon-profil", TYPED)
    for path in ("europass.xml", "cv.json"):
        answer = candidate.get(f"/mon-profil/{path}")
        assert "attachment" in answer["Content-Disposition"]
        assert "Benali" in answer.content.decode()
        again = SimpleUploadedFile(path, answer.content)
        page = candidate.post("/mon-profil/importer", {"file": again}).content.decode()
        assert "rien n’est enregistré" in page


def test_a_cv_proposes(candidate: Any, alpha: Tenant) -> None:  # noqa: F811
    candidate.post("/mon-profil", TYPED | {"cv": upload(pdf(["Fatima Benali", "COMPÉTENCES", "Soudure TIG"]))})
    page = candidate.get("/mon-profil").content.decode()
    assert "Compléter avec ce que dit mon CV" in page
    assert candidate.post("/mon-profil/proposer", follow=True).status_code == 200


def test_what_was_said_wins_over_what_is_read(db: None) -> None:
    by = Curriculum(
        name="Autre",
        about="Autre",
        place="Bergues",
        jobs=(Job("Cariste", "X"), Job("Vendeuse", "Y"), Job("", "Z")),
        studies=(Study("CAP"),),
        languages=(Language("ar", "native"), Language("xx")),
        skills=("caisse", "Vente"),
        licences=("B",),
    )
    said: dict[str, Any] = {"name": "Fatima", "skills": "Caisse", "jobs": [{"title": "vendeuse", "employer": "A"}]}
    found = completed(said, by)
    assert (found["name"], found["words"]) == ("Fatima", "Autre")
    assert [job["title"] for job in found["jobs"]] == ["vendeuse", "Cariste"]
    assert found["skills"] == "Caisse, Vente" or found["skills"] == "caisse, Vente"
    assert [one["code"] for one in found["languages"]] == ["ar"]
    assert found["occupations"] == [{"word": "Cariste", "code": "N1101"}]
    assert found["licences"] == ["B"]
