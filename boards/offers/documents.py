"""How an offer maps itself to the shared index: what may leave the tenant, and nothing else."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.offers.enums import LicenceNeed
from boards.offers.models import Offer
from boards.offers.salary import salary_label
from search.documents import JobDocumentData
from tenants.context import current_tenant
from tenants.enums import SharingOut
from tenants.reference import occupations

_SHARING = {
    SharingOut.NEVER: "never",
    SharingOut.WITHIN_REACH: "reach",
    SharingOut.EVERYWHERE: "everywhere",
}


def document_for(offer: Offer) -> JobDocumentData:
    """The neutral document of a live offer of the current tenant. No contact and no name of a person is in it."""
    tenant = current_tenant()
    # The index holds one text for every reader; French is the language of the adverts.
    with override("fr"):
        low, high = offer.salary.monthly_euros if offer.salary else (None, None)
        return JobDocumentData(
            schema=tenant.schema_name,
            offer_id=offer.pk,
            path=offer.get_absolute_url(),
            title=offer.title,
            employer_name=offer.employer.name,
            description=offer.description,
            occupation_code=offer.occupation_code,
            occupation_label=occupations.label_of(offer.occupation_code) or "",
            contract_type=offer.contract_type,
            contract_nature=offer.contract_nature,
            full_time=offer.full_time,
            weekly_hours=float(offer.weekly_hours) if offer.weekly_hours is not None else None,
            salary_label=salary_label(offer.salary) if offer.salary else offer.salary_text,
            salary_monthly_min=low,
            salary_monthly_max=high,
            licence=offer.licence,  # type: ignore[arg-type]
            licence_label=licence_label(offer),
            housing=offer.housing,
            season=offer.season,  # type: ignore[arg-type]
            commune_insee=offer.commune_insee,
            commune_name=offer.commune_name,
            postcode=offer.postcode,
            department=offer.department,
            latitude=offer.latitude,
            longitude=offer.longitude,
            posts=offer.posts,
            published_at=offer.published_at or offer.created_at,
            sharing=_SHARING[SharingOut(tenant.shares_offers)],  # type: ignore[arg-type]
            sources=(offer.source,) if offer.source else (),
        )


def licence_label(offer: Offer) -> str:
    """«permis B», «permis B ou AM», «sans permis», «permis non précisé»."""
    if offer.licence == LicenceNeed.NONE:
        return _("sans permis")
    if offer.licence == LicenceNeed.REQUIRED:
        return (
            _("permis %s") % _(" ou ").join(offer.licence_categories) if offer.licence_categories else _("permis exigé")
        )
    return _("permis non précisé")
