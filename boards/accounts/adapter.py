"""allauth in a tenant: no sign-up page, mails through our delivery rows."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from tenants.messaging.services import queue_email


class TenantAccountAdapter(DefaultAccountAdapter):
    """Hands allauth's mails to messaging, so that they leave in the tenant's name and leave a row."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People get their account by publishing or by an invitation; there is no form for it."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        queue_email(to=email, template=template_prefix, context=context)

    def is_safe_url(self, url: str) -> bool:
        """A path of this site, or an address on its own host; never a setting's list, never a 500 on a bad one."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={allauth_context.request.get_host()})

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/espace"
