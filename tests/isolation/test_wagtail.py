"""Hazards 6, 7, 17, 19: Wagtail thinks it is alone on its server."""

import itertools
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client, override_settings
from wagtail.documents import get_document_model
from wagtail.models import Site

from boards.accounts.enums import Role
from boards.accounts.models import User
from cms.models import HomePage
from cms.permissions import grant_editor
from tenants.context import entering
from tenants.models import Tenant

WITHOUT_KEY_FUNCTION = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "bare"}}


def addresses_in(tenants: list[Tenant]) -> list[str]:
    """The address of each tenant's home page, asked one after the other in one process."""
    found = []
    for tenant in tenants:
        with entering(tenant):
            found.append(HomePage.objects.get().full_url)
    return found


def test_each_home_page_points_at_its_own_site_in_any_order(alpha: Tenant, beta: Tenant, gamma: Tenant) -> None:
    for order in itertools.permutations([alpha, beta, gamma]):
        for tenant, address in zip(order, addresses_in(list(order)), strict=True):
            assert tenant.primary_domain in address


@override_settings(CACHES=WITHOUT_KEY_FUNCTION)
def test_without_the_schema_in_the_keys_they_would_not(alpha: Tenant, beta: Tenant) -> None:
    """The hazard is real: Wagtail keeps the paths of its site roots in the cache."""
    assert "alpha.test" in addresses_in([alpha, beta])[1]


@pytest.fixture
def editor(alpha: Tenant, visit: Any) -> Client:
    client = visit(alpha)
    with entering(alpha):
        user = User.objects.create_user("manager@example.org", role=Role.MANAGER)
        grant_editor(user)
        client.force_login(user)
    return client  # type: ignore[no-any-return]


@pytest.mark.parametrize("host", ["localhost", "beta.test", "alpha.test", "bassin.test", "evil.example"])
def test_a_preview_renders_in_the_tenant_that_asked(alpha: Tenant, host: str) -> None:
    """Its dummy request has Site.hostname for a host, whatever that is."""
    with entering(alpha):
        Site.objects.update(hostname=host)
        home = HomePage.objects.get()
        home.headline = "Seulement chez Alpha"
        response = home.make_preview_request()
        assert response.status_code == 200
        assert "Seulement chez Alpha" in response.content.decode()
        assert "Cœur de Flandre agglo" not in response.content.decode()
        assert connection.schema_name == "alpha"


def test_a_real_request_cannot_pretend_to_be_a_preview(alpha: Tenant, beta: Tenant, visit: Any) -> None:
    with entering(alpha):
        response = Client(HTTP_HOST="beta.test", HTTP_IS_DUMMY="1").get("/compte/connexion?is_dummy=1")
    assert response.wsgi_request.tenant == beta


@pytest.mark.parametrize("host", ["alpha.test", "beta.test", "bassin.test", "unknown.test"])
@pytest.mark.parametrize("folder", ["alpha/documents", "alpha/cv", "beta/documents", "../alpha/documents"])
def test_no_file_of_a_tenant_is_read_by_its_path(alpha: Tenant, host: str, folder: str) -> None:
    """Hazard 19: `/media/<schema>/…` would answer on every host. What people upload goes through a view."""
    with entering(alpha):
        name = default_storage.save("documents/secret.txt", ContentFile(b"CANARY"))
        try:
            response = Client(HTTP_HOST=host).get(f"{settings.MEDIA_URL}{folder}/{name.rpartition('/')[2]}")
            assert response.status_code == 404
            assert b"CANARY" not in response.content
        finally:
            default_storage.delete(name)


def test_a_document_is_served_on_its_own_site_only(alpha: Tenant, beta: Tenant, visit: Any) -> None:
    assert settings.WAGTAILDOCS_SERVE_METHOD == "serve_view"
    with entering(alpha):
        document = get_document_model()(title="Secret")
        document.file.save("secret.txt", ContentFile(b"CANARY"))
        path = document.url
    try:
        mine = visit(alpha).get(path)
        assert mine.status_code == 200
        assert b"".join(mine.streaming_content) == b"CANARY"
        assert visit(beta).get(path).status_code == 404
        assert Client(HTTP_HOST="bassin.test").get(path).status_code == 404
    finally:
        with entering(alpha):
            document.file.delete(save=False)


def test_files_of_two_tenants_with_one_name_are_two_files(alpha: Tenant, beta: Tenant) -> None:
    names = {}
    try:
        for tenant in (alpha, beta):
            with entering(tenant):
                names[tenant] = default_storage.save("same.txt", ContentFile(tenant.schema_name.encode()))
        for tenant in (alpha, beta):
            with entering(tenant), default_storage.open("same.txt") as file:
                assert file.read().decode() == tenant.schema_name
    finally:
        for tenant, name in names.items():
            with entering(tenant):
                default_storage.delete(name)
