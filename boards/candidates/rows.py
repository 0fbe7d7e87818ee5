"""How profiles read in the desk's table, and one of them on its own page."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.candidates.card import availability_words, hours_words, labels
from boards.candidates.enums import Schedule, Transport, Visibility
from boards.candidates.freshness import freshness_of
from boards.candidates.languages import language_name
from boards.candidates.links import choice_token
from boards.candidates.models import Profile
from boards.candidates.selectors import Asked
from boards.offers.enums import ContractType
from tenants.messaging.numbers import shown
from tenants.reference.models import Commune
from tenants.reference.occupations import label_of
from themes import moments


def columns() -> list[dict[str, Any]]:
    """What the desk compares people by."""
    names = (_("À faire"), _("Personne"), _("Cherche"), _("Disponible"), _("À jour"), _("Suivi par"))
    return [{"label": name} for name in names]


def row(profile: Profile) -> dict[str, Any]:
    """One line, as components/table.html takes it. No query: the adviser comes with it."""
    fresh = freshness_of(profile.confirmed_at)
    sought = [label_of(code) for code in profile.occupations[:2]]
    more = len(profile.occupations) - len(sought)
    return {
        "action": {"label": _("Ouvrir"), "url": reverse("candidates:desk_one", args=[profile.pk]), "primary": False},
        "cells": [
            {
                "value": profile.name,
                "note": " · ".join(filter(None, [profile.commune_name, shown(profile.phone) if profile.phone else ""])),
            },
            {
                "value": ", ".join(sought) or _("Non précisé"),
                "note": _("et %(n)s autres") % {"n": more} if more > 1 else _("et un autre") if more else "",
                "label": _("Cherche"),
            },
            {
                "value": availability_words(profile),
                "note": ", ".join(labels(Transport, profile.transport)),
                "label": _("Disponible"),
            },
            {"value": fresh.words, "tag": True, "tone": "good" if fresh.is_fresh else "warn", "label": _("À jour")},
            {"value": str(profile.adviser) if profile.adviser else "–", "label": _("Suivi par")},
        ],
    }


def chips(asked: Asked, filters: Any) -> list[dict[str, Any]]:
    """The filters, each a link that puts it on or takes it off."""
    made = []
    for name, label in filters:
        on = name in asked.filters
        kept = sorted(asked.filters ^ {name})
        query = urlencode({"q": asked.text, "filtre": kept} if asked.text else {"filtre": kept}, doseq=True)
        made.append({"label": label, "url": f"?{query}", "on": on, "count": None})
    return made


def sheet(profile: Profile) -> list[dict[str, str]]:
    """Everything staff see beside the person's own words. Two queries, for communes and languages."""
    only = Commune.objects.filter(pk__in=profile.communes).order_by("name") if profile.communes else ()
    where = _("jusqu’à %(km)s km") % {"km": profile.radius_km}
    if only:
        where = _("seulement : %(communes)s") % {"communes": ", ".join(commune.name for commune in only)}
    spoken = [
        f"{language_name(one.code)} ({one.get_level_display()})" if one.level else language_name(one.code)
        for one in profile.languages.all()
    ]
    unsaid = _("Non précisé")
    facts = [
        (_("Cherche"), "\n".join(label_of(code) for code in profile.occupations) or unsaid),
        (_("Sait faire"), ", ".join(profile.skills) or unsaid),
        (_("Habite"), profile.commune_name or unsaid),
        (_("Accepte"), where),
        (_("Se déplace"), ", ".join(labels(Transport, profile.transport)) or unsaid),
        (_("Permis"), ", ".join(profile.licences) or unsaid),
        (_("Disponible"), availability_words(profile)),
        (_("Temps de travail"), hours_words(profile.hours)),
        (_("Contrats"), ", ".join(labels(ContractType, profile.contracts)) or _("tous")),
        (_("Horaires"), ", ".join(labels(Schedule, profile.schedules)) or _("à discuter")),
        (_("Langues"), ", ".join(spoken) or unsaid),
    ]
    if profile.needs_housing:
        facts.append((_("Logement"), _("à trouver sur place")))
    return [{"label": label, "value": value} for label, value in facts]


def seen_words(profile: Profile) -> str:
    """Who sees it, short."""
    return {
        Visibility.NOBODY: _("Personne d’autre"),
        Visibility.ADVISERS: _("Les conseillers"),
        Visibility.EMPLOYERS: _("Les conseillers, et les employeurs sans le nom"),
    }[Visibility(profile.visibility)]


def choices_of(profiles: Iterable[Profile]) -> list[dict[str, str]]:
    """Those of one number, for whom it opens: «Fatima B.»; two who are called alike also by when they took theirs."""
    found = list(profiles)
    names = Counter(called(profile.name) for profile in found)
    days = Counter((called(profile.name), _day_taken(profile)) for profile in found)
    return [
        {
            "token": choice_token(profile),
            "name": called(profile.name),
            "note": _taken(profile, same_day=days[called(profile.name), _day_taken(profile)] > 1)
            if names[called(profile.name)] > 1
            else "",
        }
        for profile in found
    ]


def _taken(profile: Profile, *, same_day: bool) -> str:
    """When they took theirs; with the hour where the day is another's too."""
    if profile.handed_over_at is None:
        return ""
    said = moments.day_at if same_day else moments.day
    return _("repris le %(day)s") % {"day": said(profile.handed_over_at)}


def _day_taken(profile: Profile) -> date | None:
    return timezone.localdate(profile.handed_over_at) if profile.handed_over_at else None


def called(name: str) -> str:
    """«Fatima B.» of Fatima Benali."""
    first, _blank, rest = " ".join(name.split()).partition(" ")
    return f"{first} {rest.split()[-1][0].upper()}." if rest else first
