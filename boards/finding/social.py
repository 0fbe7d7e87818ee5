"""How a page presents itself when somebody shares it."""

from dataclasses import dataclass

from django.templatetags.static import static

from tenants.models import Tenant


@dataclass(frozen=True)
class Social:
    """Absolute addresses at the territory's own domain; what finding/social.html reads."""

    title: str
    description: str
    url: str
    image: str
    site: str


def social(*, title: str, description: str, path: str, tenant: Tenant) -> Social:
    """path: canonical, with its query. The description is cut to what networks show."""
    line = " ".join(description.split())
    return Social(
        title=title,
        description=line if len(line) <= 200 else f"{line[:199].rsplit(' ', 1)[0]}…",
        url=f"{tenant.base_url}{path}",
        image=f"{tenant.base_url}{static(f'finding/share-{tenant.preset}.png')}",
        site=f"{tenant.kicker} {tenant.short_name}",
    )
