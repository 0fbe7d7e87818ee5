"""Every value of every item is said by a field or reported; nothing but a hopeless item is refused."""

import copy
import json
import time
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.employers.enums import Headcount
from boards.feeds.france_travail.mapped import BadAnswer, BadItem, MappedOffer, Requirement
from boards.feeds.france_travail.mapping import items_of, map_answer, map_item
from boards.feeds.france_travail.reader import MAX_LIST, leaves
from boards.offers.enums import (
    ApplyBy,
    ContractNature,
    ContractType,
    Experience,
    LicenceCategory,
    LicenceNeed,
    SalaryPeriod,
)

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "france_travail_offers.json"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real feed isn't shipped with the project")

FULL = {
    "id": "198ABCD",
    "intitule": "BOULANGER (H/F)",
    "description": "Vous pétrissez.\r\n·\tVous cuisez.",
    "dateCreation": "2026-03-02T08:15:00.000Z",
    "dateActualisation": "2026-03-03T09:00:00+01:00",
    "lieuTravail": {
        "libelle": "59 - BERGUES",
        "latitude": 50.9685,
        "longitude": 2.4325,
        "codePostal": "59380",
        "commune": "59067",
    },
    "romeCode": "D1102",
    "romeLibelle": "Boulangerie - viennoiserie",
    "appellationlibelle": "Boulanger / Boulangère",
    "entreprise": {
        "nom": "AU BON PAIN",
        "description": "Maison fondée en 1920",
        "logo": "https://exemple.fr/logo.png",
        "url": "https://exemple.fr",
        "siret": "73282932000074",
        "entrepriseAdaptee": True,
    },
    "typeContrat": "CDD",
    "typeContratLibelle": "Contrat à durée déterminée - 6 Mois",
    "natureContrat": "Contrat apprentissage",
    "experienceExige": "E",
    "experienceLibelle": "2 An(s)",
    "experienceCommentaire": "en fournil",
    "formations": [
        {
            "codeFormation": "21528",
            "domaineLibelle": "boulangerie",
            "niveauLibelle": "CAP, BEP et équivalents",
            "commentaire": "ou bac pro",
            "exigence": "E",
        }
    ],
    "langues": [{"libelle": "Anglais", "exigence": "S"}],
    "permis": [
        {"libelle": "B - Véhicule léger", "exigence": "E"},
        {"libelle": "EB - Véhicule léger + remorque", "exigence": "S"},
    ],
    "outilsBureautiques": ["Tableur"],
    "competences": [{"code": "101", "libelle": "Pétrir", "exigence": "E"}],
    "salaire": {
        "libelle": "Horaire de 12,50 Euros à 13,00 Euros",
        "commentaire": "selon expérience",
        "complement1": "Primes",
        "complement2": "Autre",
    },
    "dureeTravailLibelle": "17H30 Travail de nuit",
    "dureeTravailLibelleConverti": "Temps partiel",
    "complementExercice": "prime de nuit",
    "conditionExercice": "week-end",
    "alternance": True,
    "contact": {
        "nom": "Mme Martin",
        "coordonnees1": "1 place de la République",
        "coordonnees2": "59380 BERGUES",
        "coordonnees3": "Nord",
        "telephone": "03 28 00 00 00",
        "courriel": "emploi@exemple.fr",
        "commentaire": "Demander le patron",
        "urlRecruteur": "https://exemple.fr/recrutement",
        "urlPostulation": "https://exemple.fr/postuler",
    },
    "agence": {"telephone": "39 95", "courriel": "ape.59000@exemple.fr"},
    "nombrePostes": 2,
    "accessibleTH": True,
    "deplacementCode": "1",
    "deplacementLibelle": "Jamais",
    "qualificationCode": "6",
    "qualificationLibelle": "Employé qualifié",
    "codeNAF": "10.71C",
    "secteurActivite": "10",
    "secteurActiviteLibelle": "Boulangerie et boulangerie-pâtisserie",
    "qualitesProfessionnelles": [{"libelle": "Autonomie", "description": "Capacité à agir seul"}],
    "trancheEffectifEtab": "1 ou 2 salariés",
    "origineOffre": {
        "origine": "2",
        "urlOrigine": "https://candidat.francetravail.fr/offres/recherche/detail/198ABCD",
        "partenaires": [{"nom": "PARTENAIRE", "url": "https://partenaire.fr/1", "logo": "https://partenaire.fr/l.png"}],
    },
    "offresManqueCandidats": True,
    "contexteTravail": {"horaires": ["4h-11h"], "conditionsExercice": ["Station debout"]},
    "entrepriseAdaptee": True,
    "employeurHandiEngage": True,
}


