"""How somebody is reached: by e-mail when they have one, else by SMS, else by nobody's machine."""

from dataclasses import dataclass

from boards.candidates.models import Profile
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.numbers import NotAMobile, parse_mobile


@dataclass(frozen=True)
class Reach:
    """An address in lower case, or a mobile in E.164."""

    channel: Channel
    address: str


def reach_of(profile: Profile) -> Reach | None:
    """Where to write to; None for who has neither, and for a landline."""
    if profile.email:
        return Reach(Channel.EMAIL, profile.email)
    if mobile := mobile_of(profile):
        return Reach(Channel.SMS, mobile) if current_tenant().sms_enabled else None
    return None


def mobile_of(profile: Profile) -> str:
    """The profile's number when an SMS reaches it; '' otherwise."""
    if not profile.phone:
        return ""
    try:
        return parse_mobile(profile.phone)
    except NotAMobile:
        return ""
