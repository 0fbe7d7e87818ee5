"""What is written about contact requests: to the person, and back to whoever asked."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.candidates.reach import reach_of
from boards.library import links
from boards.library.models import ContactRequest
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.enums import Purpose
from tenants.messaging.services import queue_email, queue_sms
from tenants.messaging.sms_text import to_gsm


def subject_ref(request: ContactRequest) -> str:
    """How deliveries name a request."""
    return f"contact:{request.pk}"


def ask_person(request: ContactRequest) -> bool:
    """Ask the person, by whatever reaches them. False where only an adviser can."""
    reach = reach_of(request.profile)
    if reach is None:
        return False
    with override(settings.LANGUAGE_CODE):
        if reach.channel == Channel.EMAIL:
            _mail(reach.address, "ask", request, url=links.answer_url(request))
        else:
            words = {"site": current_tenant().short_name, "employer": request.employer.name[:40]}
            text = _("%(site)s : %(employer)s aimerait vous contacter. Il ne connaît pas votre nom. Répondre :") % words
            queue_sms(
                to=reach.address,
                text=to_gsm(f"{text} {links.answer_url(request)}"),
                purpose=Purpose.SERVICE,
                subject_ref=subject_ref(request),
            )
    return True


def ask_adviser(request: ContactRequest) -> None:
    """Nothing of ours reaches the person: their adviser telephones, or whoever reads the territory's mail."""
    adviser = request.profile.adviser
    to = adviser.email if adviser is not None and adviser.is_active else current_tenant().contact_email
    if to:
        with override(settings.LANGUAGE_CODE):
            _mail(to, "to_call", request, url=links.request_url(request))


def tell_employer(request: ContactRequest) -> None:
    """The answer, to whoever asked; their colleagues find it on the page. Never with a name: that needs signing in."""
    if request.asked_by is None or not request.asked_by.is_active:
        return
    with override(settings.LANGUAGE_CODE):
        _mail(request.asked_by.email, "answered", request, url=links.request_url(request))


def _mail(to: str, name: str, request: ContactRequest, **more: Any) -> None:
    context = {
        "request_": request,
        "employer": request.employer,
        "offer": request.offer,
        "state": request.state,
        **more,
    }
    queue_email(to=to, template=f"library/email/{name}", context=context, subject_ref=subject_ref(request))
