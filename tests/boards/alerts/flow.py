"""What a person does to be told, and what the workers do then, at once and in order."""

import re

from django.db import connection
from django.test import Client

from boards.alerts.models import Alert
from boards.alerts.tasks import tell
from search.matching.drain import drain as match
from search.matching.outbox import waiting_schemas
from tenants.context import entering
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.sending.emails import drain_emails
from tenants.messaging.sending.texts import drain_texts
from tenants.models import Tenant
from tests.tenants.codes import code_in

EMAIL, MOBILE = "candidate@alpha.example", "+33612345678"
NEAR_BERGUES = "q=boulanger&lieu=Bergues+%2859380%29"


def ask(browser: Client, *, to: str = EMAIL, query: str = NEAR_BERGUES, rhythm: str = "now") -> str:
    """Two fields under a search; returns where the browser is led."""
    response = browser.post("/alertes", {"ou": to, "rythme": rhythm, "recherche": query})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def newest_code(tenant: Tenant, *, to: str = EMAIL) -> str:
    with entering(tenant):
        model = EmailDelivery if "@" in to else SmsDelivery
        return code_in(model.objects.filter(to=to).latest("created_at").text)


def subscribe(browser: Client, tenant: Tenant, **asked: str) -> Alert:
    """Asked and confirmed by code."""
    page = ask(browser, **asked)
    to = asked.get("to", EMAIL)
    code = newest_code(tenant, to=to)
    response = browser.post(page, {"code": code})
    assert response.status_code == 302, response.content.decode()
    with entering(tenant):
        return Alert.objects.active().filter(subscriber__address=to).latest("created_at")


def work(*tenants: Tenant) -> None:
    """Match, tell and send everything that is due in these tenants."""
    connection.set_schema_to_public()
    match()
    for tenant in tenants:
        tell(schema=tenant.schema_name)
    assert not set(waiting_schemas()) & {tenant.schema_name for tenant in tenants}
    for tenant in tenants:
        with entering(tenant):
            drain_emails()
            drain_texts()


def mails_to(tenant: Tenant, address: str = EMAIL) -> list[EmailDelivery]:
    """What was queued of alerts for an address, oldest first."""
    with entering(tenant):
        return list(EmailDelivery.objects.filter(to=address, purpose="alert").order_by("created_at"))


def texts_to(tenant: Tenant, number: str = MOBILE) -> list[SmsDelivery]:
    with entering(tenant):
        return list(SmsDelivery.objects.filter(to=number, purpose="alert").order_by("created_at"))


def links_in(text: str) -> list[str]:
    """Paths of the links of a message, without scheme and host."""
    return re.findall(r"https?://[^/\s]+(/[^\s]*)", text)
