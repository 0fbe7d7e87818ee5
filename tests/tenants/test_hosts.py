"""TRUST 19: what a Host header, a `next` and a neighbour's form can and can't do."""

from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client

from boards.accounts.models import User
from tenants.context import entering
from tenants.enums import TenantState
from tenants.messaging.models import EmailDelivery
from tenants.middleware import host_of
from tenants.models import Domain, Tenant
from tests.boards import making
from tests.tenants.codes import code_in

PAGE = "/compte/connexion"
ASK, CONFIRM = "/compte/connexion/code", "/compte/connexion/code/confirmer"

# Ways to write alpha's own host that a browser or a proxy may use.
ALPHAS_OWN = [
    "alpha.test",
    "ALPHA.TEST",
    "Alpha.Test",
    "alpha.test:8000",
    "alpha.test:443",
    "alpha.test.",
    "alpha.test.:80",
]

# Nobody's: all of these are answered by the page of an unknown territory.
NOBODYS = [
    *("", " ", ".", "..", ":", ":80", "-", "_", "*", "*.test", "@", "%", "%00", "\\", "/", "?", "#", "'", '"'),
    *("localhost", "127.0.0.1", "0.0.0.0", "0", "1", "2130706433", "0x7f000001", "[::1]", "[::1]:8000", "[::]", "::1"),
    *("[::ffff:127.0.0.1]", "[fe80::1%25lo]", "169.254.169.254", "metadata.google.internal", "10.0.0.1"),
    *("test", ".test", "lpha.test", "alpha", "alpha.", "alpha.tes", "alpha.test2", "xalpha.test", "a.alpha.test"),
    *("www.alpha.test", "alpha.test.evil.example", "evil.example", "alpha.test..", "alpha..test", ".alpha.test"),
    *("alpha.test:80:80", "alpha.test:", "alpha.test:abc", "alpha.test:-1", "alpha.test:99999999999999999999"),
    *("alpha.test@evil.example", "evil.example@alpha.test", "alpha.test/evil", "alpha.test?x", "alpha.test#x"),
    *("alpha.test\\evil", "alpha.test%00", "alpha.test\x00", "alpha.test\t", "alpha.test,beta.test"),
    *("alpha.test beta.test", "alpha.test;beta.test", "alpha_test", "alpha-test", "alpha.test\xa0", "аlpha.test"),
    *("alpha。test", "alpha．test", "ａlpha.test", "xn--lpha-5cd.test", "alpha.test'--", "' OR 1=1--", "{{7*7}}"),
    *("<script>", "a" * 5000, ("a" * 63 + ".") * 4 + "test", "beta.test.alpha.test", "public", "pg_catalog"),
]
# These two are written so oddly that Django takes them for alpha's name with an empty or a huge port.
OWN_AFTER_ALL = {"alpha.test:99999999999999999999"}


@pytest.mark.parametrize("host", ALPHAS_OWN)
def test_a_host_is_recognised_however_it_is_written(alpha: Tenant, host: str) -> None:
    response = Client(HTTP_HOST=host).get(PAGE)
    assert response.status_code == 200
    assert response.wsgi_request.tenant == alpha


def test_there_are_enough_hostile_hosts() -> None:
    assert len(set(NOBODYS)) >= 80


@pytest.mark.parametrize("host", sorted(set(NOBODYS) - OWN_AFTER_ALL), ids=lambda host: ascii(host)[:40])
@pytest.mark.parametrize("path", ["/", PAGE])
def test_an_unknown_host_is_nobodys(db: None, host: str, path: str) -> None:
    response = Client(HTTP_HOST=host).get(path)
    assert response.status_code == 404
    body = response.content.decode()
    for name in ("Hauts de Flandre", "Cœur de Flandre", "Métiers de la montagne"):
        assert name not in body
    if len(host) > 8 and host not in settings.PUBLIC_HOST:
        assert host not in body


def test_an_absurd_port_changes_nothing(alpha: Tenant) -> None:
    for host in OWN_AFTER_ALL:
        assert Client(HTTP_HOST=host).get(PAGE).status_code in {200, 404}


def test_an_international_name_comes_as_browsers_send_it(alpha: Tenant) -> None:
    Domain.objects.create(tenant=alpha, domain="xn--rgion-bsa.test", is_primary=False)
    assert Client(HTTP_HOST="xn--rgion-bsa.test").get(PAGE).status_code == 200
    assert Client(HTTP_HOST="région.test").get(PAGE).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_HOST": "beta.test"},
        {"HTTP_X_HOST": "beta.test"},
        {"HTTP_FORWARDED": "host=beta.test"},
        {"HTTP_X_ORIGINAL_HOST": "beta.test"},
        {"HTTP_X_HTTP_HOST_OVERRIDE": "beta.test"},
        {"HTTP_X_TENANT": "beta"},
        {"SERVER_NAME": "beta.test"},
        {"QUERY_STRING": "tenant=beta&schema=beta"},
    ],
)
def test_no_other_header_chooses_a_tenant(alpha: Tenant, headers: dict[str, str]) -> None:
    response = Client(HTTP_HOST="alpha.test", **headers).get(PAGE)
    assert response.wsgi_request.tenant == alpha


