"""What people paste becomes plain paragraphs and lists, whatever it came from."""

import json
import time
from html import escape
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from boards.offers.clean_text import MAX_LENGTH, MAX_PASTED, clean_description, clean_text

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "france_travail_offers.json"

WORD_TEXT = (
    "Vos missions\xa0:\r\n\r\n·\xa0\xa0\xa0Accueil des clients\r\n\r\n\uf0b7\tTenue de la caisse\r\n"
    "o\tFermeture du magasin\r\n\r\n\r\n\r\nVotre profil\x0bsoi\u00adgneux\u200b, à l\u2019aise\x07"
)
WORD_HTML = """<html><head><style><!-- /* Style Definitions */ p.MsoNormal {mso-style-parent:"";} --></style></head>
<body>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<p class=MsoNormal style='mso-margin-top-alt:auto'>Vous <b>serez</b> boulanger<o:p></o:p></p>
<ul style='margin-top:0cm' type=disc><li class=MsoNormal>pétrir</li><li>cuire &amp; vendre</li></ul>
<p onclick="alert(1)">Le four<br>la vitrine</p><script>alert(1)</script></body></html>"""


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        (
            WORD_TEXT,
            "Vos missions :\n\n- Accueil des clients\n- Tenue de la caisse\n- Fermeture du magasin\n\n"
            "Votre profil\nsoigneux, à l’aise",
        ),
        (WORD_HTML, "Vous serez boulanger\n\n- pétrir\n- cuire & vendre\n\nLe four\nla vitrine"),
        ("Un.\r\rDeux.\n \n\t\nTrois.", "Un.\n\nDeux.\n\nTrois."),
        ("- a\n– b\n— c\n• d\n➢ e\n* f\n✓g", "- a\n- b\n- c\n- d\n- e\n- f\n- g"),
        ("1) Accueil\n2.  Vente", "1. Accueil\n2. Vente"),
        ("-5 °C le matin\nou bien\n35 h - lundi", "-5 °C le matin\nou bien\n35 h - lundi"),
        ("« Bonjour » dit l’“hôte”…", "« Bonjour » dit l’“hôte”…"),
        ("cafe\u0301", "café"),
        ("l\x92\x9cil \x80", "l’œil €"),
        ("\u202egnp.xe\u202c", "gnp.xe"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("3 < 5 et 7 > 2", "3 < 5 et 7 > 2"),
        ("&lt;p&gt;Deux fois échappé&lt;/p&gt;<br>", "Deux fois échappé"),
        ("<p>" + escape("<p>" + escape("<p>" + escape("<p>échappé quatre fois"))), "< p>échappé quatre fois"),
        ("<p><![if !supportLists]>·<![endif]>Accueil</p>", "- Accueil"),
        ("Un\r\ndeux", "Un\ndeux"),
        ("mso-style-name:Normal;\nTexte", "Texte"),
        ("Normal 0 21 false false false FR X-NONE\nTexte", "Texte"),
        ("", ""),
        (" \n\t\n\xa0", ""),
        ("-\n•", "-\n•"),
    ],
)
def test_cleaned(pasted, expected):
    assert clean_text(pasted) == expected


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<p><img src=x onerror=alert(1)>",
        "<div><svg/onload=alert(1)>",
        "<p><style>@import 'x'</style>",
        "<scr<p>ipt>alert(1)</p>",
        "&lt;p&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
        "<p><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)
def test_no_active_tag_of_html_is_left(payload):
    cleaned = clean_text("<p>" + payload)
    assert "<script" not in cleaned
    assert "<img" not in cleaned
    assert "<svg" not in cleaned
    assert "<p" not in cleaned


TAGS_AND_WORDS = """<p> </p> <li> <br> • · - * – 1) 1. &amp; &lt;p&gt; &#8203; < a Vous é mso-x: &nbsp;"""
OTHERS = ["e\u0301", "\u00ad", "\x85", "\x93", "\uf0b7", "İ", "\n", "\r\n", "\r", " ", "\t", "o\t", "o  x", "·\t"]
PIECES = [*TAGS_AND_WORDS.split(), *OTHERS]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once


@given(st.text(max_size=300))
def test_no_control_character_no_ragged_line_is_left(text):
    cleaned = clean_text(text)
    assert not any(ord(character) < 32 and character != "\n" for character in cleaned)
    assert "\n\n\n" not in cleaned
    assert all(line == line.strip(" \t") for line in cleaned.split("\n"))


@given(st.lists(st.text("abcdeéà ,'", min_size=1, max_size=20).filter(str.strip), max_size=6))
def test_no_word_is_lost(lines):
    assert clean_text("\n".join(lines)).split() == " ".join(lines).split()


def test_too_long_is_said_with_both_figures():
    with pytest.raises(ValidationError) as refusal:
        clean_description("a" * (MAX_LENGTH + 1))
    message = refusal.value.messages[0].replace("\u202f", " ").replace("\xa0", " ")
    assert "10 001 caractères, pour 10 000 au plus" in message
    assert "gardez l’essentiel" in message


def test_what_is_cut_off_is_never_lost_in_silence():
    with pytest.raises(ValidationError):
        clean_description("Texte " + " " * MAX_PASTED)


def test_the_length_is_that_of_the_text_and_not_of_its_markup():
    assert clean_description("<p style='mso-x'>" * 2_000 + "Bonjour") == "Bonjour"


@pytest.mark.parametrize(
    "piece",
    [
        "<p>",
        "<p><p>",
        "<li>",
        "</div>",
        "\n",
        "• ",
        "·\t",
        "o\t",
        "a",
        " ",
        "<![if ",
        "&",
        "&lt;p&gt;",
        "mso-",
        "1. ",
        "<",
    ],
)
def test_fifty_kilobytes_in_linear_time(piece):
    text = piece * (50_000 // len(piece))
    started = time.process_time()
    clean_text(text)
    assert time.process_time() - started < 0.1


@pytest.mark.skipif(not REAL.exists(), reason="the real feed isn't shipped with the project")
def test_real_descriptions_keep_their_words():
    for offer in json.loads(REAL.read_text())["resultats"]:
        cleaned = clean_description(offer["description"])
        assert clean_text(cleaned) == cleaned
        words = [word for word in offer["description"].split() if word.isalpha()]
        assert [word for word in words if word not in cleaned] == []
