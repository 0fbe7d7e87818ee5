"""Start-up checks on how messages leave."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from tenants.messaging.services import is_name, names_a_number


@register()
def a_stop_reaches_somebody(**kwargs: Any) -> list[CheckMessage]:
    """«STOP» can't be answered to a sender of letters, unless the text says to which number."""
    if not is_name(settings.SMS_SENDER) or names_a_number(settings.SMS_STOP_TEXT):
        return []
    return [
        Warning(
            f"Nobody can answer «{settings.SMS_STOP_TEXT}» to the sender {settings.SMS_SENDER!r}.",
            id="messaging.W001",
            hint="Write the provider's number into SMS_STOP_TEXT, e.g. «STOP au 36111», or send from a number.",
        )
    ]
