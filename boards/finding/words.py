"""How results are put into words: distances, ages, contracts, occupations; what is not said is said to be so."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.reference.text import normalise, typeset

_VOWELS = "aeiouyh"
#: ROME's labels leave the accent off a capital: "Electricien", "Eleveur".
_BARE_CAPITAL = re.compile(r"\bE(?=b[eé]n|c[ho]|clair|dit|duc|gout|lag|lectr|lev|nerg|quip|ta[ln]|tud|valu)")
#: Occupations people look for whose h keeps the word before it whole; every other h is mute.
_ASPIRATED = ("hockey", "halle", "handi", "hard", "hot line", "hotline", "hublot", "huche")


def distance_label(km: float | None) -> str:
    """«sur place», «moins de 1 km», «17 km»."""
    if km is None:
        return ""
    if km == 0:
        return _("sur place")
    if km < 1:
        return _("moins de 1 km")
    return _("%(km)s km") % {"km": round(km)}


def age_label(moment: datetime, *, now: datetime | None = None) -> str:
    """«aujourd’hui», «hier», «il y a 3 jours», «il y a 2 mois», by calendar days of the tenant's time zone."""
    days = (timezone.localdate(now) - timezone.localdate(moment)).days
    if days <= 0:
        return _("aujourd’hui")
    if days == 1:
        return _("hier")
    if days < 45:
        return ngettext("il y a %(days)s jour", "il y a %(days)s jours", days) % {"days": days}
    return _("il y a %(months)s mois") % {"months": round(days / 30.4)}


def short_occupation(label: str) -> str:
    """ROME's «Conducteur / Conductrice d'engins agricoles» as «Conducteur d’engins agricoles»."""
    one, slash, other = label.partition(" / ")
    rest = other.split()[len(one.split()) :] if slash else []
    return _BARE_CAPITAL.sub("É", typeset(" ".join([one, *rest])))


def of(thing: str) -> str:
    """«de boulanger», «d’aide-soignant»: a thing after its preposition."""
    return (_("d’%(thing)s") if elides(thing) else _("de %(thing)s")) % {"thing": typeset(thing)}


def elides(thing: str) -> bool:
    """Whether «de» loses its vowel before a thing."""
    bare = normalise(thing)
    return bool(bare) and bare[0] in _VOWELS and not bare.startswith(_ASPIRATED)


def is_plain(text: str) -> bool:
    """Whether a text reads well in a sentence without quotation marks: one to four ordinary words."""
    return 1 <= len(text.split()) <= 4 and all(char.isalpha() or char in "-'’ " for char in text)
