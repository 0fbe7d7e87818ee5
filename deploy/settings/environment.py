"""The one module that reads the environment, and says how to mend what is missing."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / ".var"


class Misconfigured(SystemExit):
    """A setting is missing or unusable; the message says what to write where."""


def text(name: str, default: str = "") -> str:
    """An optional setting as text."""
    return os.environ.get(name, default).strip()


def required(name: str, *, how: str) -> str:
    """A setting that this way of running cannot do without; `how` is an example or an instruction."""
    value = text(name)
    if not value:
        raise Misconfigured(f"{name} is not set.\n  To mend it: {how}")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no setting: 1, true, yes, on against 0, false, no, off.

    Raises:
        Misconfigured: for any other word, because a mistyped «ture» must not mean no.
    """
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise Misconfigured(f"{name}={value!r} is neither yes nor no.\n  To mend it: {name}=1 or {name}=0")


def number(name: str, default: float) -> float:
    """A setting that is a number."""
    value = text(name)
    try:
        return float(value) if value else default
    except ValueError:
        raise Misconfigured(f"{name}={value!r} is not a number.\n  To mend it: {name}={default}") from None


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    """A setting that is one of a few words.

    Raises:
        Misconfigured: for another word, naming those that are known.
    """
    value = text(name, default).lower()
    if value not in among:
        raise Misconfigured(f"{name}={value!r} is not known.\n  To mend it: {name}= one of {', '.join(among)}")
    return value


def words(name: str) -> list[str]:
    """A comma-separated setting."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def database_url() -> str:
    return text("DATABASE_URL")


def use_database(url: str) -> None:
    """Hand a database to this process and to those it starts."""
    os.environ["DATABASE_URL"] = url


def use_settings(module: str) -> None:
    """Choose the settings module unless somebody has."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", module)


def child(**changes: str) -> dict[str, str]:
    """The environment for a process that this one starts."""
    return {**os.environ, **changes}


def in_ci() -> bool:
    return flag("CI")


def database() -> dict[str, Any]:
    """`DATABASE_URL` as Django's dictionary.

    Raises:
        Misconfigured: when it is missing or names no database.
    """
    url = required(
        "DATABASE_URL",
        how="DATABASE_URL=postgresql://user:password@host:5432/bassin, or `make demo`, which brings one.",
    )
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise Misconfigured(
            "DATABASE_URL is not a PostgreSQL address with a database name.\n"
            "  To mend it: DATABASE_URL=postgresql://user:password@host:5432/bassin"
        )
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder travels in the query, as libpq writes it.
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


# What each provider of SMS wants to know of us.
SMS_CREDENTIALS = {
    "local": (),
    "twilio": ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"),
    "brevo": ("BREVO_API_KEY",),
    "ovh": ("OVH_APPLICATION_KEY", "OVH_APPLICATION_SECRET", "OVH_CONSUMER_KEY", "OVH_SMS_SERVICE"),
}


def sms_credentials(provider: str) -> dict[str, str]:
    """The credentials of the chosen provider, all of which it needs.

    Raises:
        Misconfigured: naming the first that is missing.
    """
    return {
        name: required(name, how=f"{name}=…, from your account at {provider}.") for name in SMS_CREDENTIALS[provider]
    }


def anymail(provider: str) -> dict[str, Any]:
    """Anymail's dictionary for a provider with one key; {} without a provider.

    `EMAIL_WEBHOOK_SECRET` («name:password») opens /rappels/courrier/<provider> on the operator's site.
    """
    if not provider:
        return {}
    named = provider.upper()
    found: dict[str, Any] = {
        f"{named}_API_KEY": required("EMAIL_API_KEY", how=f"EMAIL_API_KEY=…, from your account at {provider}."),
        "WEBHOOK_SECRET": text("EMAIL_WEBHOOK_SECRET"),
        "REQUESTS_TIMEOUT": (3, 10),
    }
    if text("EMAIL_API_URL"):
        found[f"{named}_API_URL"] = text("EMAIL_API_URL")
    return found
