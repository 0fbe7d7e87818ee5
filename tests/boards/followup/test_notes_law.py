"""What must not be noted is recognised, and what an adviser writes all day is left alone."""

import pytest

from boards.followup.notes_law.explanations import EXPLANATIONS
from boards.followup.notes_law.findings import Rule
from boards.followup.notes_law.reading import read, rules_in
from tests.boards.followup.sentences import HELD_OUT, SEEN
from tests.work import seconds_of_work

SENTENCES = SEEN + HELD_OUT


def recall(sentences: tuple[tuple[str, str | None], ...]) -> float:
    """Of the sentences that break a rule, how many are told."""
    bad = [text for text, rule in sentences if rule]
    return sum(bool(read(text)) for text in bad) / len(bad)


def false_alarms(sentences: tuple[tuple[str, str | None], ...]) -> float:
    fine = [text for text, rule in sentences if rule is None]
    return sum(bool(read(text)) for text in fine) / len(fine)


def test_there_are_enough_of_them_and_half_were_never_seen() -> None:
    assert len(SENTENCES) >= 60
    assert len(HELD_OUT) >= len(SEEN)
    assert {rule for _text, rule in HELD_OUT if rule} == {rule.value for rule in Rule}


@pytest.mark.parametrize(("text", "rule"), SEEN)
def test_each_seen_sentence_is_read_as_labelled(text: str, rule: str | None) -> None:
    assert (rule in rules_in(read(text))) if rule else read(text) == []


def test_sentences_held_out_are_recognised_too() -> None:
    assert recall(HELD_OUT) >= 0.85, [text for text, rule in HELD_OUT if rule and not read(text)]
    assert false_alarms(HELD_OUT) <= 0.10, [text for text, rule in HELD_OUT if not rule and read(text)]


def test_each_rule_says_what_to_write_instead() -> None:
    assert set(EXPLANATIONS) == set(Rule)
    (finding, *_others) = read("Feignant.")
    assert finding.excerpt == "Feignant"
    assert "fait et sa date" in finding.suggestion


def test_positions_are_those_of_the_note() -> None:
    text = "Vu à Noël : dépressive, dit-elle."
    (finding,) = read(text)
    assert text[finding.start : finding.end] == finding.excerpt == "dépressive"


@pytest.mark.parametrize(
    "hostile", ["a " * 25_000, "1 " * 25_000, "pas de " * 7_000, "son mari " * 5_500, "é" * 50_000]
)
def test_fifty_kilobytes_are_read_at_once(hostile: str) -> None:
    assert seconds_of_work(lambda: read(hostile), enough=0.5) < 0.5
