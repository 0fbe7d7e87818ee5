"""Start-up checks on the split of apps between the public schema and the tenants'."""

from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections


def app_names(entries: Iterable[str]) -> set[str]:
    """Entries of INSTALLED_APPS as plain names: an app may be listed by its AppConfig too."""
    return {AppConfig.create(entry).name for entry in entries}


@register()
def no_app_in_both(**kwargs: Any) -> list[CheckMessage]:
    """No app but the accounts set may be in both lists.

    A table that is missing in a tenant and present in public would be read and written in public, in silence,
    because public is on the search path behind each tenant.
    """
    both = app_names(settings.SHARED_APPS) & (app_names(settings.TENANT_APPS) - app_names(settings.ACCOUNT_APPS))
    return [
        Error(f"{app} is in SHARED_APPS and in TENANT_APPS.", id="tenants.E001", hint="Put it in one of them.")
        for app in sorted(both)
    ]


@register()
def every_app_is_somewhere(**kwargs: Any) -> list[CheckMessage]:
    """An app with models that is in neither list would get no table anywhere."""
    listed = app_names([*settings.SHARED_APPS, *settings.TENANT_APPS])
    return [
        Error(f"{config.name} is in neither list of apps.", id="tenants.E002")
        for config in apps.get_app_configs()
        if config.name not in listed
    ]


@register()
def accounts_are_in_both(**kwargs: Any) -> list[CheckMessage]:
    """The accounts set is whole on both sides: a tenant without its own table of users would sign in operators."""
    missing = app_names(settings.ACCOUNT_APPS) - (app_names(settings.SHARED_APPS) & app_names(settings.TENANT_APPS))
    return [Error(f"{app} must be in both lists of apps.", id="tenants.E003") for app in sorted(missing)]


@register()
def no_limited_set_calls(**kwargs: Any) -> list[CheckMessage]:
    """`TENANT_LIMIT_SET_CALLS` trusts a search path that a raw ROLLBACK TO SAVEPOINT has undone."""
    if not getattr(settings, "TENANT_LIMIT_SET_CALLS", False):
        return []
    return [Error("TENANT_LIMIT_SET_CALLS reads one tenant while thinking another.", id="tenants.E004")]


@register()
def caches_know_the_schema(**kwargs: Any) -> list[CheckMessage]:
    """Every cache alias puts the schema into its keys."""
    return [
        Error(f"The cache {alias!r} has no tenant in its keys.", id="tenants.E005", hint="Set its KEY_FUNCTION.")
        for alias, options in settings.CACHES.items()
        if options.get("KEY_FUNCTION") != "django_tenants.cache.make_key"
    ]


@register()
def sessions_are_rows(**kwargs: Any) -> list[CheckMessage]:
    """Sessions live in the tenant's own table, and their cookie goes to the host that gave it alone."""
    found: list[CheckMessage] = []
    if settings.SESSION_ENGINE != "django.contrib.sessions.backends.db":
        found.append(Error("Sessions outside the tenant's schema are good in every tenant.", id="tenants.E006"))
    if settings.SESSION_COOKIE_DOMAIN or settings.CSRF_COOKIE_DOMAIN or settings.LANGUAGE_COOKIE_DOMAIN:
        found.append(Error("A cookie with a Domain is shared by neighbouring tenants.", id="tenants.E007"))
    return found


@register(Tags.database)
def nothing_between_us_and_the_server(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """A pooler that hands a server on after each transaction hands on its search_path (docs/adr/0017).

    It invents the process number that a connection is told; the server knows its own.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            if cursor.fetchone()[0] != connections[alias].connection.info.backend_pid:
                found.append(
                    Warning(
                        f"Something stands between {alias} and its server.",
                        id="tenants.W001",
                        hint="A pooler may pool sessions, never transactions: one tenant would read another's rows.",
                    )
                )
    return found
