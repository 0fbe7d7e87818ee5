"""What templates say to browsers and to people, and must not."""

import re

from deploy.settings.environment import ROOT


def test_no_page_hides_where_its_forms_are_sent_from() -> None:
    """Under `no-referrer` browsers send «Origin: null» with a form, and the form is refused as a stranger's.

    `same-origin` keeps a token in an address from other sites just as well.
    """
    templates = [path for path in ROOT.glob("*/**/templates/**/*.html") if ".venv" not in path.parts]
    assert len(templates) > 100
    assert [str(path.relative_to(ROOT)) for path in templates if "no-referrer" in path.read_text()] == []


#: Months, years, short weekdays and what machines read; days and hours are said by themes/moments.py.
OTHER_FORMATS = {"F Y", "F", "Y", "m/Y", "D j", "c", "l", "Y-m-d"}
IN_TEMPLATES = re.compile(r'\|(?:date|time)\b(?::"([^"]*)")?|\{% now "([^"]*)"')
IN_PYTHON = re.compile(r"(?:date|time)_format\((?:[^()]|\([^()]*\))*\)")


def test_days_and_hours_are_said_in_one_way() -> None:
    """«9 h 30» here and «09:30» there is a site that two people wrote: `{% load moments %}`, themes/moments.py."""
    rooms = [path for path in ROOT.glob("*/") if path.name not in {"tests", ".venv"}]
    templates = [one for room in rooms for kind in ("html", "txt") for one in room.glob(f"**/templates/**/*.{kind}")]
    modules = [one for room in rooms for one in room.glob("**/*.py") if one != ROOT / "themes" / "moments.py"]
    assert len(templates) > 200
    found = [
        (str(path.relative_to(ROOT)), said[0])
        for path in templates
        for said in IN_TEMPLATES.finditer(path.read_text())
        if (said[1] or said[2]) not in OTHER_FORMATS
    ]
    found += [
        (str(path.relative_to(ROOT)), said[0])
        for path in modules
        for said in IN_PYTHON.finditer(path.read_text())
        if not set(re.findall(r'"([^"]*)"', said[0])) & OTHER_FORMATS
    ]
    assert found == []
