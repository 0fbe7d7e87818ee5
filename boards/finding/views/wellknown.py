"""What robots read first: which addresses there are."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from boards.finding import browse
from boards.finding.scope import scope_of
from boards.offers.models import Offer
from search.browse import by_occupation, by_pair
from tenants.context import current_tenant
from tenants.models import Tenant

MOST_ADDRESSES = 50_000  # sitemaps.org
MOST_OFFERS = 40_000


@require_safe
@cache_control(public=True, max_age=60 * 60)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; work places and answers for machines may not."""
    lines = [
        "User-agent: *",
        "Disallow: /espace",
        "Disallow: /pages-admin",
        "Disallow: /compte",
        "Disallow: /publier",
        "Disallow: /api/",
        "Disallow: /suggestions/",
        "Disallow: /offres/*/postuler",
        "Disallow: /offres/*/clic",
        "Disallow: /candidature",
        f"Sitemap: {current_tenant().base_url}{reverse('finding:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=60 * 60)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page worth finding, at this territory's own domain: its own offers, and occupations that have any."""
    tenant = current_tenant()
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    for number, (path, changed) in enumerate(_addresses(tenant)):
        if number >= MOST_ADDRESSES:
            break
        when = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(tenant.base_url + path)}</loc>{when}</url>")
    return HttpResponse("\n".join([*lines, "</urlset>"]), content_type="application/xml; charset=utf-8")


def _addresses(tenant: Tenant) -> Iterator[tuple[str, str]]:
    """(path, date of the last change or ""). Three queries."""
    yield "/", ""
    yield reverse("finding:results"), ""
    yield reverse("finding:occupations"), ""
    if tenant.public_figures:
        yield "/chiffres", ""
    newest = Offer.objects.live().order_by("-published_at").values_list("pk", "updated_at")[:MOST_OFFERS]
    for pk, changed in newest:
        yield reverse("finding:offer", args=[pk]), changed.date().isoformat()
    scope = scope_of(tenant)
    for one in by_occupation(scope):
        yield browse.occupation_url(one.code, one.label), ""
    for code, label, insee, commune in by_pair(scope):
        yield browse.occupation_url(code, label, insee, commune), ""
