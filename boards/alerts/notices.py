"""What is said to a subscriber beside offers: do you still look, nothing was found, an adviser made this for you."""

from django.utils.translation import gettext as _

from boards.alerts.letters import how_to_stop
from boards.alerts.links import end_url, keep_url, manage_url, short_link
from boards.alerts.models import Alert, Subscriber, Telling
from boards.alerts.models.telling import new_code
from boards.alerts.searches import asked_of
from boards.alerts.wording import rhythm
from boards.finding.advice import Advice, neighbouring_occupations, smaller_questions
from boards.finding.scope import scope_of
from search.criteria import RADIUS_STEPS_KM
from tenants.context import current_tenant
from tenants.messaging.enums import Purpose
from tenants.messaging.services import Letter, Text
from themes import moments

MOST_ADVICE = 5


def still_looking_email(subscriber: Subscriber) -> Letter:
    """The question, and one button."""
    alerts = list(subscriber.alerts.open())
    return _letter(
        subscriber,
        alerts,
        template="alerts/email/still_looking",
        context={"keep_url": keep_url(subscriber), "alerts": alerts, "day": alerts[0].ends_on if alerts else ""},
    )


def still_looking_sms(subscriber: Subscriber) -> Text:
    """The same in one breath."""
    alerts = list(subscriber.alerts.open())
    day = moments.day_month(alerts[0].ends_on) if alerts else ""
    return _text(
        subscriber,
        _("%(site)s : cherchez-vous encore ? Sans réponse, plus d’alerte après le %(day)s. Oui : %(link)s")
        % {"site": current_tenant().short_name, "day": day, "link": _short(subscriber)},
    )


def nothing_yet_email(subscriber: Subscriber, alerts: list[Alert]) -> Letter:
    """Which searches found nothing, and for each what to try instead."""
    parts = [{"label": alert.label, "advice": wider(alert)} for alert in alerts]
    return _letter(subscriber, alerts, template="alerts/email/nothing_yet", context={"parts": parts})


def nothing_yet_sms(subscriber: Subscriber) -> Text:
    """That nothing came, and where to look wider."""
    return _text(
        subscriber,
        _("%(site)s : rien encore pour votre recherche. Nous continuons. Pour l’élargir : %(link)s")
        % {"site": current_tenant().short_name, "link": _short(subscriber)},
    )


def made_for_you_email(alert: Alert) -> Letter:
    """An adviser made an alert together with this person: what it is, and how to stop it."""
    return _letter(
        alert.subscriber,
        [alert],
        template="alerts/email/made_for_you",
        context={"alert": alert, "rhythm": rhythm(alert.frequency), "adviser": str(alert.made_by or "")},
    )


def made_for_you_sms(alert: Alert) -> Text:
    """The same, short."""
    return _text(
        alert.subscriber,
        _("%(site)s : votre conseiller a créé avec vous une alerte (%(label)s). La changer : %(link)s")
        % {"site": current_tenant().short_name, "label": alert.label, "link": _short(alert.subscriber)},
    )


def wider(alert: Alert) -> list[Advice]:
    """Searches that ask for less than an alert does: further around, fewer filters, occupations of the same field."""
    tenant, asked = current_tenant(), asked_of(alert.query)
    found = []
    further = [km for km in RADIUS_STEPS_KM if km > asked.radius_km]
    if asked.place and further:
        found.append(Advice(_("Chercher jusqu’à %(km)s km") % {"km": further[0]}, asked.but(radius_km=further[0]).url))
    found += smaller_questions(asked)
    found += neighbouring_occupations(asked, scope=scope_of(tenant))
    return [Advice(one.label, f"{tenant.base_url}{one.url}", one.count) for one in found[:MOST_ADVICE]]


def _short(subscriber: Subscriber) -> str:
    """To the subscriber's own page, in a link that an SMS has room for. Following it is a sign of life."""
    telling = Telling.objects.create(subscriber=subscriber, code=new_code(), offers=0)
    return short_link(telling.code, tenant=current_tenant())


def _letter(subscriber: Subscriber, alerts: list[Alert], *, template: str, context: dict[str, object]) -> Letter:
    tenant = current_tenant()
    stop = end_url(subscriber, alerts, tenant=tenant)
    links = {"manage_url": manage_url(subscriber, tenant=tenant), "unsubscribe_url": stop}
    return Letter(
        to=subscriber.address,
        template=template,
        context={**context, **links},
        subject_ref=f"subscriber:{subscriber.pk}",
        purpose=Purpose.ALERT,
        unsubscribe_url=stop,
    )


def _text(subscriber: Subscriber, text: str) -> Text:
    return Text(
        to=subscriber.address,
        text=" ".join([text, *how_to_stop(current_tenant())]),
        purpose=Purpose.ALERT,
        subject_ref=f"subscriber:{subscriber.pk}",
    )
