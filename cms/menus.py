"""The menus: one for everybody, one for those who work here, by role."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def public_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """Offers, occupations; the workspace for whoever carries a session (its page asks who it is)."""
    items = [
        {"label": _("Offres"), "url": reverse("finding:results")},
        {"label": _("Métiers"), "url": reverse("finding:occupations")},
    ]
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        items.append({"label": _("Mon espace"), "url": "/espace"})
    return [{**item, "current": _is_in(request.path, item["url"])} for item in items]


def workspace_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """What somebody may do here; empty for strangers."""
    return []


def _is_in(path: str, url: str) -> bool:
    return path == url or path.startswith(f"{url}/")