@pytest.mark.parametrize("state", [TenantState.REQUESTED, TenantState.SCHEMA, TenantState.SEEDED])
def test_a_territory_in_the_making_is_not_reachable(alpha: Tenant, visit: Any, state: str) -> None:
    Tenant.objects.filter(pk=alpha.pk).update(state=state)
    for path in ("/", PAGE, "/pages-admin/", "/anything"):
        response = visit(alpha).get(path)
        assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_no_proxy_remembers_that_a_host_was_nobodys(db: None) -> None:
    assert Client(HTTP_HOST="unknown.test").get("/")["Cache-Control"] == "no-store"


def test_without_a_database_it_is_503_and_then_the_right_tenant(alpha: Tenant, visit: Any) -> None:
    def gone(*arguments: object) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    client = visit(alpha)
    with connection.execute_wrapper(gone):
        response = client.get(PAGE)
    assert (response.status_code, response["Cache-Control"]) == (503, "no-store")
    assert "Hauts de Flandre" not in response.content.decode()
    assert client.get(PAGE).wsgi_request.tenant == alpha


def test_the_public_site_has_none_of_a_territorys_pages(db: None) -> None:
    client = Client(HTTP_HOST=settings.PUBLIC_HOST)
    assert client.get("/").status_code == 200
    for path in (PAGE, "/pages-admin/", "/documents/1/x.pdf", "/espace"):
        assert client.get(path).status_code == 404


def test_a_host_without_a_name_is_empty() -> None:
    request = HttpRequest()
    request.META = {"HTTP_HOST": "alpha.test:80:80", "SERVER_NAME": "x", "SERVER_PORT": "80"}
    assert host_of(request) == ""


HOSTILE_NEXT = [
    *("https://evil.example", "http://evil.example/espace", "//evil.example", "///evil.example", "////evil.example"),
    *("/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example", "https:evil.example"),
    *(
        "https:/evil.example",
        "https:///evil.example",
        "http:\\\\evil.example",
        "HTTPS://EVIL.EXAMPLE",
        "hTtP://evil.example",
    ),
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
    ),
    *("vbscript:x", "file:///etc/passwd", "ftp://evil.example", "blob:https://evil.example/x", "about:blank"),
    *("\thttps://evil.example", " https://evil.example", "\nhttps://evil.example", "\r\nhttps://evil.example"),
    *("\x00https://evil.example", "\x08//evil.example", "\x1f//evil.example", "\u2028//evil.example"),
    *("https://alpha.test@evil.example", "https://alpha.test:x@evil.example", "https://alpha.test.evil.example"),
    *("https://evil.example?alpha.test", "https://evil.example#alpha.test", "https://evil.example/alpha.test"),
    *("https://evil.example\\@alpha.test", "https://evil.example;alpha.test", "https://alpha.test%2eevil.example"),
    *("https://beta.test", "http://beta.test/espace", "//beta.test/espace", "http://bassin.test/", "//bassin.test"),
    *("http://a.alpha.test/", "http://xalpha.test/", "http://test/", "http://localhost/", "http://127.0.0.1:8000/"),
    *("http://[::1]/", "http://[alpha.test]/", "http://0x7f.1/", "http://evil.example:80#@alpha.test/"),
    *("http://alpha。test.evil.example", "http://ａlpha.test/", "http://аlpha.test/", "//evil。example"),
    *("/%09/evil.example", "/%5cevil.example", "/.evil.example//x", "https://evil.example%23.alpha.test"),
]


def test_there_are_enough_hostile_destinations() -> None:
    assert len(set(HOSTILE_NEXT)) >= 60


def stays_here(location: str) -> bool:
    return location.startswith("/") and not location.startswith(("//", "/\\")) and location.isprintable()


@pytest.mark.parametrize("destination", HOSTILE_NEXT, ids=lambda d: ascii(d)[:40])
def test_who_is_signed_in_is_never_led_elsewhere(alpha: Tenant, visit: Any, destination: str) -> None:
    client = visit(alpha)
    with entering(alpha):
        client.force_login(User.objects.create_user("manager@example.org"))
    response = client.get(f"{PAGE}?next={quote(destination)}")
    assert response.status_code == 302
    assert stays_here(response["Location"])


def test_a_page_of_this_site_is_a_fine_destination(alpha: Tenant, visit: Any) -> None:
    client = visit(alpha)
    with entering(alpha):
        client.force_login(User.objects.create_user("manager@example.org"))
    assert client.get(f"{PAGE}?next=/pages-admin/")["Location"] == "/pages-admin/"
    assert client.get(f"{PAGE}?next=http://alpha.test/pages-admin/")["Location"] == "http://alpha.test/pages-admin/"


