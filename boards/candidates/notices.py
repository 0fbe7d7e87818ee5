"""What is written to somebody about their profile: do you still look, it is about to go, here is your code."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.candidates.freshness import freshness_of
from boards.candidates.links import receive_url, still_url
from boards.candidates.models import Profile
from boards.candidates.models.profile import KEPT_FOR, PAUSED_AFTER
from boards.candidates.reach import reach_of
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging.enums import Purpose
from tenants.messaging.services import Letter, Text, can_be_answered, queue_emails, queue_texts
from themes import moments


def subject_ref(profile: Profile) -> str:
    """How deliveries name a profile."""
    return f"profile:{profile.pk}"


def still_looking_email(profile: Profile) -> Letter:
    """The question, and one button; what happens without an answer."""
    context = {
        "still_url": still_url(profile),
        "freshness": freshness_of(profile.confirmed_at).words,
        "day": timezone.localdate(profile.confirmed_at + PAUSED_AFTER),
        "name": profile.name,
    }
    return _letter(profile, "candidates/email/still_looking", context)


def still_looking_sms(profile: Profile) -> Text:
    """The same in one breath."""
    values = {"site": current_tenant().short_name, "link": still_url(profile)}
    return _text(profile, _("%(site)s : cherchez-vous toujours un emploi ? Répondez ici : %(link)s") % values)


def about_to_go_email(profile: Profile) -> Letter:
    """Two years without a word: what will be erased, when, and how to keep it."""
    context = {"still_url": still_url(profile), "day": erased_on(profile), "name": profile.name}
    return _letter(profile, "candidates/email/about_to_go", context)


def about_to_go_sms(profile: Profile) -> Text:
    """The same, short."""
    values = {
        "site": current_tenant().short_name,
        "day": moments.day_month(erased_on(profile)),
        "link": still_url(profile),
    }
    return _text(
        profile,
        _("%(site)s : sans nouvelles de vous, votre profil sera effacé le %(day)s. Le garder : %(link)s") % values,
    )


def code_sms(profile: Profile, code: str) -> Text:
    """The code that hands a profile over, and where to type it. Asked for at the counter: it leaves like a code."""
    values = {"site": current_tenant().short_name, "code": code, "link": receive_url()}
    text = _("%(site)s : votre profil vous attend. Code %(code)s, à saisir dans les 30 jours sur %(link)s") % values
    return Text(to=profile.phone, text=text, purpose=Purpose.CODE, subject_ref=subject_ref(profile))


def erased_on(profile: Profile) -> date:
    """The day on which nothing of the person will be left, by the tenant's calendar."""
    return timezone.localdate(profile.last_contact_at + KEPT_FOR)


def write_to(
    profiles: list[Profile], *, email: Callable[[Profile], Letter], sms: Callable[[Profile], Text]
) -> list[Profile]:
    """Queue one message to each whom one reaches, in French whatever is current. Returns those."""
    reached = [(profile, reach) for profile in profiles if (reach := reach_of(profile)) is not None]
    with override(settings.LANGUAGE_CODE):
        queue_emails([email(profile) for profile, reach in reached if reach.channel == Channel.EMAIL])
        queue_texts([sms(profile) for profile, reach in reached if reach.channel == Channel.SMS])
    return [profile for profile, _reach in reached]


def _letter(profile: Profile, template: str, context: dict[str, object]) -> Letter:
    return Letter(profile.email, template, context, subject_ref=subject_ref(profile))


def _text(profile: Profile, text: str) -> Text:
    stop = [str(settings.SMS_STOP_TEXT)] if can_be_answered(current_tenant()) else []
    return Text(profile.phone, " ".join([text, *stop]), Purpose.SERVICE, subject_ref(profile))
