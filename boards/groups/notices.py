"""What a group's members are told: by mail, or in one breath by SMS when they have no address that takes mails.

Each message leads to the member's own page and, for what they did not ask for, has its own way out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.candidates.models import Profile
from boards.candidates.reach import mobile_of
from boards.groups import links
from boards.groups.models import Group, Membership, Post, SharedOffer, Workshop
from boards.groups.times import when_of
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import refusals
from tenants.messaging.enums import Purpose
from tenants.messaging.services import Letter, Text, can_be_answered, queue_emails, queue_texts

LONGEST_IN_AN_SMS = 45


@dataclass(frozen=True)
class Told:
    """Who hears of something, and who has to be told by somebody's voice."""

    by_mail: tuple[Membership, ...] = ()
    by_sms: tuple[Membership, ...] = ()
    untold: tuple[Profile, ...] = ()

    @property
    def count(self) -> int:
        return len(self.by_mail) + len(self.by_sms)


def welcome(memberships: Iterable[Membership]) -> Told:
    """You are in the group now, and this is its page."""
    with override(settings.LANGUAGE_CODE):
        text = _("%(site)s : vous êtes dans le groupe « %(what)s ». Sa page : %(link)s")
    return _write(memberships, "welcome", {}, purpose=Purpose.SERVICE, sms=text)


def new_post(post: Post) -> Told:
    """By mail only: an SMS has no room for advice, which stands on the page."""
    return _write(readers_of(post.group), "post", {"post": post})


def new_offer(shared: SharedOffer) -> Told:
    """By mail only, like advice."""
    return _write(readers_of(shared.group), "offer", {"shared": shared, "offer": shared.offer})


def new_workshop(workshop: Workshop) -> Told:
    """Seats are few: whoever has no e-mail hears of them no later than the others."""
    with override(settings.LANGUAGE_CODE):
        text = _("%(site)s : atelier « %(what)s », %(when)s. Prendre une place : %(link)s")
    return _write(readers_of(workshop.group), "workshop", _about(workshop), sms=text)


def workshop_cancelled(workshop: Workshop, memberships: Sequence[Membership]) -> Told:
    """To those who had a seat, whatever mails they take: they would stand before a closed door."""
    with override(settings.LANGUAGE_CODE):
        text = _("%(site)s : l’atelier « %(what)s » de %(when)s est annulé.")
    return _write(memberships, "workshop_cancelled", _about(workshop), purpose=Purpose.SERVICE, sms=text)


def readers_of(group: Group) -> list[Membership]:
    """Those who take messages of their group."""
    return list(group.memberships.current().filter(quiet_at__isnull=True).select_related("profile", "group__adviser"))


def reached(memberships: Iterable[Membership], *, purpose: Purpose, with_sms: bool) -> Told:
    """By what way each hears of it: mails first, then SMS; without addresses that refuse us. Four queries at most."""
    members = list(memberships)
    mobiles = {one.pk: mobile_of(one.profile) for one in members}
    no_mail = _blocked(Channel.EMAIL, {one.profile.email for one in members if one.profile.email}, purpose)
    no_text = _blocked(Channel.SMS, {number for number in mobiles.values() if number}, purpose)
    with_sms = with_sms and current_tenant().sms_enabled
    by_mail = [one for one in members if one.profile.email and one.profile.email not in no_mail]
    rest = [one for one in members if one not in by_mail]
    by_sms = [one for one in rest if with_sms and mobiles[one.pk] and mobiles[one.pk] not in no_text]
    untold = [one.profile for one in rest if one not in by_sms]
    return Told(tuple(by_mail), tuple(by_sms), tuple(untold))


def _blocked(channel: Channel, addresses: set[str], purpose: Purpose) -> set[str]:
    why = refusals.reasons(channel, addresses)
    return {one for one, reason in why.items() if refusals.blocks(channel=channel, purpose=purpose, reason=reason)}


def _about(workshop: Workshop) -> dict[str, Any]:
    with override(settings.LANGUAGE_CODE):
        return {"workshop": workshop, "when": when_of(workshop.starts_at)}


def _write(
    memberships: Iterable[Membership],
    name: str,
    context: dict[str, Any],
    *,
    purpose: Purpose = Purpose.ALERT,
    sms: str = "",
) -> Told:
    told = reached(memberships, purpose=purpose, with_sms=bool(sms))
    with override(settings.LANGUAGE_CODE):
        queue_emails([_letter(one, name, context, purpose) for one in told.by_mail])
        queue_texts([_text(one, sms, context, purpose) for one in told.by_sms])
    return told


def _letter(member: Membership, name: str, context: dict[str, Any], purpose: Purpose) -> Letter:
    return Letter(
        member.profile.email,
        f"groups/email/{name}",
        {**context, "group": member.group, "profile": member.profile, "group_url": links.member_url(member)},
        subject_ref=f"profile:{member.profile_id}",
        purpose=purpose,
        unsubscribe_url=links.quiet_url(member),
    )


def _text(member: Membership, sms: str, context: dict[str, Any], purpose: Purpose) -> Text:
    tenant, workshop = current_tenant(), context.get("workshop")
    text = sms % {
        "site": tenant.short_name,
        "what": _short(workshop.title if workshop else member.group.name),
        "when": context.get("when", ""),
        "link": links.member_url(member),
    }
    stop = [str(settings.SMS_STOP_TEXT)] if purpose == Purpose.ALERT and can_be_answered(tenant) else []
    return Text(mobile_of(member.profile), " ".join([text, *stop]), purpose, f"profile:{member.profile_id}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_IN_AN_SMS else f"{text[: LONGEST_IN_AN_SMS - 1].rstrip()}…"