@pytest.mark.parametrize("destination", HOSTILE_NEXT[::4], ids=lambda d: ascii(d)[:40])
def test_signing_in_by_a_code_never_leads_elsewhere(alpha: Tenant, visit: Any, destination: str) -> None:
    client = visit(alpha)
    with entering(alpha):
        User.objects.create_user("manager@example.org")
    asked = client.post(f"{ASK}?next={quote(destination)}", {"email": "manager@example.org", "next": destination})
    assert stays_here(asked["Location"])
    with entering(alpha):
        code = code_in(EmailDelivery.objects.get(to="manager@example.org").text)
    signed_in = client.post(f"{CONFIRM}?next={quote(destination)}", {"code": code, "next": destination})
    assert stays_here(signed_in["Location"])
    assert SESSION_KEY in client.session


@pytest.mark.parametrize("path", ["/pages-admin/login/", "/_util/login/"])
def test_wagtails_own_sign_in_forms_lead_to_ours(alpha: Tenant, visit: Any, path: str) -> None:
    for response in (visit(alpha).get(path + "?next=/pages-admin/"), visit(alpha).post(path, {"username": "x"})):
        assert response.status_code == 302
        assert response["Location"].startswith("/compte/connexion")
    assert visit(alpha).get("/pages-admin/password_reset/").status_code == 404


@pytest.mark.parametrize("destination", HOSTILE_NEXT[1::4], ids=lambda d: ascii(d)[:40])
def test_signing_in_by_a_password_never_leads_elsewhere(alpha: Tenant, visit: Any, destination: str) -> None:
    client = visit(alpha)
    with entering(alpha):
        User.objects.create_user("manager@example.org", "a long enough password")
    data = {"login": "manager@example.org", "password": "a long enough password", "next": destination}
    signed_in = client.post(f"{PAGE}?next={quote(destination)}", data)
    assert stays_here(signed_in["Location"])
    assert SESSION_KEY in client.session


def test_an_unknown_address_is_answered_like_a_known_one(alpha: Tenant, visit: Any) -> None:
    response = visit(alpha).post(ASK, {"email": "nobody@example.org"})
    assert response.status_code == 302
    assert response["Location"] == CONFIRM
    with entering(alpha):
        # A letter in any case, and no code in it: that nothing comes would tell as much.
        assert "n’a pas de compte ici" in EmailDelivery.objects.get().text


NEIGHBOURS = ["http://beta.test", "http://bassin.test", "http://evil.example", "null", "http://alpha.test:81"]


@pytest.mark.parametrize("origin", NEIGHBOURS)
def test_a_form_on_a_neighbours_site_is_refused(alpha: Tenant, origin: str) -> None:
    client = Client(enforce_csrf_checks=True, HTTP_HOST="alpha.test")
    page = client.get(PAGE)
    token = str(page.context["csrf_token"])
    data = {"email": "a@example.org", "csrfmiddlewaretoken": token}
    assert client.post(ASK, data, HTTP_ORIGIN=origin).status_code == 403
    assert client.post(ASK, data, HTTP_ORIGIN="http://alpha.test").status_code == 302


def test_a_token_planted_by_a_neighbour_does_not_help_it(alpha: Tenant, beta: Tenant) -> None:
    theirs = Client(enforce_csrf_checks=True, HTTP_HOST="beta.test")
    token = str(theirs.get(PAGE).context["csrf_token"])
    client = Client(enforce_csrf_checks=True, HTTP_HOST="alpha.test")
    client.cookies[settings.CSRF_COOKIE_NAME] = theirs.cookies[settings.CSRF_COOKIE_NAME].value
    data = {"login": "a@example.org", "csrfmiddlewaretoken": token}
    assert client.post(PAGE, data, HTTP_ORIGIN="http://beta.test").status_code == 403


def test_cookies_name_no_domain(alpha: Tenant, visit: Any) -> None:
    client = visit(alpha)
    with entering(alpha):
        client.force_login(User.objects.create_user("manager@example.org"))
    client.get("/pages-admin/")
    assert settings.SESSION_COOKIE_NAME in client.cookies
    for cookie in client.cookies.values():
        assert cookie["domain"] == ""
        assert cookie["path"] == "/"
        assert cookie["samesite"] == "Lax"
        assert cookie["httponly"]


def test_a_nul_in_an_address_is_nothing(alpha: Tenant, visit: Any) -> None:
    """PostgreSQL holds no such sign: whoever sends it gets a page, not an error of ours."""
    browser = visit(alpha)
    with entering(alpha):
        offer = making.live()
        browser.force_login(making.person("conseil@alpha.example", role="adviser"))
    for path in ("/espace/equipe?q=%00", f"/espace/offres/{offer.pk}/candidatures?t=%00", "/espace/personnes?q=a%00b"):
        assert browser.get(path).status_code == 200, path
    assert browser.get("/contact/a%00b").status_code == 404
