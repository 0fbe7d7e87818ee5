"""How the rule says what it found: few words, as at a counter."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.offers.enums import ContractType
from search.analysis import stems
from themes import moments

# Lazy, because a desk asks thousands of times and wants one of them.
_MEANS = {
    "walk": gettext_lazy("y va à pied"),
    "bike": gettext_lazy("y va à vélo"),
    "moped": gettext_lazy("a un deux-roues"),
    "car": gettext_lazy("a une voiture"),
}
SHORT_WORD = 3  # letters; below it a shared word says nothing


def distance(kilometres: float | None) -> str:
    """«9 km», «moins d’un kilomètre»; "" for an unknown one."""
    if kilometres is None:
        return ""
    return _("%(km)d km") % {"km": round(kilometres)} if kilometres >= 1 else _("moins d’un kilomètre")


def further(kilometres: float, radius: int) -> str:
    return _("%(km)d km, au-delà des %(radius)d km souhaités") % {"km": round(kilometres), "radius": radius}


def means(kind: str) -> str:
    """How they get there, as the reason reads."""
    return str(_MEANS[kind])


def too_far_without_car(kilometres: float) -> str:
    return _("%(km)d km sans voiture") % {"km": round(kilometres)}


def no_bus(schedule: str) -> str:
    return {
        "night": _("travail de nuit sans voiture : trajet à vérifier"),
        "early": _("début très matinal sans voiture : trajet à vérifier"),
        "split": _("horaires coupés sans voiture : trajet à vérifier"),
    }[schedule]


def licence(categories: Collection[str]) -> str:
    return _("permis %(categories)s") % {"categories": ", ".join(sorted(categories))}


def licence_missing(categories: Collection[str]) -> str:
    return _("sans le permis %(categories)s exigé") % {"categories": ", ".join(sorted(categories))}


def free(day: date, *, today: date) -> str:
    """«libre tout de suite», «libre dès lundi», «libre à partir du 4 janvier»."""
    if day <= today:
        return _("libre tout de suite")
    if day <= today + timedelta(days=6):
        return _("libre dès %(weekday)s") % {"weekday": date_format(day, "l")}
    return _("libre à partir du %(day)s") % {
        "day": moments.day_month(day) if day.year == today.year else moments.day(day)
    }


def wanted_contract(contract: str) -> str:
    return _("cherche ce contrat (%(contract)s)") % {"contract": ContractType(contract).label}


def contract_not_wanted(contract: str) -> str:
    return _("ne cherche pas ce contrat (%(contract)s)") % {"contract": ContractType(contract).label}


def rather(contracts: Collection[str]) -> str:
    wanted = [str(kind.label) for kind in ContractType if kind in contracts]
    return _("cherche plutôt : %(contracts)s") % {"contracts": ", ".join(wanted)}


def schedule_label(schedule: str) -> str:
    return {
        "day": _("journée"),
        "early": _("tôt le matin"),
        "evening": _("soir"),
        "night": _("nuit"),
        "weekend": _("week-end"),
        "split": _("horaires coupés"),
    }[schedule]


def schedule_not_wished(schedules: Iterable[str]) -> str:
    return _("horaires non souhaités : %(schedules)s") % {
        "schedules": ", ".join(map(schedule_label, sorted(schedules)))
    }


def schedule_wished(schedules: Iterable[str]) -> str:
    return _("horaires acceptés : %(schedules)s") % {"schedules": ", ".join(map(schedule_label, sorted(schedules)))}


def experience(months: int) -> str:
    years = months // 12
    return ngettext("%(years)d an d’expérience", "%(years)d ans d’expérience", years) % {"years": years}


def little_experience(months: int) -> str:
    return ngettext("%(months)d mois d’expérience", "%(months)d mois d’expérience", months) % {"months": months}


def stale(days: int) -> str:
    months = days // 30
    return ngettext(
        "profil confirmé il y a %(months)d mois : appelez d’abord",
        "profil confirmé il y a %(months)d mois : appelez d’abord",
        months,
    ) % {"months": months}


def speaks(language: str) -> str:
    return _("parle %(language)s") % {"language": language}


def language_to_ask(language: str) -> str:
    return _("%(language)s demandé : à vérifier") % {"language": language}


def shared(theirs: Iterable[str], asked: Iterable[str]) -> list[str]:
    """The skills somebody has that a job asks for: those that share every stem of the shorter wording."""
    wanted = [_stems(skill) for skill in asked]
    return [
        skill for skill in theirs if (own := _stems(skill)) and any(own <= one or one <= own for one in wanted if one)
    ]


def languages_asked(lines: Iterable[str]) -> list[tuple[str, bool]]:
    """From «Anglais (exigé)» to ("anglais", True)."""
    return [(line.split("(")[0].strip().lower(), "exig" in line.lower()) for line in lines if line.strip()]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems(text) if len(stem) >= SHORT_WORD)
