"""No text of 50 kB costs more than 100 ms, whatever it repeats."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.curriculum.documents.lines import tidied
from boards.curriculum.html_text import to_lines
from boards.curriculum.proposal.propose import propose
from boards.curriculum.values import tidy
from tests.work import seconds_of_work

SIZE, MOST_SECONDS = 50_000, 0.1
TRAPS = (
    "a", " ", "A ", "a@", "a.", "0", "06 ", "06 12 34 56 7", "+33", "(", ")", "((", "a(", "1/", "12/2019 ",
    "2019-", "de ", "depuis ", "2019 – ", "mars ", "à ", "- ", " – ", ", ", ",", "; ", "•", "\t", "|", " | ",
    ":", " : ", "a: ", "Permis ", "Permis A, ", "A, B et ", "B/", "permis b ", "anglais ", "anglais,", "é",
    "É ", "’", "'", "chez ", "a chez ", "59000 ", "59000 A", "Nord (59000", "(59000)", "Jean ", "JEAN ",
    "Jean-", "d'", "CAP ", "lycée ", "niveau ", "Langues : ", "\n", "2019\n", "Vendeuse\n2019\n", "• a\n",
    "Expériences\n", "a\n\n", "EXPÉRIENCES\n2019 : a\n", "<", "<p>", "&amp;", "&#",
)  # fmt: skip
PREFIXES = ("", "Jean Dupont\nEXPÉRIENCES\n", "x\nFORMATION\n", "x\nCOMPÉTENCES\n", "x\nLANGUES\n", "x\nPERMIS\n")


def seconds(text: str) -> float:
    return seconds_of_work(lambda: propose(tidied(text.splitlines())), enough=MOST_SECONDS)


@pytest.mark.parametrize("prefix", PREFIXES, ids=["alone", "jobs", "studies", "skills", "languages", "licences"])
def test_a_trap_repeated(prefix: str) -> None:
    slow = {}
    for trap in TRAPS:
        body = trap * (SIZE // len(trap))
        for text in (body, "\n".join(body[start : start + 390] for start in range(0, len(body), 390))):
            took = seconds(prefix + text)
            if took > MOST_SECONDS:
                slow[trap] = took
    assert slow == {}


@settings(max_examples=15)
@given(st.lists(st.sampled_from(TRAPS), min_size=1, max_size=4), st.sampled_from(PREFIXES), st.integers(1, 400))
def test_traps_together(pieces: list[str], prefix: str, width: int) -> None:
    body = "".join(pieces)
    text = (body * (SIZE // len(body) + 1))[:SIZE]
    assert seconds(prefix + "\n".join(text[at : at + width] for at in range(0, SIZE, width))) < MOST_SECONDS


@settings(max_examples=40)
@given(st.lists(st.text(max_size=120), max_size=60))
def test_any_text_gives_a_tidy_proposal(lines: list[str]) -> None:
    found = propose(tidied(lines))
    assert tidy(found) == found


@pytest.mark.parametrize("trap", TRAPS)
def test_html_too(trap: str) -> None:
    most = MOST_SECONDS * 3
    assert seconds_of_work(lambda: to_lines(trap * (SIZE // len(trap))), enough=most) < most
