"""What this browser has sent: the session knows each offer's link, so that whoever applied can go on from there."""

from django.core.signing import BadSignature
from django.http import HttpRequest

from boards.applications.links import follow_token, read_follow
from boards.applications.notices import is_reached
from boards.applications.services.applying import Applied
from boards.applications.values import ApplicationValues
from boards.offers.models import Offer

_SESSION_KEY = "applications_sent"
#: More than anybody sends in one sitting; the oldest is forgotten first.
_MOST_HELD = 40


def hold(request: HttpRequest, applied: Applied, *, typed: ApplicationValues) -> None:
    """Remember what became of a press. Whose the application isn't gets no link into it.

    What is shown of it – that they have sent something before, where the message goes – says what this browser did and
    typed, and nothing of what others did before.
    """
    sent = dict(request.session.get(_SESSION_KEY, {}))
    application = applied.application
    offer = str(application.offer_id)
    before = sent.pop(offer, {})
    token = follow_token(application, by_message=False) if applied.is_theirs else ""
    sent[offer] = {
        "token": token or before.get("token", ""),
        "again": bool(before) or (applied.may_open and not applied.is_new),
        "may_open": applied.may_open,
        "email": typed.email,
        "phone": typed.phone,
        "is_reached": is_reached(email=typed.email, phone=typed.phone),
    }
    request.session[_SESSION_KEY] = dict(list(sent.items())[-_MOST_HELD:])


def sent_from(request: HttpRequest, offer: Offer) -> dict[str, object] | None:
    """token ('' where the link went to the address alone), may_open, again, email, phone, is_reached; None: nothing was
    sent.
    """
    found: dict[str, object] | None = request.session.get(_SESSION_KEY, {}).get(str(offer.pk))
    return found


def held_key(request: HttpRequest, offer: Offer) -> str:
    """The key of the link that this browser was given, '' for none."""
    sent = sent_from(request, offer)
    try:
        return read_follow(str(sent["token"])).key if sent and sent["token"] else ""
    except BadSignature:
        return ""
