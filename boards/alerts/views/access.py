"""Signed links: the link is the right, in this tenant and for what it names."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from boards.alerts.links import CONFIRM_SALT, END_SALT, MANAGE_SALT
from boards.alerts.models import Alert, Subscriber
from boards.alerts.models.alert import WAITS_FOR
from tenants import signing
from tenants.enums import AlertFrequency
from tenants.keys import key_or_404


def subscriber_of(token: str, *, salt: str = MANAGE_SALT) -> Subscriber:
    """Whose link it is; 404 for anything else."""
    return get_object_or_404(Subscriber, pk=key_or_404(_read(token, salt=salt)))


def asked_for(token: str, *, salt: str = CONFIRM_SALT) -> tuple[Alert, AlertFrequency]:
    """The alert that a link confirms, and the rhythm that was asked for. As long as an alert waits for it."""
    key, frequency = _pair(_read(token, salt=salt, max_age=WAITS_FOR))
    if frequency not in AlertFrequency.values:
        raise Http404
    alert = get_object_or_404(Alert.objects.select_related("subscriber"), pk=key_or_404(key))
    return alert, AlertFrequency(frequency)


def subscriber_left(token: str, *, salt: str = MANAGE_SALT) -> Subscriber | None:
    """Whose link it is; None when they have been erased since. 404 for a link that is none."""
    return Subscriber.objects.filter(pk=key_or_404(_read(token, salt=salt))).first()


def ended_by(token: str) -> tuple[Subscriber | None, list[UUID]]:
    """Whose alerts a mail's header ends, and which; nobody's when they have been erased since."""
    value = _read(token, salt=END_SALT)
    if not isinstance(value, list) or not value:
        raise Http404
    subscriber = Subscriber.objects.filter(pk=key_or_404(value[0])).first()
    return subscriber, [key_or_404(one) for one in value[1:]]


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page made this browser send a form.

    Pages that a cache may keep hold no token; every browser says where a form was (Origin, RFC 6454 section 7).
    """
    said = request.headers.get("Origin") or request.headers.get("Referer")
    if not said:
        return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
    parts = urlsplit(said)
    return (parts.scheme, parts.netloc) != (request.scheme, request.get_host())


def _read(token: str, *, salt: str, max_age: timedelta | None = None) -> object:
    try:
        return signing.loads(token, salt=salt, max_age=int(max_age.total_seconds()) if max_age else None)
    except BadSignature:
        raise Http404 from None


def _pair(value: object) -> tuple[object, object]:
    if not isinstance(value, list) or len(value) != 2:
        raise Http404
    return value[0], value[1]
