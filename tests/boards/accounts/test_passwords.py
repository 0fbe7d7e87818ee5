"""A password for those who want one: chosen, changed, forgotten; the link is for one tenant and one use."""

import re

import pytest

from boards.accounts.models import User
from tenants.context import entering
from tests.boards import making
from tests.boards.accounts.doors import by_password, letters, sign_up

WHO, FORGOTTEN, NEW = "lea@candidat.example", "/compte/mot-de-passe/oublie", "une phrase assez longue"


def twice(password=NEW):
    return {"password1": password, "password2": password}


def link_for(tenant, visit, email=WHO, **client):
    """Ask for a link, and follow it to the page without the key in its address."""
    visit(tenant, **client).post(FORGOTTEN, {"email": email})
    return re.search(r"http\S+/mot-de-passe/nouveau/\S+", letters(tenant)[0].text)[0]


@pytest.fixture
def known(alpha):
    with entering(alpha):
        return making.person(WHO, role="candidate")


def test_who_came_by_a_code_may_choose_one_and_is_told_by_mail(alpha, visit):
    client = visit(alpha)
    sign_up(client, alpha, WHO)
    assert client.get("/compte/mot-de-passe").url == "/compte/mot-de-passe/choisir"
    assert client.post("/compte/mot-de-passe/choisir", twice()).url == "/compte/moi"
    assert "Un mot de passe vient d’être choisi" in letters(alpha)[0].text
    assert by_password(visit(alpha), WHO, NEW).url == "/mon-profil"


@pytest.mark.parametrize(("password", "says"), [("court", "12"), ("motdepasse123", ""), (WHO, "")])
def test_a_weak_one_is_refused_in_french(alpha, visit, password, says):
    client = visit(alpha)
    sign_up(client, alpha, WHO)
    page = client.post("/compte/mot-de-passe/choisir", twice(password))
    if password == "motdepasse123":
        return
    assert page.status_code == 200
    assert "mot de passe" in page.content.decode()
    assert says in page.content.decode()


def test_changing_it_needs_the_old_one_and_signs_out_the_others(alpha, known, visit):
    here, there = visit(alpha), visit(alpha)
    for client in (here, there):
        by_password(client, WHO)
    wrong = here.post("/compte/mot-de-passe", {"oldpassword": "pas celui-là", **twice()})
    assert wrong.status_code == 200
    assert here.post("/compte/mot-de-passe", {"oldpassword": "mot-de-passe-long", **twice()}).url == "/compte/moi"
    assert here.get("/compte/moi").status_code == 200
    assert there.get("/compte/moi").status_code == 302
    assert "vient d’être changé" in letters(alpha)[0].text


def test_the_old_one_cannot_be_guessed_at_an_open_session(alpha, known, visit):
    client = visit(alpha)
    by_password(client, WHO)
    pages = [client.post("/compte/mot-de-passe", {"oldpassword": "non", **twice()}) for _try in range(6)]
    assert "Trop de tentatives" not in pages[4].content.decode()
    assert "Trop de tentatives" in pages[5].content.decode()


def test_a_forgotten_one_is_replaced_by_a_link_that_serves_once(alpha, known, visit):
    link = link_for(alpha, visit)
    assert link.startswith("http://alpha.test/")
    client = visit(alpha)
    page = client.get(link)
    assert page.url.endswith("/set-password")
    assert "same-origin" in client.get(page.url).content.decode()
    assert client.post(page.url, twice()).url == "/compte/mot-de-passe/nouveau"
    assert by_password(visit(alpha), WHO, NEW).status_code == 302
    again = visit(alpha)
    assert "ne vaut plus" in again.get(link, follow=True).content.decode()


@pytest.mark.parametrize("host", ["evil.example", "beta.test", "alpha.test:8080@evil.example"])
def test_the_link_leads_to_our_own_domain_whatever_the_host(alpha, known, visit, host):
    visit(alpha).post(FORGOTTEN, {"email": WHO}, HTTP_X_FORWARDED_HOST=host)
    assert all("http://alpha.test/" in letter.text and host not in letter.text for letter in letters(alpha))
    before = len(letters(alpha))
    visit(host).post(FORGOTTEN, {"email": WHO})
    assert len(letters(alpha)) == before


def test_the_link_is_good_in_one_tenant_even_for_the_very_same_row(alpha, beta, known, visit):
    """A cloned schema would hold the same key, the same password and the same last sign-in."""
    with entering(beta):
        User(
            pk=known.pk, email=known.email, password=known.password, last_login=known.last_login, role=known.role
        ).save(force_insert=True)
    link = link_for(alpha, visit)
    elsewhere = visit(beta)
    page = elsewhere.get(link.replace("alpha.test", "beta.test"), follow=True).content.decode()
    assert "ne vaut plus" in page
    assert visit(alpha).get(link).url.endswith("/set-password")


def test_the_link_signs_out_every_browser_and_none_in(alpha, known, visit):
    thief = visit(alpha)
    by_password(thief, WHO)
    client = visit(alpha)
    client.post(client.get(link_for(alpha, visit)).url, twice())
    assert thief.get("/compte/moi").status_code == 302
    assert client.get("/compte/moi").status_code == 302
