"""Depreciation: how what a device cost is spread over its years, and what is left of it on any day.

Years are those of the calendar; a month has 30 days and a year 360, as accountants count.

Linear, from the day of putting into service, in days (Antraigue and Januario, IUT en ligne, « Les amortissements »,
section 4.2: annuity = cost x rate x days / 360; the last year makes up for the first). Example (partielo.fr, « Les
amortissements : linéaire avec valeur résiduelle »): 14,994 € with 2,994 € left in the end, 5 years, put into service on
1 October: 600 € in the first year (90 days), then 2,400 € in each of four, and 1,800 € in the sixth.

Declining, from the first day of the month of purchase, in months (article 39 A of the code général des impôts; the
coefficients are those of article 24 of its annexe II): the linear rate times 1.25 for 3 or 4 years, 1.75 for 5 or 6,
2.25 for more, of what is left, until sharing out what is left evenly over the years to come is more. Example
(comprendrelacompta.com, « Comptabiliser l'amortissement des immobilisations »): 10,000 €, 5 years, bought on 15 April:
10,000 x 35 % x 9 / 12 = 2,625 €, then 2,581.25 €, 1,677.81 €, and half of what is left twice: 1,557.97 €.
Under 3 years nothing declines: it is linear.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.inventory.rules.devices import Depreciation

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR, _MONTH = 360, 30
_LEAST_DECLINING = 3
_COEFFICIENTS = ((7, Fraction(9, 4)), (5, Fraction(7, 4)), (3, Fraction(5, 4)))


@dataclass(frozen=True)
class Basis:
    """What is depreciated: cents paid, cents left in the end, since when, how, and over how many years."""

    price: int
    since: date
    method: Depreciation
    years: int
    residual: int = 0

    @property
    def amount(self) -> int:
        """The cents that are spread."""
        return max(0, self.price - self.residual)


class Annuity(NamedTuple):
    """One calendar year: the book value before it, what is written off in it, the book value after it; in cents."""

    year: int
    before: int
    charge: int
    after: int


def declining_rate(years: int) -> Fraction:
    """The part of what is left that is written off in a whole year."""
    coefficient = next(coefficient for least, coefficient in _COEFFICIENTS if years >= least)
    return coefficient / years


def schedule(basis: Basis) -> tuple[Annuity, ...]:
    """Year after year, until nothing is left to write off; the charges add up to the amount to the cent."""
    left, table = basis.price, []
    for year, charge in _charges(basis):
        table.append(Annuity(year, left, charge, left - charge))
        left -= charge
    return tuple(table)


def book_value(basis: Basis, day: date) -> int:
    """The cents that a device is worth in the books at the end of a day; before it serves, its price."""
    written_off = 0
    for year, charge in _charges(basis):
        if year < day.year:
            written_off += charge
        elif year == day.year:
            written_off += _so_far(basis, year, charge, day)
    return basis.price - written_off


def is_over(basis: Basis, day: date) -> bool:
    """Whether all has been written off by the end of a day."""
    return book_value(basis, day) == basis.price - basis.amount


def _charges(basis: Basis) -> Iterator[tuple[int, int]]:
    return _declining(basis) if _declines(basis) else _linear(basis)


def _declines(basis: Basis) -> bool:
    return basis.method is Depreciation.DECLINING and basis.years >= _LEAST_DECLINING


def _linear(basis: Basis) -> Iterator[tuple[int, int]]:
    """Each year what is due by its end less what was due before: rounding never adds up."""
    before, last = 0, basis.since.year + basis.years
    for year in range(basis.since.year, last + 1):
        due = _due(basis, date(year, 12, 31))
        if due > before or year < last:
            yield year, due - before
        before = due


def _due(basis: Basis, day: date) -> int:
    """The cents of a linear depreciation written off by the end of a day."""
    if basis.method is Depreciation.NONE or day < basis.since:  # the 30th counts as much as the 31st on which it serves
        return 0
    days = min(max(0, _days(basis.since, day)), basis.years * _YEAR)
    return _rounded(Fraction(basis.amount * days, basis.years * _YEAR))


def _declining(basis: Basis) -> Iterator[tuple[int, int]]:
    rate, left = declining_rate(basis.years), basis.amount
    for place in range(basis.years):
        months = 13 - basis.since.month if place == 0 else 12
        evenly = Fraction(1, basis.years - place)
        part = rate * months / 12 if place == 0 else max(rate, evenly)
        charge = left if place == basis.years - 1 else min(left, _rounded(left * part))
        yield basis.since.year + place, charge
        left -= charge


def _so_far(basis: Basis, year: int, charge: int, day: date) -> int:
    """What of a year's charge is written off by the end of a day in it."""
    if not _declines(basis):
        return _due(basis, day) - _due(basis, date(year - 1, 12, 31))
    start = basis.since.replace(day=1) if year == basis.since.year else date(year, 1, 1)
    if day < basis.since:
        return 0
    return _rounded(Fraction(charge * _days(start, day), _days(start, date(year, 12, 31))))


def _days(first: date, last: date) -> int:
    """Days from one to another, both counted, in months of 30; the last day of any month is its thirtieth."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months * _MONTH + _in_month(last) - min(first.day, _MONTH) + 1


def _in_month(day: date) -> int:
    ends = (day + timedelta(days=1)).month != day.month
    return _MONTH if ends else min(day.day, _MONTH)


def _rounded(cents: Fraction) -> int:
    """Half up."""
    return int(cents + Fraction(1, 2))
