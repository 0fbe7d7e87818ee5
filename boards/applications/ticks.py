"""«Cochez ce que vous avez»: what an offer asks for, as boxes that one ticks.

A tick is a key that says by itself what it is («licence:B», «training:CAP boulanger»): a later change of the offer
leaves what somebody ticked as it was.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from boards.offers.enums import Experience, LicenceNeed
from boards.offers.models import Offer
from themes import moments

#: More boxes than a thumb goes through.
MOST_OF_A_KIND = 5
LONGEST_KEY = 320
_ASKED = {"training": "trainings", "language": "languages", "skill": "skills"}


@dataclass(frozen=True)
class Tick:
    """One box: its key, and the words beside it, said by the person."""

    key: str
    label: str


def asked_by(offer: Offer) -> list[Tick]:
    """The boxes of an offer, what excludes most often first."""
    keys = [*_licences(offer), *_experience(offer)]
    for kind, field in _ASKED.items():
        keys += [f"{kind}:{text}" for text in getattr(offer, field)[:MOST_OF_A_KIND]]
    if offer.schedule:
        keys.append(f"schedule:{offer.schedule}")
    if offer.commune_name:
        keys.append(f"travel:{offer.commune_name}")
    day = offer.starts_on
    keys.append(f"start:{day.isoformat()}" if day is not None and day > timezone.localdate() else "start:now")
    if offer.housing:
        keys.append("housing:")
    return [Tick(key[:LONGEST_KEY], label_of(key[:LONGEST_KEY])) for key in dict.fromkeys(keys)]


def label_of(key: str) -> str:
    """A tick in words, whatever has become of its offer."""
    kind, _colon, what = key.partition(":")
    match kind:
        case "licence":
            return _("J’ai le permis %s") % what if what else _("J’ai le permis de conduire")
        case "experience":
            return _("J’ai déjà fait ce travail") if what == "yes" else _("Je débute et je veux apprendre")
        case "schedule":
            return _("Ces horaires me vont : %s") % what
        case "travel":
            return _("J’ai un moyen de venir à %s") % what
        case "start":
            return _("Je peux commencer tout de suite") if what == "now" else _("Je peux commencer le %s") % _day(what)
        case "housing":
            return _("J’aurais besoin du logement proposé")
        case _:
            return what


def short_label_of(key: str) -> str:
    """The same in two or three words, for a card among many."""
    kind, _colon, what = key.partition(":")
    match kind:
        case "licence":
            return _("Permis %s") % what if what else _("Permis")
        case "experience":
            return _("A déjà fait ce travail") if what == "yes" else _("Débute")
        case "schedule":
            return _("Horaires d’accord")
        case "travel":
            return _("Peut venir")
        case "start":
            return _("Libre tout de suite") if what == "now" else _("Libre le %s") % _day(what)
        case "housing":
            return _("Cherche un logement")
        case _:
            return what if len(what) <= 40 else f"{what[:39]}…"


def _licences(offer: Offer) -> list[str]:
    if offer.licence != LicenceNeed.REQUIRED:
        return []
    return [f"licence:{category}" for category in offer.licence_categories[:MOST_OF_A_KIND]] or ["licence:"]


def _experience(offer: Offer) -> list[str]:
    return ["experience:yes", *(["experience:no"] if offer.experience == Experience.BEGINNER else [])]


def _day(iso: str) -> str:
    try:
        return str(moments.day_month(date.fromisoformat(iso)))
    except ValueError:
        return iso
