"""OVHcloud's /sms. Every request is signed; our row's id travels as the job's tag, shortened to what it takes."""

import hashlib
import json
import time
from typing import Any
from uuid import UUID

from django.conf import settings

from tenants.messaging.adapters.http import Answer, Client, unusual, why
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.ports import Accepted, Ambiguous, Found, Later, OutgoingText, Refused, Result

API = "https://eu.api.ovh.com"
TAG_LENGTH = 20
# Delivery receipts: 0 waits, 1 has arrived, 2 and 16 never will.
DELIVERED, FAILED = {1}, {2, 16}


def tag_of(delivery: UUID) -> str:
    """80 bits of the row's id: two rows that share them are not to be met with."""
    return delivery.hex[:TAG_LENGTH]


def signature(*, secret: str, consumer: str, method: str, url: str, body: str, timestamp: str) -> str:
    """OVH's scheme: SHA-1 over what both know."""
    signed = "+".join((secret, consumer, method, url, body, timestamp))
    return "$1$" + hashlib.sha1(signed.encode(), usedforsecurity=False).hexdigest()


class OvhSms:
    name = "ovh"

    def __init__(self) -> None:
        self._keys = settings.SMS_CREDENTIALS
        self._http = Client(API)

    def send(self, text: OutgoingText) -> Result:
        body: dict[str, Any] = {
            "message": text.text,
            "receivers": [text.to],
            "charset": "UTF-8",
            "coding": "8bit" if text.unicode else "7bit",
            "priority": "high" if text.purpose == Purpose.CODE else "medium",
            "tag": tag_of(text.id),
            # Without a name the sender is a short number that people can answer; a name can't be, and takes OVH's STOP.
            **({"sender": text.sender} if text.sender else {"senderForResponse": True}),
            "noStopClause": text.purpose == Purpose.CODE or not text.sender,
        }
        answer = self._ask("POST", f"{self._service}/jobs", body)
        if not isinstance(answer, Answer):
            return answer
        if not answer.is_good or not isinstance(answer.body, dict):
            return unusual(answer) or Refused(why(answer))
        if answer.body.get("invalidReceivers"):
            return Refused("OVH: invalid receiver", dead=True)
        ids = answer.body.get("ids") or []
        return Accepted(ref=str(ids[0])) if ids else Ambiguous("OVH names no message.")

    def ask(self, text: OutgoingText, ref: str = "") -> Found | None:
        """By its id, or by our tag."""
        if not ref:
            listed = self._ask("GET", f"{self._service}/outgoing?tag={tag_of(text.id)}")
            if not isinstance(listed, Answer) or not listed.is_good or not isinstance(listed.body, list):
                return None
            ref = str(listed.body[0]) if len(listed.body) == 1 else ""
        if not ref:
            return None
        answer = self._ask("GET", f"{self._service}/outgoing/{ref}")
        if not isinstance(answer, Answer) or not answer.is_good or not isinstance(answer.body, dict):
            return None
        if answer.body.get("tag") != tag_of(text.id):
            return None
        receipt = answer.body.get("deliveryReceipt")
        if receipt in DELIVERED:
            return Found(DeliveryState.DELIVERED, ref=ref)
        return Found(DeliveryState.FAILED if receipt in FAILED else DeliveryState.SENT, ref=ref)

    @property
    def _service(self) -> str:
        return f"/1.0/sms/{self._keys['OVH_SMS_SERVICE']}"

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Answer | Later | Ambiguous:
        content = json.dumps(body) if body is not None else ""
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Ovh-Application": self._keys["OVH_APPLICATION_KEY"],
            "X-Ovh-Consumer": self._keys["OVH_CONSUMER_KEY"],
            "X-Ovh-Timestamp": timestamp,
            "X-Ovh-Signature": signature(
                secret=self._keys["OVH_APPLICATION_SECRET"],
                consumer=self._keys["OVH_CONSUMER_KEY"],
                method=method,
                url=self._http.base_url + path,
                body=content,
                timestamp=timestamp,
            ),
        }
        return self._http.ask(method, path, content=content.encode(), headers=headers)

    def close(self) -> None:
        self._http.close()
