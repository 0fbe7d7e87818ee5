"""Writing to somebody who is followed: by mail, by SMS, or both, as far as they can be reached and want to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from boards.candidates.models import Profile
from boards.followup.enums import ProposedHow
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import refusals
from tenants.messaging.enums import Purpose
from tenants.messaging.numbers import NotAMobile, parse_mobile
from tenants.messaging.services import Letter, Text, queue_emails, queue_texts


@dataclass(frozen=True)
class Message:
    """What is said to one person. template: of the mail; sms: one breath; both: by both ways when there are two."""

    profile: Profile
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    sms: str = ""
    ref: str = ""
    calendar: str = ""
    both: bool = False


@dataclass(frozen=True)
class Reach:
    """How somebody can be written to; neither: by voice only."""

    email: str = ""
    mobile: str = ""

    @property
    def way(self) -> ProposedHow | None:
        """The one way that is taken when one is enough."""
        return ProposedHow.EMAIL if self.email else ProposedHow.SMS if self.mobile else None


def reaches_of(profiles: Iterable[Profile]) -> dict[Any, Reach]:
    """By the profile's id, without addresses that refuse us. Two queries however many there are."""
    people = list(profiles)
    mobiles = {one.pk: number for one in people if (number := mobile_of(one))}
    no_mail = refusals.reasons(Channel.EMAIL, {one.email for one in people if one.email})
    no_text = refusals.reasons(Channel.SMS, set(mobiles.values()))
    with_sms = current_tenant().sms_enabled
    return {
        one.pk: Reach(
            email=one.email if one.email and one.email not in no_mail else "",
            mobile=number if with_sms and (number := mobiles.get(one.pk, "")) not in no_text else "",
        )
        for one in people
    }


def mobile_of(profile: Profile) -> str:
    """Their number when an SMS reaches it, else ''."""
    try:
        return parse_mobile(profile.phone) if profile.phone else ""
    except NotAMobile:
        return ""


def tell(messages: Iterable[Message]) -> dict[Any, ProposedHow]:
    """Queue messages in the caller's transaction; by what way each person is told, by the profile's id.

    The caller has chosen the language: texts that are sent are built under override(settings.LANGUAGE_CODE).
    """
    queued = list(messages)
    reaches = reaches_of(message.profile for message in queued)
    letters, texts, told = [], [], {}
    for message in queued:
        reach = reaches[message.profile.pk]
        if reach.way is None:
            continue
        told[message.profile.pk] = reach.way
        if reach.email:
            context = {"profile": message.profile, **message.context}
            letters.append(Letter(reach.email, message.template, context, message.ref, calendar=message.calendar))
        if reach.mobile and message.sms and (message.both or not reach.email):
            texts.append(Text(reach.mobile, message.sms, Purpose.SERVICE, message.ref))
    if letters:
        queue_emails(letters)
    if texts:
        queue_texts(texts)
    return told