def changed(**changes):
    return copy.deepcopy(FULL) | changes


def mapped(**changes) -> MappedOffer:
    return map_item(changed(**changes), position=1)


def within(key, **changes):
    """One nested object changed."""
    return mapped(**{key: FULL[key] | changes})


def reported(offer: MappedOffer) -> dict[str, str]:
    return {note.path: note.reason for note in offer.unmapped}


def test_a_full_item_says_everything():
    offer = mapped()
    assert (offer.external_id, offer.title, offer.raw_title) == ("198ABCD", "Boulanger F/H", "BOULANGER (H/F)")
    assert offer.description == "Vous pétrissez.\n- Vous cuisez."
    assert (offer.contract_type, offer.contract_nature) == (ContractType.CDD, ContractNature.APPRENTICESHIP)
    assert (offer.contract_duration, offer.contract_months, offer.work_study) == ("6 Mois", 6, True)
    assert (offer.salary.minimum, offer.salary.maximum) == (Decimal("12.50"), Decimal("13.00"))
    assert (offer.salary.period, offer.salary.weekly_hours) == (SalaryPeriod.HOUR, Decimal("17.5"))
    assert offer.salary_text == "Horaire de 12,50 Euros à 13,00 Euros – selon expérience"
    assert (offer.salary_extras, offer.benefits) == (("Primes", "Autre"), ("Primes",))
    assert (offer.full_time, offer.weekly_hours, offer.schedule) == (False, Decimal("17.5"), "Travail de nuit")
    assert offer.conditions == ("prime de nuit", "week-end", "4h-11h", "Station debout")
    assert (offer.licence, offer.licence_categories) == (LicenceNeed.REQUIRED, (LicenceCategory.B,))
    assert offer.licence_wished == (LicenceCategory.BE,)
    assert (offer.experience, offer.experience_months) == (Experience.REQUIRED, 24)
    assert offer.experience_text == "2 An(s) - en fournil"
    assert [str(training) for training in offer.trainings] == [
        "CAP, BEP et équivalents, boulangerie, ou bac pro (exigé)"
    ]
    assert offer.skills == (Requirement(label="Pétrir", required=True, code="101"),)
    assert (offer.place.department, offer.place.name) == ("59", "BERGUES")
    assert (offer.place.latitude, offer.place.longitude) == (50.9685, 2.4325)
    assert offer.employer.siret == "73282932000074"
    assert offer.employer.headcount == Headcount.UNDER_10
    assert offer.employer.adapted
    assert (offer.apply_by, offer.apply_value) == (ApplyBy.URL, "https://exemple.fr/postuler")
    assert offer.partner_names == ("PARTENAIRE",)
    assert offer.created_at == datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
    assert reported(offer) == {"salaire.commentaire": "gardé comme texte"}


def test_every_leaf_is_mapped_or_reported_and_never_both():
    offer = mapped()
    paths = {path for path, _value in leaves(FULL)}
    notes = set(reported(offer))
    assert offer.mapped_paths | notes == paths
    assert not offer.mapped_paths & notes


def put(item, path, value):
    """Replace the value at a path such as «permis[0].libelle»."""
    *way, last = [
        int(part) if part.isdecimal() else part for part in path.replace("[", ".").replace("]", "").split(".")
    ]
    for step in way:
        item = item[step]
    item[last] = value


@pytest.mark.parametrize("path", sorted(path for path, _value in leaves(FULL)))
def test_no_value_disappears(path):
    """Whatever text stands at a path, it is found again in a field or in the report."""
    item = copy.deepcopy(FULL)
    put(item, path, "Zanzibar7")
    offer = map_item(item, position=1)
    notes = {note.path: note.value for note in offer.unmapped}
    fields = {name: value for name, value in asdict(offer).items() if name not in ("unmapped", "mapped_paths")}
    assert "Zanzibar7" in str(fields) or notes.get(path) == "Zanzibar7"


@pytest.mark.parametrize("path", sorted(path for path, _value in leaves(FULL)))
@pytest.mark.parametrize(
    "value", [{"x": ["y"]}, [["z"]], True, -1, 1e400, float("nan"), "", None, "\ud800\x00", 10**18]
)
def test_a_wrong_shape_anywhere_breaks_nothing(path, value):
    item = copy.deepcopy(FULL)
    put(item, path, value)
    try:
        offer = map_item(item, position=1)
    except BadItem:
        assert path in ("id", "intitule")
        return
    expected = {leaf for leaf, _value in leaves(item)}
    assert expected <= offer.mapped_paths | set(reported(offer))
    assert not offer.mapped_paths & set(reported(offer))


