"""Twilio's Messages resource. Its API takes no reference of ours: reports find the row by their callback's address."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from tenants.messaging.adapters.http import Answer, Client, unusual, why
from tenants.messaging.enums import DeliveryState
from tenants.messaging.ports import Accepted, Ambiguous, Found, OutgoingText, Refused, Result

API = "https://api.twilio.com"
# 21610: the person told Twilio to stop; the others: no such number, no mobile, unreachable for good.
STOPPED, DEAD = 21610, {21211, 21214, 21217, 21614, 30005, 30006}
STATES = {
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), DeliveryState.SENT),
    **dict.fromkeys(("delivered", "read"), DeliveryState.DELIVERED),
    **dict.fromkeys(("undelivered", "failed", "canceled"), DeliveryState.FAILED),
}


class TwilioSms:
    name = "twilio"

    def __init__(self) -> None:
        self._account = settings.SMS_CREDENTIALS["TWILIO_ACCOUNT_SID"]
        self._auth = (self._account, settings.SMS_CREDENTIALS["TWILIO_AUTH_TOKEN"])
        self._http = Client(API)

    def send(self, text: OutgoingText) -> Result:
        form = {"To": text.to, "From": text.sender, "Body": text.text}
        if text.callback_url:
            form["StatusCallback"] = text.callback_url
        answer = self._http.ask("POST", self._messages + ".json", data=form, auth=self._auth)
        if not isinstance(answer, Answer):
            return answer
        if answer.is_good:
            ref = _field(answer.body, "sid")
            return Accepted(ref=ref, cost=cost_of(answer.body)) if ref else Ambiguous("Twilio names no message.")
        code = answer.body.get("code") if isinstance(answer.body, dict) else None
        return unusual(answer) or Refused(why(answer), dead=code in DEAD, stopped=code == STOPPED)

    def ask(self, text: OutgoingText, ref: str = "") -> Found | None:
        """By Twilio's own name only."""
        if not ref:
            return None
        answer = self._http.ask("GET", f"{self._messages}/{ref}.json", auth=self._auth)
        if not isinstance(answer, Answer) or not answer.is_good:
            return None
        state = STATES.get(_field(answer.body, "status"))
        return Found(state, ref=ref, cost=cost_of(answer.body)) if state else None

    @property
    def _messages(self) -> str:
        return f"/2010-04-01/Accounts/{self._account}/Messages"

    def close(self) -> None:
        self._http.close()


def cost_of(body: Any) -> Decimal | None:
    """What Twilio took, in euros: its prices are negative, and in the account's currency, of which we read one."""
    if _field(body, "price_unit").upper() != "EUR" or not _field(body, "price"):
        return None
    try:
        return abs(Decimal(_field(body, "price")))
    except InvalidOperation:
        return None


def _field(body: Any, name: str) -> str:
    return str(body.get(name) or "") if isinstance(body, dict) else ""
