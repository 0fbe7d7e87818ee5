"""A tenant's own colours as a small sheet of its own, kept by browsers until they change."""

import hashlib
import json

from django.core.cache import cache
from django.urls import reverse

from tenants.models import Tenant
from themes.css import InvalidOverrides, look_css

_KEPT = 24 * 60 * 60  # seconds


def digest_of(tenant: Tenant) -> str:
    """Changes with the look and with nothing else."""
    chosen = json.dumps([tenant.preset, tenant.token_overrides], sort_keys=True)
    return hashlib.sha256(chosen.encode()).hexdigest()[:12]


def look_url(tenant: Tenant) -> str:
    """The address of the sheet, "" while the preset is worn as it is."""
    return reverse("cms:look", args=[digest_of(tenant)]) if tenant.token_overrides and css_of(tenant) else ""


def css_of(tenant: Tenant) -> str:
    """The sheet; "" for colours that nobody could read, which `themes` refuses: the preset then stands."""
    key = f"look:{digest_of(tenant)}"
    css: str | None = cache.get(key)
    if css is None:
        try:
            css = look_css(tenant.preset, tenant.token_overrides)
        except InvalidOverrides:
            css = ""
        cache.set(key, css, _KEPT)
    return css
