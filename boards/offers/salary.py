"""A gross salary: its conversions, its labels, and the legal floor under it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from boards.offers.enums import ContractNature, ContractType, SalaryPeriod
from themes import moments

#: Legal weekly duration (L3121-27) and the most that one week may hold (L3121-20).
LEGAL_WEEKLY_HOURS = Decimal(35)
MAX_WEEKLY_HOURS = Decimal(48)

#: 35 h × 52 / 12 = 151.67 h a month (L3242-1, monthly pay). Kept as a fraction: the State's own monthly
#: figures (1 801,80 € at 11,88 €) come from 151.666…, not from the rounded number.
_WEEKS_PER_MONTH = Decimal(52) / Decimal(12)
_DAYS_PER_WEEK = Decimal(5)
_CENT = Decimal("0.01")

#: CLDR's French separators: narrow between thousands, plain before the sign; neither breaks a line.
_THOUSANDS, _NBSP = "\u202f", "\u00a0"


@dataclass(frozen=True, kw_only=True)
class Salary:
    """What an offer promises, always gross.

    minimum, maximum: euros for one `period`, either may be missing but not both. A yearly amount includes
    the thirteenth month when there is one. weekly_hours: hours a week; None is read as 35 in conversions,
    which leave overtime premiums out. Raises ValidationError, in French, on what cannot be a salary.
    """

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    period: SalaryPeriod
    weekly_hours: Decimal | None = None
    thirteenth_month: bool = False

    def __post_init__(self) -> None:
        # A model's field hands over a plain string.
        object.__setattr__(self, "period", SalaryPeriod(self.period))
        amounts = [amount for amount in (self.minimum, self.maximum) if amount is not None]
        if not amounts:
            raise ValidationError(_("Indiquez au moins un montant de salaire."), code="salary_empty")
        if not all(amount.is_finite() and 0 < amount < 10_000_000 for amount in amounts):
            raise ValidationError(
                _("Indiquez un salaire en euros, supérieur à zéro, par exemple 1 950."), code="salary_amount"
            )
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValidationError(
                _("Le salaire minimum dépasse le salaire maximum : inversez les deux montants."),
                code="salary_order",
            )
        hours = self.weekly_hours
        if hours is not None and not (hours.is_finite() and 0 < hours <= MAX_WEEKLY_HOURS):
            raise ValidationError(
                _("Indiquez une durée hebdomadaire entre 1 et 48 heures, le maximum légal."),
                code="weekly_hours",
            )

    @property
    def months_paid(self) -> int:
        return 13 if self.thirteenth_month else 12

    @property
    def monthly(self) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest gross euros a month, to the cent."""
        return self._map(lambda amount: amount * self._periods_per_month)

    @property
    def yearly(self) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest gross euros a year, thirteenth month included, to the cent."""
        if self.period == SalaryPeriod.YEAR:
            return self._map(lambda amount: amount)
        return self._map(lambda amount: amount * self._periods_per_month * self.months_paid)

    @property
    def monthly_euros(self) -> tuple[int | None, int | None]:
        """`monthly` in whole euros, as the shared index keeps it."""
        low, high = self.monthly
        return (
            None if low is None else int(low.to_integral_value(ROUND_HALF_UP)),
            None if high is None else int(high.to_integral_value(ROUND_HALF_UP)),
        )

    @property
    def hours_counted(self) -> Decimal:
        """Hours a week that conversions and the floor count with."""
        return self.weekly_hours or LEGAL_WEEKLY_HOURS

    @property
    def _periods_per_month(self) -> Decimal:
        match self.period:
            case SalaryPeriod.HOUR:
                return self.hours_counted * _WEEKS_PER_MONTH
            case SalaryPeriod.DAY:
                return _DAYS_PER_WEEK * _WEEKS_PER_MONTH
            case SalaryPeriod.YEAR:
                return Decimal(1) / self.months_paid
            case _:
                return Decimal(1)

    def _map(self, change: Callable[[Decimal], Decimal]) -> tuple[Decimal | None, Decimal | None]:
        return (
            None if self.minimum is None else _cents(change(self.minimum)),
            None if self.maximum is None else _cents(change(self.maximum)),
        )


def salary_label(salary: Salary) -> str:
    """«1 950 – 2 200 € brut / mois, sur 13 mois»."""
    label = _range_label((salary.minimum, salary.maximum), salary.period)
    return _("%(salary)s, sur 13 mois") % {"salary": label} if salary.thirteenth_month else label


def equivalents_label(salary: Salary) -> str:
    """The same pay in the other usual periods: «soit 1 941 € brut / mois, 23 296 € brut / an environ»."""
    shown = []
    if salary.period != SalaryPeriod.MONTH:
        shown.append(_range_label(_whole(salary.monthly), SalaryPeriod.MONTH))
    if salary.period != SalaryPeriod.YEAR:
        shown.append(_range_label(_whole(salary.yearly), SalaryPeriod.YEAR))
    return _("soit %(salaries)s environ") % {"salaries": ", ".join(shown)}


@dataclass(frozen=True)
class SmicRate:
    """The minimum wage from a day on; gross euros an hour. mayotte: None where we hold no figure."""

    since: date
    hourly: Decimal
    mayotte: Decimal | None = None


#: Newest first. Decrees 2022-1608, order of 26 April 2023, decrees 2023-1216 and 2024-951, and that of
#: December 2025. To extend: put the new rate first; the SMIC never goes down,
#: so that a table not yet extended lets too much through and never refuses what is legal.
SMIC: tuple[SmicRate, ...] = (
    SmicRate(date(2026, 1, 1), Decimal("12.02"), Decimal("9.33")),
    SmicRate(date(2024, 11, 1), Decimal("11.88"), Decimal("8.98")),
    SmicRate(date(2024, 1, 1), Decimal("11.65")),
    SmicRate(date(2023, 5, 1), Decimal("11.52")),
    SmicRate(date(2023, 1, 1), Decimal("11.27"), Decimal("8.50")),
)


def smic_on(day: date, *, department: str = "") -> SmicRate | None:
    """The rate in force on a day, its `hourly` being Mayotte's in department 976; None before our table."""
    for rate in SMIC:
        if rate.since <= day:
            if department != "976":
                return rate
            return None if rate.mayotte is None else SmicRate(rate.since, rate.mayotte, rate.mayotte)
    return None


