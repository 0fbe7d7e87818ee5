"""A mail server and Brevo's mail API on loopback, which keep what they took and can fail."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HANGS_SECONDS = 60


class MailMode(Enum):
    ACCEPT = "accept"
    DEAD_ADDRESS = "dead address"  # 550 to RCPT
    FULL = "full"  # 452 to RCPT
    SPAM = "spam"  # 554 to DATA
    BUSY = "busy"  # 451 to DATA
    SENDER = "sender"  # 550 to MAIL FROM
    HANG = "hang"  # doesn't answer DATA for a minute, and says in `hanging` that it has come to that
    ACCEPT_THEN_DIE = "accept then die"  # keeps it and breaks off


class Server:
    """An SMTP server; `taken` are the messages it took, in their order."""

    def __init__(self, mode: MailMode = MailMode.ACCEPT, log: Any = None) -> None:
        self.mode, self.log = mode, log
        self.taken: list[Message] = []
        self.conversations = 0
        self.hanging = threading.Event()
        self.port = 0

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if self.mode is MailMode.SENDER:
            return "550 5.7.1 Sender not allowed"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802
        if self.mode is MailMode.DEAD_ADDRESS or address.startswith("dead"):
            return "550 5.1.1 No such user"
        if self.mode is MailMode.FULL:
            return "452 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.mode is MailMode.HANG:
            self.hanging.set()
            await asyncio.sleep(HANGS_SECONDS)
        if self.mode is MailMode.SPAM:
            return "554 5.7.1 Message refused"
        if self.mode is MailMode.BUSY:
            return "451 4.3.0 Try again later"
        message = message_from_bytes(envelope.content or b"")
        self.taken.append(message)
        if self.log:
            self.log.write(f"{message['Message-ID']} {message['To']}\n")
            self.log.flush()
        if self.mode is MailMode.ACCEPT_THEN_DIE:
            server.transport.close()
        return "250 OK"


@contextmanager
def smtp_server(mode: MailMode = MailMode.ACCEPT, log: Any = None) -> Iterator[Server]:
    """A mail server for the length of a block."""
    server = Server(mode, log)
    # aiosmtpd knocks at its own door to see that it is open: it must know the number beforehand.
    with socket.create_server(("127.0.0.1", 0)) as probe:
        server.port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        with suppress(Exception):
            controller.stop()


class BrevoMail:
    """POST /v3/smtp/email: api-key, JSON, a messageId back."""

    def __init__(self) -> None:
        self.status, self.body = 201, {"messageId": "<2018.5787683@relay.example>"}
        self.taken: list[dict[str, Any]] = []
        self.hangs = False
        self.ended = threading.Event()
        self.url = ""


@contextmanager
def brevo_mail() -> Iterator[BrevoMail]:
    """Brevo's mail API for the length of a block."""
    peer = BrevoMail()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None: ...

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if peer.hangs:
                peer.ended.wait(HANGS_SECONDS)
            known = self.headers.get("api-key") == "brevo-key" and self.path == "/v3/smtp/email"
            status, answer = (peer.status, peer.body) if known else (401, {"code": "unauthorized"})
            if status == 201:
                peer.taken.append(json.loads(body))
            content = json.dumps(answer).encode()
            with suppress(OSError):
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    peer.url = f"http://127.0.0.1:{server.server_address[1]}/v3/"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield peer
    finally:
        peer.ended.set()
        server.shutdown()
        server.server_close()


def settings_for(server: Server, *, timeout: float = 20.0) -> dict[str, Any]:
    """Django's settings that lead to a mail server. A short timeout is for one that hangs: a busy one may need some."""
    return {
        "EMAIL_PROVIDER": "",
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": server.port,
        "EMAIL_USE_TLS": False,
        "EMAIL_HOST_USER": "",
        "EMAIL_TIMEOUT": timeout,
    }


def brevo_settings(peer: BrevoMail, *, timeout: float = 20.0) -> dict[str, Any]:
    """Django's settings that lead to Brevo through Anymail. A short timeout is for one that hangs."""
    return {
        "EMAIL_PROVIDER": "brevo",
        "EMAIL_BACKEND": "anymail.backends.brevo.EmailBackend",
        "ANYMAIL": {"BREVO_API_KEY": "brevo-key", "BREVO_API_URL": peer.url, "REQUESTS_TIMEOUT": timeout},
    }
