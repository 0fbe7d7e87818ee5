"""Telling the rooms above that a tenant came, changed its territory or its sharing, or went.

Strings in the settings, because tenants may not import what is built upon it.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from tenants.models import Tenant


def tell(*, tenant: Tenant) -> None:
    """Call every listener in the caller's transaction: what they write stands or falls with the change."""
    for path in settings.TENANT_LISTENERS:
        import_string(path)(tenant=tenant)
