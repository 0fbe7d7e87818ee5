"""Signing in by ProConnect: out with a state and a nonce of this session, back with a code that is good once.

Ours and not allauth's openid_connect, of which nothing but the redirect would be left: it reads a plain userinfo where
ProConnect signs one, trusts an ID token without looking at its signature, and knows no nonce (docs/adr/0015). What
follows a proved identity – second step, sessions, limits – is allauth's as for everybody.
"""

import json
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from boards.accounts import limits, sealing
from boards.accounts.proconnect import outside, tokens
from tenants.context import current_tenant
from tenants.models import Tenant

SECRET = "proconnect"  # noqa: S105  its name
SCOPES = "openid given_name usual_name email siret idp_id"
#: How sure the provider is, in its words; anything else is no identity.
ASSURANCES = ("eidas", "https://proconnect.gouv.fr/assurance/")
UNDER_WAY, ARRIVED, LEAVING = "proconnect_under_way", "proconnect", "proconnect_leaving"
GOOD_FOR = timedelta(minutes=10)
MOST_UNDER_WAY = 5


class Refused(Exception):
    """No identity came of it; `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for. email_verified: None when it doesn't say, as ProConnect itself doesn't."""

    uid: str
    email: str
    email_verified: bool | None
    name: str
    siret: str
    id_token: str
    next_url: str

    @property
    def about(self) -> dict[str, Any]:
        """What is kept of it, for joining.link."""
        return {"uid": self.uid, "said": {"email": self.email, "name": self.name, "siret": self.siret}}


def is_open(tenant: Tenant) -> bool:
    """Whether this tenant has it."""
    return tenant.proconnect_enabled and bool(tenant.proconnect_client_id)


def begin(request: HttpRequest, *, next_url: str) -> str:
    """Where to send the browser. Remembers in its session what must come back.

    Raises:
        outside.Unreachable, tokens.Forged
    """
    state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    address = tokens.provider()["authorization_endpoint"]
    under_way = dict(list(request.session.get(UNDER_WAY, {}).items())[-MOST_UNDER_WAY + 1 :])
    request.session[UNDER_WAY] = {**under_way, state: [nonce, next_url, time.time()]}
    asked = {
        "response_type": "code",
        "client_id": current_tenant().proconnect_client_id,
        "redirect_uri": own_url("proconnect_back"),
        "scope": SCOPES,
        "claims": json.dumps({"id_token": {"acr": {"essential": True}, "amr": {"essential": True}}}),
        "state": state,
        "nonce": nonce,
    }
    return f"{address}?{urlencode(asked)}"


def finish(request: HttpRequest, *, state: str, code: str) -> Identity:
    """Who came back.

    Raises:
        Refused: this session began nothing of the kind, or it was used, or what came is not the provider's word.
        outside.Unreachable
    """
    nonce, next_url, began = request.session.get(UNDER_WAY, {}).get(state, ("", "", 0))
    request.session[UNDER_WAY] = {
        other: kept for other, kept in request.session.get(UNDER_WAY, {}).items() if other != state
    }
    if not nonce or time.time() - began > GOOD_FOR.total_seconds():
        raise Refused("unknown state")
    if not limits.first_use(about=f"proconnect:{state}", within=GOOD_FOR):
        raise Refused("state used twice")
    try:
        return _identity(code=code, nonce=nonce, next_url=next_url)
    except tokens.Forged as error:
        raise Refused(str(error)) from error


def _identity(*, code: str, nonce: str, next_url: str) -> Identity:
    us = current_tenant().proconnect_client_id
    given = outside.post_form(
        tokens.provider()["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "client_id": us,
            "client_secret": sealing.secret(SECRET),
            "redirect_uri": own_url("proconnect_back"),
            "code": code,
        },
    )
    id_token = str(given.get("id_token", ""))
    proved = tokens.read(id_token, audience=us)
    if not constant_time_compare(str(proved.get("nonce", "")), nonce):
        raise Refused("another nonce")
    if not str(proved.get("acr", "")).startswith(ASSURANCES):
        raise Refused(f"assurance {proved.get('acr')!r}")
    bearer = str(given.get("access_token", ""))
    said = tokens.read(outside.get_signed(tokens.provider()["userinfo_endpoint"], bearer=bearer), audience=us)
    if said["sub"] != proved["sub"]:
        raise Refused("the words are about somebody else")
    email = said.get("email")
    if not isinstance(email, str) or "@" not in email:
        raise Refused("no address")
    verified = said.get("email_verified")
    siret = str(said.get("siret", ""))
    return Identity(
        uid=f"{proved['iss']}|{proved['sub']}"[:191],
        email=email.strip().lower(),
        email_verified=verified if verified is None else verified is True,
        name=" ".join(str(said.get(part, "")) for part in ("given_name", "usual_name")).strip()[:120],
        siret=siret if siret.isascii() and siret.isdecimal() and len(siret) == 14 else "",
        id_token=id_token,
        next_url=next_url,
    )


def leaving_url(request: HttpRequest) -> tuple[str, str] | None:
    """Where the browser must go to be signed out at the provider too, and the state that comes back from there."""
    arrived = request.session.get(ARRIVED)
    if not arrived or not request.user.is_authenticated:
        return None
    try:
        address = tokens.provider().get("end_session_endpoint")
    except (outside.Unreachable, tokens.Forged):
        return None
    if not address:
        return None
    state = secrets.token_urlsafe(32)
    told = {"id_token_hint": arrived, "state": state, "post_logout_redirect_uri": own_url("proconnect_left")}
    return f"{address}?{urlencode(told)}", state


def see_out(request: HttpRequest, leaving: tuple[str, str]) -> HttpResponse:
    """A page that goes on by itself: a form's answer may not lead to another host (Content-Security-Policy)."""
    url, state = leaving
    request.session[LEAVING] = state
    return render(request, "account/proconnect_leaving.html", {"url": url})


def own_url(name: str) -> str:
    """An address of ours as the provider knows it: from the stored domain."""
    return current_tenant().base_url + reverse(name)
