"""The providers that the settings name."""

from django.conf import settings

from tenants.messaging.adapters.email import DjangoMailer
from tenants.messaging.adapters.local import LocalSms
from tenants.messaging.ports import EmailPort, SmsPort


def mailer() -> EmailPort:
    """A way for e-mail, with a connection of its own."""
    return DjangoMailer()


def sms_provider() -> SmsPort:
    """The provider of SMS. Its client is the caller's to close."""
    return PROVIDERS[settings.SMS_PROVIDER]()


PROVIDERS: dict[str, type[SmsPort]] = {"local": LocalSms}
