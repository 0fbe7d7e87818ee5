"""Requests as lists show them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.library.enums import RequestState
from boards.library.models import ContactRequest
from boards.library.presenting import titles_of
from themes import moments

TONES = {RequestState.ACCEPTED: "good", RequestState.ASKED: "warn"}


def request_rows(found: Iterable[ContactRequest], *, viewer: User) -> list[dict[str, Any]]:
    """Rows of offers/parts/row.html. A name only where the person said yes."""
    asked = list(found)
    titles = titles_of(asked)
    rows = []
    for one in asked:
        state = RequestState(one.state)
        who = titles[one.pk]
        cells: list[dict[str, Any]] = [
            {"value": who, "note": one.offer.title if one.offer else "", "label": _("Personne")},
            {"value": str(state.label), "tag": True, "tone": TONES.get(state, ""), "label": _("Réponse")},
            {"value": moments.short_day(one.created_at), "label": _("Demandé le")},
        ]
        if viewer.is_tenant_staff:
            cells.insert(1, {"value": one.employer.name, "label": _("Employeur")})
        rows.append({
            "action": {
                "label": _("Ouvrir"), "url": reverse("library:request", args=[one.pk]),
                "primary": state == RequestState.ACCEPTED,
            },
            "name": who,
            "cells": cells,
        })  # fmt: skip
    return rows
