"""One RFC 5322 mail, from whomever: bounded in every direction before anything of it is believed."""

import hashlib
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tenants.messaging.incoming import limits
from tenants.messaging.incoming.cutting import answer_of
from tenants.messaging.incoming.heads import decoded, header, headers, message_id_of, sender_of, storable
from tenants.messaging.incoming.html_text import to_text
from tenants.messaging.ports import ReceivedMail


class Unreadable(ValueError):
    """Too big, too deep, too many parts, or no mail at all."""


def parsed(raw: bytes) -> Message:
    """The mail, with no part of it decoded yet.

    Raises:
        Unreadable: it would be costly, or isn't one.
    """
    if len(raw) > settings.INBOUND_MAX_BYTES:
        raise Unreadable("Too big.")
    if raw.lower().count(b"boundary=") > limits.MOST_BOUNDARIES:
        raise Unreadable("Too deep.")
    try:
        message = message_from_bytes(raw, policy=compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        raise Unreadable("No mail.") from None
    if not message.keys():
        raise Unreadable("No headers.")
    return message


def only_head(raw: bytes) -> Message:
    """The headers of a mail that is too much to be read."""
    head = raw[: limits.LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return message_from_bytes(head + b"\n\n", policy=compat32)


def received(message: Message, raw: bytes) -> ReceivedMail:
    """What a listener gets of it.

    Raises:
        Unreadable: too many parts, or too deep.
    """
    texts: list[str] = []
    pages: list[str] = []
    files: list[SimpleUploadedFile] = []
    for part in _parts(message):
        # A container that contains nothing is a text whose head is wrong.
        kind = "text/plain" if part.get_content_maintype() == "multipart" else part.get_content_type()
        if _is_file(part):
            if len(files) < limits.MOST_FILES and kind not in {"application/pkcs7-signature", "text/calendar"}:
                files.append(SimpleUploadedFile(_name(part), _content(part), content_type=kind))
        elif kind == "text/plain":
            texts.append(_text(part, limits.LONGEST_TEXT))
        elif kind == "text/html":
            pages.append(_text(part, limits.LONGEST_HTML))
    plain = "\n".join(text for text in texts if text.strip())
    text = answer_of(storable(plain if plain.strip() else "\n".join(to_text(page) for page in pages)))
    message_id = message_id_of(message)
    return ReceivedMail(
        sender=sender_of(message),
        text=text[: limits.LONGEST_ANSWER].rstrip(),
        files=tuple(files),
        message_id=message_id,
        digest=digest_of(message, raw),
        is_forged=_is_disowned(message),
        was_cut=len(text) > limits.LONGEST_ANSWER,
    )


def digest_of(message: Message, raw: bytes) -> str:
    """Names a mail: by its Message-ID and sender; a mail without one by all of it."""
    message_id = message_id_of(message)
    named = f"{message_id} {sender_of(message)}".encode() if message_id else raw
    return hashlib.sha256(named).hexdigest()


def _parts(message: Message) -> Iterator[Message]:
    """Each part that is no container; what was forwarded as a whole (message/rfc822) is one, and not looked into."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop(0)
        seen += 1
        if seen > limits.MOST_PARTS or depth > limits.DEEPEST:
            raise Unreadable("Too many parts.")
        content = part.get_payload()
        if part.is_multipart() and isinstance(content, list) and part.get_content_maintype() == "multipart":
            waiting[:0] = [(one, depth + 1) for one in content if isinstance(one, Message)]
        else:
            yield part


def _is_file(part: Message) -> bool:
    """An attachment, or anything that is no text: a picture in a signature is left out by whoever keeps files."""
    disposition = str(part.get("Content-Disposition", "")).lower()
    if disposition.startswith("attachment"):
        return True
    if part.get_content_type() in {"text/plain", "text/html"}:
        return bool(_given_name(part)) and disposition.startswith("inline")
    # A picture that the text shows, by its number: mail readers put signatures' logos there.
    is_shown = bool(part.get("Content-ID")) and part.get_content_maintype() == "image"
    return not is_shown and part.get_content_maintype() != "multipart"


def _given_name(part: Message) -> str:
    try:
        return storable(header_text(part.get_filename() or ""))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def header_text(value: str) -> str:
    """A parameter as it was meant: some mail readers encode a file's name like a header."""
    carrier = Message()
    carrier["X"] = value.replace("\n", " ").replace("\r", " ")
    return header(carrier, "X")


def _name(part: Message) -> str:
    # Only what stands behind the last separator, of whatever system.
    return _given_name(part).replace("\\", "/").rpartition("/")[2].strip()[:200] or "sans nom"


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _text(part: Message, most: int) -> str:
    try:
        charset = part.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError):
        charset = None
    # Four bytes a sign at most: what is beyond is not even decoded.
    return decoded(_content(part)[: most * 4], charset)[:most]


def _is_disowned(message: Message) -> bool:
    """Whether our own mail server says that the sender's domain disowns it (DMARC). Others' words about it don't count.

    Ours writes its result on top; one that stands below, under its name too, came with the mail.
    """
    known = settings.INBOUND_AUTHSERV_ID
    if not known:
        return False
    top = next((one.lower() for one in headers(message, "Authentication-Results")), "")
    return top.partition(";")[0].split()[:1] == [known] and "dmarc=fail" in top


def is_vouched_for(message: Message) -> bool:
    """Whether our own mail server says that it comes from whom it says: then one may write back to them."""
    known = settings.INBOUND_AUTHSERV_ID
    top = next((one.lower() for one in headers(message, "Authentication-Results")), "")
    return bool(known) and top.partition(";")[0].split()[:1] == [known] and "dmarc=pass" in top
