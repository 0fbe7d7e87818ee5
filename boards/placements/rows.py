"""Hires as pages show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.employers.models import Employer
from boards.offers.models import Offer
from boards.placements import selectors
from boards.placements.enums import Party, Said, Standing, Way
from boards.placements.models import Confirmation, Placement
from boards.placements.services.answering import open_question
from themes import moments

TONES = {Standing.BOTH: "good", Standing.ONE: "", Standing.SILENT: "", Standing.DISPUTED: "warn", Standing.NOT: "bad"}


@dataclass(frozen=True)
class Question:
    """One of the six, as staff see it."""

    party: Party
    day: int
    label: str
    answer: str
    may_be_noted: bool


def person_label(placement: Placement) -> str:
    """As the tenant's staff read it."""
    return placement.name or _("Personne effacée")


def label_for_employer(placement: Placement) -> str:
    """As the employer reads it: whoever an adviser put forward is named once they have agreed, hired or not."""
    if placement.application is not None and not placement.application.may_be_known:
        return _("Personne proposée par un conseiller")
    return person_label(placement)


def dated_for_employer(placement: Placement) -> str:
    """«Léa Dubois, depuis le 1er décembre 2026»."""
    return _("%(name)s, depuis le %(day)s") % {
        "name": label_for_employer(placement),
        "day": moments.day(placement.starts_on),
    }


def what(placement: Placement) -> str:
    """«Boulanger F/H, Boulangerie Vandaele»."""
    parts = [placement.offer.title if placement.offer else "", placement.employer_label]
    return ", ".join(part for part in parts if part)


def desk_row(placement: Placement) -> dict[str, Any]:
    """A row of components/table.html; `placement` carries its standing."""
    standing = Standing(placement.standing)  # type: ignore[attr-defined]
    url = reverse("placements:hire", args=[placement.pk])
    return {
        "action": {"label": _("Ouvrir"), "url": url, "primary": standing == Standing.DISPUTED},
        "name": person_label(placement),
        "cells": [
            {"value": person_label(placement), "note": what(placement), "label": _("Personne")},
            {"value": moments.short_day(placement.starts_on), "label": _("Premier jour")},
            {"value": str(Way(placement.way).label), "label": _("Par quel moyen")},
            {"value": str(standing.label), "tag": True, "tone": TONES[standing], "label": _("Preuve")},
        ],
    }


def counts_of(year: int, *, wanted: str) -> list[dict[str, Any]]:
    """One figure a standing, each of them a filter."""
    counts = selectors.counted(since=date(year, 1, 1), until=date(year, 12, 31), through_us=False)
    return [
        {"value": str(n), "label": str(_many()[standing]), "url": f"?annee={year}&etat={standing.value}",
         "chosen": wanted == standing.value}
        for standing, n in counts.items()
    ]  # fmt: skip


def _many() -> dict[Standing, str]:
    """What stands under a count, whatever the number."""
    return {
        Standing.BOTH: _("Confirmées des deux côtés"),
        Standing.ONE: _("Confirmées d’un seul côté"),
        Standing.SILENT: _("Sans réponse"),
        Standing.DISPUTED: _("Réponses contraires"),
        Standing.NOT: _("Démenties ou terminées"),
    }


def questions_of(placement: Placement) -> list[Question]:
    """All six, by day and then by side. One query."""
    rows = sorted(placement.confirmations.all(), key=lambda one: (one.day, one.party))
    return [
        Question(
            party=Party(one.party),
            day=one.day,
            label=day_label(one.day),
            answer=_answer(one),
            may_be_noted=placement.cancelled_at is None,
        )
        for one in rows
    ]


def day_label(day: int) -> str:
    return _("Le premier jour") if day == 0 else ngettext("À %(n)d jour", "À %(n)d jours", day) % {"n": day}


def answered_by_person(placement: Placement) -> Confirmation | None:
    """Their latest answer."""
    said = [row for row in placement.confirmations.filter(party=Party.PERSON) if row.said]
    return max(said, key=lambda row: row.day, default=None)


def asked_of(employer: Employer) -> list[dict[str, Any]]:
    """Whom an employer is asked about today, and what they said lately: {placement, name, question, said}."""
    found = Placement.objects.standing().filter(employer=employer).select_related("offer", "application")
    found = found.prefetch_related("confirmations").order_by("-starts_on")[:100]
    rows = []
    for one in found:
        said = [row for row in one.confirmations.all() if row.party == Party.EMPLOYER and row.said]
        question = open_question(one, Party.EMPLOYER)
        if question is not None or said:
            rows.append({"placement": one, "name": label_for_employer(one), "question": question,
                         "said": max(said, key=lambda row: row.day, default=None)})  # fmt: skip
    # What is asked comes first.
    return sorted(rows, key=lambda row: row["question"] is None)


def of_offer(offer: Offer) -> list[str]:
    """Those already declared for an offer, in words that its employer may read."""
    rows = Placement.objects.standing().filter(offer=offer).select_related("application")
    return [dated_for_employer(one) for one in rows]


def _answer(one: Confirmation) -> str:
    if one.said:
        said = _("oui") if one.said == Said.YES else _("non")
        day = moments.short_day(one.said_at) if one.said_at else ""
        return _("%(said)s, %(how)s, le %(day)s") % {"said": said, "how": one.get_said_how_display(), "day": day}
    if one.asked_at is None:
        return _("question prévue le %(day)s") % {"day": moments.short_day(one.due_on)}
    return _("pas de réponse ; demandé le %(day)s") % {"day": moments.short_day(one.asked_at)}
