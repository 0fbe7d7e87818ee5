"""The official job titles of France Travail (ROME "appellations"), from the file an operator downloads."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tenants.reference.bulk import Changes
from tenants.reference.enums import WordSource
from tenants.reference.files import ReferenceFileError, read_table
from tenants.reference.loading import Word, replace_words
from tenants.reference.models import Occupation
from tenants.reference.text import normalise
from tenants.reference.titles import gendered_forms

WEIGHT = 4
RARE_WEIGHT = 2  # "peu usité"
# One word ("responsable") that may mean more occupations than this finds nothing in particular.
MOST_MEANINGS_OF_ONE_WORD = 6


@dataclass(frozen=True)
class TitlesImport:
    """What an import did. unknown_codes: codes of the file that our occupations don't have."""

    changes: Changes
    unknown_codes: frozenset[str]
    too_vague: frozenset[str]


def import_titles(*, path: Path) -> TitlesImport:
    """Replace the official titles by those of a file with `libelle_appellation_long` and `code_rome`.

    Raises ReferenceFileError where the file isn't that, or no occupation is loaded yet.
    """
    known = set(Occupation.objects.values_list("code", flat=True))
    if not known:
        raise ReferenceFileError("No occupation is loaded yet. Run `manage.py reference load` first.")
    words: list[Word] = []
    meanings: dict[str, set[str]] = defaultdict(set)
    unknown: set[str] = set()
    for row in read_table(path, required={"libelle_appellation_long", "code_rome"}):
        code = row["code_rome"].strip()
        if code not in known:
            unknown.add(code)
            continue
        weight = RARE_WEIGHT if row.get("peu_usite") == "O" else WEIGHT
        for form in gendered_forms(row["libelle_appellation_long"]):
            words.append(Word(spelling=form, code=code, weight=weight))
            meanings[normalise(form)].add(code)
    vague = {word for word, codes in meanings.items() if " " not in word and len(codes) > MOST_MEANINGS_OF_ONE_WORD}
    kept = [word for word in words if normalise(word.spelling) not in vague]
    if not kept:
        raise ReferenceFileError(f"{path.name} holds no title of a known occupation. Give the ROME 4.0 appellations.")
    changes = replace_words(source=WordSource.OFFICIAL, words=kept)
    return TitlesImport(changes=changes, unknown_codes=frozenset(unknown), too_vague=frozenset(vague))
