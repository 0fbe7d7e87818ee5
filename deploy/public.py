"""The public site's one page: which territories there are, each in its own colours."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.browse import live_by_schema
from tenants.models import Domain, Tenant


@dataclass(frozen=True)
class Territory:
    """One line of the list."""

    name: str
    kicker: str
    kind: str
    image: str
    url: str
    offers: str


def territories(request: HttpRequest) -> HttpResponse:
    """The list of the live territories with their addresses. Three queries, whatever their number."""
    offers = live_by_schema()
    hosts = dict(Domain.objects.filter(is_primary=True).values_list("tenant_id", "domain"))
    found = [_territory(tenant, offers=offers, host=hosts.get(tenant.pk, "")) for tenant in Tenant.objects.live()]
    total = sum(offers.values())
    context = {
        "territories": found,
        "total": ngettext("%(n)s offre d’emploi en ligne", "%(n)s offres d’emploi en ligne", total) % {"n": _n(total)},
    }
    return render(request, "public/territories.html", context)


def _territory(tenant: Tenant, *, offers: dict[str, int], host: str) -> Territory:
    tenant.primary_domain = host  # fills the cached property: one query for all
    count = offers.get(tenant.schema_name, 0)
    return Territory(
        name=tenant.short_name,
        kicker=tenant.kicker,
        kind=tenant.get_kind_display(),
        image=static(f"finding/share-{tenant.preset}.png"),
        url=f"{tenant.base_url}/",
        offers=ngettext("%(n)s offre", "%(n)s offres", count) % {"n": _n(count)} if count else _("bientôt"),
    )


def _n(number: int) -> str:
    return number_format(number, force_grouping=True)
