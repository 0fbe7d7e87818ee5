"""What Anymail's webhooks bring of inbound mail, from whatever provider: the same reading as from a mail server."""

from typing import Any

from tenants.messaging.incoming.receiving import receive


def arrived(sender: object, event: Any, esp_name: str, **kwargs: object) -> None:
    """One mail. What is refused is answered 200 as well, for bringing it again would change nothing."""
    to = event.message.envelope_recipient
    receive(event.message.as_bytes(), recipients=[to] if to else ())
