"""The pages that law asks of every public site, written from what the tenant says of itself; and its colours."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.rights.register import register_of
from cms.look import css_of, digest_of
from tenants.context import current_tenant
from tenants.enums import AccessibilityStatus


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The declaration of article 47 of law 2005-102, in the order that RGAA prescribes."""
    tenant = current_tenant()
    context = {"tenant": tenant, "status": AccessibilityStatus(tenant.accessibility_status)}
    return render(request, "cms/accessibility.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """Which personal data, what for, for how long, and how to have them erased (articles 13 and 14 GDPR)."""
    tenant = current_tenant()
    return render(request, "cms/data.html", {"tenant": tenant, "register": register_of(tenant)})


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Who publishes and who hosts (article 1-1 of law 2004-575)."""
    return render(request, "cms/legal.html", {"tenant": current_tenant(), "public_host": settings.PUBLIC_HOST})


@require_safe
def look(request: HttpRequest, digest: str) -> HttpResponse:
    """The tenant's colours; an old digest gets today's, to be asked for again soon."""
    tenant = current_tenant()
    css = css_of(tenant) if tenant.token_overrides else ""
    if not css:
        raise Http404
    kept = "public, max-age=31536000, immutable" if digest == digest_of(tenant) else "public, max-age=300"
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": kept})
