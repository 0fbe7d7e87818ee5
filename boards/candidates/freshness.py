"""How fresh a profile is, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.candidates.models.profile import FRESH_FOR


@dataclass(frozen=True)
class Freshness:
    """What a card says: «mis à jour il y a 3 semaines», and whether that is long ago."""

    words: str
    is_fresh: bool
    days: int


def freshness_of(confirmed_at: datetime) -> Freshness:
    """By the days of the calendar here; weeks from two on, months from two on."""
    days = max(0, (timezone.localdate() - timezone.localdate(confirmed_at)).days)
    return Freshness(_words(days), confirmed_at > timezone.now() - FRESH_FOR, days)


def _words(days: int) -> str:
    if days == 0:
        return _("mis à jour aujourd’hui")
    if days == 1:
        return _("mis à jour hier")
    if days < 14:
        return ngettext("mis à jour il y a %(n)s jour", "mis à jour il y a %(n)s jours", days) % {"n": days}
    if days < 60:
        weeks = days // 7
        return ngettext("mis à jour il y a %(n)s semaine", "mis à jour il y a %(n)s semaines", weeks) % {"n": weeks}
    months = days // 30
    return ngettext("mis à jour il y a %(n)s mois", "mis à jour il y a %(n)s mois", months) % {"n": months}
