"""Start-up checks on the split of apps between the public schema and the tenants'."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register


@register()
def no_app_in_both(**kwargs: Any) -> list[Error]:
    """No app but the accounts set may be in both lists.

    A table that is missing in a tenant and present in public would be read and written in public, in silence,
    because public is on the search path behind each tenant.
    """
    both = set(settings.SHARED_APPS) & set(settings.TENANT_APPS) - set(settings.ACCOUNT_APPS)
    return [
        Error(f"{app} is in SHARED_APPS and in TENANT_APPS.", id="tenants.E001", hint="Put it in one of them.")
        for app in sorted(both)
    ]


@register()
def every_app_is_somewhere(**kwargs: Any) -> list[Error]:
    """An app with models that is in neither list would get no table anywhere."""
    listed = {*settings.SHARED_APPS, *settings.TENANT_APPS}
    return [
        Error(f"{config.name} is in neither list of apps.", id="tenants.E002")
        for config in apps.get_app_configs()
        if config.name not in listed and f"{type(config).__module__}.{type(config).__name__}" not in listed
    ]
