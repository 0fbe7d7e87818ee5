"""E-mail through Django's backend: SMTP, Anymail's providers, or files; one connection for a whole batch."""

import smtplib

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from tenants.messaging.ports import Accepted, Ambiguous, Later, Refused, Result

# RFC 3463: the address itself is bad (x.1.x), or its mailbox is disabled or unknown.
_DEAD_CODES = {550, 551, 553}
# A provider's answers that say «not now» or «not you», which the operator can mend, rather than «never».
_MENDABLE = {401, 402, 403, 407, 408, 425, 429}


class DjangoMailer:
    """Keeps the backend's connection open until it breaks or the batch ends."""

    def __init__(self) -> None:
        self.name = settings.EMAIL_PROVIDER or settings.EMAIL_BACKEND.split(".")[-2][:20]
        self._connection = get_connection()
        self._is_open = False

    def send(self, message: EmailMessage) -> Result:
        """Hand one message over."""
        if not self._is_open:
            try:
                self._connection.open()
            except Exception as error:
                return Later(_said(error), down=True)
            self._is_open = True
        try:
            self._connection.send_messages([message])
        except AnymailError as error:  # before OSError, which those from `requests` are too
            return _of_anymail(error)
        except (smtplib.SMTPException, OSError) as error:
            return self._after(error)
        except (ValueError, TypeError, UnicodeError) as error:
            # A header with a line break, an address that no codec takes: this message can't be written.
            return Refused(_said(error))
        status = getattr(message, "anymail_status", None)
        return Accepted(ref=str(getattr(status, "message_id", None) or ""))

    def _after(self, error: Exception) -> Result:
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            code, said = next(iter(error.recipients.values()), (0, b""))
            words = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
            if 500 <= code < 600:
                return Refused(words, dead=code in _DEAD_CODES or "5.1." in words)
            return Later(words)
        if isinstance(error, smtplib.SMTPDataError):
            return Refused(_said(error)) if 500 <= error.smtp_code < 600 else Later(_said(error))
        # Whatever else breaks, the conversation is over; the next message opens another.
        self.close()
        if isinstance(error, smtplib.SMTPResponseException):
            return Later(_said(error), down=True)
        return Ambiguous(_said(error))

    def close(self) -> None:
        """End the conversation, whatever state it is in."""
        self._is_open = False
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            self._connection = get_connection()


def _of_anymail(error: AnymailError) -> Result:
    if isinstance(error, AnymailRecipientsRefused):
        return Refused(_said(error), dead=True)
    status = getattr(error, "status_code", None)
    if isinstance(error, AnymailAPIError) and status is None:
        return Ambiguous(_said(error))
    if status in _MENDABLE:
        return Later(_said(error), down=True)
    if status is not None and status < 500:
        return Refused(_said(error))
    return Later(_said(error), down=True) if status == 503 else Ambiguous(_said(error))


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]
