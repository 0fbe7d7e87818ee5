"""Signing in by code, by password, and out."""

import re

import pytest

from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making

ASK, CONFIRM = "/compte/connexion/code", "/compte/connexion/code/confirmer"
WHO = "boulanger@vandaele.example"


@pytest.fixture
def known(alpha):
    with entering(alpha):
        return making.person(WHO)


def mail(alpha) -> EmailDelivery:
    with entering(alpha):
        return EmailDelivery.objects.latest("created_at")


def test_a_code_signs_in_and_leads_to_the_workspace(alpha, known, visit):
    client = visit(alpha)
    page = client.get("/espace", follow=True)
    assert "Recevoir un code" in page.content.decode()
    assert client.post(ASK, {"email": WHO.upper()}).url == CONFIRM
    code = re.search(r"code : (\S+)", mail(alpha).text)[1]
    answer = client.post(CONFIRM, {"code": code})
    assert answer.url == "/espace"
    assert client.get("/espace").status_code == 200


def test_the_page_one_wanted_is_reached_through_every_page_on_the_way(alpha, known, visit):
    client = visit(alpha)
    with entering(alpha):
        wanted = f"/espace/offres/{making.live(by=known).pk}/clore"
    page = client.get(client.get(wanted).url).content.decode()
    carried = re.search(r'name="next" value="([^"]+)"', page)[1]
    answer = client.post(ASK, {"email": WHO, "next": carried}, follow=True)
    carried = re.search(r'name="next" value="([^"]+)"', answer.content.decode())[1]
    code = re.search(r"code : (\S+)", mail(alpha).text)[1]
    assert client.post(CONFIRM, {"code": code, "next": carried}).url == wanted


def test_the_login_mail_is_french_and_has_subject_and_both_bodies(alpha, known, visit):
    visit(alpha).post(ASK, {"email": WHO})
    sent = mail(alpha)
    assert sent.subject.endswith("est votre code pour vous connecter")
    assert "Hauts de Flandre – http://alpha.test" in sent.text
    assert "<html" in sent.html
    assert "{{" not in sent.html + sent.text


def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_what_to_do(alpha, known, visit):
    pages = []
    for email in (WHO, "inconnue@exemple.example"):
        client = visit(alpha)
        assert client.post(ASK, {"email": email}).url == CONFIRM
        page = client.get(CONFIRM).content.decode().replace(email, "X")
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+', "", page))
    assert pages[0] == pages[1]
    assert "http://alpha.test/publier" in mail(alpha).text
    assert "http://alpha.test/compte/creer" in mail(alpha).text


def test_a_wrong_code_says_so_in_french(alpha, known, visit):
    client = visit(alpha)
    client.post(ASK, {"email": WHO})
    page = client.post(CONFIRM, {"code": "xxxxxx"}).content.decode()
    assert "error" in page
    assert "Incorrect" not in page.replace("Code incorrect", "")


def test_signing_out_needs_a_button(alpha, known, visit):
    client = visit(alpha)
    with entering(alpha):
        client.force_login(known, backend="django.contrib.auth.backends.ModelBackend")
    assert "Se déconnecter" in client.get("/compte/deconnexion").content.decode()
    assert client.get("/espace").status_code == 200
    client.post("/compte/deconnexion")
    assert client.get("/espace").status_code == 302


def test_the_fourth_code_within_a_minute_is_refused_in_french(alpha, known, visit):
    pages = [visit(alpha).post(ASK, {"email": WHO}) for _try in range(4)]
    assert [page.status_code for page in pages] == [302, 302, 302, 200]
    assert "Trop de" in pages[-1].content.decode()


def test_another_address_can_be_given_while_a_code_is_under_way(alpha, known, visit):
    client = visit(alpha)
    client.post(ASK, {"email": "faute@exemple.example"})
    assert client.get("/compte/connexion").url == CONFIRM
    answer = client.post("/compte/deconnexion", {"next": "/compte/connexion"}, follow=True)
    assert "Recevoir un code" in answer.content.decode()


def test_who_has_a_password_may_use_it(alpha, known, visit):
    client = visit(alpha)
    assert "J’ai un mot de passe" in client.get("/compte/connexion").content.decode()
    answer = client.post("/compte/connexion", {"login": WHO, "password": "mot-de-passe-long"})
    assert answer.url == "/espace"
