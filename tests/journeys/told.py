"""What the alerts' journey stands on: a site by day, a mail server that keeps everything, a provider of SMS."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from aiosmtpd.controller import Controller

from deploy.elasticsearch.node import free_port
from tenants.messaging import hours
from tenants.messaging.addresses import callback_path
from tenants.messaging.inbound import twilio_signature
from tests.journeys.site import Site, running
from tests.peers.sms import CREDENTIALS, Peer, sms_peer

NUMBER = "+33612345678"


class Sink:
    """A mail server on loopback; what it took, parsed."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        self.mails.append(message_from_bytes(envelope.original_content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]


@dataclass
class Told:
    """The site, and what left it."""

    site: Site
    sink: Sink
    peer: Peer
    seen: list[str] = field(default_factory=list)

    def one_click(self, mail: EmailMessage) -> int:
        """What a mail reader does with the header: a POST without a cookie. Returns the status."""
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        return self.post(mail["List-Unsubscribe"].strip(" <>"), {"List-Unsubscribe": "One-Click"})

    def answer_by_sms(self, text: str, *, sender: str) -> int:
        """What Twilio posts when somebody answers."""
        path = self.site.do(lambda: callback_path(provider="twilio"), schema="alpha")
        url, form = f"http://alpha.test{path}", {"From": sender, "Body": text, "MessageSid": "SM-in"}
        signed = twilio_signature(CREDENTIALS["twilio"]["TWILIO_AUTH_TOKEN"], url=url, form=form)
        return self.post(url, form, {"X-Twilio-Signature": signed})

    def post(self, url: str, form: dict[str, str], headers: dict[str, str] | None = None) -> int:
        """From anywhere, without a cookie."""
        parts = urlsplit(url)
        there = f"http://127.0.0.1:{self.site.port}{parts.path}"
        asked = Request(there, urlencode(form).encode(), {"Host": parts.netloc, **(headers or {})})
        with urlopen(asked) as answer:
            assert "Set-Cookie" not in answer.headers
            return int(answer.status)


def hours_behind() -> int:
    """How many hours ago an SMS could last leave, with an hour to go."""
    now = datetime.now(UTC)
    return next(
        back
        for back in range(24 * 10)
        if all(hours.sms_allowed(now - timedelta(hours=back - later), number=NUMBER) for later in (0, 1))
    )


@contextmanager
def told_site(database: str, **options: Any) -> Iterator[Told]:
    """Web and worker with real mail and a real provider's API, on loopback."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        with sms_peer("twilio") as peer:
            variables = {
                "SMTP_SINK": str(controller.port),
                "HOURS_BEHIND": str(hours_behind()),
                "SMS_PROVIDER": "twilio",
                "SMS_API_URL": peer.url,
                "SMS_SENDER": "+33757130000",
                **CREDENTIALS["twilio"],
            }
            with running(database, settings="tests.journeys.by_day", **variables, **options) as site:
                yield Told(site, sink, peer)
    finally:
        controller.stop()
