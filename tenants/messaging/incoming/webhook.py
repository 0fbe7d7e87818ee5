"""What Anymail's webhooks bring of inbound mail, from whatever provider: the same reading as from a mail server."""

import logging
from typing import Any

from tenants.messaging.incoming.receiving import receive

logger = logging.getLogger(__name__)


def arrived(sender: object, event: Any, esp_name: str, **kwargs: object) -> None:
    """One mail. What is refused is answered 200 as well, for bringing it again would change nothing."""
    to = event.message.envelope_recipient
    try:
        raw = event.message.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # What can't be written can't be read either, however often it comes.
        logger.warning("A mail from %s could not be read.", esp_name)
        return
    receive(raw, recipients=[to] if to else ())
