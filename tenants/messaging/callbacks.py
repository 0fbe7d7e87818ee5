"""Where providers call back. No cookie, no form token: the address is signed, and what it carries too where they can.

Their answers are short and always the same: whoever guesses learns nothing.
"""

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, get_resolver
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django_tenants.utils import schema_context

from tenants.across import schemas_where
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import inbound, reports
from tenants.messaging.addresses import delivery_of

# OVH knows no other way than a GET; the address is ours and secret, and the same call twice changes nothing.
_METHODS = {"ovh": {"GET", "POST"}}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def sms(request: HttpRequest, provider: str, token: str) -> HttpResponse:
    """News of this tenant's messages, or somebody's answer to one."""
    try:
        delivery = delivery_of(token, provider=provider)
    except BadSignature:
        raise Http404 from None
    said = _heard(request, provider, base=current_tenant().base_url)
    if isinstance(said, inbound.Report):
        reports.report(
            channel=Channel.SMS, state=said.state, delivery=delivery, ref=said.ref, why=said.why, cost=said.cost
        )
        if said.stopped:
            reports.stop(said.stopped)
    elif isinstance(said, inbound.Inbound) and inbound.is_stop(said.text):
        reports.stop(said.sender)
    return HttpResponse(status=204)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def shared_sms(request: HttpRequest, provider: str, secret: str) -> HttpResponse:
    """The same on the operator's site, for a number that several tenants share: a STOP holds in all that know it."""
    known = settings.SMS_CALLBACK_SECRET
    if not known or not constant_time_compare(secret, known):
        raise Http404
    said = _heard(request, provider, base=_public_url())
    if isinstance(said, inbound.Report):
        named = {"ref": said.ref}
        for schema in schemas_where(table="messaging_smsdelivery", condition="provider_ref = %(ref)s", arguments=named):
            with schema_context(schema):
                reports.report(channel=Channel.SMS, state=said.state, ref=said.ref, why=said.why, cost=said.cost)
    elif isinstance(said, inbound.Inbound) and inbound.is_stop(said.text):
        for schema in _that_know(reports.number_of(said.sender)):
            with schema_context(schema):
                reports.stop(said.sender)
    return HttpResponse(status=204)


@csrf_exempt
@never_cache
@require_POST
def email(request: HttpRequest, provider: str) -> HttpResponse:
    """Bounces and complaints, by Anymail's own view for the provider; 404 without a provider and a secret."""
    if provider != settings.EMAIL_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    found = get_resolver("anymail.urls").resolve(f"/{provider}/tracking/")
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer


@csrf_exempt
@never_cache
@require_POST
def received_email(request: HttpRequest, provider: str) -> HttpResponse:
    """Answers by e-mail, by Anymail's own view for the provider; 404 without a provider, a secret and a domain."""
    known = settings.ANYMAIL.get("WEBHOOK_SECRET") and settings.INBOUND_DOMAIN
    if provider != settings.EMAIL_PROVIDER or not known:
        raise Http404
    try:
        found = get_resolver("anymail.urls").resolve(f"/{provider}/inbound/")
    except Resolver404:
        raise Http404 from None
    if not _fits(request):
        # Not a word of it was read; bringing it again would change nothing, and says so.
        return HttpResponse(status=413)
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer


def _fits(request: HttpRequest) -> bool:
    """Read a body that may be larger than a form's, up to the cap of a mail in base64; larger ones are left unread."""
    most = settings.INBOUND_MAX_BYTES * 3 // 2
    try:
        announced = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return False
    if not 0 < announced <= most:
        return False
    request._body = request.read(announced)  # type: ignore[attr-defined]  # what HttpRequest.body looks for first
    return True


def _heard(request: HttpRequest, provider: str, *, base: str) -> inbound.Report | inbound.Inbound | None:
    if provider != settings.SMS_PROVIDER:
        raise Http404
    if request.method not in _METHODS.get(provider, {"POST"}):
        raise Http404
    if not inbound.is_genuine(provider, request, url=base + request.get_full_path()):
        raise Http404
    try:
        return inbound.read(provider, request)
    except inbound.Unreadable:
        raise Http404 from None


def _that_know(number: str) -> list[str]:
    if not number:
        return []
    named = {"number": number}
    wrote = schemas_where(table="messaging_smsdelivery", condition='"to" = %(number)s', arguments=named)
    agreed = "channel = 'sms' AND address = %(number)s"
    return sorted({*wrote, *schemas_where(table="messaging_consent", condition=agreed, arguments=named)})


def _public_url() -> str:
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{settings.PUBLIC_HOST}{port}"
