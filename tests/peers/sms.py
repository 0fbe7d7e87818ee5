"""Twilio, Brevo and OVH on loopback: they check who calls as the real ones do, answer in their shapes, and can fail.

The shapes are those of the providers' public references; what is sent is kept in `messages`, every request in
`requests`. A peer lives in a thread of its own, or in a process (`python -m tests.peers.sms <provider> <log>`) for
tests that kill the sender.
"""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CREDENTIALS = {
    "twilio": {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "twilio-token"},
    "brevo": {"BREVO_API_KEY": "xkeysib-brevo"},
    "ovh": {
        "OVH_APPLICATION_KEY": "app", "OVH_APPLICATION_SECRET": "secret", "OVH_CONSUMER_KEY": "consumer",
        "OVH_SMS_SERVICE": "sms-ab12345-1",
    },
    "local": {},
}  # fmt: skip


class Mode(Enum):
    ACCEPT = "accept"
    REFUSE = "refuse"  # this number, for good
    STOPPED = "stopped"  # the person told the provider to stop (Twilio says so)
    BUSY = "busy"  # 429
    CREDIT = "credit"  # 402
    ERROR = "error"  # 500, nothing kept
    HANG = "hang"  # reads, doesn't answer for a minute, keeps nothing; `hanging` says that it has come to that
    DRIP = "drip"  # answers a byte at a time, for ever
    CUT = "cut"  # closes before an answer, keeps nothing
    ACCEPT_THEN_DIE = "accept-then-die"  # keeps the message and closes before an answer
    ACCEPT_THEN_ERROR = "accept-then-error"
    REDIRECT = "redirect"
    HUGE = "huge"  # an answer without end
    EMPTY = "empty"  # 201 and no name for the message


@dataclass
class Message:
    """What a peer took: to, text, our reference if its API has one, its own name, where to report."""

    to: str
    text: str
    reference: str
    id: str
    sender: str = ""
    callback: str = ""


@dataclass
class Peer:
    """One provider. `mode` may change at any time."""

    provider: str
    mode: Mode = Mode.ACCEPT
    messages: list[Message] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    forged: int = 0
    hanging: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    log: Any = None

    def keep(self, message: Message) -> None:
        self.messages.append(message)
        if self.log:
            self.log.write(json.dumps(message.__dict__) + "\n")
            self.log.flush()