def check_floor(
    salary: Salary,
    *,
    on: date,
    contract: str,
    nature: str,
    full_time: bool | None = None,
    department: str = "",
) -> str | None:
    """What to tell an employer whose salary is below the SMIC (L3231-2), or None.

    contract, nature: values of ContractType and ContractNature; some are exempt. A monthly or yearly amount
    of a part-time job without its hours can't be judged and passes. Amounts rounded down to the euro pass:
    adverts say 1 823 € for 1 823,03 €.
    """
    if nature in ContractNature.floor_exempt() or contract in (
        ContractType.STAGE,
        *ContractType.self_employed(),
    ):
        return None
    rate = smic_on(on, department=department)
    if rate is None:
        return None
    if salary.weekly_hours is None and full_time is False and salary.period != SalaryPeriod.HOUR:
        return None
    lowest = salary.minimum if salary.minimum is not None else salary.maximum
    floor = _floor_for(salary, rate.hourly)
    slack = floor if salary.period == SalaryPeriod.HOUR else floor.to_integral_value(ROUND_FLOOR)
    if lowest is None or lowest >= slack:
        return None
    return _floor_message(salary, lowest=lowest, floor=floor, since=rate.since)


def _floor_for(salary: Salary, hourly: Decimal) -> Decimal:
    """The SMIC for one `period` of this salary, to the cent."""
    match salary.period:
        case SalaryPeriod.HOUR:
            return hourly
        case SalaryPeriod.DAY:
            return _cents(hourly * salary.hours_counted / _DAYS_PER_WEEK)
        case SalaryPeriod.MONTH:
            return _cents(hourly * salary.hours_counted * _WEEKS_PER_MONTH)
        case _:
            # Months that are paid, not 12: a 13th month counts in the month of its payment only.
            return _cents(hourly * salary.hours_counted * _WEEKS_PER_MONTH) * salary.months_paid


def _floor_message(salary: Salary, *, lowest: Decimal, floor: Decimal, since: date) -> str:
    facts = {
        "salary": _range_label((lowest, None), salary.period, open_ended=False),
        "floor": _range_label((floor, None), salary.period, open_ended=False),
        "amount": f"{_amount(floor, cents=True)}{_NBSP}€",
        "hours": f"{salary.hours_counted.normalize():f}".replace(".", ","),
        "since": moments.day(since),
    }
    if salary.period == SalaryPeriod.HOUR:
        return (
            _(
                "Le salaire indiqué (%(salary)s) est inférieur au SMIC : %(floor)s depuis le %(since)s. "
                "Indiquez au moins %(amount)s, ou corrigez le contrat s’il s’agit d’un apprentissage, "
                "d’une professionnalisation ou d’un stage."
            )
            % facts
        )
    return (
        _(
            "Le salaire indiqué (%(salary)s) est inférieur au SMIC : %(floor)s pour %(hours)s h par semaine, "
            "depuis le %(since)s. Indiquez au moins %(amount)s, ou corrigez la durée du travail "
            "(la durée moyenne, RTT déduites) ou la période du salaire."
        )
        % facts
    )


def _range_label(
    amounts: tuple[Decimal | None, Decimal | None], period: SalaryPeriod, *, open_ended: bool = True
) -> str:
    low, high = amounts
    known = [amount for amount in (low, high) if amount is not None]
    cents = any(amount != amount.to_integral_value() for amount in known)
    texts = list(dict.fromkeys(_amount(amount, cents=cents) for amount in known))
    figure = f"{_NBSP}–{_NBSP}".join(texts)
    unit = _("€ brut / %(period)s") % {"period": period.short}
    label = f"{figure} {unit}".replace(" ", _NBSP)
    if open_ended and high is None:
        return _("à partir de %(salary)s") % {"salary": label}
    if open_ended and low is None:
        return _("jusqu’à %(salary)s") % {"salary": label}
    return label


def _amount(amount: Decimal, *, cents: bool) -> str:
    text = f"{amount:,.2f}" if cents else f"{amount:,.0f}"
    return text.replace(",", _THOUSANDS).replace(".", ",")


def _whole(amounts: Iterable[Decimal | None]) -> tuple[Decimal | None, Decimal | None]:
    low, high = (None if a is None else a.to_integral_value(ROUND_HALF_UP) for a in amounts)
    return low, high


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
