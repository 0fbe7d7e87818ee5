"""«Créer mon espace»: an address, a code, and somebody is a candidate; the page tells nobody who is known."""

import re

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.accounts.services import close_account
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tests.boards import making
from tests.boards.accounts.doors import CONFIRM, SIGN_UP, code_in, letters, sign_up

NEW = "lea@candidat.example"


def user(tenant, email=NEW):
    with entering(tenant):
        return User.objects.filter(email=email).first()


def test_an_address_and_a_code_make_a_candidate_who_lands_on_their_profile(alpha, visit):
    client = visit(alpha)
    page = client.get(SIGN_UP).content.decode()
    assert "Créer mon espace" in page
    assert client.post(SIGN_UP, {"email": "Lea@Candidat.example"}).url == CONFIRM
    assert user(alpha) is None, "nobody exists before they have typed the code"
    assert letters(alpha)[0].subject.endswith("est votre code pour créer votre espace")
    answer = client.post(CONFIRM, {"code": code_in(alpha)})
    assert answer.url == "/mon-profil"
    person = user(alpha)
    assert (person.role, person.has_usable_password()) == (Role.CANDIDATE, False)
    with entering(alpha):
        assert person.emailaddress_set.get().verified
        assert AuditEntry.objects.get(kind="person.created").target_id == str(person.pk)


def test_who_is_known_gets_in_with_the_same_page_and_keeps_their_role(alpha, visit):
    with entering(alpha):
        making.person("boulanger@vandaele.example")
    pages = []
    for email in (NEW, "boulanger@vandaele.example"):
        client = visit(alpha)
        client.post(SIGN_UP, {"email": email})
        page = client.get(CONFIRM).content.decode().replace(email, "X")
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+', "", page))
    assert pages[0] == pages[1]
    assert client.post(CONFIRM, {"code": code_in(alpha)}).url == "/espace"
    assert user(alpha, "boulanger@vandaele.example").role == Role.EMPLOYER


def test_a_look_alike_of_somebodys_address_is_not_theirs(alpha, visit):
    with entering(alpha):
        making.person("kate@exemple.example")
    visit(alpha).post("/compte/connexion/code", {"email": "\u212aate@exemple.example"})  # the sign for kelvin
    assert {letter.to for letter in letters(alpha)} <= {"kate@exemple.example"}


def test_a_wrong_code_makes_nobody_and_the_fifth_ends_it(alpha, visit):
    client = visit(alpha)
    client.post(SIGN_UP, {"email": NEW})
    code = code_in(alpha)
    for _try in range(4):
        assert client.post(CONFIRM, {"code": "BBBB-BBBB"}).status_code == 200
    assert client.post(CONFIRM, {"code": "BBBB-BBBB"}).status_code == 302
    assert client.post(CONFIRM, {"code": code}).status_code == 302
    assert user(alpha) is None
    assert client.get("/compte/moi").status_code == 302


def test_a_code_of_one_tenant_is_nothing_in_another(alpha, beta, visit):
    at_alpha, at_beta = visit(alpha), visit(beta)
    at_alpha.post(SIGN_UP, {"email": NEW})
    at_beta.post(SIGN_UP, {"email": NEW})
    assert at_beta.post(CONFIRM, {"code": code_in(alpha)}).status_code == 200
    at_beta.cookies = at_alpha.cookies
    assert at_beta.post(CONFIRM, {"code": code_in(alpha)}).url == "/compte/connexion/code"
    assert user(alpha) is None
    assert user(beta) is None


def test_another_code_can_be_had_and_the_first_is_dead(alpha, visit):
    client = visit(alpha)
    client.post(SIGN_UP, {"email": NEW})
    first = code_in(alpha)
    assert "Envoyer un autre code" in client.get(CONFIRM).content.decode()
    client.post(CONFIRM, {"action": "resend"})
    assert len(letters(alpha)) == 2
    assert client.post(CONFIRM, {"code": first}).status_code == 200
    assert client.post(CONFIRM, {"code": code_in(alpha)}).url == "/mon-profil"


def test_a_mistyped_address_can_be_given_anew(alpha, visit):
    client = visit(alpha)
    client.post(SIGN_UP, {"email": "faute@exemple.example"})
    page = client.get(CONFIRM).content.decode()
    assert 'name="next" value="/compte/creer"' in page
    client.post("/compte/deconnexion", {"next": SIGN_UP})
    assert sign_up(client, alpha, NEW).url == "/mon-profil"


def test_somebody_told_that_they_are_unknown_can_sign_up_in_the_same_browser(alpha, visit):
    client = visit(alpha)
    client.post("/compte/connexion/code", {"email": NEW})
    assert "/compte/creer" in letters(alpha)[0].text
    assert "Créer mon espace" in client.get(SIGN_UP).content.decode()


def test_a_bad_address_keeps_what_was_typed_and_says_so(alpha, visit):
    page = visit(alpha).post(SIGN_UP, {"email": "lea@"})
    assert page.status_code == 200
    assert 'value="lea@"' in page.content.decode()
    assert "error" in page.content.decode()


def test_the_key_of_the_session_changes_when_somebody_signs_in(alpha, visit):
    client = visit(alpha)
    client.post(SIGN_UP, {"email": NEW})
    before = client.cookies["sessionid"].value
    client.post(CONFIRM, {"code": code_in(alpha)})
    assert client.cookies["sessionid"].value != before
    stale = visit(alpha)
    stale.cookies["sessionid"] = before
    assert stale.get("/compte/moi").status_code == 302


def test_whose_account_is_closed_is_out_at_the_next_request_and_is_told_only_with_the_code(alpha, visit):
    client = visit(alpha)
    sign_up(client, alpha, NEW)
    assert client.get("/compte/moi").status_code == 200
    with entering(alpha):
        close_account(person=User.objects.get(email=NEW), by=making.person("d@alpha.example", role=Role.MANAGER))
    assert client.get("/compte/moi").status_code == 302
    answer = sign_up(visit(alpha), alpha, NEW)
    assert answer.url == "/compte/ferme"
    assert "Ce compte est fermé" in visit(alpha).get(answer.url).content.decode()


def test_is_active_alone_puts_somebody_out(alpha, visit):
    client = visit(alpha)
    sign_up(client, alpha, NEW)
    with entering(alpha):
        User.objects.filter(email=NEW).update(is_active=False)
    assert client.get("/compte/moi").status_code == 302