class Handler(BaseHTTPRequestHandler):
    peer: Peer
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Nothing: tests read `requests`."""

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("content-length") or 0)))

    def _serve(self, body: bytes) -> None:
        peer = self.peer
        peer.requests.append((self.command, self.path))
        speaks = SPEAKERS[peer.provider]
        if not speaks.is_known(self, body):
            peer.forged += 1
            self._answer(401, {"code": "unauthorized", "message": "Authenticate"})
            return
        if self.command == "GET":
            self._answer(*speaks.found(self))
            return
        self._in_mode(peer.mode, speaks, body)

    def _in_mode(self, mode: Mode, speaks: Any, body: bytes) -> None:
        if mode in {Mode.ACCEPT, Mode.ACCEPT_THEN_DIE, Mode.ACCEPT_THEN_ERROR}:
            message = speaks.read(self, body)
            self.peer.keep(message)
            if mode is Mode.ACCEPT:
                self._answer(*speaks.accepted(message))
                return
        if mode in {Mode.ERROR, Mode.ACCEPT_THEN_ERROR}:
            self._answer(500, {"message": "Internal server error"})
        elif mode is Mode.HANG:
            self.peer.hanging.set()
            with suppress(OSError):
                self.connection.settimeout(60)
                self.connection.recv(1)
            self.close_connection = True
        elif mode in {Mode.CUT, Mode.ACCEPT_THEN_DIE}:
            self.close_connection = True
        elif mode is Mode.DRIP:
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 201 Created\r\ncontent-length: 100000\r\n\r\n")
                for _ in range(200):
                    self.wfile.write(b" ")
                    time.sleep(0.1)
            self.close_connection = True
        elif mode is Mode.HUGE:
            with suppress(OSError):
                self.wfile.write(b"HTTP/1.1 201 Created\r\ncontent-length: 100000000\r\n\r\n" + b" " * 400_000)
            self.close_connection = True
        elif mode is Mode.REDIRECT:
            self.send_response(302)
            self.send_header("location", f"{self.peer.url}/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()
        elif mode is Mode.EMPTY:
            self._answer(201, {})
        elif mode is Mode.BUSY:
            self._answer(429, {"code": 20429, "message": "Too Many Requests"})
        elif mode is Mode.CREDIT:
            self._answer(402, {"code": "not_enough_credits", "message": "Insufficient credits"})
        elif mode in {Mode.REFUSE, Mode.STOPPED}:
            self._answer(*speaks.refused(mode is Mode.STOPPED))

    def _answer(self, status: int, body: Any) -> None:
        content = json.dumps(body).encode()
        with suppress(OSError):
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)


class Twilio:
    """POST …/Messages.json with Basic auth and a form."""

    @staticmethod
    def is_known(handler: Handler, body: bytes) -> bool:
        keys = CREDENTIALS["twilio"]
        wanted = base64.b64encode(f"{keys['TWILIO_ACCOUNT_SID']}:{keys['TWILIO_AUTH_TOKEN']}".encode()).decode()
        inside = handler.path.startswith(f"/2010-04-01/Accounts/{keys['TWILIO_ACCOUNT_SID']}/Messages")
        return inside and handler.headers.get("authorization") == f"Basic {wanted}"

    @staticmethod
    def read(handler: Handler, body: bytes) -> Message:
        form = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        sid = "SM" + hashlib.md5(f"{form['To']}{form['Body']}{time.time()}".encode()).hexdigest()
        return Message(form["To"], form["Body"], "", sid, form["From"], form.get("StatusCallback", ""))

    @staticmethod
    def accepted(message: Message) -> tuple[int, Any]:
        return 201, {
            "sid": message.id, "status": "queued", "num_segments": "1", "price": "-0.0650", "price_unit": "EUR",
            "error_code": None, "to": message.to, "body": message.text,
        }  # fmt: skip

    @staticmethod
    def refused(stopped: bool) -> tuple[int, Any]:
        code = 21610 if stopped else 21614
        return 400, {"code": code, "message": "'To' number is not valid", "status": 400}

    @staticmethod
    def found(handler: Handler) -> tuple[int, Any]:
        sid = handler.path.rpartition("/")[2].removesuffix(".json")
        known = [message for message in handler.peer.messages if message.id == sid]
        return (200, {**Twilio.accepted(known[0])[1], "status": "delivered"}) if known else (404, {"code": 20404})


class Brevo:
    """POST /v3/transactionalSMS/sms with an api-key and JSON."""

    @staticmethod
    def is_known(handler: Handler, body: bytes) -> bool:
        return handler.headers.get("api-key") == CREDENTIALS["brevo"]["BREVO_API_KEY"]

    @staticmethod
    def read(handler: Handler, body: bytes) -> Message:
        sent = json.loads(body)
        assert sent["type"] == "transactional"
        number = str(1511882900176220 + len(handler.peer.messages))
        return Message(
            "+" + sent["recipient"], sent["content"], sent["tag"], number, sent["sender"], sent.get("webUrl", "")
        )

    @staticmethod
    def accepted(message: Message) -> tuple[int, Any]:
        return 201, {
            "reference": "ab1cde2fgh3i4jklmno", "messageId": int(message.id), "smsCount": 1, "usedCredits": 0.7,
            "remainingCredits": 82.85,
        }  # fmt: skip

    @staticmethod
    def refused(stopped: bool) -> tuple[int, Any]:
        return 400, {"code": "invalid_parameter", "message": "Invalid telephone number / phone"}

    @staticmethod
    def found(handler: Handler) -> tuple[int, Any]:
        tag = parse_qs(urlsplit(handler.path).query)["tags"][0]
        return 200, {
            "events": [
                {"phoneNumber": m.to[1:], "messageId": m.id, "event": "sent", "tag": m.reference, "date": "2026-11-25"}
                for m in handler.peer.messages
                if m.reference == tag
            ]
        }


class Ovh:
    """POST /1.0/sms/<service>/jobs, signed over secret, consumer, method, URL, body and time."""

    @staticmethod
    def is_known(handler: Handler, body: bytes) -> bool:
        keys, head = CREDENTIALS["ovh"], handler.headers
        stamp = head.get("x-ovh-timestamp") or "0"
        signed = "+".join((
            keys["OVH_APPLICATION_SECRET"], keys["OVH_CONSUMER_KEY"], handler.command, handler.peer.url + handler.path,
            body.decode(), stamp,
        ))  # fmt: skip
        return (
            head.get("x-ovh-application") == keys["OVH_APPLICATION_KEY"]
            and head.get("x-ovh-consumer") == keys["OVH_CONSUMER_KEY"]
            and abs(time.time() - int(stamp)) < 30
            and head.get("x-ovh-signature") == "$1$" + hashlib.sha1(signed.encode()).hexdigest()
        )

    @staticmethod
    def read(handler: Handler, body: bytes) -> Message:
        sent = json.loads(body)
        assert len(sent["tag"]) <= 20
        number = str(27814656 + len(handler.peer.messages))
        return Message(sent["receivers"][0], sent["message"], sent["tag"], number, sent.get("sender", ""))

    @staticmethod
    def accepted(message: Message) -> tuple[int, Any]:
        return 200, {
            "totalCreditsRemoved": 1, "invalidReceivers": [], "ids": [int(message.id)], "validReceivers": [message.to],
        }  # fmt: skip

    @staticmethod
    def refused(stopped: bool) -> tuple[int, Any]:
        return 200, {"totalCreditsRemoved": 0, "invalidReceivers": ["+33612345678"], "ids": [], "validReceivers": []}

    @staticmethod
    def found(handler: Handler) -> tuple[int, Any]:
        path, _, query = handler.path.partition("?")
        messages = handler.peer.messages
        if query:
            return 200, [int(m.id) for m in messages if m.reference == parse_qs(query)["tag"][0]]
        known = [m for m in messages if m.id == path.rpartition("/")[2]]
        return (200, {"id": int(known[0].id), "tag": known[0].reference, "deliveryReceipt": 0}) if known else (404, {})


SPEAKERS = {"twilio": Twilio, "brevo": Brevo, "ovh": Ovh}


@contextmanager
def sms_peer(provider: str, mode: Mode = Mode.ACCEPT, log: Any = None) -> Iterator[Peer]:
    """A provider for the length of a block."""
    peer = Peer(provider, mode, log=log)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (Handler,), {"peer": peer}))
    server.daemon_threads = True
    peer.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield peer
    finally:
        server.shutdown()
        server.server_close()


def settings_for(peer: Peer, *, limit: float = 20.0) -> dict[str, Any]:
    """Django's settings that lead to a peer. A short limit is for one that hangs: a busy one may need some time."""
    return {
        "SMS_PROVIDER": peer.provider,
        "SMS_API_URL": peer.url,
        "SMS_CREDENTIALS": CREDENTIALS[peer.provider],
        "SMS_TIME_LIMIT_SECONDS": limit,
    }
