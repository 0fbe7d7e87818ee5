"""What every page knows of its site: name, menu, funders, look."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.look import look_url
from cms.menus import public_menu, workspace_menu
from tenants.enums import AccessibilityStatus
from tenants.guard import current_schema
from tenants.models import Funder, Tenant

_FUNDERS_KEPT = 60  # seconds


@dataclass(frozen=True)
class Site:
    """What base.html shows around a page (themes/README.md)."""

    name: str
    kicker: str
    preset: str
    request: HttpRequest | None = None
    home_url: str = "/"
    mark_url: str = ""
    nav: list[dict[str, Any]] = field(default_factory=list)
    action: dict[str, str] | None = None
    funders: list[dict[str, str]] = field(default_factory=list)
    footer_line: str = ""
    footer_links: list[dict[str, str]] = field(default_factory=list)
    accessibility: dict[str, str] = field(default_factory=dict)
    look_css_url: str = ""
    hero_image_url: str = ""
    contact_email: str = ""
    lang: str = "fr"

    # Only staff pages read it: a public page must not look at who is there, or no cache could keep it.
    @cached_property
    def workspace_menu(self) -> list[dict[str, Any]]:
        return workspace_menu(self.request) if self.request is not None else []


def site(request: HttpRequest) -> dict[str, Any]:
    """Template context: `site`. At most one query, and none within a minute of the last."""
    tenant = getattr(request, "tenant", None)
    if not isinstance(tenant, Tenant) or current_schema() == "public":
        return {"site": _operators_site()}
    return {"site": _territory_site(request, tenant)}


def _operators_site() -> Site:
    return Site(
        name="Bassin",
        kicker=_("L’emploi des territoires"),
        preset="plaine",
        footer_line=_("Bassin, un logiciel libre pour l’emploi local."),
        lang=get_language() or settings.LANGUAGE_CODE,
    )


def _territory_site(request: HttpRequest, tenant: Tenant) -> Site:
    status = AccessibilityStatus(tenant.accessibility_status).label
    return Site(
        name=tenant.short_name,
        kicker=tenant.kicker,
        preset=tenant.preset,
        request=request,
        nav=public_menu(request),
        action={"label": _("Publier une offre"), "url": reverse("publishing:start")},
        funders=_funders(tenant),
        footer_line=tenant.name,
        footer_links=[
            *([{"label": _("Chiffres"), "url": reverse("reporting:public")}] if tenant.public_figures else []),
            {"label": _("Vos données"), "url": reverse("cms:data")},
            {"label": _("Mentions légales"), "url": reverse("cms:legal")},
        ],
        # The words are those of RGAA: the status stands on every page, not only on the first.
        accessibility={
            "label": _("Accessibilité : %(status)s") % {"status": status},
            "url": reverse("cms:accessibility"),
        },
        look_css_url=look_url(tenant),
        contact_email=tenant.contact_email,
        lang=get_language() or settings.LANGUAGE_CODE,
    )


def _funders(tenant: Tenant) -> list[dict[str, str]]:
    found: list[dict[str, str]] | None = cache.get("site:funders")
    if found is None:
        found = [
            {"name": name, "url": url} for name, url in Funder.objects.filter(tenant=tenant).values_list("name", "url")
        ]
        cache.set("site:funders", found, _FUNDERS_KEPT)
    return found
