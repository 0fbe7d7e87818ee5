"""Walking through the pages of publishing as a browser does."""

import re
from typing import Any

from django.http import HttpResponse

from tenants.context import entering
from tenants.messaging.models import EmailDelivery

JOB = {
    "title": "boulanger",
    "commune": "Bergues",
    "employer_name": "Boulangerie Vandaele",
    "employer_kind": "firm",
    "siret": "",
}
CONDITIONS = {
    "occupation_code": "D1102",
    "contract_type": "CDI",
    "weekly_hours": "35",
    "salary_min": "1950",
    "salary_max": "2200",
    "salary_period": "month",
    "licence": "none",
    "apply_by": "email",
    "apply_value": "",
    "description": "Vous pétrissez, façonnez et cuisez les pains et les viennoiseries, la nuit, à deux pas du beffroi.",
}
ADDRESS = "paul@vandaele.example"


def start(client: Any, **changes: str) -> HttpResponse:
    """Open the first page and send it."""
    page = client.get("/publier")
    token = re.search(r'name="draft" value="([^"]+)"', page.content.decode())
    return client.post("/publier", JOB | {"draft": token[1] if token else ""} | changes)


def to_conditions(client: Any, **changes: str) -> str:
    """The first page done; the address of the second."""
    answer = start(client, **changes)
    assert answer.status_code == 302, errors(answer)
    return answer.url


def to_review(client: Any, job: dict[str, str] | None = None, **changes: str) -> str:
    """Two pages done; the address of the third."""
    answer = client.post(to_conditions(client, **(job or {})), CONDITIONS | changes)
    assert answer.status_code == 302, errors(answer)
    assert answer.url.endswith("/relire")
    return answer.url


def to_code(client: Any, *, email: str = ADDRESS, **changes: str) -> str:
    """Three pages done and a code sent; the address where it is typed."""
    answer = client.post(to_review(client, **changes), {"email": email})
    assert answer.status_code == 302, errors(answer)
    assert answer.url.endswith("/code")
    return answer.url


def code_sent_to(email: str, tenant: Any) -> str:
    """The six digits of the last mail to an address."""
    with entering(tenant):
        mail = EmailDelivery.objects.filter(to=email).first()
    assert mail is not None
    return re.search(r"\b\d{6}\b", mail.text)[0]


def publish(client: Any, tenant: Any, *, email: str = ADDRESS, **changes: str) -> HttpResponse:
    """The whole way; the last page."""
    url = to_code(client, email=email, **changes)
    return client.post(url, {"code": code_sent_to(email, tenant)}, follow=True)


def errors(answer: HttpResponse) -> list[str]:
    """What the page says is wrong."""
    return re.findall(r'class="error"[^>]*>([^<]+)<', answer.content.decode()) or [f"status {answer.status_code}"]