@pytest.mark.parametrize("key", [key for key, value in FULL.items() if isinstance(value, (dict, list))])
@pytest.mark.parametrize("value", [None, [], {}, "texte", 3, [None, 3, ["a"], {}], {"a": {"b": None}}])
def test_a_wrong_object_breaks_nothing(key, value):
    offer = mapped(**{key: value})
    expected = {leaf for leaf, _value in leaves(changed(**{key: value}))}
    assert expected <= offer.mapped_paths | set(reported(offer))


@pytest.mark.parametrize("key", FULL)
def test_any_key_may_be_missing_but_two(key):
    item = copy.deepcopy(FULL)
    del item[key]
    if key in ("id", "intitule"):
        with pytest.raises(BadItem, match="manque"):
            map_item(item, position=3)
    else:
        assert map_item(item, position=3).external_id == "198ABCD"


def test_a_bare_item_is_an_offer():
    offer = map_item({"id": "1", "intitule": "Comptable"}, position=1)
    assert (offer.contract_type, offer.posts, offer.licence) == (None, 1, LicenceNeed.UNSAID)
    assert (offer.salary, offer.full_time, offer.place.latitude) == (None, None, None)
    assert offer.unmapped == ()


@pytest.mark.parametrize(
    "item", [None, [], "x", 3, {}, {"id": "1"}, {"intitule": "x"}, {"id": "1", "intitule": "(H/F)"}]
)
def test_what_is_no_offer_is_refused_with_its_place(item):
    with pytest.raises(BadItem) as refusal:
        map_item(item, position=7)
    assert refusal.value.position == 7
    assert str(refusal.value).startswith("Offre n° 7 : ")


def test_one_bad_item_stops_nothing():
    outcome = list(map_answer({"resultats": [FULL, None, FULL]}))
    assert [type(one) for one in outcome] == [MappedOffer, BadItem, MappedOffer]
    assert [one.position for one in outcome] == [1, 2, 3]


@pytest.mark.parametrize("answer", [None, {}, {"resultats": {}}, "x", 3])
def test_what_is_no_answer_says_what_was_expected(answer):
    with pytest.raises(BadAnswer, match="« resultats » manque"):
        items_of(answer)


def test_unknown_fields_are_reported_with_their_path():
    offer = mapped(nouveau={"champ": [1, {"x": "y"}]})
    notes = reported(offer)
    assert notes["nouveau.champ[0]"] == notes["nouveau.champ[1].x"] == "champ inconnu"


def test_a_key_cannot_pass_for_another_path():
    offer = mapped(**{"salaire.libelle": "Mensuel de 1 Euros", "permis[0]": "C"})
    assert {'["salaire.libelle"]', '["permis[0]"]'} <= set(reported(offer))


@pytest.mark.parametrize(
    ("code", "label", "expected"),
    [
        ("DIN", "CDI Intérimaire", ContractType.DIN),
        ("DDT", "Contrat à durée déterminée Tremplin - 12 Mois", ContractType.CDD),
        ("", "Contrat travail saisonnier - 4 Mois", ContractType.SAI),
        ("XXX", "Contrat inconnu", None),
    ],
)
def test_contract_types(code, label, expected):
    offer = mapped(typeContrat=code, typeContratLibelle=label, natureContrat="Contrat travail")
    assert offer.contract_type == expected
    assert ("typeContrat" in reported(offer)) == (code not in ("DIN", ""))


def test_a_nature_that_does_not_go_with_the_type_is_reported_and_replaced():
    offer = mapped(typeContrat="MIS", natureContrat="CDI de chantier ou d'opération")
    assert offer.contract_nature == ContractNature.ORDINARY
    assert reported(offer)["natureContrat"] == "nature impossible pour ce type de contrat"
    assert mapped(typeContrat="LIB", natureContrat="Emploi non salarié").contract_nature == ContractNature.NOT_SALARIED


@pytest.mark.parametrize(
    ("label", "duration", "months"),
    [
        ("Contrat à durée indéterminée", "", None),
        ("Mission intérimaire - 15 Jour(s)", "15 Jour", None),
        ("Contrat à durée déterminée - 2 An(s)", "2 An", 24),
        ("Contrat à durée déterminée - 9999 Mois", "9999 Mois", None),
    ],
)
def test_durations(label, duration, months):
    offer = mapped(typeContratLibelle=label)
    assert (offer.contract_duration, offer.contract_months, offer.contract_label) == (duration, months, label)


