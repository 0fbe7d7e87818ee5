"""Titles as employers type them, brought to one style and open to both sexes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.offers.titles import clean_title, names_both_genders, names_one_gender
from tests.work import seconds_of_work

REAL = Path(__file__).resolve().parents[5] / "shared" / "data" / "france_travail_offers.json"

CASES = {
    # One gender named: the mark is added.
    "Boulanger": "Boulanger F/H",
    "boulangère": "Boulangère F/H",
    "Caissière": "Caissière F/H",
    "Plombier chauffagiste": "Plombier chauffagiste F/H",
    "Maçon ou aide maçon": "Maçon ou aide maçon F/H",
    "Commis de cuisine": "Commis de cuisine F/H",
    "Chef de partie": "Chef de partie F/H",
    "Apprenti coiffeur": "Apprenti coiffeur F/H",
    "perchman": "Perchman F/H",
    "Femme de ménage": "Femme de ménage F/H",
    "Homme toutes mains": "Homme toutes mains F/H",
    "Aide-soignant": "Aide-soignant F/H",
    "Saison d'hiver - Serveur": "Saison d'hiver - Serveur F/H",
    "Secrétaire confirmée": "Secrétaire confirmée F/H",
    "Secrétaire de direction confirmée": "Secrétaire de direction confirmée F/H",
    "Attaché commercial": "Attaché commercial F/H",
    "Électricienne": "Électricienne F/H",
    "Vendeurs": "Vendeurs F/H",
    # None named, or both: nothing is added.
    "Secrétaire": "Secrétaire",
    "Comptable": "Comptable",
    "Fleuriste": "Fleuriste",
    "Manager": "Manager",
    "Cadre de santé": "Cadre de santé",
    "Aide à domicile": "Aide à domicile",
    "Garde d’enfants": "Garde d'enfants",
    "Responsable d'équipe": "Responsable d'équipe",
    "Vente en boulangerie": "Vente en boulangerie",
    "Entretien d'espaces verts": "Entretien d'espaces verts",
    "Recherche et développement": "Recherche et développement",
    "Maçon / Maçonne": "Maçon / Maçonne",
    "Serveur/Serveuse": "Serveur/Serveuse",
    "Serveur ou serveuse": "Serveur ou serveuse",
    "Infirmier / Infirmière": "Infirmier / Infirmière",
    "Chef / Cheffe de chantier (H/F)": "Chef / Cheffe de chantier",
    "Couvreur charpentier / Couvreuse charpentière": "Couvreur charpentier / Couvreuse charpentière",
    "Homme/Femme toutes mains": "Homme/Femme toutes mains",
    # Every notation of the mark becomes one.
    "Maçon (H/F)": "Maçon F/H",
    "Maçon h/f": "Maçon F/H",
    "Maçon - H/F": "Maçon F/H",
    "Maçon F/H (H/F)": "Maçon F/H",
    "Maçon (F/H/X)": "Maçon F/H",
    "Maçon (H/F/NB)": "Maçon F/H",
    "Maçon (HF)": "Maçon F/H",
    "Maçon [F-H]": "Maçon F/H",
    "Maçon h-f": "Maçon F/H",
    "Maçon m/f": "Maçon F/H",
    "Maçon (Homme ou Femme)": "Maçon F/H",
    "Conducteur de bus - homme/femme": "Conducteur de bus F/H",
    "Maçon homme/femme (H/F)": "Maçon F/H",
    "Comptable (H/F)": "Comptable F/H",
    "Ouvrier de la maçonnerie h/f en alternance (H/F)": "Ouvrier de la maçonnerie en alternance F/H",
    # Both forms in one word.
    "Chef(fe) d'équipe": "Chef d'équipe F/H",
    "Maçon(ne), ouvrier(e) polyvalent(e)": "Maçon, ouvrier polyvalent F/H",
    "Employé(e)s libre service": "Employés libre service F/H",
    "Vendeurs(ses)": "Vendeurs F/H",
    "Employé·e·s de rayon": "Employés de rayon F/H",
    "Employé•e": "Employé F/H",
    "Directeur.rice": "Directeur F/H",
    "salarié.e.s": "Salariés F/H",
    "Infirmier.ère": "Infirmier F/H",
    "Formateur/trice": "Formateur F/H",
    "Serveur/euse": "Serveur F/H",
    "Vendeur-se": "Vendeur F/H",
    "Instituteur-trice": "Instituteur F/H",
    "Opérateur(trice)-régleur(se)": "Opérateur-régleur F/H",
    "Un(e) secrétaire": "Secrétaire",
    # Shouted titles.
    "CHEF D'EQUIPE MACONNERIE (H/F)": "Chef d'équipe maçonnerie F/H",
    "APPRENTI(E) MACONNERIE/PLATRERIE (H/F)": "Apprenti maçonnerie/plâtrerie F/H",
    "CHAUFFEUR SPL": "Chauffeur SPL F/H",
    "CHAUFFEUR PERMIS C": "Chauffeur permis C F/H",
    "CARISTE CACES R489": "Cariste CACES R489",
    "ATSEM": "ATSEM",
    "TECHNICIEN SAV BTP": "Technicien SAV BTP F/H",
    "AGENT POLYVALENT": "Agent polyvalent F/H",
    "MACON N3P2": "Maçon N3P2 F/H",
    "ÉLECTRICIEN": "Électricien F/H",
    "Technicien SAV": "Technicien SAV F/H",
    # What surrounds a title.
    "URGENT : recherche un boulanger H/F": "Boulanger F/H",
    "Offre d'emploi : plombier": "Plombier F/H",
    "Nous recrutons des serveurs": "Serveurs F/H",
    "RECHERCHE MACON": "Maçon F/H",
    "  chef  de\u00a0rang. ": "Chef de rang F/H",
    "Un encadrant technique": "Encadrant technique F/H",
    "Man?uvre": "Manœuvre",
    "GROS ?UVRE": "Gros œuvre",
    "Man?uvre en maconnerie": "Manœuvre en maçonnerie",
    "ouvrier polyvalent H/F maçonnerie /menuiserie": "Ouvrier polyvalent maçonnerie / menuiserie F/H",
    "": "",
    " (H/F) ": "",
    "Urgent": "Urgent",
}


@pytest.mark.parametrize(("typed", "expected"), CASES.items())
def test_cleaned(typed, expected):
    assert clean_title(typed) == expected


@pytest.mark.parametrize("typed", CASES)
def test_cleaning_twice_changes_nothing(typed):
    once = clean_title(typed)
    assert clean_title(once) == once


def test_names_keep_their_capital_in_a_shouted_title():
    assert clean_title("MACON A BERGUES", keep=["Bergues"]) == "Maçon à Bergues F/H"
    assert clean_title("BOULANGER SAINT-OMER", keep=["Saint-Omer"]) == "Boulanger Saint-Omer F/H"
    assert clean_title("VENDEUR MEAUX", keep=["Bergues"]) == "Vendeur meaux F/H"


def test_which_genders_are_named():
    assert names_one_gender("Couturière")
    assert not names_one_gender("Responsable de magasin")
    assert names_both_genders("Agent/agente d'entretien")
    assert not names_both_genders("Agent d'entretien")


def test_a_text_pasted_as_title_is_left_for_the_form_to_refuse():
    pasted = "Boulanger (H/F) " * 50
    assert clean_title(pasted) == pasted.strip()


MIXTURE = """maçon MACON maçonne serveur/euse (H/F) h/f F/H - / , chef(fe) d'équipe équipe·e·s vendeur-se ( )
homme/femme recherche un SPL ?uvre œuvre A . : poste de urgent ! (F) ·e"""


@given(st.lists(st.sampled_from(MIXTURE.split()), max_size=8))
def test_cleaning_is_idempotent_on_any_mixture(pieces):
    once = clean_title(" ".join(pieces))
    assert clean_title(once) == once


@given(st.text(max_size=320))
def test_no_text_breaks_it(text):
    assert clean_title(text).strip() == clean_title(text)


@pytest.mark.parametrize("piece", ["(", "a(e)", "h/", "- ", " /", "recherche ", "a·e·", "?", "A"])
def test_long_texts_take_no_time(piece):
    texts = (piece * (50_000 // len(piece)), (piece * 300)[:300])
    assert seconds_of_work(lambda: [clean_title(text) for text in texts], enough=0.1) < 0.1


@pytest.mark.skipif(not REAL.exists(), reason="the real feed isn't shipped with the project")
def test_real_titles_end_open_to_both_sexes():
    titles = {offer["intitule"] for offer in json.loads(REAL.read_text())["resultats"]}
    assert len(titles) > 80
    for title in titles:
        cleaned = clean_title(title)
        assert cleaned.count("F/H") <= 1
        assert "H/F" not in cleaned.upper()
        assert "(e)" not in cleaned
        assert "?" not in cleaned
        assert cleaned.endswith("F/H") or names_both_genders(cleaned) or not names_one_gender(cleaned)
        assert not cleaned.isupper()
        assert clean_title(cleaned) == cleaned
