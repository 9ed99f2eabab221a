"""What money is expected to be spent on: one item for each thing and year, with the record that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coorddesk.core.fold import fold
from coorddesk.core.records import Subject
from coorddesk.forecast.rules.words import Sort

WHOLE = 10_000
"""A rate of 100 %, in hundredths of a percent."""


@dataclass(frozen=True)
class Expected:
    """So many of a thing in a year of the plan, named by that in which it begins; cents as the plan counts.

    `cents` is None where nobody knows the price. `within` are the records that a change of all of them means, such as
    the category of a device. `line_id` is the budget line that is known to bear it.
    """

    source: Subject
    sort: Sort
    name: str
    year: int
    cents: int | None
    quantity: int = 1
    day: date | None = None
    within: tuple[Subject, ...] = ()
    line_id: int | None = None
    detail: str = ""

    @property
    def meant_by(self) -> tuple[Subject, ...]:
        """The records by which a change may mean it."""
        return (self.source, *self.within)


def raised(cents: int, rate: int, years: int) -> int:
    """A price after so many years, each by `rate` (hundredths of a percent) dearer, rounded half up once."""
    if years <= 0 or not rate:
        return cents
    then: int = (WHOLE + rate) ** years
    whole: int = WHOLE**years
    return (2 * cents * then + whole) // (2 * whole)


def with_rise(items: Iterable[Expected], rate: int, base: int) -> list[Expected]:
    """The items at the prices of their years, `base` being the year of today's prices."""
    return [
        each if each.cents is None else replace(each, cents=raised(each.cents, rate, each.year - base))
        for each in items
    ]


def gathered(items: Iterable[Expected], names: Mapping[Subject, str]) -> list[Expected]:
    """Items year after year: those of one record as one a year, or of what they are within, if `names` calls that so.

    What has no known price stays by itself, so that what is added up is all priced or not at all.
    """
    found: dict[tuple[Subject, str, int, bool], Expected] = {}
    for item in items:
        whole = next((each for each in item.within if each in names), None)
        if whole is not None:
            item = replace(item, source=whole, name=names[whole], within=(), detail="")  # noqa: PLW2901 - the same, put so
        key = (item.source, item.name, item.year, item.cents is None)
        before = found.get(key)
        found[key] = item if before is None else _together(before, item)
    order = list(Sort)
    return sorted(found.values(), key=lambda each: (each.year, order.index(each.sort), fold(each.name), each.source))


def _together(one: Expected, other: Expected) -> Expected:
    cents = None if one.cents is None else one.cents + (other.cents or 0)
    return replace(one, quantity=one.quantity + other.quantity, cents=cents)


@dataclass(frozen=True)
class Cell:
    """What is expected of a sort in a year: how many, cents, and how many of them have no price."""

    quantity: int = 0
    cents: int = 0
    unpriced: int = 0

    def plus(self, item: Expected) -> Cell:
        """With one more item."""
        unpriced = item.quantity if item.cents is None else 0
        return Cell(self.quantity + item.quantity, self.cents + (item.cents or 0), self.unpriced + unpriced)


Key = tuple[Sort | None, int | None]
"""Of a table: a sort and a year; None is all of them."""


@dataclass(frozen=True)
class PlanTable:
    """What is expected by sort and year, with the sums of rows and columns."""

    years: tuple[int, ...]
    sorts: tuple[Sort, ...]
    cells: Mapping[Key, Cell]

    def cell(self, sort: Sort | None, year: int | None) -> Cell:
        """What there is of a sort in a year."""
        return self.cells.get((sort, year), Cell())


def plan_table(years: Sequence[int], items: Iterable[Expected]) -> PlanTable:
    """Add items up; those of other years are left out."""
    cells: dict[Key, Cell] = {}
    for item in items:
        if item.year in years:
            for key in ((item.sort, item.year), (item.sort, None), (None, item.year), (None, None)):
                cells[key] = cells.get(key, Cell()).plus(item)
    sorts = tuple(sort for sort in Sort if (sort, None) in cells)
    return PlanTable(tuple(years), sorts, cells)
