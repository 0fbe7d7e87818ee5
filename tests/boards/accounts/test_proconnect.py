"""ProConnect against a provider on loopback that checks as the real one does, and lies in every way that matters."""

import time
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import override_settings

from boards.accounts import sealing
from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.accounts.proconnect import client as ours
from boards.accounts.proconnect import outside, tokens
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.accounts.doors import CONFIRM, code_in, letters
from tests.peers.proconnect import Key, proconnect, unsigned

BEGIN, BACK = "/compte/connexion/proconnect", "/compte/connexion/proconnect/retour"
WHO = "marie.durand@cchf.example"
PERSON = {
    "sub": "sub-of-marie", "email": WHO, "email_verified": True, "given_name": "Marie", "usual_name": "Durand",
    "siret": "20004095400015", "idp_id": "71144ab3",
}  # fmt: skip


@pytest.fixture
def peer(alpha, beta):
    with proconnect() as provider, override_settings(PROCONNECT_ISSUER=provider.url):
        provider.person = dict(PERSON)
        for tenant in (alpha, beta):
            number = f"number-of-{tenant.schema_name}"
            Tenant.objects.filter(pk=tenant.pk).update(proconnect_enabled=True, proconnect_client_id=number)
            provider.clients[number] = f"secret-of-{tenant.schema_name}"
            provider.returns.add(f"http://{tenant.primary_domain}{BACK}")
            with entering(tenant):
                sealing.keep_secret(name=ours.SECRET, secret=provider.clients[number])
        cache.clear()
        yield provider


def out_and_back(client, path=BEGIN):
    """What a browser does up to the return: gives the return's path."""
    away = client.get(path)
    assert away.status_code == 302, away.content.decode()
    there = httpx.get(away.url, follow_redirects=False)
    assert there.status_code == 303, there.text
    return there.headers["location"].partition(".test")[2]


def arrive(client, path=BEGIN):
    return client.get(out_and_back(client, path))


def person(tenant, email=WHO):
    with entering(tenant):
        return User.objects.filter(email=email).first()


def is_in(client):
    return client.get("/compte/moi").status_code == 200


def refused(client, response):
    return response.status_code in (400, 503) and not is_in(client)


# --- What it is for --------------------------------------------------------------------------------


def test_somebody_unknown_becomes_an_employer_without_any_employer(alpha, peer, visit):
    client = visit(alpha)
    assert "S’identifier avec ProConnect" in client.get("/compte/connexion").content.decode()
    assert arrive(client).url == "/espace"
    made = person(alpha)
    assert made.role == Role.EMPLOYER
    with entering(alpha):
        assert not made.memberships.exists(), "a SIRET that the provider names opens nobody's offers"
        account = SocialAccount.objects.get()
        assert (account.user_id, account.extra_data["siret"]) == (made.pk, PERSON["siret"])
        assert AuditEntry.objects.filter(kind="person.linked", target_id=str(made.pk)).count() == 1
    assert client.get("/espace").status_code == 200


def test_what_is_asked_is_what_proconnect_takes(alpha, peer, visit):
    asked = parse_qs(urlsplit(visit(alpha).get(BEGIN).url).query)
    assert set(asked) == {"response_type", "client_id", "redirect_uri", "scope", "claims", "state", "nonce"}
    assert asked["redirect_uri"] == [f"http://alpha.test{BACK}"]
    assert all(len(asked[name][0]) >= 32 for name in ("state", "nonce"))


def test_the_second_time_the_name_is_enough_whatever_the_address_is_by_now(alpha, peer, visit):
    arrive(visit(alpha))
    peer.person |= {"email": "marie.martin@cchf.example", "email_verified": False}
    client = visit(alpha)
    assert arrive(client).url == "/espace"
    assert person(alpha, "marie.martin@cchf.example") is None


def test_an_advisers_verified_address_is_linked_keeps_its_role_and_says_so_by_mail(alpha, peer, visit):
    with entering(alpha):
        making.person(WHO, role=Role.ADVISER)
    client = visit(alpha)
    assert arrive(client, f"{BEGIN}?next=/espace/moderation").url == "/espace/moderation"
    assert client.get("/espace/moderation").status_code == 200
    assert person(alpha).role == Role.ADVISER
    assert "ouvert par ProConnect" in letters(alpha)[0].text


