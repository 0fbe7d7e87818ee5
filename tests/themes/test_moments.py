"""Days and hours as people here write them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from themes import moments

PARIS, REUNION = ZoneInfo("Europe/Paris"), ZoneInfo("Indian/Reunion")


@pytest.mark.parametrize(
    ("said", "moment", "french", "english"),
    [
        (moments.day, date(2026, 11, 26), "26 novembre 2026", "26 November 2026"),
        (moments.day, date(2026, 12, 1), "1er décembre 2026", "1 December 2026"),
        (moments.day, date(2026, 12, 11), "11 décembre 2026", "11 December 2026"),
        (moments.day_month, date(2026, 8, 1), "1er août", "1 August"),
        (moments.weekday, date(2026, 5, 1), "vendredi 1er mai", "Friday 1 May"),
        (moments.short_day, date(2026, 12, 1), "1er\u00a0déc.\u00a02026", "1\u00a0Dec.\u00a02026"),
        (moments.clock, time(9, 30), "9\u00a0h\u00a030", "9:30"),
        (moments.clock, time(14, 5), "14\u00a0h\u00a005", "14:05"),
        (moments.clock, time(9), "9\u00a0h", "9:00"),
        (moments.at, datetime(2026, 5, 4, 14, 30), "lundi 4 mai à 14\u00a0h\u00a030", "Monday 4 May at 14:30"),
    ],
)
def test_how_it_is_said(said, moment, french, english):
    with translation.override("fr"):
        assert said(moment) == french
    with translation.override("en"):
        assert said(moment) == english


def test_what_comes_out_of_the_database_is_read_by_the_pages_clock():
    """Half past nine in the evening of London's winter is the next day on an island of the Indian Ocean."""
    moment = datetime(2026, 11, 30, 21, 30, tzinfo=UTC)
    with timezone.override(REUNION), translation.override("fr"):
        assert moments.day_at(moment) == "1er décembre 2026 à 1\u00a0h\u00a030"
        assert moments.day(moment.astimezone(PARIS)) == "30 novembre 2026"
        page = Template("{% load moments %}{{ moment|day_month_at }} {{ nothing|day }}{{ nothing|clock }}.")
        assert page.render(Context({"moment": moment, "nothing": None})) == "1er décembre à 1\u00a0h\u00a030 ."
