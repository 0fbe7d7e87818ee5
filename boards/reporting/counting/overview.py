"""What happened, month by month: five numbers side by side."""

from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from boards.reporting.counting import applications, hires, offers, searches
from boards.reporting.counting.grouping import by_month, grouped, month
from boards.reporting.periods import Period
from boards.reporting.values import Table


def by_months(period: Period) -> Table:
    """Four queries. Hires are those through this site that both sides confirm, and those that one does."""
    published = grouped(offers.published(period), month("published_at", period), Q())
    searched = searches.counted(period, TruncMonth("day"))
    applied = grouped(applications.received(period), month("created_at", period), Q())
    hired = hires.counted(hires.begun(period), TruncMonth("starts_on"))
    proved = {first: numbers[:2] for first, numbers in hired.items()}
    return Table(
        "mois",
        _("Offres, recherches, candidatures et embauches"),
        _("Mois"),
        (
            _("Offres publiées"),
            _("Recherches"),
            _("Candidatures"),
            _("Embauches, des deux côtés"),
            _("Embauches, d’un seul côté"),
        ),
        by_month(period, (published, 1), (searched, 1), (applied, 1), (proved, 2)),
    )
