"""What themes/email/base.html needs to look like the tenant it comes from."""

from typing import Any

from tenants.models import Tenant
from themes.css import InvalidOverrides, parse_overrides, resolve
from themes.tokens import DEFAULT_PRESET, PRESETS


def look_of(tenant: Tenant) -> dict[str, Any]:
    """Colours of the light scheme, corners, name and addresses. A broken setting gives the preset as it is."""
    preset = tenant.preset if tenant.preset in PRESETS else DEFAULT_PRESET
    try:
        tokens = resolve(preset, parse_overrides(tenant.token_overrides))
    except InvalidOverrides:
        tokens = PRESETS[preset]
    return {
        "tokens": tokens.light,
        "radius": tokens.radius,
        "site_name": tenant.short_name,
        "site_url": tenant.base_url,
        "kicker": tenant.kicker,
        "footer_line": tenant.name,
    }
