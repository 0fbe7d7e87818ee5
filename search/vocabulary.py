"""The words that offers use, for understanding what visitors mistype."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import stem
from search.models import Term
from search.timed import Timed
from tenants.reference.models import OccupationWord
from tenants.reference.text import normalise

COUNTED_EVERY = timedelta(minutes=10)
_LOCK = 72_663_001  # any number, the same in every process
_COUNT_WORDS = """
SELECT word, count(*) FROM search_jobdocument, unnest(words) AS word WHERE NOT withdrawn GROUP BY word
"""


@dataclass(frozen=True)
class Vocabulary:
    """Words → how many live offers use them (0 for an occupation nobody offers now), and how they are written."""

    documents: dict[str, int]
    shown: dict[str, str]
    stems: frozenset[str]

    def knows(self, word: str) -> bool:
        return word in self.documents or stem(word) in self.stems

    def correction(self, word: str) -> str | None:
        """The known word that was probably meant, or None when the word is known, short, a number, or like none.

        One slip (Damerau, adjacent swaps included) in four to seven letters, two from eight. The nearest wins, then
        the one with the same first letter, then the most used.
        """
        if len(word) < 4 or any(char.isdigit() for char in word) or self.knows(word):
            return None
        slips = 1 if len(word) < 8 else 2
        near = process.extract(word, self.documents.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not near:
            return None
        best: str = min(near, key=lambda one: (one[1], one[0][0] != word[0], -self.documents[one[0]], one[0]))[0]
        return best


def vocabulary() -> Vocabulary:
    """The process's copy, five minutes old at most."""
    return _vocabulary()


def forget() -> None:
    _vocabulary.forget()


def count_if_due() -> bool:
    """Count the words anew when the last count is older than ten minutes. Returns whether it did."""
    last = Term.objects.order_by("-counted_at").values_list("counted_at", flat=True).first()
    if last is not None and timezone.now() - last < COUNTED_EVERY:
        return False
    return count()


@transaction.atomic
def count() -> bool:
    """Replace the terms by a fresh count over the live documents; False when another process is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(_COUNT_WORDS)
        written = cursor.fetchall()
    totals: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for spelling, documents in written:
        word = normalise(spelling)
        if word and " " not in word:
            totals[word] += documents
            spellings[word][spelling] += documents
    Term.objects.all().delete()
    Term.objects.bulk_create(
        (
            Term(word=word, shown=spellings[word].most_common(1)[0][0], documents=total)
            for word, total in totals.items()
        ),
        batch_size=2_000,
    )
    forget()
    return True


def _load() -> Vocabulary:
    documents: dict[str, int] = {}
    shown: dict[str, str] = {}
    for phrase in OccupationWord.objects.values_list("word", flat=True).distinct():
        for word in phrase.split():
            if len(word) >= 4:
                documents[word] = 0
    for word, spelling, total in Term.objects.values_list("word", "shown", "documents"):
        documents[word], shown[word] = total, spelling
    return Vocabulary(documents=documents, shown=shown, stems=frozenset(stem(word) for word in documents))


_vocabulary = Timed(_load, seconds=300)
