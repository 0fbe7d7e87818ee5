"""What is left of an answer: as the mail readers of the country quote, and as people answer."""

# ruff: noqa: E501  mails, as mail readers write them

import pytest

from tenants.messaging.incoming.cutting import answer_of
from tenants.messaging.incoming.html_text import to_text
from tests.work import seconds_of_work

MAIL = "--- Répondez au-dessus de cette ligne ---\n\nPaul Vandaele :\n\nVenez lundi.\n\nhttps://emploi.example/c"
QUOTED = "\n".join(f"> {line}".rstrip() for line in MAIL.split("\n"))
NO_MARK = "> Paul Vandaele :\n>\n> Venez lundi."
ADDRESS = "<ne-pas-repondre@bassin.example>"

WAYS = {
    "gmail": f"Oui, je viens.\n\nLe lun. 3 nov. 2026 à 10:12, Paul V. via CCHF {ADDRESS} a\nécrit :\n\n{QUOTED}",
    "gmail, no mark": f"Oui, je viens.\n\nLe lun. 3 nov. 2026 à 10:12, Paul V. {ADDRESS} a écrit :\n\n{NO_MARK}",
    "gmail in English": f"Oui, je viens.\n\nOn Mon, Nov 3, 2026 at 10:12 AM Paul V. {ADDRESS}\nwrote:\n\n{NO_MARK}",
    "outlook": (
        "Oui, je viens.\n\nDe : Paul V. via CCHF <x@y.example>\nEnvoyé : lundi 3 novembre 2026 10:12\n"
        f"À : Léa Martin <lea@candidat.example>\nObjet : Boulanger F/H\n\n{MAIL}"
    ),
    "outlook, a line before": (
        "Oui, je viens.\n\n________________________________\nDe : Paul V. <x@y.example>\nEnvoyé : lundi 3 novembre 2026\n"
        "À : Léa <lea@candidat.example>\nObjet : Boulanger F/H\n\nVenez lundi."
    ),
    "outlook bold": "Oui, je viens.\n\n*De :* Paul V. <x@y.example>\n*Envoyé :* lundi 3 novembre\n*À :* Léa\n\nVenez lundi.",
    "outlook of old": "Oui, je viens.\n\n-----Message d'origine-----\nDe : Paul\nEnvoyé : lundi\nÀ : Léa\n\nVenez lundi.",
    "thunderbird": f"Oui, je viens.\n\nLe 03/11/2026 à 10:12, Paul V. via CCHF a écrit :\n{QUOTED}",
    "orange": (
        "Oui, je viens.\n\n\n> Message du 03/11/26 10:12\n> De : \"Paul V.\" <x@y.example>\n> A : lea@candidat.example\n"
        f"> Copie à :\n> Objet : Boulanger F/H\n>\n{NO_MARK}"
    ),
    "iphone": f"Oui, je viens.\n\nEnvoyé de mon iPhone\n\n> Le 3 nov. 2026 à 10:12, Paul V. {ADDRESS} a écrit :\n>\n{NO_MARK}",
    "android": f"Oui, je viens.\n\nEnvoyé depuis Yahoo Mail pour Android\n\nLe lun. 3 nov. 2026 à 10:12, Paul a écrit :\n{NO_MARK}",
    "samsung": "Oui, je viens.\n\nEnvoyé depuis mon appareil Galaxy\n\n-------- Message d'origine --------\nDe : Paul <x@y.example>\nDate : 03/11/2026 10:12 (GMT+01:00)\nÀ : Léa\n\nVenez lundi.",
    "la poste": "Oui, je viens.\n\nDe : \"Paul V.\"\nA : lea@candidat.example\nEnvoyé: lundi 3 Novembre 2026 10:12\nObjet : Boulanger F/H\n\nVenez lundi.",
    "free, zimbra": "Oui, je viens.\n\n----- Mail original -----\nDe: \"Paul\" <x@y.example>\nÀ: \"Léa\"\nEnvoyé: Lundi 3 Novembre\n\nVenez lundi.",
    "outlook mobile": "Oui, je viens.\n\nTélécharger Outlook pour iOS<https://aka.ms/x>\n________________________________\nDe : Paul <x@y.example>\nEnvoyé : lundi\nÀ : Léa\n\nVenez lundi.",
    "nothing quoted": "Oui, je viens.",
    "dashes": "Oui, je viens.\n\n-- \nLéa Martin\n06 12 34 56 78",
    "polite": "Oui, je viens.\n\nCordialement,\nLéa Martin\n06 12 34 56 78",
    "crlf": "Oui, je viens.\r\n\r\nLe 3 nov. 2026 à 10:12, Paul a écrit :\r\n> Venez lundi.\r\n",
    "a blank line in the intro": f"Oui, je viens.\n\nLe lundi 3 novembre 2026 à 10:12:05 UTC+1, Paul V. via CCHF\n{ADDRESS} a écrit :\n\n{MAIL}",
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_only_the_answer_is_left(way: str) -> None:
    assert answer_of(WAYS[way]) == "Oui, je viens."


KEPT = {
    "a list": "Je peux :\n- lundi\n- mardi\n- jeudi après 14 h",
    "a sentence like an intro": "Bonjour,\n\nLe maire a écrit :\nil faut un boulanger.\n\nJe viens ?",
    "words of a signature in the middle": "Bonne journée à tous, et à lundi.\n\nVoici mes questions :\n\nÀ quelle heure ?",
    "a postscript": "Je viens.\n\nCordialement,\nLéa\n\nPS : je suis libre lundi.",
    "a question after the polite end": "Je viens.\n\nCordialement,\nLéa\nFaut-il une blouse ?",
    "sent from a place": "Bonjour,\nEnvoyé de Bergues, ce message vous dit mon accord : je serai là lundi à huit heures "
    "avec mes papiers, mon permis, la lettre du précédent employeur, et les deux attestations que vous aviez demandées, "
    "l’une de la mairie et l’autre de la mission locale, comme convenu au téléphone avec votre associée ce matin même.",
    "only a number": "8",
    "a smiley": ":-)",
    "from and to as words": "De : 8 h\njusqu’à : 12 h, cela me va.",
}


@pytest.mark.parametrize("what", KEPT)
def test_what_somebody_wrote_is_never_cut(what: str) -> None:
    assert answer_of(KEPT[what]) == KEPT[what]


def test_an_answer_between_the_lines_keeps_them() -> None:
    text = f"Bonjour,\n\nLe 3 nov. 2026 à 10:12, Paul {ADDRESS} a écrit :\n> Venez-vous lundi ?\nOui.\n> À 8 h ?\nOui aussi."
    kept = answer_of(text)
    assert "Oui.\n> À 8 h ?\nOui aussi." in kept
    assert "bassin.example" not in kept


def test_an_answer_below_is_found() -> None:
    text = (
        f"Le 3 nov. 2026 à 10:12, Paul {ADDRESS} a écrit :\n> Venez lundi.\n>\n> https://x.example\n\nD’accord, merci."
    )
    kept = answer_of(text)
    assert kept.endswith("D’accord, merci.")
    assert "bassin.example" not in kept


def test_an_answer_below_our_own_line_is_found() -> None:
    assert answer_of(f"{QUOTED}\n\nD’accord, merci.") == "D’accord, merci."


@pytest.mark.parametrize("text", [QUOTED, NO_MARK, f"Le 3 nov. 2026 à 10:12, Paul {ADDRESS} a écrit :\n\n{NO_MARK}"])
def test_when_nothing_would_be_left_the_whole_is_kept_without_addresses(text: str) -> None:
    kept = answer_of(text)
    assert "Venez lundi." in kept
    assert "@" not in kept


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\n\n\n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert answer_of(text) == ""


HOSTILE = {
    "blanks": " " * 50_000 + "x",
    "lines": "\n" * 50_000,
    "quotes": "> " * 25_000,
    "quoted lines": "> a\n" * 12_500,
    "Le": "Le 1 " * 10_000,
    "Le, lines": "Le 1 nov. à 10:12\n" * 2_800,
    "De :": "De : x\n" * 7_000,
    "dashes": "-" * 50_000,
    "underscores": "_" * 50_000,
    "dashed lines": "-- \n" * 12_000,
    "cordialement": "x\ncordialement\n" * 3_300,
    "sent from": "Envoyé depuis " * 3_500,
    "commas": "Hinweis mail " * 3_800,
    "caution": "CAUTION: mail\n" * 3_500,
    "short and bad": ("CAUTION:" + " a," * 1_300)[:3_900],
    "short blanks": (" \n" * 2_000)[:3_900],
    "short from": ("From: x\n\n" * 430)[:3_900],
    "short on": ("On x " * 780)[:3_900],
    "addresses": "<a@b.example> " * 3_500,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_takes_long(what: str) -> None:
    assert seconds_of_work(lambda: answer_of(HOSTILE[what]), enough=0.25) < 0.25


PAGES = {
    "<p>Bonjour,<br>je viens.</p><div>À lundi</div>": "Bonjour,\nje viens.\n\nÀ lundi",
    "<style>p{}</style><script>alert(1)</script><p>Oui</p>": "Oui",
    "<div>Oui</div><blockquote><div>Venez</div><div>lundi</div></blockquote>": "Oui\n> Venez\n> lundi",
    "a &lt;b&gt; &amp;c; &#x1F600;": "a <b> &c; 😀",
    "<ul><li>un<li>deux</ul>": "- un\n- deux",
    "<p hidden onclick=x()>a</p><img src=x onerror=y>": "a",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_becomes_what_somebody_would_read(page: str) -> None:
    assert to_text(page) == PAGES[page]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 60_000, "<" * 200_000, "<!--" * 60_000, "<blockquote>" * 20_000 + "x", "&" * 200_000, "<![" * 90_000],
)
def test_no_page_takes_long(page: str) -> None:
    assert seconds_of_work(lambda: to_text(page), enough=2) < 2