def test_when_the_provider_does_not_say_verified_our_code_does_once(alpha, peer, visit):
    """ProConnect itself says nothing of it: its identity providers are trusted for their own domains only."""
    with entering(alpha):
        making.person(WHO, role=Role.ADVISER)
    del peer.person["email_verified"]
    client = visit(alpha)
    assert arrive(client).url == CONFIRM
    assert not is_in(client)
    with entering(alpha):
        assert not SocialAccount.objects.exists()
    assert letters(alpha)[0].to == WHO
    assert client.post(CONFIRM, {"code": code_in(alpha)}).url == "/espace/bureau"
    again = visit(alpha)
    assert arrive(again).url == "/espace/bureau"
    assert is_in(again)


def test_es256_and_a_new_key_are_taken(alpha, peer, visit, monkeypatch):
    assert arrive(visit(alpha)).url == "/espace"
    monkeypatch.setattr(tokens, "ASKED_AGAIN_SECONDS", 0)
    peer.rotate("ES256")
    assert arrive(visit(alpha)).url == "/espace"
    assert peer.requests.count("/jwks") == 2


def test_a_flood_of_unknown_keys_asks_the_provider_once(alpha, peer, visit):
    arrive(visit(alpha))
    peer.sign = lambda part, claims: Key().sign(claims)
    for _try in range(3):
        assert arrive(visit(alpha)).status_code == 400
    assert peer.requests.count("/jwks") == 1


def test_signing_out_here_signs_out_there_with_our_token_and_comes_back(alpha, peer, visit):
    client = visit(alpha)
    arrive(client)
    page = client.post("/compte/deconnexion")
    assert page.status_code == 200
    assert not is_in(client)
    url = page.context["url"]
    assert f'content="0; url={url}'.replace("&", "&amp;") in page.content.decode()
    there = httpx.get(url, follow_redirects=False)
    told = peer.ended[0]
    assert jwt.decode(told["id_token_hint"], options={"verify_signature": False})["sub"] == PERSON["sub"]
    home = client.get(there.headers["location"].partition(".test")[2], follow=True)
    assert "ici et de ProConnect" in home.content.decode()


def test_who_did_not_come_by_it_is_not_sent_there(alpha, peer, visit):
    client = visit(alpha)
    with entering(alpha):
        client.force_login(making.person())
    assert client.post("/compte/deconnexion").status_code == 302
    assert peer.ended == []


def test_where_it_is_not_switched_on_it_does_not_exist(alpha, gamma, peer, visit):
    for path in (BEGIN, f"{BACK}?code=x&state=y"):
        assert visit(gamma).get(path).status_code == 404
    assert "ProConnect" not in visit(gamma).get("/compte/connexion").content.decode()


def test_a_second_step_is_asked_for_all_the_same(alpha, peer, visit):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    with entering(alpha):
        TOTP.activate(making.person(WHO, role=Role.ADVISER), generate_totp_secret())
    client = visit(alpha)
    assert arrive(client).url == "/compte/connexion/deux-etapes"
    assert not is_in(client)


def test_a_closed_account_stays_closed(alpha, peer, visit):
    arrive(visit(alpha))
    with entering(alpha):
        User.objects.filter(email=WHO).update(is_active=False)
    client = visit(alpha)
    assert arrive(client).url == "/compte/ferme"
    assert not is_in(client)


# --- What must not happen --------------------------------------------------------------------------

