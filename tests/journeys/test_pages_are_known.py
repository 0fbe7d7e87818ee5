"""No page escapes: a URL that answers a GET is looked at by the browser tests or excused with a reason."""

from tests.journeys.pages import NOT_OURS, NOT_PAGES, PAGES, existing, is_readable, named


def test_every_url_is_looked_at_or_excused() -> None:
    looked_at = {page.name for page in PAGES}
    forgotten = {
        name
        for name, pattern in named()
        if is_readable(pattern)
        and name not in looked_at
        and name not in NOT_PAGES
        and not any(name.startswith(start) and name not in looked_at for start in NOT_OURS)
    }
    assert forgotten == set()


def test_nothing_is_both_a_page_and_excused_or_listed_without_a_url() -> None:
    names = {name for name, _ in named()}
    assert {page.name for page in PAGES} & NOT_PAGES.keys() == set()
    assert (NOT_PAGES.keys() | {page.name for page in PAGES}) - names == set()
    assert len(existing()) == len(PAGES)
