"""Queueing an e-mail: rendered and written with the caller's data, sent after the commit."""

from typing import Any

from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from tenants.context import current_tenant
from tenants.guard import current_schema
from tenants.messaging.look import look_of
from tenants.messaging.models import EmailDelivery
from tenants.messaging.tasks import send_email

SUBJECT_MARK = "Objet :"


def queue_email(*, to: str, template: str, context: dict[str, Any], subject_ref: str = "") -> EmailDelivery:
    """Write one e-mail and enqueue its sending, both in the caller's transaction.

    `template` names `<app>/email/<name>` without its ending: the `.txt` starts with a line «Objet : …», the
    `.html` beside it is optional.

    Raises:
        ValueError: a template whose first line is not its subject.
    """
    tenant = current_tenant()
    # Links come from the stored domain, never from the Host header of whoever asked for the mail.
    context = {"tenant": tenant, "base_url": tenant.base_url, **look_of(tenant), **context}
    first, _, text = render_to_string(f"{template}.txt", context).strip().partition("\n")
    if not first.startswith(SUBJECT_MARK):
        raise ValueError(f"{template}.txt must start with «{SUBJECT_MARK} …».")
    try:
        html = str(render_to_string(f"{template}.html", context))
    except TemplateDoesNotExist:
        html = ""
    with transaction.atomic():
        delivery = EmailDelivery.objects.create(
            to=to,
            subject=first.removeprefix(SUBJECT_MARK).strip()[:200],
            text=text.strip() + "\n",
            html=html,
            template=template,
            subject_ref=subject_ref,
        )
        send_email.defer_in(schema=current_schema(), delivery_id=str(delivery.pk))
    return delivery