@pytest.mark.parametrize(
    ("text", "hours", "schedule"),
    [
        ("35H Travail en journée", "35", "Travail en journée"),
        ("35 H  Horaires normaux", "35", "Horaires normaux"),
        ("35H/semaine\nTravail en journée", "35", "Travail en journée"),
        ("42H30 Travail en journée", "42.5", "Travail en journée"),
        ("Horaires libres", None, "Horaires libres"),
        ("60H Travail en journée", None, "60H Travail en journée"),
        ("35H99 x", None, "35H99 x"),
    ],
)
def test_hours(text, hours, schedule):
    offer = mapped(dureeTravailLibelle=text)
    assert offer.weekly_hours == (None if hours is None else Decimal(hours))
    assert offer.schedule == schedule


def test_a_comment_already_said_is_not_said_twice():
    offer = mapped(experienceLibelle="6 mois - sur le même poste", experienceCommentaire="Sur le même poste")
    assert (offer.experience_text, offer.experience_months) == ("6 mois - sur le même poste", 6)


def test_text_is_what_every_database_takes():
    assert mapped(romeLibelle="a\ud800b\x00c").occupation_label == "a?bc"
    assert mapped(romeLibelle=1102).occupation_label == "1102"
    assert mapped(romeLibelle=10**5_000).occupation_label == ""


def test_true_is_no_text_and_a_list_is_shown_as_one():
    assert reported(mapped(romeLibelle=True)) == reported(mapped()) | {"romeLibelle": "texte attendu"}
    (note,) = [note for note in mapped(salaire=[["z"]]).unmapped if note.path == "salaire"]
    assert (note.value, note.reason) == ("[…]", "objet attendu")


def test_a_licence_that_is_a_plus_turns_nobody_away():
    offer = mapped(permis=[{"libelle": "C - Poids lourd", "exigence": "S"}])
    assert (offer.licence, offer.licence_categories) == (LicenceNeed.UNSAID, ())
    assert offer.licence_wished == (LicenceCategory.C,)


def test_an_unknown_licence_that_is_required_stays_required_and_is_reported():
    offer = mapped(permis=[{"libelle": "Permis côtier", "exigence": "E"}])
    assert (offer.licence, offer.licence_categories) == (LicenceNeed.REQUIRED, ())
    assert reported(offer)["permis[0].libelle"] == "permis inconnu"


@pytest.mark.parametrize(
    ("place", "department", "noted"),
    [
        ({"libelle": "24 - Dordogne"}, "24", False),
        ({"libelle": "974 - Région Est"}, "974", False),
        ({"libelle": "2A - Corse-du-Sud"}, "2A", False),
        ({"libelle": "Ile-de-France"}, "", True),
        ({"libelle": "x", "commune": "97411"}, "974", False),
        ({"libelle": "x", "commune": "2B033"}, "2B", False),
    ],
)
def test_departments(place, department, noted):
    offer = mapped(lieuTravail=place)
    assert offer.place.department == department
    assert ("lieuTravail.libelle" in reported(offer)) == noted


def test_half_a_position_is_none():
    offer = mapped(lieuTravail={"libelle": "59 - BERGUES", "latitude": 50.9})
    assert (offer.place.latitude, offer.place.longitude) == (None, None)
    assert reported(offer)["lieuTravail.latitude"] == "position incomplète"


@pytest.mark.parametrize(
    ("contact", "by", "value"),
    [
        ({"courriel": "emploi@exemple.fr"}, ApplyBy.EMAIL, "emploi@exemple.fr"),
        (
            {"courriel": "Pour postuler, utiliser le lien suivant : https://exemple.fr/o/1."},
            ApplyBy.URL,
            "https://exemple.fr/o/1",
        ),
        ({"coordonnees1": "Courriel : rh@exemple.fr"}, ApplyBy.EMAIL, "rh@exemple.fr"),
        ({"telephone": "03 28 00 00 00"}, ApplyBy.PHONE, "03 28 00 00 00"),
        ({"urlPostulation": "javascript:alert(1)"}, ApplyBy.URL, FULL["origineOffre"]["urlOrigine"]),
        ({"urlPostulation": "https://e.fr/" + "x" * 400}, ApplyBy.URL, FULL["origineOffre"]["urlOrigine"]),
        ({}, ApplyBy.URL, FULL["origineOffre"]["urlOrigine"]),
    ],
)
def test_the_nearest_way_to_apply(contact, by, value):
    offer = mapped(contact=contact)
    assert (offer.apply_by, offer.apply_value) == (by, value)
    assert ("contact.urlPostulation" in reported(offer)) == ("urlPostulation" in contact)


