"""The shipped reference data, put into the public schema: idempotent, run at every deployment."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import models, transaction

from tenants.reference.bulk import Changes, replace_rows
from tenants.reference.enums import WordSource
from tenants.reference.files import DATA, ReferenceFileError, read_table
from tenants.reference.models import (
    Activity,
    Commune,
    CommunePolygon,
    Epci,
    Occupation,
    OccupationDomain,
    OccupationWord,
)
from tenants.reference.text import normalise, typeset
from tenants.reference.titles import gendered_forms

LABEL_WEIGHT = 8
WORD_COLUMNS = ("word", "occupation_id", "source", "weight", "spelling")
WORD_KEY = ("word", "occupation_id", "source")


def load_epcis() -> Changes:
    """Intercommunal bodies (DGCL)."""
    table = read_table(DATA / "epci.csv", required={"siren", "nom", "type", "population_municipale"})
    return replace_rows(
        model=Epci,
        columns=("siren", "name", "kind", "population"),
        key=("siren",),
        rows=((row["siren"], row["nom"], row["type"], int(row["population_municipale"] or 0)) for row in table),
    )


def load_communes() -> Changes:
    """Current communes (INSEE, La Poste), with the centroids of their polygons (IGN)."""
    return replace_rows(
        model=Commune,
        columns=(
            *("insee", "name", "search_name", "postcodes", "postcode_prefixes", "population"),
            *("department", "region", "latitude", "longitude", "epci_id"),
        ),
        key=("insee",),
        rows=_commune_rows(),
    )


def _commune_rows() -> Iterator[tuple[object, ...]]:
    required = {"insee", "nom", "codes_postaux", "population", "departement", "region", "lat", "lon", "epci_siren"}
    for row in read_table(DATA / "communes.csv.gz", required=required):
        postcodes = sorted(row["codes_postaux"].split())
        prefixes = sorted({postcode[:length] for postcode in postcodes for length in range(1, 6)})
        yield (
            row["insee"],
            row["nom"],
            normalise(row["nom"]),
            postcodes,
            prefixes,
            int(row["population"] or 0),
            row["departement"],
            row["region"],
            float(row["lat"]) if row["lat"] else None,
            float(row["lon"]) if row["lon"] else None,
            row["epci_siren"] or None,
        )


def load_activities() -> Changes:
    """Headings of NAF rév. 2 (INSEE)."""
    headings = json.loads((DATA / "naf_rev2.json").read_text())
    return replace_rows(
        model=Activity,
        columns=("code", "label"),
        key=("code",),
        rows=((heading["id"], typeset(heading["label"])) for heading in headings),
    )


def load_domains() -> Changes:
    """Professional domains of ROME."""
    return replace_rows(
        model=OccupationDomain,
        columns=("code", "label", "family"),
        key=("code",),
        rows=((row["code"], typeset(row["label"]), row["code"][0]) for row in _shipped("occupation_domains.csv")),
    )


def load_occupations() -> Changes:
    """Occupations of ROME 4.0."""
    return replace_rows(
        model=Occupation,
        columns=("code", "label", "domain_id"),
        key=("code",),
        rows=((row["code"], typeset(row["label"]), row["domain"]) for row in _shipped("occupations.csv")),
    )


def load_label_words() -> Changes:
    """Both genders of every occupation's label, as words to find it by."""
    words = (
        Word(spelling=form, code=occupation.code, weight=LABEL_WEIGHT)
        for occupation in Occupation.objects.all()
        for form in gendered_forms(occupation.label)
    )
    return replace_words(source=WordSource.LABEL, words=words)


def load_everyday_words() -> Changes:
    """Our own list of how people really call occupations."""
    words = (
        Word(spelling=row["word"], code=row["code"], weight=int(row["weight"]))
        for row in _shipped("everyday_words.csv")
    )
    return replace_words(source=WordSource.EVERYDAY, words=words)


@dataclass(frozen=True)
class Word:
    """One way to call one occupation, written as people do."""

    spelling: str
    code: str
    weight: int


def replace_words(*, source: WordSource, words: Iterable[Word]) -> Changes:
    """Make the words of one source equal to these; of two that differ in accents only, the heavier stays."""
    kept: dict[tuple[str, str], Word] = {}
    for word in words:
        key = (normalise(word.spelling), word.code)
        if key[0] and (key not in kept or word.weight > kept[key].weight):
            kept[key] = word
    return replace_rows(
        model=OccupationWord,
        columns=WORD_COLUMNS,
        key=WORD_KEY,
        rows=(
            (key, code, source.value, word.weight, typeset(_in_a_sentence(word.spelling)))
            for (key, code), word in kept.items()
        ),
        among=models.Q(source=source),
        stamp="updated_at",
    )


def _in_a_sentence(spelling: str) -> str:
    """A title without its capital: "boulanger", but "ATSEM" and "DJ"."""
    return spelling[0].lower() + spelling[1:] if spelling[1:2].islower() else spelling


@transaction.atomic
def load_polygons() -> Changes:
    """Outlines of the shipped territories; an outline that an operator imported stays."""
    before = CommunePolygon.objects.count()
    known = set(Commune.objects.values_list("insee", flat=True))
    shipped = {
        insee: rings
        for path in sorted((DATA / "polygons").glob("*.json"))
        for insee, rings in json.loads(path.read_text())["communes"].items()
        if insee in known
    }
    CommunePolygon.objects.bulk_create(
        [CommunePolygon(commune_id=insee, rings=rings) for insee, rings in shipped.items()],
        ignore_conflicts=True,
    )
    return Changes(rows=len(shipped), added=CommunePolygon.objects.count() - before, changed=0, removed=0)


# In the order of their foreign keys.
STEPS: dict[str, Callable[[], Changes]] = {
    "intercommunal bodies": load_epcis,
    "communes": load_communes,
    "commune outlines": load_polygons,
    "activities": load_activities,
    "occupation domains": load_domains,
    "occupations": load_occupations,
    "occupation labels": load_label_words,
    "everyday words": load_everyday_words,
}


@transaction.atomic
def load_all(*, report: Callable[[str, Changes], None] = lambda name, changes: None) -> None:
    """Load everything that is shipped, or nothing; `report` is told each step's name and changes."""
    for name, step in STEPS.items():
        report(name, step())


def _shipped(name: str) -> list[dict[str, str]]:
    path: Path = DATA / name
    try:
        with path.open(newline="") as stream:
            return list(csv.DictReader(stream))
    except FileNotFoundError as error:
        raise ReferenceFileError(f"{path} is missing from this installation. Install it again.") from error
