"""TRUST 4: what one tenant gave out – a link, a session, a code – is worth nothing in another.

Each kind is first accepted where it was given out, so that a refusal elsewhere means something.
"""

import ast
import base64
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.tokens import default_token_generator
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.db import SessionStore
from django.core.signing import BadSignature
from django.http import HttpResponse, SimpleCookie
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from boards.accounts.models import User
from boards.codes.models import CODE_GOOD_FOR, Code
from boards.codes.services import CodeCheck, check_code, send_code
from boards.threads.services import Contact, open_thread
from tenants import signing
from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging import reply_addresses
from tenants.messaging.models import EmailDelivery
from tenants.messaging.reply_addresses import UnknownAddress, reply_address
from tenants.models import Tenant
from tests.architecture.sources import python_files
from tests.tenants.codes import code_in

PAGE = "/compte/connexion"
ASK, CONFIRM = "/compte/connexion/code", "/compte/connexion/code/confirmer"
WHO, KEY = "same@example.org", uuid.UUID("00000000-0000-4000-8000-000000000007")


def host(tenant: Tenant) -> Client:
    return Client(HTTP_HOST=tenant.primary_domain)


def with_cookie(tenant: Tenant, value: str) -> Client:
    client = host(tenant)
    client.cookies[settings.SESSION_COOKIE_NAME] = value
    return client