SOON, PAST = int(time.time()) + 10**6, 10**9
LIES = {
    "ID token for another": {"id_token": {"aud": "number-of-beta"}},
    "ID token for several": {"id_token": {"aud": ["number-of-alpha", "somebody"], "azp": "somebody"}},
    "ID token from another": {"id_token": {"iss": "https://auth.example/api/v2"}},
    "ID token with another nonce": {"id_token": {"nonce": "x" * 43}},
    "ID token without a nonce": {"id_token": {"nonce": ...}},
    "ID token lapsed": {"id_token": {"exp": PAST, "iat": PAST - 60}},
    "ID token without an end": {"id_token": {"exp": ...}},
    "ID token of the future": {"id_token": {"iat": SOON, "nbf": SOON, "exp": SOON + 60}},
    "ID token without assurance": {"id_token": {"acr": ...}},
    "ID token with a poor assurance": {"id_token": {"acr": "0"}},
    "words for another": {"userinfo": {"aud": "number-of-beta"}},
    "words from another": {"userinfo": {"iss": "https://auth.example/api/v2"}},
    "words lapsed": {"userinfo": {"exp": PAST, "iat": PAST - 60}},
    "words about another": {"userinfo": {"sub": "sub-of-paul"}},
    "words without an address": {"userinfo": {"email": ...}},
    "words with an odd address": {"userinfo": {"email": ["a@b.example"]}},
    "an address not verified": {"userinfo": {"email_verified": False}},
    "an address oddly verified": {"userinfo": {"email_verified": "false"}},
    "another name of itself": {"discovery": {"issuer": "https://auth.example/api/v2"}},
    "a token address elsewhere": {"discovery": {"token_endpoint": "http://127.0.0.2:9/token"}},
    "a userinfo elsewhere": {"discovery": {"userinfo_endpoint": "http://localhost:9/userinfo"}},
    "keys elsewhere": {"discovery": {"jwks_uri": "file:///etc/passwd"}},
}


@pytest.mark.parametrize("lies", LIES.values(), ids=LIES)
def test_a_lie_lets_nobody_in(alpha, peer, visit, lies):
    with entering(alpha):
        making.person(WHO, role=Role.ADVISER)
    peer.lies = lies
    client = visit(alpha)
    if "another name" in str(lies) or "issuer" in lies.get("discovery", {}):
        assert refused(client, client.get(BEGIN))
        return
    assert refused(client, arrive(client))
    with entering(alpha):
        assert not SocialAccount.objects.exists()


def hmac_with_public_key(peer):
    """The old trick: the public key, taken for a shared secret."""
    import base64
    import hashlib
    import hmac
    import json

    def sign(part, claims):
        secret = json.dumps(peer.key.shown()).encode()
        head = {"alg": "HS256", "kid": peer.key.name}
        body = ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=").decode() for p in (head, claims))
        mark = hmac.new(secret, body.encode(), hashlib.sha256).digest()
        return f"{body}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"

    return sign


FORGERIES = {
    "signed with nothing": lambda peer: lambda part, claims: unsigned(claims, peer.key.name),
    "signed with another key": lambda peer: lambda part, claims: Key().sign(claims),
    "signed with another key by that name": lambda peer: lambda part, claims: Key().sign(claims, kid=peer.key.name),
    "signed with another kind of key": lambda peer: lambda part, claims: Key("ES256").sign(claims, kid=peer.key.name),
    "signed with the public key": hmac_with_public_key,
    "only the words forged": lambda peer: (
        lambda part, claims: peer.key.sign(claims) if part == "id_token" else unsigned(claims, peer.key.name)
    ),
    "no token at all": lambda peer: lambda part, claims: "abc",
    "a key in the head": lambda peer: lambda part, claims: (key := Key()).sign(claims, jwk=key.shown()),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_lets_nobody_in(alpha, peer, visit, forgery):
    arrive(visit(alpha))  # its keys are known
    with entering(alpha):
        SocialAccount.objects.all().delete()
    peer.sign = forgery(peer)
    client = visit(alpha)
    assert refused(client, arrive(client))


def test_a_return_is_good_once(alpha, peer, visit):
    client = visit(alpha)
    back = out_and_back(client)
    assert client.get(back).url == "/espace"
    client.post("/compte/deconnexion")
    assert refused(client, client.get(back))


def test_a_code_of_another_sign_in_does_not_fit(alpha, peer, visit):
    """Somebody slips their own code into a victim's browser, or a stolen one into theirs: the nonce is another."""
    thief, victim = visit(alpha), visit(alpha)
    stolen = parse_qs(urlsplit(out_and_back(thief)).query)["code"][0]
    own = parse_qs(urlsplit(out_and_back(victim)).query)["state"][0]
    assert refused(victim, victim.get(BACK, {"code": stolen, "state": own}))


def test_a_return_in_a_browser_that_began_nothing(alpha, peer, visit):
    back = out_and_back(visit(alpha))
    stranger = visit(alpha)
    assert refused(stranger, stranger.get(back))
    assert refused(stranger, stranger.get(BACK))
    assert refused(stranger, stranger.get(BACK, {"error": "access_denied", "state": "x"}))
    assert "/token" not in peer.requests


def test_a_return_to_alpha_is_nothing_at_beta_not_even_with_the_cookie(alpha, beta, peer, visit):
    client = visit(alpha)
    back = out_and_back(client)
    there = visit(beta)
    there.cookies = client.cookies
    assert refused(there, there.get(back))
    assert person(beta) is None
    assert "/token" not in peer.requests


def test_a_code_for_alpha_with_a_state_of_beta_is_refused_by_the_provider(alpha, beta, peer, visit):
    of_alpha = parse_qs(urlsplit(out_and_back(visit(alpha))).query)["code"][0]
    there = visit(beta)
    state = parse_qs(urlsplit(out_and_back(there)).query)["state"][0]
    assert refused(there, there.get(BACK, {"code": of_alpha, "state": state}))


def test_a_link_in_one_tenant_is_none_in_another(alpha, beta, peer, visit):
    arrive(visit(alpha))
    with entering(beta):
        assert not SocialAccount.objects.exists()


def test_a_wish_to_go_elsewhere_is_not_granted(alpha, peer, visit):
    client = visit(alpha)
    assert arrive(client, f"{BEGIN}?next=https://evil.example/").url == "/espace"


def test_on_another_domain_of_the_tenant_one_goes_first_to_the_one_that_is_known(alpha, peer, visit):
    from tenants.models import Domain

    Domain.objects.create(tenant=alpha, domain="emploi.alpha.test", is_primary=False)
    assert visit("emploi.alpha.test").get(BEGIN).url == f"http://alpha.test{BEGIN}"


# --- When it doesn't answer ------------------------------------------------------------------------


def drip(handler):
    handler.send_response(200)
    handler.send_header("content-type", "application/json")
    handler.end_headers()
    for _byte in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)
    return True


