"""«This week» and «this month» by the tenant's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tenants.messaging import caps
from tenants.models import Tenant


@dataclass(frozen=True)
class Periods:
    """Beginnings: of this week, its Monday; of this month, its first day."""

    week: datetime
    month: datetime

    @property
    def earliest(self) -> datetime:
        """In the first days of a month its week began before it."""
        return min(self.week, self.month)


def periods_of(tenant: Tenant) -> Periods:
    """As of now."""
    today, zone = caps.today_of(tenant), caps.zone_of(tenant)

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(0), tzinfo=zone)

    return Periods(week=midnight(today - timedelta(days=today.weekday())), month=midnight(today.replace(day=1)))
