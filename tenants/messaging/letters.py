"""A row as the e-mail that leaves."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant


def message_of(delivery: EmailDelivery, tenant: Tenant) -> EmailMultiAlternatives:
    """The message, the same at each try: its Message-ID is the row's, so that one accepted twice is shown once."""
    domain = tenant.primary_domain
    message = EmailMultiAlternatives(
        subject=delivery.subject,
        body=delivery.text,
        from_email=formataddr(
            (delivery.from_name or tenant.short_name, tenant.sender_email or settings.DEFAULT_FROM_EMAIL)
        ),
        to=[delivery.to],
        reply_to=[answers] if (answers := delivery.reply_to or tenant.contact_email) else None,
        headers={"Message-ID": message_id_of(delivery, domain=domain), "Auto-Submitted": "auto-generated"},
    )
    # By this whoever takes mail in knows what we sent ourselves, however it came back.
    message.extra_headers["X-Bassin-Loop"] = tenant.schema_name
    if delivery.references:
        message.extra_headers |= {
            "In-Reply-To": delivery.references.split()[-1],
            "References": delivery.references,
        }
    if delivery.html:
        message.attach_alternative(delivery.html, "text/html")
    if delivery.calendar:
        # The method stands in the type too: by that a mail reader offers to write it down, or to strike it out.
        method = "CANCEL" if "METHOD:CANCEL" in delivery.calendar else "REQUEST"
        message.attach("rendez-vous.ics", delivery.calendar, f"text/calendar; method={method}")
    if delivery.unsubscribe_url:
        message.extra_headers |= {
            # RFC 8058: one POST, without a cookie, by whoever reads the header.
            "List-Unsubscribe": f"<{delivery.unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": formataddr((tenant.short_name, f"alertes.{domain}")),
            "Precedence": "bulk",
        }
    # Anymail hands it to the provider and gets it back with a bounce; other backends don't look at it.
    message.metadata = {"schema": tenant.schema_name, "delivery": str(delivery.pk)}  # type: ignore[attr-defined]
    return message


def message_id_of(delivery: EmailDelivery, *, domain: str) -> str:
    """The row's own, so that it is known before the letter leaves and the same at each try."""
    return f"<{delivery.pk}@{domain}>"
