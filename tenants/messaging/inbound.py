"""What a provider says when it calls back: read by its own words, and only after its signature held."""

import base64
import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from tenants.messaging.adapters import brevo, ovh, twilio
from tenants.messaging.enums import DeliveryState

# What nobody writes in a sentence unless they mean it; wherever it stands in a short answer.
_STOP = re.compile(r"stop(?:s|sms|all|pe|pes|per|pez)?|arret(?:e|es|er|ez|ons)?|(?:desabonn|desinscri|unsubscri)[a-z]*")
# Ordinary words, which mean it when they are the whole answer.
_STOP_ALONE = frozenset({"end", "quit", "cancel", "fin"})
# «Non-stop», «pas d’arrêt», «je suis en arrêt», «l’arrêt de bus»: no wish to be left alone.
_NO_STOP = re.compile(
    r"\b(?:(?:non|pas|sans|jamais)[ '-]+(?:d[e']? ?)?|n' ?|en )(?:stop|arret)[a-z]*"
    r"|\barrets?[ -](?:de (?:travail|bus|car|tram)|du (?:travail|bus|car|tram)|maladie)\b"
)
_SPELLED = re.compile(r"\b[a-z](?:[ .-]+[a-z]\b){3,}")
SHORT = 15  # words
LONGEST = 1_600
LONGEST_RECEIPT = 6


class Unreadable(ValueError):
    """Not what this provider sends."""


@dataclass(frozen=True)
class Report:
    """What became of one message. ref: the provider's name for it."""

    ref: str
    state: DeliveryState
    why: str = ""
    cost: Decimal | None = None
    # The provider keeps the number from further messages, because the person said stop to it.
    stopped: str = ""


@dataclass(frozen=True)
class Inbound:
    """What somebody answered. sender: as the provider writes the number."""

    sender: str
    text: str


def is_stop(text: str) -> bool:
    """Whether somebody wants to be left alone: «STOP», «Arrêt !», «non merci, stop», «S.T.O.P», «je veux arrêter».

    In doubt they do: who is left alone by mistake signs up again, who is not may never forgive it.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text[:LONGEST]) if not unicodedata.combining(c))
    said = bare.casefold().replace("’", "'")
    said = _SPELLED.sub(lambda letters: "".join(filter(str.isalpha, letters[0])), said)
    words = _words(_NO_STOP.sub(" ", said))
    if len(words) > SHORT:
        return bool(_STOP.fullmatch(words[0]))
    return any(_STOP.fullmatch(word) for word in words) or (len(words) == 1 and words[0] in _STOP_ALONE)


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalpha() else " " for sign in text).split()


def is_genuine(provider: str, request: HttpRequest, *, url: str) -> bool:
    """The provider's own proof, beside the address that we signed. Brevo and OVH have none of their own.

    url: the address that the provider was given, which need not be what a proxy makes of it.
    """
    if provider != "twilio":
        return True
    given = request.headers.get("X-Twilio-Signature", "")
    secret = settings.SMS_CREDENTIALS["TWILIO_AUTH_TOKEN"]
    return constant_time_compare(given, twilio_signature(secret, url=url, form=request.POST.dict()))


def twilio_signature(secret: str, *, url: str, form: Mapping[str, object]) -> str:
    """HMAC-SHA1 over the address and the fields in alphabetical order, each name before its value."""
    signed = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()


def read(provider: str, request: HttpRequest) -> Report | Inbound | None:
    """What it says; None for news that change nothing.

    Raises:
        Unreadable: neither a report nor a text.
    """
    return _READERS[provider](_fields(request))


def _fields(request: HttpRequest) -> dict[str, str]:
    if request.content_type == "application/json":
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            raise Unreadable("No JSON.") from None
        if not isinstance(body, dict):
            raise Unreadable("No object.")
        said = {str(name): value if isinstance(value, str) else json.dumps(value) for name, value in body.items()}
    else:
        said = {**request.GET.dict(), **request.POST.dict()}  # type: ignore[dict-item]
    return {name: storable(value) for name, value in said.items()}


def storable(text: str) -> str:
    """Without what no table can hold: NUL, and halves of signs."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def _twilio(fields: dict[str, str]) -> Report | Inbound | None:
    if "Body" in fields and fields.get("SmsStatus", "received") == "received":
        return Inbound(_named(fields, "From"), "stop" if fields.get("OptOutType") == "STOP" else fields["Body"])
    word = fields.get("MessageStatus") or _named(fields, "SmsStatus")
    state = twilio.STATES.get(word)
    if state is None:
        return None
    code = fields.get("ErrorCode", "")
    stopped = fields.get("To", "") if code == str(twilio.STOPPED) else ""
    return Report(_named(fields, "MessageSid"), state, why=f"Twilio {code}".strip(), stopped=stopped)


def _brevo(fields: dict[str, str]) -> Report | Inbound | None:
    word = brevo.plain(fields.get("msg_status") or fields.get("event"))
    if word in {"unsubscribe", "unsubscribed"}:
        return Inbound(_named(fields, "to"), "stop")
    if word in {"replied", "reply"}:
        return Inbound(_named(fields, "to"), fields.get("reply") or fields.get("content") or "")
    state = brevo.STATES.get(word)
    if state is None and not word:
        raise Unreadable("No status.")
    return Report(_named(fields, "messageId"), state, why=fields.get("description", word)) if state else None


def _ovh(fields: dict[str, str]) -> Report | Inbound | None:
    if "message" in fields:
        return Inbound(fields.get("senderid") or fields.get("sender") or _named(fields, "from"), fields["message"])
    receipt = _named(fields, "dlr")
    if not receipt.isdecimal() or len(receipt) > LONGEST_RECEIPT:
        raise Unreadable("No receipt.")
    if int(receipt) in ovh.DELIVERED:
        return Report(_named(fields, "id"), DeliveryState.DELIVERED)
    return (
        Report(_named(fields, "id"), DeliveryState.FAILED, why=f"OVH {receipt}") if int(receipt) in ovh.FAILED else None
    )


def _local(fields: dict[str, str]) -> Report | Inbound | None:
    return Inbound(_named(fields, "from"), _named(fields, "text"))


def _named(fields: dict[str, str], name: str) -> str:
    if not fields.get(name):
        raise Unreadable(f"No {name}.")
    return fields[name]


_READERS = {"twilio": _twilio, "brevo": _brevo, "ovh": _ovh, "local": _local}
