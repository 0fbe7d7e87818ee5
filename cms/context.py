"""What every page knows of its site: name, menu, funders, look."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tenants.models import Tenant


@dataclass(frozen=True)
class Site:
    """What base.html shows around a page."""

    name: str
    kicker: str
    preset: str
    mark_url: str = "/"
    nav: list[dict[str, Any]] = field(default_factory=list)
    workspace_menu: list[dict[str, Any]] = field(default_factory=list)
    action: dict[str, str] | None = None
    funders: list[dict[str, str]] = field(default_factory=list)
    footer_line: str = ""
    footer_links: list[dict[str, str]] = field(default_factory=list)
    accessibility: dict[str, str] = field(default_factory=dict)
    look_css_url: str = ""
    hero_image_url: str = ""
    lang: str = "fr"


def site(request: HttpRequest) -> dict[str, Any]:
    """Template context: `site`."""
    tenant = getattr(request, "tenant", None)
    if not isinstance(tenant, Tenant) or connection.schema_name == "public":
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
    return Site(name=tenant.short_name, kicker=tenant.kicker, preset=tenant.preset, lang=get_language() or "fr")
