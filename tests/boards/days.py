"""Moments of the days around today by the calendar here, whatever the hour at which tests run."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def at(hour: time = time(12), *, days_ago: int = 0) -> datetime:
    """Noon, or another hour, of so many days ago: now minus days is another day when clocks have changed between."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, hour))
