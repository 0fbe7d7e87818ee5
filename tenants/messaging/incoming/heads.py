"""The headers of a mail, read so that no header, however odd, breaks the reading."""

import re
import unicodedata
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from tenants.messaging.incoming.limits import LONGEST_HEADER, MOST_ADDRESSES

_ADDRESS = re.compile(r"[^\s<>()\",:;@\\]{1,64}@[^\s<>()\",:;@\\]{1,190}")
#: Where a mail says whom it was brought to, the surest first.
_BROUGHT_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc", "Resent-To")


def header(message: Message, name: str) -> str:
    """The first header of that name on one line, decoded; '' for none."""
    return next(iter(headers(message, name)), "")


def headers(message: Message, name: str) -> list[str]:
    """All of that name, topmost first."""
    return [_decoded(value) for key, value in message.raw_items() if key.lower() == name.lower()]


def _decoded(value: object) -> str:
    # Some mail readers write their letters as they are, which no header may hold.
    raw = decoded(str(value)[:LONGEST_HEADER].encode(errors="surrogateescape"), "utf-8")
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        parts = [(raw, None)]
    return " ".join(storable("".join(_text(part, charset) for part, charset in parts)).split())


def _text(part: bytes | str, charset: str | None) -> str:
    return decoded(part, charset) if isinstance(part, bytes) else part


def decoded(content: bytes, charset: str | None) -> str:
    """Bytes as text, by the charset they claim, by the likely ones, or with signs that say that one was lost."""
    for name in (charset or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("latin-1")


def storable(text: str) -> str:
    """Without what no table holds, and without controls and marks that turn letters round."""
    return "".join(
        sign
        for sign in text.encode(errors="ignore").decode(errors="ignore")
        if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"} or sign == "\u200d"
    )


def sender_of(message: Message) -> str:
    """The address that a mail claims to be from; '' for none, for several, and for what is no address."""
    given = headers(message, "From")
    found = {address for one in given for address in _addresses(one)}
    return found.pop() if len(given) == 1 and len(found) == 1 else ""


def recipients_of(message: Message) -> list[str]:
    """Whom it was brought to, as far as the mail itself knows."""
    found: dict[str, None] = {}
    for name in _BROUGHT_TO:
        for one in headers(message, name)[:MOST_ADDRESSES]:
            found |= dict.fromkeys(_addresses(one))
    return list(found)[:MOST_ADDRESSES]


def _addresses(value: str) -> Iterator[str]:
    try:
        pairs = getaddresses([value])
    except (ValueError, IndexError):
        pairs = []
    for _name, address in pairs[:MOST_ADDRESSES]:
        if _ADDRESS.fullmatch(address):
            yield address.lower()


def message_id_of(message: Message) -> str:
    """Its Message-ID, '' when it has none that could be one."""
    found = header(message, "Message-ID")
    return found if 3 < len(found) <= 250 and " " not in found else ""
