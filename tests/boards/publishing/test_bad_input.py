"""What people type wrong: each gets a sentence that says what to do, and finds what they typed again."""

import html

import pytest

from boards.offers.models import Offer
from boards.publishing.models import Draft
from tenants.context import entering
from tests.boards.publishing import flow


@pytest.fixture
def client(alpha, visit):
    return visit(alpha)


def said(answer) -> str:
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("732 829 320 00075", "Ce SIRET n’existe pas"),
        ("732829320", "C’est un SIREN"),
        ("7328293200007", "vous en avez saisi 13"),
        ("FR44732829320", "numéro de TVA"),
    ],
)
def test_a_wrong_siret_says_what_is_wrong_and_keeps_it(client, typed, says):
    answer = flow.start(client, siret=typed)
    assert says in said(answer)
    assert f'value="{typed}"' in answer.content.decode()
    assert 'value="Boulangerie Vandaele"' in answer.content.decode()


def test_a_household_has_no_siret(client):
    answer = flow.start(client, employer_kind="household", siret="73282932000074")
    assert "Un particulier employeur n’a pas de SIRET" in said(answer)


def test_a_right_siret_is_kept_without_its_spaces(client, alpha):
    flow.publish(client, alpha, job={"siret": "732 829 320 00074"})
    with entering(alpha):
        assert Offer.objects.get().employer.siret == "73282932000074"


def test_a_town_that_is_nearly_one_offers_what_it_may_be(client):
    answer = flow.start(client, commune="Berguess")
    assert "Nous ne trouvons pas « Berguess »" in said(answer)
    assert 'value="59067"' in answer.content.decode()
    assert flow.start(client, commune="Berguess", commune_choice="59067").status_code == 302


def test_a_town_that_does_not_exist_says_what_to_try(client):
    answer = flow.start(client, commune="Zzyxwv")
    assert "écrivez le code postal" in said(answer)
    assert 'value="Zzyxwv"' in answer.content.decode()


def test_a_name_of_several_towns_asks_which(client, alpha):
    answer = flow.start(client, commune="Saint-Denis")
    assert "Plusieurs communes s’appellent ainsi" in said(answer)
    assert 'name="commune_choice" value="93066"' in answer.content.decode()
    chosen = flow.start(client, commune="Saint-Denis", commune_choice="93066")
    assert chosen.status_code == 302


def test_the_radio_of_an_older_question_does_not_win(client, alpha):
    url = flow.to_conditions(client, commune="Bergues", commune_choice="93066")
    assert "Bergues" in client.get(url).content.decode()


def test_a_salary_below_the_floor_is_told_with_the_floor(client):
    url = flow.to_conditions(client)
    answer = client.post(url, flow.CONDITIONS | {"salary_min": "1500", "salary_max": ""})
    assert "inférieur au SMIC" in said(answer)
    assert 'value="1500"' in answer.content.decode()


def test_an_hourly_wage_typed_per_month_is_told(client):
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"salary_min": "12,50", "salary_max": ""})
    assert "ou la période du salaire" in said(answer)


def test_an_apprentice_may_earn_less_than_the_floor(client):
    url = flow.to_review(client, salary_min="900", salary_max="", work_study="on")
    assert "Apprentissage" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "value"), [("1 950 €", "1950"), ("1.950", "1950"), ("1950,50", "1950.50"), ("1\u202f950", "1950")]
)
def test_amounts_as_people_write_them(client, alpha, typed, value):
    flow.publish(client, alpha, salary_min=typed)
    with entering(alpha):
        assert str(Offer.objects.get().salary_min) == f"{value}.00" if "." not in value else value


def test_what_is_no_amount_says_how_to_write_one(client):
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"salary_min": "selon profil"})
    assert "Écrivez un montant en chiffres" in said(answer)
    assert 'value="selon profil"' in answer.content.decode()


def test_minimum_above_maximum(client):
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"salary_min": "2500", "salary_max": "2000"})
    assert "inversez les deux" in said(answer)


def test_text_pasted_from_word_becomes_plain_paragraphs(client, alpha):
    pasted = (
        '<p class=MsoNormal><b>Boulanger</b><o:p></o:p></p>\r\n<p class="MsoListParagraph">•\tPétrir la pâte</p>'
        "<p>•\tCuire les pains et les viennoiseries de la nuit</p><script>alert(1)</script>"
    )
    flow.publish(client, alpha, description=pasted)
    with entering(alpha):
        text = Offer.objects.get().description
    assert "- Pétrir la pâte" in text
    assert "<" not in text
    assert "alert" not in text


