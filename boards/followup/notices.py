"""What somebody is told of an appointment, an offer, a shortlist: by mail with all of it, by SMS in one breath."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.candidates.models import Profile
from boards.followup import calendars, links
from boards.followup.enums import Way
from boards.followup.hours import here
from boards.followup.models import Appointment, Pick
from boards.followup.telling import Message, tell
from boards.offers.models import Offer
from boards.offers.wording import facts_line
from tenants.context import current_tenant
from themes import moments

LONGEST_IN_AN_SMS = 45


def when_of(moment: datetime) -> str:
    """«mardi 4 mai à 14 h 30», by the tenant's clock."""
    return moments.at(here(moment))


def where_of(appointment: Appointment) -> str:
    """In words: the place, «par téléphone, au …», the link of the video."""
    if appointment.way == Way.PHONE:
        return (
            _("par téléphone, au %(number)s") % {"number": appointment.where}
            if appointment.where
            else _("par téléphone")
        )
    return appointment.where or str(Way(appointment.way).label)


def appointment_asked(appointment: Appointment) -> None:
    _appointment(appointment, "asked")


def appointment_moved(appointment: Appointment) -> None:
    _appointment(appointment, "moved")


def appointment_cancelled(appointment: Appointment) -> None:
    _appointment(appointment, "cancelled", method=calendars.CANCEL)


def appointment_tomorrow(appointment: Appointment) -> None:
    _appointment(appointment, "reminder", with_calendar=False)


def offer_proposed(offer: Offer, people: list[Profile], *, words: str) -> dict[object, object]:
    """One offer to several people; by what way each is told."""
    tenant = current_tenant()
    with override(settings.LANGUAGE_CODE):
        url = f"{tenant.base_url}{offer.get_absolute_url()}"
        text = _("%(site)s : une offre pour vous, %(title)s%(where)s. %(link)s") % {
            "site": tenant.short_name,
            "title": _short(offer.title),
            "where": f" ({offer.commune_name})" if offer.commune_name else "",
            "link": url,
        }
        context = {"offer": offer, "facts": facts_line(offer), "offer_url": url, "words": words}
        return dict(
            tell(Message(one, "followup/email/proposed", context, text, ref=f"profile:{one.pk}") for one in people)
        )


def agreement_asked(picks: list[Pick]) -> dict[object, object]:
    """May this employer know who you are? One message each."""
    tenant = current_tenant()
    with override(settings.LANGUAGE_CODE):
        messages = []
        for pick in picks:
            offer, url = pick.shortlist.offer, links.agree_url(pick.pk)
            text = _("%(site)s : votre conseiller vous propose à un employeur (%(title)s). D’accord ? %(link)s") % {
                "site": tenant.short_name,
                "title": _short(offer.title),
                "link": url,
            }
            context = {"offer": offer, "employer": offer.employer, "sentence": pick.sentence, "agree_url": url}
            messages.append(
                Message(pick.profile, "followup/email/agree", context, text, ref=f"profile:{pick.profile_id}")
            )
        return dict(tell(messages))


def _sms(name: str) -> str:
    """The same in one breath, by the name of the mail."""
    return {
        "asked": _("%(site)s : rendez-vous %(when)s, %(where)s. Répondre : %(link)s"),
        "moved": _("%(site)s : rendez-vous déplacé, %(when)s, %(where)s. Répondre : %(link)s"),
        "cancelled": _("%(site)s : le rendez-vous de %(when)s est annulé. Nous revenons vers vous."),
        "reminder": _("%(site)s, rappel : rendez-vous %(when)s, %(where)s. Un empêchement ? %(link)s"),
    }[name]


def _appointment(
    appointment: Appointment, name: str, *, method: str = calendars.REQUEST, with_calendar: bool = True
) -> None:
    tenant = current_tenant()
    with override(settings.LANGUAGE_CODE):
        url, when, where = links.appointment_url(appointment.pk), when_of(appointment.starts_at), where_of(appointment)
        values = {"site": tenant.short_name, "when": when, "where": _short(where), "link": url}
        tell(
            [
                Message(
                    appointment.profile,
                    f"followup/email/{name}",
                    {"appointment": appointment, "when": when, "where": where, "appointment_url": url},
                    _sms(name) % values,
                    ref=f"profile:{appointment.profile_id}",
                    calendar=calendars.invitation(appointment, method=method) if with_calendar else "",
                    both=True,
                )
            ]
        )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_IN_AN_SMS else f"{text[: LONGEST_IN_AN_SMS - 1].rstrip()}…"
