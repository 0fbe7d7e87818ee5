"""Brevo's transactional SMS. Our row's id travels as its tag, by which its events are found again."""

from django.conf import settings

from tenants.messaging.adapters.http import Answer, Client, unusual, why
from tenants.messaging.enums import DeliveryState
from tenants.messaging.ports import Accepted, Ambiguous, Found, OutgoingText, Refused, Result

API = "https://api.brevo.com"
# Its words differ between events («hardBounce») and webhooks («hard_bounce»): compared in small letters alone.
STATES = {
    **dict.fromkeys(("sent", "accepted", "softbounce"), DeliveryState.SENT),
    **dict.fromkeys(("delivered", "replied"), DeliveryState.DELIVERED),
    **dict.fromkeys(("hardbounce", "rejected", "skip", "skipped", "blocked", "blacklisted"), DeliveryState.FAILED),
}


def plain(word: object) -> str:
    """A word of Brevo's, however it writes it."""
    return "".join(sign for sign in str(word or "").lower() if sign.isalpha())


class BrevoSms:
    name = "brevo"

    def __init__(self) -> None:
        self._headers = {"api-key": settings.SMS_CREDENTIALS["BREVO_API_KEY"], "accept": "application/json"}
        self._http = Client(API)

    def send(self, text: OutgoingText) -> Result:
        body = {
            "sender": text.sender.removeprefix("+"),
            "recipient": text.to.removeprefix("+"),
            "content": text.text,
            "type": "transactional",
            "tag": str(text.id),
            "unicodeEnabled": text.unicode,
        }
        if text.callback_url:
            body["webUrl"] = text.callback_url
        answer = self._http.ask("POST", "/v3/transactionalSMS/sms", json=body, headers=self._headers)
        if not isinstance(answer, Answer):
            return answer
        if answer.is_good:
            ref = answer.body.get("messageId") if isinstance(answer.body, dict) else None
            # It counts in credits, of which only the account knows the price.
            return Accepted(ref=str(ref)) if ref else Ambiguous("Brevo names no message.")
        return unusual(answer) or Refused(why(answer), dead="phone" in why(answer).lower())

    def ask(self, text: OutgoingText, ref: str = "") -> Found | None:
        """By our tag."""
        query = {"tags": str(text.id), "phoneNumber": text.to.removeprefix("+"), "limit": "50"}
        answer = self._http.ask("GET", "/v3/transactionalSMS/statistics/events", params=query, headers=self._headers)
        if not isinstance(answer, Answer) or not answer.is_good or not isinstance(answer.body, dict):
            return None
        # The tag is compared here as well: a filter that a provider ignores would answer with somebody else's events.
        events = [event for event in answer.body.get("events") or () if event.get("tag") == str(text.id)]
        known = [
            (STATES[plain(e.get("event"))], str(e.get("messageId") or ""))
            for e in events
            if plain(e.get("event")) in STATES
        ]
        for state in (DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.SENT):
            for found, message in known:
                if found == state:
                    return Found(state, ref=message)
        return None

    def close(self) -> None:
        self._http.close()
