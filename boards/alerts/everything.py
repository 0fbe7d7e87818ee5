"""What a person receives who asks for their data (article 15 of the GDPR): everything that we keep of one address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from boards.alerts.models import Alert, Found, Subscriber
from search import find
from search.engines.protocol import FoundDocument
from tenants.enums import Channel
from tenants.messaging.enums import Purpose
from tenants.messaging.models import Consent, EmailDelivery, Refusal, SmsDelivery

Documents = Mapping[tuple[str, UUID], FoundDocument]


def everything_of(subscriber: Subscriber) -> dict[str, Any]:
    """As a file with French names, in a fixed number of queries."""
    here = {"channel": subscriber.channel, "address": subscriber.address}
    alerts = list(subscriber.alerts.select_related("made_by").prefetch_related("found__telling"))
    documents = find.documents({found.key for alert in alerts for found in alert.found.all()})
    return {
        "adresse": subscriber.address,
        "moyen": subscriber.channel,
        "depuis": subscriber.created_at.isoformat(),
        "dernier_signe": _moment(subscriber.last_sign_at),
        "accords": [_consent(one) for one in Consent.objects.filter(**here)],
        "refus": [{"depuis": _moment(one.since), "raison": one.reason} for one in Refusal.objects.filter(**here)],
        "alertes": [_alert(alert, documents) for alert in alerts],
        "annonces": [
            {"le": _moment(one.created_at), "offres": one.offers, "liens_suivis": one.clicks, "lien": one.code}
            for one in subscriber.tellings.all()
        ],
        "messages": _messages(subscriber),
    }


def _consent(one: Consent) -> dict[str, Any]:
    return {
        "pour": one.purpose,
        "donne_le": _moment(one.given_at),
        "comment": one.how,
        "phrase": one.wording,
        "note_par": one.recorder_label,
        "details": one.detail,
        "retire_le": _moment(one.withdrawn_at),
        "retire_comment": one.withdrawn_how,
    }


def _alert(alert: Alert, documents: Documents) -> dict[str, Any]:
    return {
        "recherche": alert.label,
        "adresse_de_la_recherche": alert.query,
        "metiers": alert.occupation_codes,
        "commune": alert.commune_insee,
        "rythme": alert.frequency,
        "etat": alert.state,
        "demandee_le": _moment(alert.created_at),
        "depuis": _moment(alert.since),
        "creee_par": str(alert.made_by) if alert.made_by else "",
        "derniere_offre_le": _moment(alert.last_found_at),
        "question_posee_le": _moment(alert.asked_at),
        "silence_dit_le": _moment(alert.silence_told_at),
        "arretee_le": _moment(alert.ended_at),
        "arretee_comment": alert.ended_by,
        "offres": [_found(found, documents) for found in alert.found.all()],
    }


def _found(found: Found, documents: Documents) -> dict[str, Any]:
    document = documents.get(found.key)
    return {
        "offre": str(found.offer_id),
        "site": found.offer_schema,
        # Of an offer that is over its message keeps the title.
        "titre": document.title if document else "",
        "en_ligne_depuis": _moment(found.live_since),
        "trouvee_le": _moment(found.created_at),
        "etat": found.state,
        "ecartee_parce_que": found.dropped_because,
        "annonce": found.telling.code if found.telling else "",
        "rang": found.position,
    }


def _messages(subscriber: Subscriber) -> list[dict[str, Any]]:
    """The texts of alerts; of other messages only that they were sent.

    A code opens more than alerts do, and the link to this file may be in a mail that somebody passed on.
    """
    model: type[EmailDelivery] | type[SmsDelivery] = EmailDelivery
    if subscriber.channel == Channel.SMS:
        model = SmsDelivery
    found = model.objects.filter(to=subscriber.address).order_by("created_at")
    return [
        {
            "le": _moment(one.created_at),
            "envoye_le": _moment(one.sent_at),
            "pour": one.purpose,
            "etat": one.state,
            "erreur": one.error,
            **(_words(one) if one.purpose == Purpose.ALERT else {}),
        }
        for one in found
    ]


def _words(one: EmailDelivery | SmsDelivery) -> dict[str, str]:
    subject = {"objet": one.subject} if isinstance(one, EmailDelivery) else {}
    return subject | {"texte": one.text}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