def huge(handler):
    handler.send_response(200)
    handler.send_header("content-type", "application/jwt")
    handler.end_headers()
    for _chunk in range(200):
        handler.wfile.write(b"a" * 10_000)
    return True


def elsewhere(handler):
    handler.send_response(302)
    handler.send_header("location", "http://127.0.0.1:9/")
    handler.send_header("content-length", "0")
    handler.end_headers()
    return True


def plain(handler):
    handler.say(200, dict(PERSON))
    return True


def silent(handler):
    time.sleep(3)
    return True


@pytest.mark.parametrize("strange", [drip, huge, elsewhere, plain, silent], ids=lambda strange: strange.__name__)
@pytest.mark.parametrize("path", ["/userinfo", "/token"])
def test_a_strange_answer_is_soon_given_up(alpha, peer, visit, monkeypatch, strange, path):
    monkeypatch.setattr(outside, "READ_SECONDS", 1)
    monkeypatch.setattr(outside, "WHOLE_SECONDS", 2)
    client = visit(alpha)
    back = out_and_back(client)
    peer.answer[path] = strange
    start = time.monotonic()
    assert refused(client, client.get(back))
    assert time.monotonic() - start < 6


def test_while_it_is_down_the_page_says_what_else_there_is(alpha, peer, visit):
    peer.answer["/.well-known/openid-configuration"] = elsewhere
    page = visit(alpha).get(BEGIN)
    assert page.status_code == 503
    assert "Recevoir un code par e-mail" in page.content.decode()


# --- Switching it on -------------------------------------------------------------------------------


def test_a_manager_switches_it_on_with_number_and_secret_and_the_secret_is_shown_to_nobody(gamma, visit):
    with entering(gamma):
        boss = making.person("d@gamma.example", role=Role.MANAGER)
    client = visit(gamma)
    with entering(gamma):
        client.force_login(boss)
    typed = {"staff_second_factor": "optional", "proconnect_enabled": "on", "proconnect_client_id": "n-1"}
    assert "indiquez le secret" in client.post("/espace/acces", typed).content.decode()
    assert client.post("/espace/acces", {**typed, "proconnect_secret": "très-secret-9"}).url == "/espace/acces"
    page = client.get("/espace/acces").content.decode()
    assert "très-secret-9" not in page
    assert f"http://gamma.test{BACK}" in page
    with entering(gamma):
        assert sealing.secret(ours.SECRET) == "très-secret-9"
        assert "secret-9" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))
    without = client.post("/espace/acces", {**typed, "proconnect_client_id": ""})
    assert "indiquez l’identifiant" in without.content.decode()
