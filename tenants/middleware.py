"""From the host of a request to a tenant; an unknown host is nobody's."""

import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import DisallowedHost
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import get_resolver, set_urlconf
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django_tenants.utils import schema_context

from tenants.connection import connection
from tenants.models import Domain, Tenant

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]


def host_of(request: HttpRequest) -> str:
    """The bare host in lower case, '' for one that no name may have.

    Without its port and without the one dot that a fully qualified name may end with; `X-Forwarded-Host` is
    not read. Names come in ASCII (xn--…) as the browser sends them and as Domain stores them.
    """
    try:
        return split_domain_port(request.get_host())[0]
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


class WithoutNul:
    """No text in PostgreSQL holds a NUL: in a path it is nobody's address, in what is asked for it is nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\x00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class TenantMiddleware:
    """Choose the schema and the URLconf by host, first of all middlewares."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        # Import every view and form while public is current, not inside the first visitor's tenant.
        with schema_context("public"):
            for urlconf in (settings.ROOT_URLCONF, settings.PUBLIC_SCHEMA_URLCONF):
                _ = get_resolver(urlconf).url_patterns

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "is_dummy", False) and connection.schema_name != "public":
            # Wagtail's preview runs the middlewares on a request whose host is Site.hostname: it stays where it is.
            request.tenant = connection.tenant  # type: ignore[attr-defined]
            return self.get_response(request)
        connection.set_schema_to_public()
        set_urlconf(None)
        # A thread keeps the language of its last visitor; the answers given here know no reader, and are French.
        translation.deactivate()
        host = host_of(request)
        if host == settings.PUBLIC_HOST:
            request.tenant = connection.tenant  # type: ignore[attr-defined]
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF  # type: ignore[attr-defined]
            return self.get_response(request)
        try:
            tenant = tenant_of(host)
        except OperationalError:
            logger.exception("No database for %s", host)
            return self.no_database(request)
        if tenant is None or not tenant.is_reachable:
            return self.nobody(request, tenant)
        request.tenant = tenant  # type: ignore[attr-defined]
        request.urlconf = settings.ROOT_URLCONF  # type: ignore[attr-defined]
        connection.set_tenant(tenant)
        # Days are the territory's: at half past two in the morning on Réunion it is still yesterday in Paris.
        with timezone.override(ZoneInfo(tenant.time_zone)):
            return self.get_response(request)

    def no_database(self, request: HttpRequest) -> HttpResponse:
        """503 while PostgreSQL restarts: nothing is known of anybody, so nothing of anybody is shown."""
        response = render(None, "500.html", status=503)  # type: ignore[arg-type]
        response["Cache-Control"], response["Retry-After"] = "no-store", "5"
        return response

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
        response = render(None, "unknown_territory.html", context, status=503 if making else 404)  # type: ignore[arg-type]
        # A host that is nobody's now may be somebody's in a minute: no proxy keeps this answer.
        response["Cache-Control"] = "no-store"
        if making:
            response["Retry-After"] = "60"
        return response


class PrivateWhenSignedIn:
    """Keep out of every shared cache what was made for one person, whatever a view said or forgot."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = getattr(request, "session", None)
        if session is None or not session.accessed or session.is_empty():
            return response
        if SESSION_KEY in session:
            # Written anew: a view's own «public, max-age» must not stay beside it.
            response["Cache-Control"] = "private, no-store"
        elif not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
        return response
