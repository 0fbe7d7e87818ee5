"""The search form at the top of pages, as finding/searchbar.html reads it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from boards.finding.asked import Asked
from boards.finding.places import UnknownPlace
from search.criteria import RADIUS_STEPS_KM


@dataclass(frozen=True)
class Option:
    """One radius."""

    value: int
    label: str
    selected: bool


@dataclass(frozen=True)
class Searchbar:
    """What was typed, kept; what the form doesn't show, carried along; what is wrong with the place."""

    text: str
    place: str
    radii: tuple[Option, ...]
    carried: list[tuple[str, str]]
    action: str
    occupations_url: str
    communes_url: str
    place_error: str = ""


def searchbar(asked: Asked, *, problem: UnknownPlace | None = None) -> Searchbar:
    """The form for what was asked."""
    return Searchbar(
        text=asked.text,
        place=asked.place,
        radii=tuple(
            Option(value=km, label=_("%(km)s km") % {"km": km}, selected=km == asked.radius_km)
            for km in RADIUS_STEPS_KM
        ),
        carried=asked.filter_pairs(),
        action=reverse("finding:results"),
        occupations_url=reverse("finding:suggest_occupations") + "?q=",
        communes_url=reverse("finding:suggest_communes") + "?q=",
        place_error=problem.message if problem else "",
    )
