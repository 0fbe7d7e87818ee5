"""allauth in a tenant: no sign-up page, mails through our delivery rows."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from tenants.messaging.services import queue_email


class TenantAccountAdapter(DefaultAccountAdapter):
    """Hands allauth's mails to messaging, so that they leave in the tenant's name and leave a row."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People get their account by publishing or by an invitation; there is no form for it."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        queue_email(to=email, template=template_prefix, context=context)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/espace"
