"""Importing an answer of France Travail at the command's door: idempotent, dry, and never stopped by one bad item."""

import copy
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from boards.feeds.models import ImportedItem, ImportNote, ImportRun
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from search.models import JobDocument
from tenants.context import entering
from tests.boards.feeds.test_france_travail_mapping import FULL, REAL, needs_real


def run(path: Path, *more: str, tenant: str = "alpha") -> str:
    out = StringIO()
    call_command("offers", "import", str(path), "--tenant", tenant, "--format", "france-travail", *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def answer(tmp_path):
    """Write items as an answer of the API."""

    def write(*items: object) -> Path:
        path = tmp_path / "answer.json"
        path.write_text(json.dumps({"resultats": list(items)}), encoding="utf-8")
        return path

    return write


def test_an_item_becomes_a_live_offer_that_is_found(alpha, answer):
    said = run(answer(FULL))
    assert "1 créées, 0 modifiées, 0 inchangées, 0 refusées" in said
    with entering(alpha):
        offer = Offer.objects.select_related("employer", "imported").get()
        assert (offer.state, offer.source, offer.external_id) == (OfferState.LIVE, "france-travail", "198ABCD")
        assert (offer.commune_name, offer.occupation_code, offer.employer.name) == ("Bergues", "D1102", "AU BON PAIN")
        assert offer.imported.payload == FULL
        document = JobDocument.objects.get(schema="alpha", offer_id=offer.pk)
        assert document.title == "Boulanger F/H"
        assert document.sources == ["france-travail"]


def test_the_same_file_twice_changes_nothing(alpha, answer):
    path = answer(FULL)
    run(path)
    with entering(alpha):
        before = list(Offer.objects.values()), list(JobDocument.objects.values("version", "title"))
    assert "0 créées, 0 modifiées, 1 inchangées" in run(path)
    with entering(alpha):
        assert (list(Offer.objects.values()), list(JobDocument.objects.values("version", "title"))) == before
        assert ImportRun.objects.count() == 2


def test_a_changed_item_changes_its_offer(alpha, answer):
    run(answer(FULL))
    assert "0 créées, 1 modifiées" in run(answer({**FULL, "intitule": "Boulanger de nuit (H/F)"}))
    with entering(alpha):
        assert Offer.objects.get().title == "Boulanger de nuit F/H"
        assert ImportedItem.objects.get().payload["intitule"] == "Boulanger de nuit (H/F)"


def test_one_bad_item_stops_nothing_and_is_kept_with_its_reason(alpha, answer):
    other = copy.deepcopy(FULL) | {"id": "199XYZ", "typeContrat": "QQQ", "typeContratLibelle": "Contrat lunaire"}
    said = run(answer("not an object", {"id": "1"}, other, FULL))
    assert "1 créées, 0 modifiées, 0 inchangées, 3 refusées" in said
    with entering(alpha):
        assert Offer.objects.get().external_id == "198ABCD"
        refused = ImportNote.objects.filter(path="").order_by("position")
        assert [note.position for note in refused] == [1, 2, 3]
        assert "lunaire" in refused[2].reason
        assert json.loads(refused[2].value)["id"] == "199XYZ"


def test_what_is_too_long_for_its_field_is_noted_and_kept_whole(alpha, answer):
    named = copy.deepcopy(FULL)
    named["entreprise"]["nom"] = "Très longue raison sociale " * 8
    run(answer(named))
    with entering(alpha):
        assert ImportNote.objects.filter(path="entreprise.nom", reason__contains="120").count() == 1
        assert ImportedItem.objects.get().payload["entreprise"]["nom"] == named["entreprise"]["nom"]


def test_a_dry_run_keeps_nothing(alpha, answer):
    assert "rien n’a été gardé" in run(answer(FULL), "--dry-run")
    with entering(alpha):
        assert not Offer.objects.exists()
        assert not ImportRun.objects.exists()
    assert not JobDocument.objects.filter(schema="alpha").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [("[1, 2", "n’est pas du JSON"), ('{"error": "quota"}', "« resultats » manque"), ("[" * 100_000, "JSON")],
)
def test_a_file_that_is_no_answer_says_so(alpha, tmp_path, content, says):
    path = tmp_path / "broken.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=says):
        run(path)


def test_an_unknown_tenant_is_named_with_those_there_are(alpha, answer):
    with pytest.raises(CommandError, match=r"nulle.*alpha, .*beta"):
        run(answer(FULL), tenant="nulle")


@needs_real
def test_the_real_answer_comes_in_whole_and_only_once(alpha, tmp_path):
    report = tmp_path / "report.csv"
    said = run(REAL, "--report", str(report))
    assert "110 créées, 0 modifiées, 0 inchangées, 0 refusées" in said
    share = float(said.rsplit("(", 1)[1].split("%")[0])
    assert share >= 95
    assert "0 créées, 0 modifiées, 110 inchangées, 0 refusées" in run(REAL)
    with entering(alpha):
        assert Offer.objects.live().count() == 110
        assert JobDocument.objects.live().filter(schema="alpha").count() == 110
        assert Offer.objects.exclude(salary_period="").count() >= 60
