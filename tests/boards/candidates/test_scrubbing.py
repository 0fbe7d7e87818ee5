"""What an employer must not read in somebody's own words, and what they may."""

import pytest

from boards.candidates.scrubbing import GAP, Known, scrub, scrub_all
from tests.work import seconds_of_work

FATIMA = Known(names=("Fatima Benali", "fatima.benali"), places=("Quaëdypre", "59380"))

HIDDEN = [
    # Names, however they are written.
    ("Je suis Fatima Benali, motivée", ["Fatima Benali"]),
    ("je suis fatima, motivée", ["fatima"]),
    ("FATIMA BENALI", ["FATIMA BENALI"]),
    ("Fátima Bénali", ["Fátima Bénali"]),
    ("Benali Fatima", ["Benali Fatima"]),
    ("fatimabenali59", ["fatimabenali59"]),
    ("sur le réseau : fatima59", ["fatima59"]),
    ("Signé F. Benali", ["Benali"]),
    ("Signé F. B.", ["F. B"]),
    ("fatimabenali", ["fatimabenali"]),
    ("insta fbenali", ["fbenali"]),
    ("benalif59 sur le réseau", ["benalif59"]),
    ("Mme Ben Ali, disponible", ["Ben Ali"]),
    ("F.a.t.i.m.a", ["F.a.t.i.m.a"]),
    # Somebody who says what they are called, by another name than the form's.
    ("Je m’appelle Momo et je travaille vite", ["Momo"]),
    ("moi c'est jojo, j'arrive", ["jojo"]),
    ("Prénom : Kévin", ["Kévin"]),
    ("Demandez Sylvie Martin", ["Sylvie Martin"]),
    # Addresses.
    ("écrivez à fatima.benali@exemple.fr", ["fatima.benali@exemple.fr"]),
    ("momo59 (at) gmail.com", ["momo59 (at) gmail.com"]),
    ("momo59 arobase gmail point com", ["momo59 arobase gmail point com"]),
    ("momo59[at]laposte.net", ["momo59[at]laposte.net"]),
    ("momo59 (at) gmail (dot) com", ["momo59 (at) gmail (dot) com"]),
    ("momo59@gmail(dot)com", ["momo59@gmail(dot)com"]),
    ("voir momo-services [point] fr", ["momo-services [point] fr"]),
    # Numbers.
    ("Appelez le 06 12 34 56 78 !", ["06 12 34 56 78"]),
    ("0612345678", ["0612345678"]),
    ("06.12.34.56.78", ["06.12.34.56.78"]),
    ("06-12-34-56-78", ["06-12-34-56-78"]),
    ("+33 6 12 34 56 78", ["+33 6 12 34 56 78"]),
    ("+33 (0)6 12 34 56 78", ["+33 (0)6 12 34 56 78"]),
    ("O6 12 34 56 78", ["O6 12 34 56 78"]),
    ("06 / 12 / 34 / 56 / 78", ["06 / 12 / 34 / 56 / 78"]),
    ("zéro six douze trente-quatre cinquante-six", ["zéro six douze trente-quatre cinquante-six"]),
    ("06 douze 34 cinquante six 78", ["06 douze 34 cinquante six 78"]),
    ("０６１２３４５６７８", ["０６１２３４５６７８"]),
    # Links, networks.
    ("https://exemple.fr/cv", ["https://exemple.fr/cv"]),
    ("mon site : www.momo.fr", ["www.momo.fr"]),
    ("voir momo-services.fr pour mes photos", ["momo-services.fr"]),
    ("wa.me/33612345678", ["wa.me/33612345678"]),
    ("insta : momo_59", ["insta : momo_59"]),
    ("Snap momo59 si besoin", ["Snap momo59"]),
    ("@momo59 partout", ["@momo59"]),
    ("linkedin: fb", ["linkedin: fb"]),
    # Where they live.
    ("J’habite à Quaëdypre, sans voiture", ["Quaëdypre"]),
    ("12 rue de la Gare", ["12 rue de la Gare"]),
    ("3 bis, avenue du Général de Gaulle.", ["3 bis, avenue du Général de Gaulle"]),
    ("59380", ["59380"]),
    ("à 59 380, en bas", ["59 380"]),
    # Age.
    ("J’ai 53 ans et de l’énergie", ["J’ai 53 ans"]),
    ("Femme agée de 45 ans", ["agée de 45 ans"]),
    ("J’ai\u00a053\u202fans", ["J’ai\u00a053\u202fans"]),
    ("Homme de 58 ans", ["Homme de 58 ans"]),
    ("53 ans, motivée", ["53 ans"]),
    ("Mère de deux enfants, 41 ans.", ["41 ans"]),
    ("née en 1971", ["née en 1971"]),
    ("né le 12/03/1970", ["né le 12/03/1970"]),
]

