"""What people do at the doors, for tests."""

import re

from django.http import HttpResponse
from django.test import Client

from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant

SIGN_IN, SIGN_UP = "/compte/connexion", "/compte/creer"
ASK, CONFIRM = "/compte/connexion/code", "/compte/connexion/code/confirmer"
PASSWORD = "mot-de-passe-long"


def letters(tenant: Tenant) -> list[EmailDelivery]:
    """Every mail of a tenant, the newest first."""
    with entering(tenant):
        return list(EmailDelivery.objects.order_by("-created_at"))


def code_in(tenant: Tenant) -> str:
    """The code of the newest mail."""
    found = re.search(r"code : (\S+)", letters(tenant)[0].text)
    assert found
    return found[1]


def sign_up(client: Client, tenant: Tenant, email: str) -> HttpResponse:
    client.post(SIGN_UP, {"email": email})
    return client.post(CONFIRM, {"code": code_in(tenant)})


def by_password(client: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return client.post(SIGN_IN, {"login": email, "password": password})
