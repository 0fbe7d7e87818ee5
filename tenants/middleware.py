"""From the host of a request to a tenant; an unknown host is nobody's."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import set_urlconf
from django.utils.cache import patch_cache_control

from tenants.models import Domain, Tenant

Handler = Callable[[HttpRequest], HttpResponse]


def host_of(request: HttpRequest) -> str:
    """The bare host in lower case, '' for one that no name may have."""
    try:
        return request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
    except DisallowedHost:
        return ""


def tenant_of(host: str) -> Tenant | None:
    """The tenant of a host, with its primary domain already known."""
    domain = Domain.objects.select_related("tenant").filter(domain=host).first()
    if domain is None:
        return None
    if domain.is_primary:
        domain.tenant.primary_domain = domain.domain
    return domain.tenant


class TenantMiddleware:
    """Choose the schema and the URLconf by host, first of all middlewares."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False) and connection.schema_name != "public":
            # Wagtail's preview runs the middlewares on a request whose host is Site.hostname: it stays where it is.
            request.tenant = connection.tenant  # type: ignore[attr-defined]
            return self.get_response(request)
        connection.set_schema_to_public()
        set_urlconf(None)
        host = host_of(request)
        if host == settings.PUBLIC_HOST:
            request.tenant = connection.tenant  # type: ignore[attr-defined]
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF  # type: ignore[attr-defined]
            return self.get_response(request)
        tenant = tenant_of(host)
        if tenant is None or not tenant.is_reachable:
            return self.nobody(request, tenant)
        request.tenant = tenant  # type: ignore[attr-defined]
        request.urlconf = settings.ROOT_URLCONF  # type: ignore[attr-defined]
        connection.set_tenant(tenant)
        return self.get_response(request)

    def nobody(self, request: HttpRequest, tenant: Tenant | None) -> HttpResponse:
        """404 that says what to do; 503 while a territory is being made."""
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF  # type: ignore[attr-defined]
        making = tenant is not None and tenant.state != "archived"
        port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
        context = {
            "tenant": tenant,
            "making": making,
            "public_url": f"{settings.PUBLIC_SCHEME}://{settings.PUBLIC_HOST}{port}/",
        }
        return render(None, "unknown_territory.html", context, status=503 if making else 404)  # type: ignore[arg-type]


class PrivateWhenSignedIn:
    """Keep signed-in pages out of every shared cache, whatever a view forgot."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is not None and session.accessed and not response.has_header("Cache-Control"):
            user = getattr(request, "user", None)
            if user is not None and user.is_authenticated:
                patch_cache_control(response, private=True, no_store=True)
        return response
