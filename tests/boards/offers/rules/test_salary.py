"""A salary keeps its value through every conversion, and none is published below the legal floor."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from boards.offers.enums import ContractNature, ContractType, SalaryPeriod
from boards.offers.salary import SMIC, Salary, check_floor, equivalents_label, salary_label, smic_on

TODAY = date(2026, 5, 4)
amounts = st.decimals("5", "9000", places=2)
hours = st.none() | st.decimals("1", "48", places=1)


def salary(low=None, high=None, period="month", **kwargs) -> Salary:
    return Salary(
        minimum=None if low is None else Decimal(low),
        maximum=None if high is None else Decimal(high),
        period=period,
        **kwargs,
    )


def told(low, period="month", *, on=TODAY, contract="CDI", nature="E1", **kwargs) -> str | None:
    known = {key: kwargs.pop(key) for key in ("weekly_hours", "thirteenth_month") if key in kwargs}
    return check_floor(salary(low, period=period, **known), on=on, contract=contract, nature=nature, **kwargs)


@pytest.mark.parametrize(
    ("pay", "monthly", "yearly"),
    [
        (salary("11.88", period="hour"), "1801.80", "21621.60"),
        (salary("12.02", period="hour"), "1823.03", "21876.40"),
        (salary("13", period="hour", weekly_hours=Decimal(39)), "2197.00", "26364.00"),
        (salary("12", period="hour", weekly_hours=Decimal("17.5")), "910.00", "10920.00"),
        (salary("100", period="day"), "2166.67", "26000.00"),
        (salary("2000"), "2000.00", "24000.00"),
        (salary("2000", thirteenth_month=True), "2000.00", "26000.00"),
        (salary("26000", period="year", thirteenth_month=True), "2000.00", "26000.00"),
        (salary("26000", period="year"), "2166.67", "26000.00"),
    ],
)
def test_conversions(pay, monthly, yearly):
    assert pay.monthly == (Decimal(monthly), None)
    assert pay.yearly == (Decimal(yearly), None)


@given(amounts, st.booleans(), hours)
def test_month_to_year_and_back_loses_nothing(amount, thirteenth, weekly):
    pay = salary(amount, period="month", weekly_hours=weekly, thirteenth_month=thirteenth)
    back = salary(pay.yearly[0], period="year", weekly_hours=weekly, thirteenth_month=thirteenth)
    assert back.monthly == pay.monthly


@given(amounts, amounts, st.sampled_from(SalaryPeriod), hours, st.booleans())
def test_more_is_never_shown_as_less(one, other, period, weekly, thirteenth):
    low, high = sorted([one, other])
    pay = Salary(minimum=low, maximum=high, period=period, weekly_hours=weekly, thirteenth_month=thirteenth)
    assert pay.monthly[0] <= pay.monthly[1]
    assert pay.yearly[0] <= pay.yearly[1]
    assert pay.monthly_euros[0] <= pay.monthly_euros[1]


@given(amounts, amounts, st.sampled_from(SalaryPeriod), hours)
def test_a_raise_never_falls_below_the_floor(one, other, period, weekly):
    low, high = sorted([one, other])
    if told(high, period, weekly_hours=weekly):
        assert told(low, period, weekly_hours=weekly)


@pytest.mark.parametrize(
    ("pay", "label"),
    [
        (salary("1950", "2200"), "1 950 – 2 200 € brut / mois"),
        (salary("12.8", "12.8", "hour"), "12,80 € brut / h"),
        (salary("12", "12.5", "hour"), "12,00 – 12,50 € brut / h"),
        (salary("30000", "30000", "year"), "30 000 € brut / an"),
        (salary("1950"), "à partir de 1 950 € brut / mois"),
        (salary(None, "2200"), "jusqu’à 2 200 € brut / mois"),
        (salary("2000", "2000", thirteenth_month=True), "2 000 € brut / mois, sur 13 mois"),
        (salary("110", "110", "day"), "110 € brut / jour"),
    ],
)
def test_labels(pay, label):
    shown = salary_label(pay)
    assert shown.replace("\u202f", " ").replace("\u00a0", " ") == label


def test_a_figure_is_never_torn_from_its_unit():
    figure = salary_label(salary("1950", "2200"))
    assert " " not in figure
    assert figure.startswith("1\u202f950\u00a0–")


def test_equivalents_say_the_other_periods_in_whole_euros():
    shown = equivalents_label(salary("12.8", "12.8", "hour")).replace("\u202f", " ").replace("\u00a0", " ")
    assert shown == "soit 1 941 € brut / mois, 23 296 € brut / an environ"
    assert "/ mois" not in equivalents_label(salary("1950")).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kwargs", "code"),
    [
        ({}, "salary_empty"),
        ({"low": "0"}, "salary_amount"),
        ({"low": "-5"}, "salary_amount"),
        ({"low": "NaN"}, "salary_amount"),
        ({"low": "99999999"}, "salary_amount"),
        ({"low": "2200", "high": "1950"}, "salary_order"),
        ({"low": "1950", "weekly_hours": Decimal(49)}, "weekly_hours"),
        ({"low": "1950", "weekly_hours": Decimal(0)}, "weekly_hours"),
    ],
)
def test_what_cannot_be_a_salary_is_refused(kwargs, code):
    with pytest.raises(ValidationError) as refusal:
        salary(**kwargs)
    assert refusal.value.code == code


def test_the_table_is_in_order_and_never_falls():
    assert [rate.since for rate in SMIC] == sorted((rate.since for rate in SMIC), reverse=True)
    assert [rate.hourly for rate in SMIC] == sorted((rate.hourly for rate in SMIC), reverse=True)


@pytest.mark.parametrize(
    ("day", "hourly"),
    [
        (date(2024, 10, 31), "11.65"),
        (date(2024, 11, 1), "11.88"),
        (date(2025, 12, 31), "11.88"),
        (date(2026, 1, 1), "12.02"),
        (date(2026, 11, 23), "12.02"),
    ],
)
def test_the_rate_of_a_day(day, hourly):
    assert smic_on(day).hourly == Decimal(hourly)


def test_before_the_table_nothing_is_judged():
    assert smic_on(date(2022, 12, 31)) is None
    assert told("1", "hour", on=date(2022, 12, 31)) is None


@pytest.mark.parametrize(
    ("low", "period", "kwargs"),
    [
        ("12.01", "hour", {}),
        ("1822", "month", {}),
        ("21875", "year", {}),
        ("1822", "month", {"full_time": True}),
        ("21876", "year", {"thirteenth_month": True}),
        ("80", "day", {}),
        ("900", "month", {"weekly_hours": Decimal(20)}),
        ("9", "hour", {"department": "976"}),
    ],
)
def test_below_the_floor(low, period, kwargs):
    assert "inférieur au SMIC" in told(low, period, **kwargs)


@pytest.mark.parametrize(
    ("low", "period", "kwargs"),
    [
        ("12.02", "hour", {}),
        ("1823", "month", {}),
        ("21876", "year", {}),
        ("1801.80", "month", {"on": date(2025, 12, 31)}),
        ("912", "month", {"weekly_hours": Decimal("17.5")}),
        ("800", "month", {"full_time": False}),
        ("9.33", "hour", {"department": "976"}),
        ("1", "hour", {"department": "976", "on": date(2024, 2, 1)}),
    ],
)
def test_at_the_floor_or_not_to_be_judged(low, period, kwargs):
    assert told(low, period, **kwargs) is None


def test_part_time_does_not_excuse_the_hourly_rate():
    assert told("11", "hour", full_time=False)


def test_when_only_the_top_is_said_the_top_is_judged():
    pay = salary(None, "1500")
    assert check_floor(pay, on=TODAY, contract="CDI", nature="E1")


@pytest.mark.parametrize(
    ("contract", "nature"),
    [
        ("CDD", ContractNature.APPRENTICESHIP),
        ("CDI", ContractNature.PROFESSIONALISATION),
        ("STAGE", ContractNature.STAGE),
        ("CDD", ContractNature.EDUCATIONAL),
        *((kind, ContractNature.NOT_SALARIED) for kind in ContractType.self_employed()),
    ],
)
def test_those_the_floor_does_not_cover(contract, nature):
    assert told("4.50", "hour", contract=contract, nature=nature) is None
    assert told("4.50", "hour", contract="CDD", nature="E1")


def test_the_message_says_what_to_do():
    message = told("1800").replace("\u202f", " ").replace("\u00a0", " ")
    assert "1 800 € brut / mois" in message
    assert "1 823,03 € brut / mois pour 35 h par semaine" in message
    assert "depuis le 1er janvier 2026" in message
    assert "Indiquez au moins 1 823,03 €" in message
    assert "%(" not in message
