"""An adviser leaves a search for somebody who said yes before them."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.alerts import notices
from boards.alerts.enums import ConsentHow, EndedBy
from boards.alerts.models import Alert, Subscriber
from boards.alerts.models.alert import MOST_A_SUBSCRIBER
from boards.alerts.searches import Wanted
from boards.alerts.services import managing
from boards.alerts.services.subscribing import Contact, alert_of, begin, locked_subscriber, require_offered
from boards.offers.policies import require_staff
from tenants.enums import AlertFrequency, Channel
from tenants.messaging import refusals
from tenants.messaging.enums import RefusalReason
from tenants.messaging.services import queue_emails, queue_texts


@dataclass(frozen=True)
class Witnessed:
    """How somebody said yes before an adviser, and what the adviser noted of it."""

    how: ConsentHow
    note: str = ""


@transaction.atomic
def make_for(*, wanted: Wanted, contact: Contact, frequency: AlertFrequency, consent: Witnessed, by: User) -> Alert:
    """Begin an alert for somebody at once, keep the proof under the adviser's name, and write to them that it is there.

    Raises:
        PermissionDenied: `by` is no staff.
        ValidationError: the address said no, or has this alert or as many as we keep; no such rhythm or channel here.
    """
    require_staff(by=by)
    require_offered(contact=contact, frequency=frequency)
    if consent.how not in ConsentHow.witnessed():
        raise ValidationError(_("Dites comment la personne a donné son accord."), code="how")
    _require_willing(contact)
    subscriber = locked_subscriber(contact)
    _require_room(subscriber, wanted)
    alert = alert_of(subscriber, wanted, frequency=frequency)
    alert.made_by = by
    alert.save(update_fields=["made_by", "updated_at"])
    # The sentence that was read out is French, whatever the adviser reads the site in.
    with override(settings.LANGUAGE_CODE):
        alert = begin(alert=alert, frequency=frequency, how=consent.how, by=by, detail=consent.note)
    _write_to(alert)
    return alert


@transaction.atomic
def end_for(*, subscriber: Subscriber, alert: Alert | None = None, by: User) -> list[Alert]:
    """End one alert of somebody who asked for it at the counter, or all of them. Raises PermissionDenied."""
    require_staff(by=by)
    if alert is None:
        return managing.end_all(subscriber=subscriber, how=EndedBy.STAFF, by=by)
    return managing.end(alerts=[alert.pk], subscriber=subscriber, how=EndedBy.STAFF, by=by)


def _require_willing(contact: Contact) -> None:
    """A no is taken back by whoever said it: they sign up themselves, and confirm."""
    reason = refusals.reasons(contact.channel, [contact.address]).get(contact.address)
    if reason == RefusalReason.BOUNCE:
        raise ValidationError(
            _(
                "Nos messages à cette adresse reviennent : vérifiez-la avec la personne. Si elle fonctionne à nouveau, "
                "la personne laisse elle-même sa recherche sur le site et la confirme."
            ),
            code="refused",
        )
    if reason is not None:
        raise ValidationError(
            _(
                "Cette adresse nous a demandé de ne plus lui écrire. Seule la personne peut y revenir : elle laisse "
                "elle-même sa recherche sur le site et la confirme."
            ),
            code="refused",
        )


def _require_room(subscriber: Subscriber, wanted: Wanted) -> None:
    """The same limits as for people themselves, in words for the adviser."""
    theirs = list(subscriber.alerts.open().values_list("search_key", flat=True))
    if wanted.key in theirs:
        raise ValidationError(_("Cette personne a déjà une alerte pour cette recherche."), code="duplicate")
    if len(theirs) >= MOST_A_SUBSCRIBER:
        raise ValidationError(
            _("Cette personne a déjà %(n)s alertes : arrêtez-en une avant d’en ajouter.") % {"n": MOST_A_SUBSCRIBER},
            code="full",
        )


def _write_to(alert: Alert) -> None:
    """In the site's language, whatever the adviser reads."""
    with override(settings.LANGUAGE_CODE):
        if alert.subscriber.channel == Channel.SMS:
            queue_texts([notices.made_for_you_sms(alert)])
        else:
            queue_emails([notices.made_for_you_email(alert)])