def test_fifty_kilobytes_of_text_are_refused_and_given_back(client):
    long = "Pétrir et cuire. " * 3000
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"description": long})
    assert "gardez l’essentiel" in said(answer)
    assert answer.content.decode().count("Pétrir et cuire.") >= 3000


def test_two_words_are_too_short(client):
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"description": "Pain."})
    assert "dites en deux phrases" in said(answer)


def test_lines_of_the_starter_nobody_completed_are_not_published(client, alpha):
    text = "Vous pétrissez, façonnez et cuisez les pains.\n\nHoraires : de 1 h à 8 h\nCe que nous offrons : …"
    flow.publish(client, alpha, description=text)
    with entering(alpha):
        described = Offer.objects.get().description
    assert "Horaires : de 1 h à 8 h" in described
    assert "offrons" not in described


def test_the_starter_without_a_sentence_is_no_advert(client):
    url = flow.to_conditions(client, title="Trouveur de trésors F/H")
    text = "\nHoraires : …\nCe que nous attendons : …\nCe que nous offrons : …"
    answer = client.post(url, flow.CONDITIONS | {"occupation_code": "aucun", "description": text})
    assert "dites en deux phrases" in said(answer)


def test_nul_bytes_change_nothing(client, alpha):
    flow.publish(
        client, alpha, job={"title": "boul\x00anger", "employer_name": "Vandaele\x00"}, description="\x00" + "a" * 50
    )
    with entering(alpha):
        offer = Offer.objects.get()
        assert (offer.title, offer.employer.name) == ("Boulanger F/H", "Vandaele")


def test_nul_bytes_in_choices_and_token_are_no_crash(client):
    assert client.post("/publier", {"draft": "\x00", "title": "\x00", "employer_kind": "\x00"}).status_code == 200
    assert client.get("/publier/%00/conditions").status_code == 404
    url = flow.to_conditions(client)
    answer = client.post(url, dict.fromkeys(flow.CONDITIONS, "\x00"))
    assert answer.status_code == 200


def test_emoji_are_kept_in_the_text(client, alpha):
    flow.publish(client, alpha, description="🥖 Vous pétrissez, façonnez et cuisez les pains de la nuit. 🥐")
    with entering(alpha):
        assert Offer.objects.get().description.startswith("🥖")


def test_a_title_of_emoji_names_no_job(client):
    assert "Écrivez le nom du métier" in said(flow.start(client, title="🥖🥖🥖"))


def test_a_title_of_two_hundred_signs_is_refused_and_given_back(client):
    long = "Boulanger " * 20
    answer = flow.start(client, title=long)
    assert "140 au plus" in said(answer)
    assert long.strip() in answer.content.decode()


def test_an_internship_is_no_work_study(client):
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"contract_type": "STAGE", "work_study": "on"})
    assert "ne vont pas ensemble" in said(answer)


@pytest.mark.parametrize(
    ("way", "value", "says"),
    [
        ("phone", "", "Écrivez le numéro de téléphone"),
        ("phone", "pas de téléphone", "un numéro à dix chiffres"),
        ("email", "paul@", "n’est pas complète"),
        ("url", "javascript:alert(1)", "n’est pas complète"),
    ],
)
def test_a_way_to_apply_that_leads_nowhere(client, way, value, says):
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS | {"apply_by": way, "apply_value": value})
    assert says in said(answer)


@pytest.mark.parametrize("typed", ["", "paul", "paul@", "paul@vandaele"])
def test_an_address_that_is_none(client, typed):
    url = flow.to_review(client)
    answer = client.post(url, {"email": typed})
    assert "e-mail" in "".join(flow.errors(answer)) or "nom@exemple.fr" in said(answer)


def test_what_was_typed_wrong_is_still_there_after_leaving_the_page(client, alpha):
    url = flow.to_conditions(client)
    client.post(url, flow.CONDITIONS | {"salary_min": "beaucoup", "schedule": "la nuit"})
    again = client.get(url).content.decode()
    assert 'value="beaucoup"' in again
    assert 'value="la nuit"' in again
    with entering(alpha):
        assert Draft.objects.get().typed["conditions"]["salary_min"] == ["beaucoup"]


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e3", "1_000", "sNaN"])
def test_an_amount_that_only_a_machine_would_write_is_refused_and_the_draft_still_opens(client, typed):
    conditions = flow.to_conditions(client)
    answer = client.post(conditions, flow.CONDITIONS | {"salary_max": typed})
    assert "Écrivez un montant en chiffres" in said(answer)
    again = client.get(conditions)
    assert again.status_code == 200
    assert typed in again.content.decode()
