"""An offer as schema.org's JobPosting, with every field that Google for Jobs requires or recommends and we know.

Source: https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

import json
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from boards.finding.applying import how_to_apply
from boards.finding.prose import prose_html
from boards.finding.regions import region_of
from boards.finding.words import short_occupation
from boards.offers.documents import licence_label
from boards.offers.enums import ApplyBy, ContractType, Experience, LicenceNeed, SalaryPeriod
from boards.offers.models import Offer
from tenants.models import Tenant
from tenants.reference import occupations

_UNITS = {
    SalaryPeriod.HOUR: "HOUR",
    SalaryPeriod.DAY: "DAY",
    SalaryPeriod.MONTH: "MONTH",
    SalaryPeriod.YEAR: "YEAR",
}
# As in Django's json_script: inside <script>, no character may end the block or open a comment.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def posting_json(offer: Offer, *, tenant: Tenant) -> SafeString:
    """The content of a <script type="application/ld+json">."""
    return mark_safe(json.dumps(posting(offer, tenant=tenant), ensure_ascii=False).translate(_ESCAPES))  # noqa: S308


def posting(offer: Offer, *, tenant: Tenant) -> dict[str, Any]:
    """The JobPosting; fields we know nothing of are left out rather than guessed."""
    url = f"{tenant.base_url}{offer.get_absolute_url()}"
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": offer.title,
        "description": str(prose_html(offer.description)),
        "identifier": {"@type": "PropertyValue", "name": tenant.name, "value": str(offer.pk)},
        "url": url,
        "datePosted": timezone.localdate(offer.published_at).isoformat() if offer.published_at else None,
        "validThrough": _end_of(offer),
        "employmentType": employment_types(offer),
        "hiringOrganization": _organisation(offer),
        "jobLocation": _location(offer),
        "baseSalary": _salary(offer),
        "directApply": offer.apply_by == ApplyBy.HERE,
        "totalJobOpenings": offer.posts,
        "jobStartDate": offer.starts_on.isoformat() if offer.starts_on else None,
        "workHours": offer.schedule or (f"{offer.weekly_hours.normalize():f} h" if offer.weekly_hours else None),
        "experienceRequirements": _experience(offer),
        "qualifications": licence_label(offer) if offer.licence == LicenceNeed.REQUIRED else None,
        "jobBenefits": "Logement proposé" if offer.housing else None,
        "occupationalCategory": _occupation(offer),
        "inLanguage": "fr",
        "applicationContact": None if how_to_apply(offer).url else {"@type": "ContactPoint", "url": url},
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def employment_types(offer: Offer) -> list[str]:
    """Google's words for two axes and hours; several may hold."""
    kind = ContractType(offer.contract_type)
    if kind == ContractType.STAGE:
        return ["INTERN"]
    if kind.is_self_employed:
        return ["CONTRACTOR"]
    found = {True: ["FULL_TIME"], False: ["PART_TIME"], None: []}[offer.full_time]
    return found + (["TEMPORARY"] if kind.is_fixed_term else [])


def _end_of(offer: Offer) -> str | None:
    """The last moment of the day before it is withdrawn unless confirmed again."""
    if offer.fresh_until is None:
        return None
    return timezone.make_aware(datetime.combine(offer.fresh_until, time(23, 59, 59))).isoformat()


def _organisation(offer: Offer) -> dict[str, str]:
    found = {"@type": "Organization", "name": offer.employer.name}
    return found | ({"sameAs": offer.employer.website} if offer.employer.website else {})


def _location(offer: Offer) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": offer.commune_name,
        "postalCode": offer.postcode,
        "addressRegion": region_of(offer.department),
        "addressCountry": "FR",
    }
    place: dict[str, Any] = {"@type": "Place", "address": {name: value for name, value in address.items() if value}}
    if offer.latitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": offer.latitude, "longitude": offer.longitude}
    return place


def _salary(offer: Offer) -> dict[str, Any] | None:
    salary = offer.salary
    if salary is None:
        return None
    value: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": _UNITS[salary.period]}
    if salary.minimum is not None and salary.maximum is not None and salary.minimum != salary.maximum:
        value |= {"minValue": float(salary.minimum), "maxValue": float(salary.maximum)}
    elif salary.minimum is not None and salary.maximum is None:
        value["minValue"] = float(salary.minimum)
    elif salary.minimum is None and salary.maximum is not None:
        value["maxValue"] = float(salary.maximum)
    else:
        value["value"] = float(salary.minimum or 0)
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": value}


def _experience(offer: Offer) -> str | None:
    if offer.experience == Experience.BEGINNER:
        return "no requirements"  # the one wording that Google prescribes
    return str(Experience(offer.experience).label) if offer.experience else None


def _occupation(offer: Offer) -> str | None:
    label = occupations.label_of(offer.occupation_code)
    return f"{offer.occupation_code} {short_occupation(label)}" if label else None
