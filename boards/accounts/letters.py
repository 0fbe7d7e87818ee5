"""Mails about an account: written in the site's language, whoever asked for them, and queued as rows."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from boards.accounts.models import User
from tenants.messaging.services import queue_email


def send(*, to: str, template: str, context: dict[str, Any]) -> None:
    """One mail. Its links come from the tenant's stored domain."""
    with override(settings.LANGUAGE_CODE):
        queue_email(to=to, template=template, context=context)


def tell_change(*, person: User, what: str) -> None:
    """Tell somebody that the way into their account changed: whoever didn't do it must hear of it. what: a sentence."""
    send(to=person.email, template="account/email/changed", context={"what": what})
