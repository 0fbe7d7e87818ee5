"""What messaging asks of a provider, and the four things a provider can answer."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage

from tenants.messaging.enums import DeliveryState, InboundOutcome, Purpose


@dataclass(frozen=True)
class Accepted:
    """The provider has it. ref: its own name for the message; cost: euros, None when it doesn't say."""

    ref: str = ""
    cost: Decimal | None = None


@dataclass(frozen=True)
class Refused:
    """For good: trying again would change nothing. dead: it is the address that is refused, not this message."""

    why: str
    dead: bool = False
    # The person told the provider to stop.
    stopped: bool = False


@dataclass(frozen=True)
class Later:
    """Nothing was accepted, and another try may be. down: for everybody, so the rest need not be tried now."""

    why: str
    down: bool = False


@dataclass(frozen=True)
class Ambiguous:
    """It may or may not have been accepted."""

    why: str


Result = Accepted | Refused | Later | Ambiguous


@dataclass(frozen=True)
class OutgoingText:
    """One SMS as a provider gets it. id: the row's, carried as a reference where the provider's API can."""

    id: UUID
    to: str
    text: str
    sender: str
    purpose: Purpose = Purpose.ALERT
    unicode: bool = False
    # Where the provider reports what became of it.
    callback_url: str = ""


@dataclass(frozen=True)
class Found:
    """What a provider knows of a message. state: sent, delivered or failed."""

    state: DeliveryState
    ref: str = ""
    cost: Decimal | None = None


class SmsPort(Protocol):
    """A provider of SMS. No method raises for what a provider or a network does."""

    name: str

    def send(self, text: OutgoingText) -> Result: ...

    def ask(self, text: OutgoingText, ref: str = "") -> Found | None:
        """What became of it, by the provider's name for it or by ours; None: it doesn't know or can't be asked."""
        ...

    def close(self) -> None: ...


class EmailPort(Protocol):
    """A way for e-mail. One connection for many messages."""

    name: str

    def send(self, message: EmailMessage) -> Result: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class ReceivedMail:
    """An answer that came by e-mail, as its listener gets it.

    sender: the address it claims, '' for none or several. text: without what it quotes. files: as a form would bring
    them, unchecked. digest: names this mail, whatever number of times it is delivered. is_forged: our own mail server
    says that the sender's domain disowns it. was_cut: it went on beyond what anybody reads.
    """

    sender: str
    text: str
    files: tuple[SimpleUploadedFile, ...]
    message_id: str
    digest: str
    is_forged: bool = False
    was_cut: bool = False


@dataclass(frozen=True)
class Heard:
    """What a listener made of it. is_known: the sender is who we would write to; answer: a sentence for them."""

    outcome: InboundOutcome
    is_known: bool
    answer: str = ""
