import pytest
from django.template import Context, Template

from themes.templatetags.typography import french


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Il reste : rien ; quoi ? si !", "Il reste\u00a0: rien\u00a0; quoi\u00a0? si\u00a0!"),
        ("« boulanger »", "«\u00a0boulanger\u00a0»"),
        ("1 950 – 2 200 € brut", "1\u00a0950\u00a0– 2\u00a0200\u00a0€ brut"),
        ("35 h, 12 km, 22 %", "35\u00a0h, 12\u00a0km, 22\u00a0%"),
        ("le 12 avenue du 3000 mètres", "le 12 avenue du 3000 mètres"),
        ("http://a:80", "http://a:80"),
        ("1 980\u00a0–\u00a02 100\u00a0€", "1\u00a0980\u00a0– 2\u00a0100\u00a0€"),
    ],
)
def test_no_break_spaces_stand_where_french_printers_put_them(typed: str, set_: str) -> None:
    assert french(typed) == set_
    assert french(french(typed)) == set_


def test_markup_people_typed_stays_escaped_and_ours_stays_markup() -> None:
    template = Template("{% load typography %}{{ typed|french }} {% filter french %}<b>Prêt ?</b>{% endfilter %}")
    assert template.render(Context({"typed": "<i>Oui !</i>"})) == "&lt;i&gt;Oui\u00a0!&lt;/i&gt; <b>Prêt\u00a0?</b>"
