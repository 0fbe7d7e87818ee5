"""Mail that nobody wrote: absences, reports on deliveries, lists, and our own that came back."""

import re
import unicodedata
from email.message import Message

from django.conf import settings

from tenants.messaging.incoming.heads import header, headers, sender_of
from tenants.messaging.incoming.limits import MOST_HOPS
from tenants.models import Domain

_PRECEDENCE = {"bulk", "junk", "list", "auto_reply"}
_ROBOTS = re.compile(r"(?:mailer-daemon|no-?reply|ne-?pas-?repondre|double-bounce)(?:[+-].*)?")
# Beginnings of subjects that mail servers and people's absence notices carry, without accents, in small letters.
_SUBJECTS = re.compile(
    r"(?:re ?: ?|tr ?: ?|aw ?: ?)*(?:reponse automatique|reponse auto\b|message automatique|notification d.absence"
    r"|absen(?:t|te|ce)(?: du bureau| jusqu| de mon bureau| :|$)|je suis absente?\b|en conges?\b|conges annuels"
    r"|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|on (?:annual )?leave"
    r"|undeliver(?:ed|able)|delivery status notification|mail delivery (?:failed|failure)|returned mail"
    r"|echec de (?:la )?(?:remise|distribution)|non remis|accuse de (?:lecture|reception)|read(?: receipt)?:)"
)


def why_automatic(message: Message) -> str:
    """Why nobody needs to read it, for the log; '' for a mail that somebody wrote."""
    if message.get("X-Bassin-Loop") is not None:
        return "our own"
    if _is_ours(header(message, "Message-ID")):
        return "our own id"
    if len(headers(message, "Received")) > MOST_HOPS:
        return "too many hops"
    auto = header(message, "Auto-Submitted").lower().partition(";")[0].strip()
    if auto and auto != "no":
        return "auto-submitted"
    if header(message, "Precedence").lower() in _PRECEDENCE:
        return "precedence"
    for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Reply-From", "X-Vacation"):
        if message.get(name) is not None:
            return name.lower()
    if message.get_content_type() == "multipart/report" or message.get_content_type() == "message/delivery-status":
        return "report"
    if header(message, "Return-Path") == "<>":
        return "no return path"
    if message.get("List-Id") is not None or message.get("List-Unsubscribe") is not None:
        return "list"
    local = sender_of(message).partition("@")[0]
    if local and _ROBOTS.fullmatch(local):
        return "robot"
    return "absence" if _is_absence(header(message, "Subject")) else ""


def _is_absence(subject: str) -> bool:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", subject) if not unicodedata.combining(sign))
    return bool(_SUBJECTS.match(bare.casefold().replace("’", "'").strip()))


def _is_ours(message_id: str) -> bool:
    """Made by this installation: it would go round for ever."""
    domain = message_id.strip("<> ").rpartition("@")[2].lower()
    if not domain:
        return False
    return domain == settings.INBOUND_DOMAIN or Domain.objects.filter(domain=domain).exists()
