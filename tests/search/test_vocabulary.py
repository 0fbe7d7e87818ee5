"""Typing errors."""

import pytest

from search.models import Term
from search.vocabulary import Vocabulary, count, count_if_due
from tests.search.made import put

KNOWN = Vocabulary(
    documents={"boulanger": 9, "boulangerie": 2, "serveur": 5, "sauveur": 1, "macon": 3, "maison": 8, "pain": 4},
    shown={"macon": "maçon"},
    stems=frozenset({"boulang", "serveur", "macon", "maison", "pain"}),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bolanger", "boulanger"),  # a letter missing
        ("boulagner", "boulanger"),  # two letters swapped
        ("boualngerr", "boulanger"),  # two slips in a long word
        ("servuer", "serveur"),
        ("makon", "macon"),
        ("pian", "pain"),
        ("boulangeres", None),  # known by its stem
        ("serv", None),  # too far for four letters
        ("pai", None),  # three letters are never touched
        ("59380", None),
        ("xyzzyx", None),
    ],
)
def test_what_was_meant(typed: str, meant: str | None) -> None:
    assert KNOWN.correction(typed) == meant


@pytest.mark.django_db
def test_words_are_counted_with_their_commonest_spelling() -> None:
    put(title="Maçon"), put(title="Macon"), put(title="MAÇON coffreur")
    assert count()
    term = Term.objects.get(word="macon")
    assert (term.shown, term.documents) == ("maçon", 3)


@pytest.mark.django_db
def test_a_fresh_count_is_not_repeated() -> None:
    put()
    assert count_if_due()
    assert not count_if_due()