SHOWN = [
    "J’ai 10 ans d’expérience en boulangerie.",
    "J’ai 15 ans de métier.",
    "Je pétris depuis 10 ans.",
    "Vendeuse pendant 12 ans, puis caissière.",
    "Disponible de 6 h à 14 h, 35 heures par semaine.",
    "De 2015 à 2018 au fournil, puis 2019 et 2020 en usine.",
    "Du 12/03/2015 au 15/04/2018 en saison",
    "CACES 1, 3 et 5 – permis B, C et CE.",
    "Je connais Excel, Sage et les caisses enregistreuses.",
    "Je sais tenir une page Facebook et un compte Instagram.",
    "Deux ou trois jours par semaine, un samedi sur quatre.",
    "Titulaire du SST et de l’habilitation H0B0.",
    "J’ai travaillé à Dunkerque et à Bergues.",
    "Salaire souhaité : 1 950 € brut.",
    "Je cherche dans le 59 ou le 62.",
    "Mes enfants sont grands : je peux travailler le soir.",
    "Je conduis 7,5 tonnes. Et je range.",
]


@pytest.mark.parametrize(("words", "hidden"), HIDDEN)
def test_what_gives_somebody_away_is_hidden(words: str, hidden: list[str]) -> None:
    scrubbed = scrub(words, FATIMA)
    assert list(scrubbed.hidden) == hidden
    assert all(part not in scrubbed.text for part in hidden)
    assert scrubbed.text.count(GAP) == len(hidden)


@pytest.mark.parametrize("words", SHOWN)
def test_what_tells_of_work_stays(words: str) -> None:
    assert scrub(words, FATIMA) == scrub(words, Known())
    assert scrub(words, FATIMA).text == words


@pytest.mark.parametrize(
    ("words", "hidden"),
    [
        # A page shows many blanks as one.
        ("06     12     34     56     78", "06 12 34 56 78"),
        ("06 \u00a0\u2003 12\t\t\t34      56\n\n\n\n\n\n78", "06 12 34 56\n\n78"),
        ("06 . . . 12 . . . 34 . . . 56 . . . 78", "06 . . . 12 . . . 34 . . . 56 . . . 78"),
        # Nobody sees these signs.
        ("Fat\u00adima", "Fatima"),
        ("Fat\u200bima Ben\u2060ali", "Fatima Benali"),
        ("Be\u200dna\u200c\ufeffli", "Benali"),
        ("06\u200b12\u200b34\u200b56\u200b78", "0612345678"),
        ("mo\u00admo@gm\u00adail.com", "momo@gmail.com"),
    ],
)
def test_what_a_reader_sees_is_what_is_looked_at(words: str, hidden: str) -> None:
    assert scrub(words, FATIMA).hidden == (hidden,)
    assert scrub(words, FATIMA).text == GAP


def test_a_name_in_two_words_is_known_in_one_and_words_stay_words() -> None:
    assert scrub("Signé Benali", Known(names=("Fatima Ben Ali",))).hidden == ("Benali",)
    assert scrub("J’aime le bon pain.", Known(names=("Anne Lebon",))).hidden == ()
    assert scrub("Pâtissière \U0001f469\u200d\U0001f373", FATIMA).text == "Pâtissière \U0001f469\u200d\U0001f373"


def test_a_name_that_is_a_word_stays_a_word_where_it_is_one() -> None:
    known = Known(names=("Pierre Boulanger",))
    assert scrub("Je suis boulanger depuis 5 ans.", known).hidden == ()
    assert scrub("Boulanger de métier.", known).hidden == ()
    assert scrub("C’est Pierre qui pétrit.", known).hidden == ("Pierre",)
    assert scrub("pierre boulanger", known).hidden == ("pierre boulanger",)


def test_a_skill_that_gives_somebody_away_is_left_out() -> None:
    assert scrub_all(["Pétrissage", "06 12 34 56 78", "Fatima"], FATIMA) == ["Pétrissage"]


@pytest.mark.parametrize("sign", ["a", "1 ", "a@", "a.", "-", "rue de ", "je m’appelle ", "( ", "0six", "A ", "é", "."])
def test_it_is_linear(sign: str) -> None:
    assert seconds_of_work(lambda: scrub(sign * 50_000, FATIMA), enough=0.1) < 0.1
