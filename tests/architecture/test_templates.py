"""What templates say to browsers, and must not."""

from deploy.settings.environment import ROOT


def test_no_page_hides_where_its_forms_are_sent_from() -> None:
    """Under `no-referrer` browsers send «Origin: null» with a form, and the form is refused as a stranger's.

    `same-origin` keeps a token in an address from other sites just as well.
    """
    templates = [path for path in ROOT.glob("*/**/templates/**/*.html") if ".venv" not in path.parts]
    assert len(templates) > 100
    assert [str(path.relative_to(ROOT)) for path in templates if "no-referrer" in path.read_text()] == []
