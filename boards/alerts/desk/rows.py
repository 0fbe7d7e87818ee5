"""Figures, failures, those who wait and somebody's alerts, as rows of components/table.html."""

from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from boards.alerts.desk.demand import Group
from boards.alerts.desk.failures import Failure
from boards.alerts.desk.figures import KINDS, ChannelFigures, Stopped
from tenants.messaging.enums import DeliveryState
from themes import moments

Row = dict[str, Any]


def message_rows(channels: list[ChannelFigures]) -> list[Row]:
    """What became of messages: a line for each kind, a number for each channel and period."""
    labels = {
        "gone": _("Partis"),
        "delivered": _("dont reçus, d’après le prestataire"),
        "waiting": _("En attente"),
        "failed": _("En échec"),
        "unknown": _("Incertains"),
        "cancelled": _("Annulés"),
    }
    return [
        {
            "cells": [
                {"value": labels[kind]},
                *(
                    _number(period[kind], label=column["label"])
                    for column, period in zip(
                        message_columns(channels)[1:],
                        [period for one in channels for period in (one.week, one.month)],
                        strict=True,
                    )
                ),
            ]
        }
        for kind in KINDS
    ]


def message_columns(channels: list[ChannelFigures]) -> list[Row]:
    """The heads of those columns."""
    found: list[Row] = [{"label": _("Messages d’alerte")}]
    for one in channels:
        found += [
            {"label": _("%(channel)s, semaine") % {"channel": capfirst(one.channel.label)}, "number": True},
            {"label": _("%(channel)s, mois") % {"channel": capfirst(one.channel.label)}, "number": True},
        ]
    return found


def stopped_rows(stopped: list[Stopped]) -> list[Row]:
    """How alerts ended."""
    return [
        {
            "cells": [
                {"value": capfirst(one.how.label)},
                _number(one.week, label=_("Cette semaine")),
                _number(one.month, label=_("Ce mois-ci")),
            ]
        }
        for one in stopped
    ]


def failure_rows(failures: list[Failure]) -> list[Row]:
    """What failed, when, to whom about, why."""
    return [
        {
            "cells": [
                {"value": moments.day_month_at(localtime(one.moment))},
                {"value": one.channel.label, "note": one.address},
                {
                    "value": one.state.label,
                    "tag": True,
                    "tone": "bad" if one.state == DeliveryState.FAILED else "warn",
                },
                {"value": one.why},
            ]
        }
        for one in failures
    ]


def demand_rows(groups: list[Group]) -> list[Row]:
    """Who waits for what; at the left the offers that there are for them, which a domain has not."""
    return [
        {
            "action": {"label": _("Voir les offres"), "url": one.url} if one.url else None,
            "name": f"{one.wanted}, {one.place}",
            "cells": [_number(one.people, label=_("Personnes")), {"value": one.wanted}, {"value": one.place}],
        }
        for one in groups
    ]


def _number(value: int, *, label: str) -> Row:
    return {"value": number_format(value, force_grouping=True), "number": True, "label": label}
