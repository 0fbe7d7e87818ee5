"""A hit as a row of a list: components/offer_row.html reads these names."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from boards.finding.words import age_label, distance_label
from boards.offers.wording import contract_words, hours_words
from search.find import Hit


@dataclass(frozen=True)
class Row:
    """One offer in a list, in words."""

    title: str
    url: str
    employer: str
    place: str
    distance_label: str
    facts: tuple[str, ...]
    origin: str
    age_label: str
    datetime: str
    insee: str = ""
    figures: str = ""


def rows(hits: Iterable[Hit], *, seen_from: str = "") -> list[Row]:
    """Rows in the order of the hits. seen_from: INSEE code that the offer page will measure its distance from."""
    return [_row(hit, seen_from=seen_from) for hit in hits]


def facts_of(hit: Hit) -> tuple[str, ...]:
    """Contract, hours, pay, licence: always in this order, and what is not said is said to be so."""
    found = (
        contract_words(hit.contract_type, hit.contract_nature),
        hours_words(full_time=hit.full_time, weekly_hours=hit.weekly_hours),
        hit.salary_label or _("salaire non précisé"),
        hit.licence_label or _("permis non précisé"),
        _("logement proposé") if hit.housing else "",
    )
    return tuple(fact for fact in found if fact)


def _row(hit: Hit, *, seen_from: str) -> Row:
    return Row(
        title=hit.title,
        url=f"{hit.url}?{urlencode({'depuis': seen_from})}" if seen_from else hit.url,
        employer=hit.employer_name,
        place=hit.commune_name or _wider_place(hit.department),
        distance_label=distance_label(hit.distance_km),
        facts=facts_of(hit),
        origin="" if hit.is_own else _("Publiée par %(territory)s") % {"territory": hit.origin_name},
        age_label=age_label(hit.published_at),
        datetime=timezone.localdate(hit.published_at).isoformat(),
        insee=hit.commune_insee,
    )


def _wider_place(department: str) -> str:
    """Where a job is that names no commune."""
    return _("département %(code)s") % {"code": department} if department else _("lieu non précisé")
