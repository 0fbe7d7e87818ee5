"""The small map beside the results: a window on the territory's ground, the reach, a dot for each commune.

It repeats what the list says and nothing more: without it, or unseen, nothing is missing.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.finding.ground import UNITS_A_KM, Ground
from search.criteria import Place
from search.find import Hit, SearchPage

#: Height of the window for a width of one.
_SHAPE = 0.9
_MARGIN = 1.12
_SMALLEST_KM = 8


@dataclass(frozen=True)
class Dot:
    """A commune with offers on this page; attributes of SVG elements, ready to write."""

    insee: str
    x: str
    y: str
    r: str
    offers: int
    is_own: bool
    label_y: str = ""


@dataclass(frozen=True)
class Sketch:
    """What finding/map.html draws."""

    view_box: str
    ground_url: str
    dots: tuple[Dot, ...]
    reach: tuple[str, str, str] | None  # cx, cy, r
    text_size: str
    name: str
    name_y: str
    label: str
    caption: str


def sketch(page: SearchPage, *, ground: Ground | None) -> Sketch | None:
    """The map of a page of results, None where there is nothing to draw it on or nothing to show."""
    placed = [hit for hit in page.hits if hit.latitude is not None and hit.longitude is not None]
    if ground is None or not placed:
        return None
    place, radius_km = page.criteria.place, page.criteria.radius_km
    centre = _centre(place, ground)
    window = _around(centre, radius_km) if centre else _whole(ground, placed)
    unit = window[2] / 320
    dots = _dots(placed, ground=ground, unit=unit)
    reach = (_n(centre[0]), _n(centre[1]), _n(radius_km * UNITS_A_KM)) if centre else None
    return Sketch(
        view_box=" ".join(_n(one) for one in window),
        ground_url=reverse("finding:ground", args=[ground.digest]),
        dots=dots,
        reach=reach,
        text_size=_n(12 * unit),
        name=place.label.split(" (")[0] if centre and place and place.kind == "commune" else "",
        name_y=_n(_name_y(centre, place=place, dots=dots, unit=unit)) if centre else "",
        label=_label(len(placed), len(dots)),
        caption=_caption(place, radius_km) if centre and place else "",
    )


def _centre(place: Place | None, ground: Ground) -> tuple[float, float] | None:
    """The middle of the points of a commune or a postcode; a territory has none."""
    if place is None or place.kind == "territory" or not place.points:
        return None
    latitude = sum(point[0] for point in place.points) / len(place.points)
    longitude = sum(point[1] for point in place.points) / len(place.points)
    return ground.projection(latitude, longitude)


def _around(centre: tuple[float, float], radius_km: int) -> tuple[float, float, float, float]:
    half = max(radius_km, _SMALLEST_KM) * UNITS_A_KM * _MARGIN
    wide = half / _SHAPE
    return centre[0] - wide, centre[1] - half, 2 * wide, 2 * half


def _whole(ground: Ground, placed: Sequence[Hit]) -> tuple[float, float, float, float]:
    """The territory, and the hits around it as far as half its size."""
    x, y, width, height = ground.box
    spots = [ground.projection(hit.latitude or 0, hit.longitude or 0) for hit in placed]
    room = max(width, height) / 2
    left = min([x, *(max(spot[0], x - room) for spot in spots)])
    right = max([x + width, *(min(spot[0], x + width + room) for spot in spots)])
    top = min([y, *(max(spot[1], y - room) for spot in spots)])
    bottom = max([y + height, *(min(spot[1], y + height + room) for spot in spots)])
    wide = max(right - left, (bottom - top) / _SHAPE, 2 * _SMALLEST_KM * UNITS_A_KM) * _MARGIN
    tall = wide * _SHAPE
    return (left + right - wide) / 2, (top + bottom - tall) / 2, wide, tall


def _dots(placed: Sequence[Hit], *, ground: Ground, unit: float) -> tuple[Dot, ...]:
    counts = Counter(hit.commune_insee or str(hit.offer_id) for hit in placed)
    first = {hit.commune_insee or str(hit.offer_id): hit for hit in reversed(placed)}
    dots = []
    for key, offers in counts.most_common():
        hit = first[key]
        x, y = ground.projection(hit.latitude or 0, hit.longitude or 0)
        radius = (5 + 2.5 * math.sqrt(offers)) * unit
        dots.append(
            Dot(
                insee=hit.commune_insee,
                x=_n(x),
                y=_n(y),
                r=_n(radius),
                offers=offers,
                is_own=any(one.is_own for one in placed if one.commune_insee == hit.commune_insee),
                label_y=_n(y + 4.2 * unit),
            )
        )
    return tuple(dots)


def _name_y(centre: tuple[float, float], *, place: Place | None, dots: Sequence[Dot], unit: float) -> float:
    """Under the dot in the middle, or over it where another commune's dot lies under."""
    x, y = centre
    radius = max((float(dot.r) for dot in dots if place and dot.insee in place.insees), default=0.0)
    others = [dot for dot in dots if not (place and dot.insee in place.insees)]
    under = any(abs(float(dot.x) - x) < 36 * unit and 0 < float(dot.y) - y < radius + 22 * unit for dot in others)
    return y - radius - 5 * unit if under else y + radius + 13 * unit


def _label(offers: int, communes: int) -> str:
    where = ngettext("dans %(communes)s commune", "dans %(communes)s communes", communes) % {"communes": communes}
    what = ngettext("%(offers)s offre", "%(offers)s offres", offers) % {"offers": offers}
    return _("Carte : %(what)s %(where)s. La liste donne les mêmes.") % {"what": what, "where": where}


def _caption(place: Place, radius_km: int) -> str:
    # Roads are a third longer than the crow flies; 60 km/h on country roads. An estimate, and called one.
    minutes = max(5, round(radius_km * 1.3 / 5) * 5)
    lasts = _("%(n)s minutes") % {"n": minutes} if minutes < 90 else _("%(n)s heures") % {"n": round(minutes / 60)}
    return _("Le cercle : %(km)s km, environ %(lasts)s en voiture.") % {"km": radius_km, "lasts": lasts}


def _n(value: float) -> str:
    """A number as SVG writes it, whatever the language of the page."""
    return f"{value:.1f}".removesuffix(".0")
