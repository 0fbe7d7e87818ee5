"""Leaving a search with us: an address, a rhythm, and a yes from whoever has the address."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.alerts import consents
from boards.alerts.enums import AlertState, ConsentHow
from boards.alerts.links import confirm_url
from boards.alerts.models import Alert, Subscriber
from boards.alerts.models.alert import MOST_A_SUBSCRIBER
from boards.alerts.searches import Wanted, wanted_of
from boards.alerts.services.counting import count_waiting
from boards.codes.limits import TooMany
from boards.codes.models import CODE_GOOD_FOR
from boards.codes.services import CodeCheck, check_code, send_code
from boards.finding.places import UnknownPlace
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.enums import AlertFrequency, Channel
from tenants.messaging import caps, refusals
from tenants.messaging.enums import Purpose
from tenants.messaging.services import queue_email, queue_sms


@dataclass(frozen=True)
class Contact:
    """Where somebody is reached: a lower-case e-mail address, or a number in E.164."""

    channel: Channel
    address: str


@transaction.atomic
def ask_for_alert(
    *, wanted: Wanted, contact: Contact, frequency: AlertFrequency, visitor: str, by: User | None = None
) -> Alert:
    """Keep a search, and send its address a code. The same answer for every address, known or not.

    Somebody signed in with that very address has shown that it is theirs: no code, the alert begins.

    Raises:
        boards.codes.limits.TooMany: too many codes to this address or from this visitor.
        ValidationError: the tenant offers no such rhythm, or no SMS.
    """
    require_offered(contact=contact, frequency=frequency)
    subscriber = locked_subscriber(contact)
    alert = alert_of(subscriber, wanted, frequency=frequency)
    if by is not None and contact == Contact(Channel.EMAIL, by.email):
        return begin(alert=alert, frequency=frequency, how=ConsentHow.ACCOUNT, by=by)
    send_confirmation(alert=alert, frequency=frequency, visitor=visitor)
    return alert


def send_confirmation(*, alert: Alert, frequency: AlertFrequency, visitor: str) -> None:
    """A code, and in an e-mail a link too. Raises TooMany, by SMS also when the tenant has none left today."""
    subscriber = alert.subscriber
    minutes = int(CODE_GOOD_FOR.total_seconds() // 60)

    def by_email(digits: str) -> None:
        # Nothing that was typed: a public form must not carry a stranger's words into somebody's letter box.
        context = {"code": digits, "minutes": minutes, "link": confirm_url(alert, frequency)}
        queue_email(
            to=subscriber.address,
            template="alerts/email/confirm",
            context=context,
            subject_ref=f"alert:{alert.pk}",
            purpose=Purpose.CODE,
        )

    def by_sms(digits: str) -> None:
        if caps.tenant_left(Channel.SMS) <= 0:
            # It would be queued, and never leave: said at once, not waited for.
            raise TooMany(_minutes_until_tomorrow())
        text = _("%(code)s est votre code pour recevoir des offres de %(site)s. Il vaut %(minutes)s minutes.")
        values = {"code": digits, "site": current_tenant().short_name, "minutes": minutes}
        queue_sms(
            to=subscriber.address,
            text=text % values,
            purpose=Purpose.CODE,
            subject_ref=f"alert:{alert.pk}",
        )

    send_code(
        subject=alert.code_subject(frequency),
        channel=Channel(subscriber.channel),
        address=subscriber.address,
        visitor=visitor,
        deliver=by_email if subscriber.channel == Channel.EMAIL else by_sms,
    )


def _minutes_until_tomorrow() -> int:
    left = caps.tomorrow_of(current_tenant()) - timezone.now()
    return int(left.total_seconds() // 60) + 1


@transaction.atomic
def confirm_by_code(*, alert: Alert, frequency: AlertFrequency, digits: str) -> CodeCheck:
    """Begin an alert when the digits are those that were sent to its address."""
    result, _code = check_code(subject=alert.code_subject(frequency), digits=digits)
    if result is CodeCheck.RIGHT:
        begin(alert=alert, frequency=frequency, how=ConsentHow.CODE)
    return result


@transaction.atomic
def begin(
    *, alert: Alert, frequency: AlertFrequency, how: ConsentHow, by: User | None = None, detail: str = ""
) -> Alert:
    """Somebody said yes: keep the proof, and look out from now on. Safe to repeat: a second yes changes the rhythm.

    Raises:
        ValidationError: the address has as many alerts as we keep for one, or the alert has ended or was erased.
    """
    alert = locked_alert(alert)
    subscriber = alert.subscriber
    if alert.state == AlertState.ENDED:
        raise ValidationError(_("Cette alerte a été arrêtée : refaites la recherche pour en créer une autre."))
    others = subscriber.alerts.open().exclude(pk=alert.pk).count()
    if others >= MOST_A_SUBSCRIBER:
        raise ValidationError(
            _("Vous avez déjà %(n)s alertes : arrêtez-en une avant d’en ajouter.") % {"n": MOST_A_SUBSCRIBER}
        )
    now = timezone.now()
    alert.search_key = keep_search(alert)
    if alert.state == AlertState.WAITING:
        consents.record(subscriber=subscriber, how=how, by=by, detail=detail)
        if how not in ConsentHow.witnessed():
            # They asked again: an earlier STOP is over. Only they can say so, an adviser can't.
            refusals.lift(channel=Channel(subscriber.channel), address=subscriber.address)
        audit.record("alert.begun", target=alert, by=by, detail={"how": how})
        alert.since = now
    elif alert.state == AlertState.PAUSED:
        # As somebody resumes it: what came during the pause is no news.
        alert.since = now
    alert.state, alert.frequency = AlertState.ACTIVE, frequency
    alert.save(update_fields=["state", "frequency", "since", "search_key", "updated_at"])
    subscriber.last_sign_at = now
    subscriber.save(update_fields=["last_sign_at", "updated_at"])
    count_waiting(keys=[alert.search_key])
    return alert


def keep_search(alert: Alert) -> str:
    """Put an alert's search among the saved ones, as it is understood today. Returns its key.

    Raises:
        ValidationError: its place is no place any more.
    """
    try:
        return wanted_of(alert.query, tenant=current_tenant()).keep()
    except UnknownPlace as problem:
        raise ValidationError(problem.message) from problem


def require_offered(*, contact: Contact, frequency: AlertFrequency) -> None:
    """Raise ValidationError for a rhythm or a channel that this tenant doesn't offer (any more)."""
    tenant = current_tenant()
    if frequency not in tenant.alert_frequencies:
        raise ValidationError(_("Ce site ne propose plus ce rythme : choisissez-en un autre."), code="frequency")
    if contact.channel == Channel.SMS and not tenant.sms_enabled:
        raise ValidationError(_("Ce site n’envoie pas de SMS : donnez une adresse e-mail."), code="channel")


