"""What is said to a person about their application: by e-mail where they gave one, else by SMS within the caps.

The site's language and nothing that a stranger typed: a public form must not carry words into somebody's letter box.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.applications.contact import is_mobile
from boards.applications.links import add_url, follow_url, short_url
from boards.applications.models import Addition, Application
from boards.applications.models.addition import WAITS_FOR
from boards.offers.models import Offer
from tenants import tallies
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.enums import Purpose
from tenants.messaging.refusals import refused
from tenants.messaging.services import Letter, Text, queue_emails, queue_texts

#: To one number in a day, over all tenants: somebody else's number must not be a way to spend or to molest.
MAX_SMS_PER_NUMBER_A_DAY = 3
LONGEST_TITLE_IN_AN_SMS = 40


def acknowledge(application: Application, *, again: bool) -> bool:
    """At once: it has arrived, and this is how one follows it. again: they had applied before.

    Returns whether anything was sent: a landline gets no message, and SMS have caps.
    """
    offer = application.offer
    with override(settings.LANGUAGE_CODE):
        return _send(
            [application],
            template="received",
            context=lambda one: {"again": again},
            text=_("%(site)s : candidature reçue (%(title)s). La suivre : %(link)s")
            if not again
            else _("%(site)s : vous aviez déjà postulé (%(title)s), c’est noté. La suivre : %(link)s"),
            offer=offer,
        )


def ask_to_add(addition: Addition) -> bool:
    """Somebody has written again from elsewhere: was it they? Returns whether anything was sent."""
    with override(settings.LANGUAGE_CODE):
        return _send(
            [addition.application],
            template="again",
            context=lambda one: {"add_url": add_url(addition), "days": WAITS_FOR.days},
            text=_("%(site)s : vous avez de nouveau écrit (%(title)s) ? Ajouter : %(link)s"),
            offer=addition.application.offer,
            link=lambda one: add_url(addition),
        )


def is_reached(*, email: str, phone: str) -> bool:
    """Whether messages of ours get there: what is typed and the tenant decide, nothing that is kept about somebody."""
    return bool(email) or (is_mobile(phone) and caps.tenant_left(Channel.SMS) > 0)


def tell_answered(applications: Iterable[Application], *, offer: Offer) -> None:
    """An answer has come: its words by e-mail, that it is there by SMS."""
    with override(settings.LANGUAGE_CODE):
        _send(
            applications,
            template="answered",
            context=lambda one: {"answer": one.answer_text},
            text=_("%(site)s : une réponse à votre candidature (%(title)s). La lire : %(link)s"),
            offer=offer,
        )


def ask_to_agree(application: Application) -> None:
    """An adviser has proposed somebody: may the employer know who they are?"""
    with override(settings.LANGUAGE_CODE):
        _send(
            [application],
            template="agree",
            context=lambda one: {},
            text=_("%(site)s : votre conseiller vous propose pour « %(title)s ». D’accord ? %(link)s"),
            offer=application.offer,
        )


def _send(
    applications: Iterable[Application], *, template: str, context: Any, text: str, offer: Offer, link: Any = short_url
) -> bool:
    letters, texts = [], []
    tenant, room = current_tenant(), None
    for one in applications:
        email, phone = address_of(one), number_of(one)
        if email:
            about = {"offer": offer, "employer": offer.employer, "follow_url": follow_url(one), **context(one)}
            letters.append(Letter(email, f"applications/email/{template}", about, one.ref))
        elif is_mobile(phone):
            room = caps.tenant_left(Channel.SMS) if room is None else room
            if room <= 0 or refused(Channel.SMS, [phone]):
                continue
            if not tallies.take("applications.sms", phone, most=MAX_SMS_PER_NUMBER_A_DAY):
                continue
            room -= 1
            values = {"site": tenant.short_name, "title": _short(offer.title), "link": link(one)}
            texts.append(Text(phone, text % values, Purpose.SERVICE, one.ref))
    if letters:
        queue_emails(letters)
    if texts:
        queue_texts(texts)
    return bool(letters or texts)


def address_of(application: Application) -> str:
    """Where mails reach the person: as they typed it, or as their profile has it."""
    return application.email or (application.profile.email if application.profile else "")


def number_of(application: Application) -> str:
    return application.phone or (application.profile.phone if application.profile else "")


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE_IN_AN_SMS else f"{title[: LONGEST_TITLE_IN_AN_SMS - 1].rstrip()}…"
