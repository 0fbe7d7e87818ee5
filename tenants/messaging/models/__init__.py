from tenants.messaging.enums import DeliveryState
from tenants.messaging.models.cap_alarm import CapAlarm
from tenants.messaging.models.consent import Consent
from tenants.messaging.models.email import EmailDelivery
from tenants.messaging.models.forgotten import ForgottenRefusal
from tenants.messaging.models.inbound import InboundEmail
from tenants.messaging.models.refusal import Refusal
from tenants.messaging.models.sms import SmsDelivery

__all__ = [
    "CapAlarm",
    "Consent",
    "DeliveryState",
    "EmailDelivery",
    "ForgottenRefusal",
    "InboundEmail",
    "Refusal",
    "SmsDelivery",
]