def locked_subscriber(contact: Contact) -> Subscriber:
    """The row of an address, locked: two presses at once are one after the other."""
    while True:
        subscriber, _made = Subscriber.objects.get_or_create(channel=contact.channel, address=contact.address)
        # Erased between the two: made anew.
        if locked := Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first():
            return locked


def _make_room(subscriber: Subscriber) -> None:
    """What waits to be confirmed is as little as what may run: the oldest is forgotten for the newest."""
    waiting = subscriber.alerts.filter(state=AlertState.WAITING).order_by("-created_at", "-pk")
    Alert.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[MOST_A_SUBSCRIBER - 1 :])).delete()


def locked_alert(alert: Alert) -> Alert:
    """With its subscriber, as those who tell lock them: nobody is told in the middle of a change.

    Raises:
        ValidationError: it was erased meanwhile.
    """
    Subscriber.objects.select_for_update().filter(pk=alert.subscriber_id).first()
    locked = Alert.objects.select_for_update(of=("self",)).select_related("subscriber").filter(pk=alert.pk).first()
    if locked is None:
        raise ValidationError(_("Cette alerte a été effacée."))
    return locked


def alert_of(subscriber: Subscriber, wanted: Wanted, *, frequency: AlertFrequency) -> Alert:
    """The alert of a search, made once; one that runs keeps its rhythm until the new one is confirmed."""
    key = wanted.key
    alert = Alert.objects.filter(subscriber=subscriber, search_key=key).exclude(state=AlertState.ENDED).first()
    if alert is None:
        alert = Alert(subscriber=subscriber, search_key=key, frequency=frequency)
        _make_room(subscriber)
    elif alert.state != AlertState.WAITING:
        # Nobody has confirmed anything yet: what runs keeps the words that its person chose.
        return alert
    alert.query, alert.label = wanted.query, wanted.label
    alert.occupation_codes, alert.commune_insee = wanted.occupation_codes, wanted.commune_insee
    alert.save()
    return alert
