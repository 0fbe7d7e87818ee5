"""Codes for tests, with the digits that went out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from boards.codes.limits import TooMany
from boards.codes.models import Code
from boards.codes.services import send_code
from tenants.enums import Channel


@dataclass
class Sent:
    """What was delivered: digits in their order, by whatever channel."""

    digits: list[str] = field(default_factory=list)

    def mail(self, address: str = "lea@exemple.example", *, subject: str = "subscriber:1", visitor: str = "v") -> Code:
        return send_code(
            subject=subject, channel=Channel.EMAIL, address=address, visitor=visitor, deliver=self.digits.append
        )

    def sms(self, number: str = "+33612345678", *, subject: str = "subscriber:1", visitor: str = "v") -> Code:
        return send_code(
            subject=subject, channel=Channel.SMS, address=number, visitor=visitor, deliver=self.digits.append
        )

    def sms_to(self, numbers: Iterable[str]) -> None:
        """To each number for somebody else, asked from somewhere else; refusals are passed over."""
        for at, number in enumerate(numbers):
            try:
                self.sms(number, subject=f"subscriber:{number}:{at}", visitor=f"visitor {at}")
            except TooMany:
                continue


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06d}"
