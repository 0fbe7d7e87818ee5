"""A CV as a browser prints it: two columns, links, fonts of its own. It is taken, and read."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from boards.curriculum.reading import proposed
from boards.curriculum.values import Curriculum
from tenants.files.content import kind_of
from tenants.files.enums import FileKind
from tests.boards.curriculum.cvs.held_out import HELD_OUT
from tests.boards.curriculum.cvs.labelled import Labelled
from tests.boards.curriculum.cvs.seen import SEEN
from tests.boards.curriculum.measuring import overall, scores
from tests.journeys.browser import CHROMIUM, FLAGS, require_chromium

STYLE = "body{font-family:sans-serif;display:grid;grid-template-columns:1fr 2fr;gap:2em}p{margin:.2em 0}"


def page(cv: Labelled) -> str:
    """Its head on the left, the rest on the right, as templates on the web lay it out."""
    head, _blank, rest = cv.text.strip().partition("\n\n")
    columns = ("".join(f"<p>{line or '&nbsp;'}</p>" for line in part.splitlines()) for part in (head, rest))
    left, right = columns
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><div>{left}</div><div>{right}</div>"


@pytest.mark.browser
def test_printed_ones_are_taken_and_read(tmp_path: Path) -> None:
    require_chromium()
    pairs = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        sheet = browser.new_page()
        for cv in (*SEEN, *HELD_OUT):
            sheet.set_content(page(cv))
            content = sheet.pdf(format="A4", tagged=True)
            assert kind_of(content) == FileKind.PDF
            found = proposed(content, FileKind.PDF)
            pairs.append((found if isinstance(found, Curriculum) else Curriculum(), cv.says))
        browser.close()
    total = overall(scores(pairs))
    assert total.precision >= 0.9, total
    assert total.recall >= 0.9, total
