"""Offers by occupation, and by occupation and commune: pages that people and search engines land on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from boards.finding import browse
from boards.finding.asked import Asked
from boards.finding.headline import everywhere
from boards.finding.results import results_for
from boards.finding.scope import scope_of
from boards.finding.social import social
from boards.finding.words import short_occupation
from search.browse import by_commune, by_occupation
from tenants.context import current_tenant
from tenants.models import Tenant
from tenants.reference import communes, occupations
from tenants.reference.models import Commune

MOST_COMMUNES = 40


@require_safe
def all_occupations(request: HttpRequest) -> HttpResponse:
    """Every occupation that has an offer, by field of work."""
    tenant = current_tenant()
    families = browse.families(by_occupation(scope_of(tenant)))
    title = _("Les métiers qui recrutent")
    about = _("Tous les métiers qui recrutent, avec le nombre d’offres : %(territory)s.") % {
        "territory": tenant.short_name
    }
    context = {
        "families": families,
        "title": title,
        "where": everywhere(tenant),
        "social": social(title=title, description=about, path=request.path, tenant=tenant),
    }
    return render(request, "finding/occupations.html", context)


@require_safe
def occupation(request: HttpRequest, slug: str) -> HttpResponse:
    """The offers of one occupation, and the communes where it is wanted."""
    code, label = _occupation(slug)
    if slug != browse.occupation_slug(code, label):
        return redirect(browse.occupation_url(code, label), permanent=True)
    return _page(request, code=code, label=label, tenant=current_tenant(), commune=None)


@require_safe
def occupation_place(request: HttpRequest, slug: str, place: str) -> HttpResponse:
    """The offers of one occupation around one commune."""
    code, label = _occupation(slug)
    insee = browse.insee_in(place)
    commune = communes.get_many([insee]).get(insee) if insee else None
    if commune is None:
        raise Http404
    if (slug, place) != (browse.occupation_slug(code, label), browse.commune_slug(commune.insee, commune.name)):
        return redirect(browse.occupation_url(code, label, commune.insee, commune.name), permanent=True)
    return _page(request, code=code, label=label, tenant=current_tenant(), commune=commune)


def _occupation(slug: str) -> tuple[str, str]:
    code = browse.code_in(slug)
    label = occupations.label_of(code) if code else ""
    if not label:
        raise Http404
    return code, label


def _page(request: HttpRequest, *, code: str, label: str, tenant: Tenant, commune: Commune | None) -> HttpResponse:
    asked = Asked(occupations=(code,), place=commune.label if commune else "")
    found = results_for(asked, tenant=tenant)
    wanted_in = by_commune(scope_of(tenant), occupation=code, limit=MOST_COMMUNES)
    name = short_occupation(label)
    context = {
        "results": found,
        "name": name,
        "communes": browse.commune_entries(wanted_in, code=code, label=label),
        "crumbs": _crumbs(code, label, name, commune),
        "social": social(title=str(found.headline), description=str(found.headline), path=request.path, tenant=tenant),
    }
    return render(request, "finding/occupation.html", context)


def _crumbs(code: str, label: str, name: str, commune: Commune | None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Métiers"), "url": reverse("finding:occupations")}]
    if commune is None:
        return [*crumbs, {"label": name, "url": ""}]
    return [*crumbs, {"label": name, "url": browse.occupation_url(code, label)}, {"label": commune.name, "url": ""}]