def salts() -> list[str]:
    """Every kind of signed value in the code: the constants called …SALT, and each `salt="…"` in a call."""
    found = {"any"}
    for path in python_files(("tenants", "boards", "cms", "search", "deploy")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                said = [keyword.value for keyword in node.keywords if keyword.arg == "salt"]
            elif isinstance(node, ast.Assign) and any("SALT" in ast.unparse(target) for target in node.targets):
                said = [node.value]
            else:
                continue
            found |= {str(value.value) for value in said if isinstance(value, ast.Constant)}
    return sorted(found)


@dataclass(frozen=True)
class Kind:
    """Something that a tenant gives out, and whether a tenant takes it."""

    name: str
    give: Callable[[Tenant], Any]
    takes: Callable[[Tenant, Any], bool]


def signed(salt: str, max_age: int | None = None) -> Kind:
    def takes(tenant: Tenant, token: str) -> bool:
        with entering(tenant):
            try:
                return bool(signing.loads(token, salt=salt, max_age=max_age) == "offer")
            except BadSignature:
                return False

    def give(tenant: Tenant) -> str:
        with entering(tenant):
            return signing.dumps("offer", salt=salt)

    return Kind(f"a signed value: {salt} {max_age or ''}".strip(), give, takes)


def session_cookie(tenant: Tenant) -> str:
    client = host(tenant)
    with entering(tenant):
        client.force_login(User.objects.get(pk=KEY))
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def is_signed_in(tenant: Tenant, cookie: str) -> bool:
    client = with_cookie(tenant, cookie)
    client.get("/pages-admin/")
    with entering(tenant):
        return SESSION_KEY in client.session


def anonymous_session(tenant: Tenant) -> str:
    client = host(tenant)
    with entering(tenant):
        session = client.session
        session["draft"] = "boulanger"
        session.save()
        return str(session.session_key)


def has_draft(tenant: Tenant, cookie: str) -> bool:
    client = with_cookie(tenant, cookie)
    client.get(PAGE)
    with entering(tenant):
        return client.session.get("draft") == "boulanger"


def ask_for_a_code(tenant: Tenant) -> tuple[Client, str]:
    client = host(tenant)
    client.post(ASK, {"email": WHO})
    with entering(tenant):
        return client, code_in(EmailDelivery.objects.filter(to=WHO).latest("created_at").text)


def code_signs_in(tenant: Tenant, code: str) -> bool:
    client = host(tenant)
    client.post(ASK, {"email": WHO})
    client.post(CONFIRM, {"code": code})
    with entering(tenant):
        return SESSION_KEY in client.session


def latest_code_signs_in(tenant: Tenant, given: tuple[Client, str]) -> bool:
    """The whole sign-in under way, its cookie and its code, carried to another host."""
    client = with_cookie(tenant, given[0].cookies[settings.SESSION_COOKIE_NAME].value)
    client.post(CONFIRM, {"code": given[1]})
    with entering(tenant):
        return SESSION_KEY in client.session


def message_cookies(tenant: Tenant) -> SimpleCookie:
    """What a browser holds after a page that left a message for the next."""
    with entering(tenant):
        request = RequestFactory().get("/")
        request.session = SessionStore()
        left = default_storage(request)
        left.add(messages.INFO, "Message laissé ici")
        response = HttpResponse()
        left.update(response)
        request.session.save()
        response.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    return response.cookies


def shows_message(tenant: Tenant, cookies: SimpleCookie) -> bool:
    client = host(tenant)
    client.cookies.update(cookies)
    response = client.get(PAGE)
    waiting = [str(message) for message in messages.get_messages(response.wsgi_request)]
    return "Message laissé ici" in [*waiting, *re.findall("Message laissé ici", response.content.decode())]


def code_with_its_row(tenant: Tenant) -> tuple[str, str, str]:
    """Six digits that confirm an address, and what the database of their tenant knows of them."""
    subject, digits = f"draft:{uuid.uuid4()}", []
    with entering(tenant):
        code = send_code(subject=subject, channel=Channel.EMAIL, address=WHO, visitor="", deliver=digits.append)
    return subject, digits[0], code.digest


def takes_code(tenant: Tenant, given: tuple[str, str, str]) -> bool:
    """Whether the digits are right for the same subject, even where their row was copied to."""
    subject, digits, digest = given
    row = {"channel": Channel.EMAIL, "address": WHO, "lapses_at": timezone.now() + CODE_GOOD_FOR}
    with entering(tenant):
        Code.objects.create(subject=subject, digest=digest, **row)
        return check_code(subject=subject, digits=digits)[0] is CodeCheck.RIGHT


def reply_address_of(tenant: Tenant) -> tuple[str, uuid.UUID]:
    """Where an answer by e-mail comes to, and the key that it names."""
    with entering(tenant):
        key = uuid.uuid4()
        return reply_address(kind="t", ref=key), key


def takes_answer(tenant: Tenant, given: tuple[str, uuid.UUID]) -> bool:
    found = reply_addresses.read(given[0])
    return (found.tenant, found.ref) == (tenant, given[1])


def thread_code(tenant: Tenant) -> str:
    """The end of the short link of an SMS."""
    with entering(tenant):
        about = {"subject_ref": f"application:{uuid.uuid4()}", "employer": None, "by": None, "title": "Boulanger"}
        return str(open_thread(candidate=Contact(name="Léa"), **about).code)


def opens_thread(tenant: Tenant, code: str) -> bool:
    return host(tenant).get(f"/c/{code}").status_code == 302


def new_password_link(tenant: Tenant) -> str:
    """The path of the link in a mail."""
    host(tenant).post("/compte/mot-de-passe/oublie", {"email": WHO})
    with entering(tenant):
        text = EmailDelivery.objects.filter(to=WHO).latest("created_at").text
    return re.search(r"http://[^/]+(/compte/mot-de-passe/nouveau/\S+)", text)[1]  # type: ignore[index]


def takes_new_password(tenant: Tenant, path: str) -> bool:
    return bool(host(tenant).get(path).get("Location", "").endswith("/set-password"))


KINDS = [
    *(signed(salt) for salt in salts()),
    *(signed(salt, max_age=3600) for salt in salts()),
    Kind("a session", session_cookie, is_signed_in),
    Kind("an anonymous session", anonymous_session, has_draft),
    Kind("a sign-in under way", ask_for_a_code, latest_code_signs_in),
    Kind("a code that confirms an address", code_with_its_row, takes_code),
    Kind("an address for answers by e-mail", reply_address_of, takes_answer),
    Kind("the short link of a conversation", thread_code, opens_thread),
    Kind("a message for the next page", message_cookies, shows_message),
    Kind("a link for a new password", new_password_link, takes_new_password),
]


@pytest.fixture
def people(alpha: Tenant, beta: Tenant) -> list[Tenant]:
    """The same address, the same key and the same lack of a password in both."""
    for tenant in (alpha, beta):
        with entering(tenant):
            User.objects.create_user(WHO, pk=KEY)
            User.objects.filter(pk=KEY).update(password="!the-same")
    return [alpha, beta]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("way", [1, -1], ids=["there", "back"])
def test_what_one_tenant_gives_another_does_not_take(people: list[Tenant], kind: Kind, way: int) -> None:
    home, elsewhere = people[::way]
    assert not kind.takes(elsewhere, kind.give(home))
    assert kind.takes(home, kind.give(home))


def test_a_code_of_one_tenant_does_not_sign_in_to_another(people: list[Tenant]) -> None:
    home, elsewhere = people
    client, code = ask_for_a_code(home)
    assert not code_signs_in(elsewhere, code)
    client.post(CONFIRM, {"code": code})
    with entering(home):
        assert SESSION_KEY in client.session


def test_a_reply_address_signed_for_one_tenant_names_no_other(people: list[Tenant]) -> None:
    """Its tenant is part of what is signed: changed to another's, nothing is left of it."""
    home, elsewhere = people
    address, _key = reply_address_of(home)
    token = address.partition("+")[2].partition("@")[0].upper()
    said = bytearray(base64.b32decode(token + "=" * (-len(token) % 8)))
    said[1:5] = elsewhere.pk.to_bytes(4, "big")
    forged = base64.b32encode(bytes(said)).decode().rstrip("=").lower()
    with pytest.raises(UnknownAddress):
        reply_addresses.read(f"reponse+{forged}@{settings.INBOUND_DOMAIN}")


@pytest.mark.parametrize("salt", ["offer", "alpha:offer", "beta", ""])
def test_a_salt_cannot_imitate_a_schema(people: list[Tenant], salt: str) -> None:
    home, elsewhere = people
    with entering(home):
        token = signing.dumps("x", salt=salt)
    with entering(elsewhere), pytest.raises(BadSignature):
        signing.loads(token, salt=salt)
    with entering(elsewhere), pytest.raises(BadSignature):
        signing.loads(token, salt=f"{home.schema_name}:{salt}")


def test_a_door_whose_key_knows_no_tenant_is_shut() -> None:
    """allauth signs a bare key there (hazard 5); no such address exists here."""
    with pytest.raises(NoReverseMatch):
        reverse("account_confirm_email", kwargs={"key": "x"})
    assert settings.ACCOUNT_EMAIL_CONFIRMATION_HMAC is False


def test_wagtails_reset_link_is_shut_too(people: list[Tenant]) -> None:
    home, _ = people
    with entering(home):
        token = default_token_generator.make_token(User.objects.get(pk=KEY))
    assert host(home).get(f"/pages-admin/password_reset/confirm/x/{token}/").status_code == 404
