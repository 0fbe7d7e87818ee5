"""TRUST 21: the same path on three sites, read through one shared cache, warmed in every order."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.cache import patch_cache_control

from boards.accounts.models import User
from tenants.context import entering
from tenants.middleware import PrivateWhenSignedIn
from tenants.models import Tenant

PATHS = ["/", "/compte/connexion", "/nulle-part", "/pages-admin/"]


class SharedCache:
    """What a proxy in front of all sites may keep and serve again, by RFC 9111.

    A key is host, path and the request headers that Vary names. Kept unless private, no-store or with a cookie.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], list[tuple[dict[str, str], HttpResponse]]] = {}

    def get(self, client: Client, host: str, path: str) -> tuple[HttpResponse, bool]:
        """The response, and whether it was an earlier visitor's."""
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in sorted(client.cookies.items()))
        asked = {"cookie": cookies, "host": host}
        for varied, response in self.kept.get((host, path), []):
            if all(asked.get(name, "") == value for name, value in varied.items()):
                return response, True
        response = client.get(path)
        control = response.get("Cache-Control", "")
        if "private" not in control and "no-store" not in control and not response.cookies:
            names = [name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()]
            varied = {name: asked.get(name, "") for name in names}
            self.kept.setdefault((host, path), []).append((varied, response))
        return response, False


@pytest.fixture
def visitors(alpha: Tenant, beta: Tenant, gamma: Tenant, visit: Any) -> list[tuple[Tenant, str, Client]]:
    """Each site's anonymous visitor and signed-in person; names are canaries."""
    found = []
    for tenant in (alpha, beta, gamma):
        found.append((tenant, "", visit(tenant)))
        signed_in = visit(tenant)
        with entering(tenant):
            name = f"CANARY-{tenant.schema_name}"
            signed_in.force_login(User.objects.create_user(f"{name}@example.org", name=name))
        found.append((tenant, name, signed_in))
    return found


def orders(visitors: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Every order of tenants and both of signed-in: 12 of the 720, in which each pair comes both ways."""
    pairs = [visitors[i : i + 2] for i in (0, 2, 4)]
    for order in itertools.permutations(pairs):
        yield tuple(itertools.chain.from_iterable(order))
        yield tuple(itertools.chain.from_iterable(pair[::-1] for pair in order))


@pytest.mark.parametrize("path", PATHS)
def test_nobody_reads_anothers_page(visitors: list[tuple[Tenant, str, Client]], path: str) -> None:
    names = {name for _, name, _ in visitors if name}
    for order in orders(visitors):
        shared = SharedCache()
        cache.clear()
        for tenant, name, client in (*order, *order):
            response, _again = shared.get(client, tenant.primary_domain, path)
            body = response.content.decode()
            assert not [other for other in names - {name} if other in body]
            if response.context and "site" in response.context and response.status_code == 200:
                assert response.wsgi_request.tenant == tenant
                if path != "/pages-admin/":
                    assert response.context["site"].name == tenant.short_name
        connection.set_schema_to_public()


@pytest.mark.parametrize("path", PATHS)
def test_what_a_signed_in_person_reads_is_kept_nowhere(visitors: list[tuple[Tenant, str, Client]], path: str) -> None:
    for _, name, client in visitors:
        response = client.get(path)
        if name and response.wsgi_request.session.accessed:
            assert response["Cache-Control"] == "private, no-store"


def signed_in_request(said: str, *, signed_in: bool = True, session: dict[str, str] | None = None) -> HttpResponse:
    """What the middleware makes of a view that says its own Cache-Control."""

    class Session(dict):  # type: ignore[type-arg]
        accessed = True

        def is_empty(self) -> bool:
            return not self

    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse()
        if said == "public":
            patch_cache_control(response, public=True, max_age=600)
        return response

    request = RequestFactory().get("/")
    request.session = Session({"_auth_user_id": "1"} if signed_in else session or {})
    return PrivateWhenSignedIn(view)(request)


@pytest.mark.parametrize("said", ["", "public"])
def test_a_view_that_forgot_or_said_otherwise_is_overruled(said: str) -> None:
    assert signed_in_request(said)["Cache-Control"] == "private, no-store"


def test_a_visitor_with_a_draft_is_private_and_one_without_is_not() -> None:
    assert signed_in_request("", signed_in=False, session={"draft": "x"})["Cache-Control"] == "private"
    assert not signed_in_request("", signed_in=False).has_header("Cache-Control")


def test_a_cached_value_is_one_tenants(alpha: Tenant, beta: Tenant) -> None:
    for tenant in (alpha, beta):
        with entering(tenant):
            assert cache.get("same key") is None
            cache.set("same key", tenant.schema_name)
    for tenant in (alpha, beta):
        with entering(tenant):
            assert cache.get("same key") == tenant.schema_name
            assert cache.get_many(["same key"]) == {"same key": tenant.schema_name}
            cache.delete("same key")
    connection.set_schema_to_public()
    assert cache.get("same key") is None
