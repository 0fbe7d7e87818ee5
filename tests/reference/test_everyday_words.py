"""Our list of everyday words is right: codes exist, both genders are there, official titles agree."""

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest

from tenants.reference import occupations
from tenants.reference.files import DATA
from tenants.reference.text import normalise
from tenants.reference.titles import gendered_forms

OFFICIAL = Path(__file__).parents[3] / "shared" / "data" / "rome_appellations_v460.csv.gz"

# Where France Travail's one meaning isn't the one people have in mind on a local job board.
EXCEPTIONS = {
    "buraliste",  # officially a shop assistant; people mean the bar-tabac's owner
    "huissier",  # officially a joiner who makes doors
    "huissiere",
    "scieur",  # officially of metal; around here of wood
    "scieuse",
}


def _rows() -> list[dict[str, str]]:
    with (DATA / "everyday_words.csv").open(newline="") as stream:
        return list(csv.DictReader(stream))


def _codes() -> dict[str, str]:
    with (DATA / "occupations.csv").open(newline="") as stream:
        return {row["code"]: row["label"] for row in csv.DictReader(stream)}


def test_every_line_names_an_occupation_with_a_weight() -> None:
    codes = _codes()
    assert len(codes) == 1584
    rows = _rows()
    assert len(rows) >= 600
    wrong = [row for row in rows if row["code"] not in codes or row["weight"] not in set("123456789")]
    assert wrong == []


def test_lines_are_sorted_and_said_once() -> None:
    keys = [(row["code"], -int(row["weight"]), normalise(row["word"])) for row in _rows()]
    assert keys == sorted(keys)
    assert len({(code, word) for code, _, word in keys}) == len(keys)


def test_a_word_that_means_several_occupations_has_a_first_meaning() -> None:
    heaviest: dict[str, int] = defaultdict(int)
    for row in _rows():
        word = normalise(row["word"])
        heaviest[word] = max(heaviest[word], int(row["weight"]))
    vague = sorted(word for word, weight in heaviest.items() if weight < 5)
    # Nobody sells "things": the four kinds of shop share the word about equally, at most 5.
    assert vague == []


@pytest.mark.django_db
def test_every_word_is_found_by_what_it_says() -> None:
    lost = [row["word"] for row in _rows() if row["code"] not in occupations.codes_for(row["word"])]
    assert lost == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("caissière", "D1505"),
        ("hôtesses de caisse", "D1505"),
        ("chauffeur SPL", "N4115"),
        ("chauffeur PL", "N4101"),
        ("ATSEM", "K1308"),
        ("AESH", "K2113"),
        ("perchman", "N4402"),
        ("pisteur", "K1726"),
        ("homme à tout faire", "I1203"),
        ("femme de ménage", "K1304"),
        ("femme de ménage", "K2205"),
        ("aide à domicile", "K1304"),
        ("auxiliaire de vie", "K1311"),
        ("nounou", "K1310"),
        ("plongeur", "G1605"),
        ("cuistot", "G1609"),
        ("serveuses", "G1803"),
        ("boulangère", "D1102"),
        ("élec", "F1602"),
        ("plaquistes", "F1604"),
        ("RH", "M1501"),
        ("IDE", "J1506"),
        ("AS", "J1501"),
        ("ASH", "J1301"),
        ("cantonnier", "I1202"),
        ("garde champêtre", "K1707"),
        ("secrétaire de mairie", "K1406"),
        ("DGS", "K1422"),
        ("dameur", "F1303"),
        ("skiman", "D1211"),
        ("technicien remontées mécaniques", "N4402"),
        ("vendangeurs", "A1401"),
        ("houblonnier", "A1416"),
        ("docker", "N3203"),
        ("mareyeuse", "D1105"),
        ("éboueur", "K2303"),
        ("moniteur de ski", "G1204"),
        ("BAFA", "G1203"),
        ("agent polyvalent", "I1203"),
        ("conducteurs de ligne", "H3301"),
        ("agents commerciaux", "D1410"),
    ],
)
def test_what_people_say_is_understood(word: str, code: str) -> None:
    assert code in occupations.codes_for(word)


@pytest.mark.django_db
def test_a_season_is_no_occupation() -> None:
    # "saisonnier" is a contract: as an occupation it would find every waiter with a permanent one.
    assert occupations.codes_for("saisonnier") == frozenset()


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official titles may not be shipped")
def test_words_that_are_official_titles_agree_with_them() -> None:
    official: dict[str, set[str]] = defaultdict(set)
    with gzip.open(OFFICIAL, "rt", newline="") as stream:
        for row in csv.DictReader(stream):
            for form in gendered_forms(row["libelle_appellation_long"]):
                official[normalise(form)].add(row["code_rome"])
    ours: dict[str, set[str]] = defaultdict(set)
    for row in _rows():
        ours[normalise(row["word"])].add(row["code"])
    shared = ours.keys() & official.keys()
    disagreeing = {word for word in shared if not ours[word] & official[word]}
    assert len(shared) > 900
    assert disagreeing == EXCEPTIONS
    assert len(disagreeing) / len(shared) <= 0.05