@pytest.mark.parametrize(
    "address",
    [
        "ftp://x.fr",
        "https://x.fr/" + "x" * 600,
        "//x.fr",
        "https://",
        "http://a b.fr",
        "https://u:p@x.fr",
        "data:text/html,x",
        "http://[",
        "x",
    ],
)
def test_only_web_addresses_are_kept(address):
    offer = within("entreprise", url=address)
    assert offer.employer.url == ""
    assert reported(offer)["entreprise.url"] == "adresse web invalide"


@pytest.mark.parametrize("moment", ["hier", "2026-03-02", "2026-03-02T08:00:00", "0001-01-01T00:00:00+23:59"])
def test_a_moment_that_cannot_be_placed_is_reported(moment):
    offer = mapped(dateCreation=moment)
    assert offer.created_at is None
    assert reported(offer)["dateCreation"] == "date illisible"


def test_a_wrong_siret_is_reported_with_its_reason():
    offer = within("entreprise", siret="73282932000075")
    assert offer.employer.siret == ""
    assert "un chiffre est sans doute faux" in reported(offer)["entreprise.siret"]


def test_a_net_salary_stays_text():
    offer = mapped(salaire={"libelle": "Mensuel de 1500 Euros net", "complement1": "Primes"})
    assert (offer.salary, offer.salary_text) == (None, "Mensuel de 1500 Euros net")
    assert "gardé comme texte" in reported(offer)["salaire.libelle"]


def test_long_texts_are_cut_and_reported():
    offer = mapped(intitule="Boulanger " * 30, description="Pain. " * 5_000, romeLibelle="x" * 9_000)
    assert len(offer.title) <= 140
    assert len(offer.description) <= 10_001
    assert {"intitule", "description", "romeLibelle"} <= set(reported(offer))


def test_a_long_list_is_read_to_its_limit_and_the_rest_reported():
    skills = [{"libelle": f"Savoir {number}", "exigence": "S"} for number in range(MAX_LIST + 5)]
    offer = mapped(competences=skills)
    assert len(offer.skills) == MAX_LIST
    assert reported(offer)[f"competences[{MAX_LIST}].libelle"] == "liste trop longue"


def test_an_item_of_absurd_size_is_refused():
    with pytest.raises(BadItem, match="trop de valeurs"):
        mapped(x=[[number] for number in range(4_000)])


def test_deep_nesting_is_only_reported():
    deep = "au fond"
    for _level in range(900):
        deep = [deep]
    assert "champ inconnu" in reported(mapped(x=deep)).values()
    assert "objet attendu" in reported(mapped(salaire=deep)).values()


@pytest.mark.parametrize("key", ["intitule", "description", "dureeTravailLibelle", "typeContratLibelle", "romeLibelle"])
@pytest.mark.parametrize("piece", ["a", "1", " ", "(", "- ", "<p>", "é/", "35H "])
def test_fifty_kilobytes_in_any_field_take_no_time(key, piece):
    item = changed(**{key: (piece * 50_000)[:50_000]})
    started = time.process_time()
    outcome = list(map_answer([item]))
    assert time.process_time() - started < 0.15
    assert len(outcome) == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([*FULL, "autre"]), json_values, max_size=6))
def test_any_item_is_mapped_or_refused_and_accounted_for(changes):
    item = changed(**changes)
    try:
        offer = map_item(item, position=1)
    except BadItem:
        return
    assert {path for path, _value in leaves(item)} <= offer.mapped_paths | {note.path for note in offer.unmapped}


@needs_real
def test_the_real_answer_is_mapped_nearly_whole():
    answer = json.loads(REAL.read_text())
    offers = list(map_answer(answer))
    assert [type(offer) for offer in offers] == [MappedOffer] * 110
    total = notes = 0
    for item, offer in zip(answer["resultats"], offers, strict=True):
        paths = {path for path, _value in leaves(item)}
        noted = {note.path for note in offer.unmapped}
        assert offer.mapped_paths | noted == paths
        assert not offer.mapped_paths & noted
        total, notes = total + len(paths), notes + len(noted)
    assert total > 6_000
    assert 1 - notes / total > 0.99


@needs_real
def test_the_real_salaries_are_read():
    answer = json.loads(REAL.read_text())
    given_amounts = [item for item in answer["resultats"] if "libelle" in item.get("salaire", {})]
    offers = {offer.external_id: offer for offer in map_answer(answer)}
    assert len(given_amounts) == 87
    assert all(offers[item["id"]].salary for item in given_amounts)
    assert {offer.contract_type for offer in offers.values()} == {"CDI", "CDD", "MIS", "DDI"}
