"""An advert's text as HTML of ours."""

from boards.finding.prose import prose_html
from tests.work import seconds_of_work


def test_paragraphs_and_lists():
    text = "Le fournil.\nDeux fours.\n\nVous allez :\n- pétrir\n• cuire\n\nÀ bientôt"
    assert prose_html(text) == (
        "<p>Le fournil.<br>Deux fours.</p><p>Vous allez\u00a0:</p>"
        "<ul><li>pétrir</li><li>cuire</li></ul><p>À bientôt</p>"
    )


def test_nothing_of_the_text_becomes_markup():
    html = prose_html('<script>alert(1)</script>\n- <img src=x onerror=1>\n"&')
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_a_dash_alone_or_inside_a_line_is_no_list():
    assert "<ul>" not in prose_html("Poste à mi-temps - matin\n-\nfin")


def test_fifty_kilobytes_take_no_time():
    texts = ("- " * 25_000, " \t" * 25_000 + "x")
    assert seconds_of_work(lambda: [prose_html(text) for text in texts], enough=0.5) < 0.5
