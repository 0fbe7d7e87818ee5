"""What a new tenant's pages start with, by kind."""

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from cms.permissions import seed_editors
from tenants.enums import TenantKind
from tenants.models import Tenant

HEADLINES = {
    TenantKind.INTERCOMMUNAL: _("Un travail près de chez vous"),
    TenantKind.YOUTH_MISSION: _("Ton premier job est par ici"),
    TenantKind.CLUSTER: _("Les métiers qui font vivre la montagne"),
}


def seed_pages(*, tenant: Tenant) -> None:
    """Make the home page and the site of a tenant. Runs once more without harm after a crash."""
    with override("fr"):
        root = Page.get_first_root_node()
        home = HomePage.objects.first()
        if home is None:
            # Wagtail's own migration leaves a «Welcome» page with the slug that the home page wants.
            Page.objects.child_of(root).filter(slug="home").delete()
            root.refresh_from_db()
            home = HomePage(
                title=tenant.short_name,
                slug="accueil",
                headline=HEADLINES[TenantKind(tenant.kind)],
                lead=tenant.welcome,
                locale=Locale.objects.get_or_create(language_code="fr")[0],
            )
            root.add_child(instance=home)
        seed_editors()
        # In step with the primary domain: a preview of Wagtail renders for the host it finds here.
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"hostname": tenant.primary_domain, "root_page": home, "site_name": str(tenant)[:255]},
        )
