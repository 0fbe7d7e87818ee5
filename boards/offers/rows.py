"""Offers as rows of the workspace's tables."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext_lazy

from boards.offers import law, selectors, wording
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.models.offer import REMIND_BEFORE
from themes import moments

_TONES = {
    OfferState.LIVE: "good",
    OfferState.MODERATION: "warn",
    OfferState.REFUSED: "bad",
    OfferState.EXPIRED: "bad",
}


@dataclass(frozen=True)
class Moves:
    """What may be done with an offer now."""

    edit: bool
    publish: bool
    renew: bool
    close: bool


def moves_of(offer: Offer) -> Moves:
    """The buttons of an offer's page; the services check again."""
    state = OfferState(offer.state)
    was_withdrawn = state in (OfferState.WITHDRAWN, OfferState.EXPIRED)
    return Moves(
        edit=state in OfferState.editable_states(),
        publish=state in (OfferState.DRAFT, OfferState.REFUSED) or (was_withdrawn and offer.published_at is None),
        renew=state in OfferState.renewable_states() and offer.published_at is not None,
        close=state in OfferState.closable_states(),
    )


def own_row(offer: Offer) -> dict[str, Any]:
    """One line of «Mes offres» for components/table.html; `offer` has the figures of `selectors.with_figures`."""
    url = reverse("offers:own_offer", kwargs={"pk": offer.pk})
    return {
        "action": {**_next_action(offer, url), "primary": _is_urgent(offer)},
        "cells": [
            {"value": offer.title, "url": url, "note": wording.contract_label(offer)},
            {"value": offer.employer.name, "note": offer.commune_name},
            _state_cell(offer),
            {"value": freshness(offer), "label": _("À confirmer")},
            {"value": getattr(offer, "views", "–"), "number": True, "label": _("Vues")},
            {"value": getattr(offer, "clicks", "–"), "number": True, "label": _("Clics")},
        ],
    }


def queue_row(offer: Offer) -> dict[str, Any]:
    """One line of the queue, with what should make an adviser look twice."""
    barred, annotated = len(law.barring(offer)), vars(offer)
    marks = [
        _("première offre de cet employeur") if annotated["is_first"] else "",
        _("déjà en ligne ?") if annotated["is_double"] else "",
        _("salaire sous le SMIC") if selectors.below_floor(offer) else "",
        _("salaire non précisé") if offer.salary is None else "",
    ]
    url = reverse("offers:read", kwargs={"pk": offer.pk})
    found = _("%d formulation à corriger") % barred if barred == 1 else _("%d formulations à corriger") % barred
    return {
        "action": {"label": _("Relire"), "url": url, "primary": False},
        "cells": [
            {"value": offer.title, "url": url, "note": " · ".join(mark for mark in marks if mark)},
            {"value": offer.employer.name, "note": offer.commune_name},
            {"value": found if barred else _("rien à signaler"), "tag": True, "tone": "bad" if barred else "good"},
            {"value": waiting_label(offer), "label": _("Reçue")},
        ],
    }


def staff_row(offer: Offer) -> dict[str, Any]:
    """One line of all the tenant's offers."""
    waits = offer.state == OfferState.MODERATION
    url = reverse("offers:read" if waits else "offers:own_offer", kwargs={"pk": offer.pk})
    published = moments.short_day(timezone.localtime(offer.published_at)) if offer.published_at else "–"
    return {
        "action": {"label": _("Relire") if waits else _("Ouvrir"), "url": url, "primary": False},
        "cells": [
            {"value": offer.title, "url": url, "note": wording.contract_label(offer)},
            {"value": offer.employer.name, "note": offer.commune_name},
            _state_cell(offer),
            {"value": published, "label": _("Publiée")},
            {"value": vars(offer)["views"], "number": True, "label": _("Vues")},
            {"value": vars(offer)["clicks"], "number": True, "label": _("Clics")},
        ],
    }


_EVENTS = {
    "offer.created": _lazy("Écrite"),
    "offer.changed": _lazy("Modifiée"),
    "offer.handed_in": _lazy("Envoyée à la relecture"),
    "offer.published": _lazy("Mise en ligne"),
    "offer.refused": _lazy("Renvoyée"),
    "offer.renewed": _lazy("Confirmée"),
    "offer.closed": pgettext_lazy("offre", "Close"),
    "offer.expired": _lazy("Retirée faute de nouvelles"),
    "offer.law_overridden": _lazy("Formulation admise"),
}


def event_label(kind: str) -> str:
    """A line of the audit trail in words."""
    return str(_EVENTS.get(kind, kind))


def freshness(offer: Offer) -> str:
    """«avant le 21 février», or nothing for what isn't online."""
    if offer.state != OfferState.LIVE or offer.fresh_until is None:
        return "–"
    return _("avant le %s") % moments.day_month(offer.fresh_until)


def waiting_label(offer: Offer) -> str:
    """«aujourd’hui», «hier», «il y a 3 jours»."""
    days = (timezone.localdate() - timezone.localdate(offer.updated_at)).days
    if days <= 0:
        return _("aujourd’hui")
    return _("hier") if days == 1 else _("il y a %d jours") % days


def _state_cell(offer: Offer) -> dict[str, Any]:
    return {
        "value": offer.get_state_display(),
        "tag": True,
        "tone": _TONES.get(OfferState(offer.state), ""),
        "note": offer.get_closed_as_display() if offer.closed_as else "",
    }


def _is_urgent(offer: Offer) -> bool:
    if offer.state in (OfferState.REFUSED, OfferState.EXPIRED, OfferState.DRAFT):
        return True
    return bool(offer.fresh_until and offer.state == OfferState.LIVE and _ends_soon(offer))


def _ends_soon(offer: Offer) -> bool:
    assert offer.fresh_until is not None
    return offer.fresh_until - timezone.localdate() <= REMIND_BEFORE


def _next_action(offer: Offer, url: str) -> dict[str, str]:
    if offer.state in (OfferState.REFUSED, OfferState.DRAFT):
        return {
            "label": _("Corriger") if offer.state == OfferState.REFUSED else _("Terminer"),
            "url": f"{url}/modifier",
        }
    if _is_urgent(offer):
        return {"label": _("Confirmer"), "url": url}
    return {"label": _("Ouvrir"), "url": url}
