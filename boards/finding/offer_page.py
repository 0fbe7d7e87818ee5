"""An offer's own page, ready for its template."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from boards.finding.applying import HowTo, how_to_apply
from boards.finding.asked import Asked
from boards.finding.prose import prose_html
from boards.finding.rows import Row, rows
from boards.finding.scope import scope_of
from boards.finding.words import age_label, distance_label, short_occupation
from boards.offers.documents import licence_label
from boards.offers.enums import ApplyBy
from boards.offers.models import Offer
from boards.offers.salary import equivalents_label, salary_label
from boards.offers.wording import contract_words, hours_words, months_label
from search.criteria import Place, SearchCriteria
from search.find import find
from search.geo import distance_km
from tenants.models import Tenant
from tenants.reference import communes, occupations
from tenants.reference.models import Commune
from themes import moments

SIMILAR_WITHIN_KM = 50
MOST_SIMILAR = 4


@dataclass(frozen=True)
class OfferPage:
    """What finding/offer.html shows."""

    offer: Offer
    place: str
    distance_label: str
    distance_from: str
    facts: tuple[str, ...]
    sheet: list[dict[str, str]]
    html: SafeString
    apply: HowTo
    # «Répond à 9 candidats sur 10», or nothing: what applications know of its employer.
    answers: str
    age_label: str
    date: str
    crumbs: list[dict[str, str]]


def offer_page(offer: Offer, *, seen_from: str = "") -> OfferPage:
    """seen_from: INSEE code of the commune a visitor searched around; anything else measures nothing."""
    origin = communes.get_many([seen_from]).get(seen_from) if len(seen_from) == 5 and seen_from.isalnum() else None
    km = _distance(offer, origin)
    published = offer.published_at or offer.created_at
    return OfferPage(
        offer=offer,
        place=offer.commune_name,
        distance_label=distance_label(km),
        distance_from=origin.name if origin and km else "",
        facts=facts_of(offer),
        sheet=_sheet(offer),
        html=prose_html(offer.description),
        apply=how_to_apply(offer),
        answers=import_string(settings.ANSWER_WORDS)(employer=offer.employer) if offer.apply_by == ApplyBy.HERE else "",
        age_label=age_label(published),
        date=timezone.localdate(published).isoformat(),
        crumbs=_crumbs(offer),
    )


def similar(offer: Offer, *, tenant: Tenant, anywhere: bool = False) -> list[Row]:
    """Live offers of the same occupation nearby, or (anywhere) simply the nearest when it has none. One engine call."""
    place = _place(offer)
    if not offer.occupation_code and not anywhere:
        return []
    page = find(
        SearchCriteria(
            scope=scope_of(tenant),
            occupations=frozenset({offer.occupation_code} if offer.occupation_code else ()),
            place=place,
            radius_km=SIMILAR_WITHIN_KM,
            sort="distance" if place else "date",
            page_size=MOST_SIMILAR + 1,
        ),
        facets=False,
    )
    hits = [hit for hit in page.hits if hit.offer_id != offer.pk][:MOST_SIMILAR]
    return rows(hits, seen_from=offer.commune_insee)


def facts_of(offer: Offer) -> tuple[str, ...]:
    """Contract, hours, pay, licence, as in a list."""
    months = f" {months_label(offer.contract_months)}" if offer.contract_months else ""
    found = (
        f"{contract_words(offer.contract_type, offer.contract_nature)}{months}",
        _hours(offer),
        salary_label(offer.salary) if offer.salary else offer.salary_text or _("salaire non précisé"),
        licence_label(offer),
        _("logement proposé") if offer.housing else "",
    )
    return tuple(fact for fact in found if fact)


def description_of(offer: Offer) -> str:
    """One line for search engines and networks."""
    place = _("à %(place)s") % {"place": offer.commune_name} if offer.commune_name else ""
    return f"{offer.employer.name} {place} – {', '.join(facts_of(offer))}. {' '.join(offer.description.split())}"[:400]


def _sheet(offer: Offer) -> list[dict[str, str]]:
    """The rest of the facts, those that are said; contract, pay and licence even when they aren't."""
    salary = offer.salary
    pay = f"{salary_label(salary)}\n{equivalents_label(salary)}" if salary else offer.salary_text or _("non précisé")
    contract = contract_words(offer.contract_type, offer.contract_nature)
    if contract != offer.get_contract_type_display():
        contract = f"{contract} ({offer.get_contract_type_display()})"
    if offer.contract_months:
        contract = f"{contract}, {months_label(offer.contract_months)}"
    found = [
        (_("Contrat"), contract),
        (_("Temps de travail"), "\n".join(filter(None, [_hours(offer), offer.schedule]))),
        (_("Salaire"), pay),
        (_("Permis"), licence_label(offer).removeprefix(_("permis") + " ")),
        (_("Début"), _start(offer)),
        (_("Saison"), str(offer.get_season_display()) if offer.season else ""),
        (_("Logement"), _("proposé") if offer.housing else ""),
        (_("Postes"), str(offer.posts) if offer.posts > 1 else ""),
        (_("Expérience"), str(offer.get_experience_display()) if offer.experience else ""),
        (_("Métier"), short_occupation(occupations.label_of(offer.occupation_code))),
        (_("Lieu"), " ".join(filter(None, [offer.postcode, offer.commune_name]))),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def _hours(offer: Offer) -> str:
    hours = float(offer.weekly_hours) if offer.weekly_hours is not None else None
    return hours_words(full_time=offer.full_time, weekly_hours=hours)


def _start(offer: Offer) -> str:
    if offer.starts_on is None:
        return ""
    if offer.starts_on <= timezone.localdate():
        return _("dès que possible")
    return moments.day(offer.starts_on)


def _distance(offer: Offer, origin: Commune | None) -> float | None:
    if origin is None:
        return None
    if origin.insee == offer.commune_insee:
        return 0
    if origin.position is None or offer.latitude is None or offer.longitude is None:
        return None
    return distance_km(origin.position, (offer.latitude, offer.longitude))


def _place(offer: Offer) -> Place | None:
    """Where similar offers are looked for, without asking the database again."""
    if not offer.commune_insee:
        return None
    points = ((offer.latitude, offer.longitude),) if offer.latitude is not None and offer.longitude is not None else ()
    return Place(
        label=offer.commune_name,
        kind="commune",
        insees=frozenset({offer.commune_insee}),
        points=points,
        postcodes=frozenset({offer.postcode} if offer.postcode else ()),
    )


def _crumbs(offer: Offer) -> list[dict[str, Any]]:
    crumbs: list[dict[str, Any]] = [{"label": _("Offres"), "url": Asked().url}]
    if label := occupations.label_of(offer.occupation_code):
        crumbs.append({"label": short_occupation(label), "url": Asked(occupations=(offer.occupation_code,)).url})
    if offer.commune_name:
        label = f"{offer.commune_name} ({offer.postcode or offer.department})"
        crumbs.append({"label": offer.commune_name, "url": Asked(place=label).url})
    return crumbs
