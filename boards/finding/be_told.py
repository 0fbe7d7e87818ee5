"""«Être prévenu»: the two fields under a list of results, as finding/be_told.html reads them.

Posted to the alerts, which are built upon this room: their path is known here, and nothing else of them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards.finding.asked import Asked
from tenants.enums import AlertFrequency
from tenants.models import Tenant

PATH = "/alertes"


@dataclass(frozen=True)
class BeTold:
    """The search that is left with us, and what this tenant offers. A page without a token: a cache may keep it."""

    action: str
    query: str
    title: str
    with_sms: bool
    rhythms: list[dict[str, object]]


def be_told(asked: Asked, *, tenant: Tenant, nothing: bool) -> BeTold:
    """The form for what was asked; `nothing`: no offer was found."""
    offered = [frequency for frequency in AlertFrequency if frequency in tenant.alert_frequencies]
    usual = AlertFrequency.DAILY if AlertFrequency.DAILY in offered else offered[0]
    return BeTold(
        action=PATH,
        query=asked.but(page=1, sort="").url.partition("?")[2],
        title=_("Être prévenu quand une offre paraît") if nothing else _("Être prévenu des prochaines offres"),
        with_sms=tenant.sms_enabled,
        rhythms=[
            {"value": frequency.value, "label": str(frequency.label), "selected": frequency == usual}
            for frequency in offered
        ],
    )
