"""The providers that the settings name."""

from collections.abc import Callable

from django.conf import settings

from tenants.messaging.adapters.brevo import BrevoSms
from tenants.messaging.adapters.email import DjangoMailer
from tenants.messaging.adapters.local import LocalSms
from tenants.messaging.adapters.ovh import OvhSms
from tenants.messaging.adapters.twilio import TwilioSms
from tenants.messaging.ports import EmailPort, SmsPort

PROVIDERS: dict[str, Callable[[], SmsPort]] = {
    "local": LocalSms,
    "twilio": TwilioSms,
    "brevo": BrevoSms,
    "ovh": OvhSms,
}


def mailer() -> EmailPort:
    """A way for e-mail, with a connection of its own."""
    return DjangoMailer()


def sms_provider() -> SmsPort:
    """The provider of SMS. Its client is the caller's to close."""
    return PROVIDERS[settings.SMS_PROVIDER]()
