"""The lines of a plan over several years, as the window, the paper and the sheets have them alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _p, verbatim
from coorddesk.core.tables import Added, Column, Kind
from coorddesk.forecast.rules.words import SORT_TITLES, STREAMS, Sort
from coorddesk.reporting.report import Group

if TYPE_CHECKING:
    from coorddesk.core.records import Subject
    from coorddesk.forecast.queries.plan import Plan

STACKED: tuple[tuple[Message, tuple[Sort, ...]], ...] = (
    (_p("forecast", "Contracts and licences"), (Sort.CONTRACT, Sort.LICENCE)),
    (_p("forecast", "Replacements"), (Sort.REPLACEMENT,)),
    (_p("forecast", "Requests and additions"), (Sort.REQUEST, Sort.ADDED)),
)
"""What charts tell apart."""


@dataclass(frozen=True)
class PlanLine:
    """Something with its cents in each year, in the order of the years; None where it costs nothing then.

    `unpriced` are so many of it without a known price.
    """

    title: Message
    sort: Sort | None
    cents: tuple[int | None, ...]
    quantity: int = 0
    unpriced: int = 0
    detail: str = ""
    source: Subject | None = None

    @property
    def whole(self) -> int:
        """All years together."""
        return sum(each or 0 for each in self.cents)

    @property
    def counted(self) -> int | None:
        """How many things it is; None of what is paid for again and again, and of sums of different things."""
        return None if self.sort is None or self.sort in STREAMS else self.quantity


def plan_lines(of: Plan) -> list[PlanLine]:
    """Each thing that is expected, by sort: devices by category."""
    found: dict[tuple[Sort, Subject], PlanLine] = {}
    for item in of.rows:
        key = (item.sort, item.source)
        before = found.get(key) or PlanLine(
            verbatim(item.name), item.sort, (None,) * len(of.years), detail=item.detail, source=item.source
        )
        place = of.years.index(item.year)
        cents = list(before.cents)
        if item.cents is not None:
            cents[place] = (cents[place] or 0) + item.cents
        found[key] = PlanLine(
            before.title,
            before.sort,
            tuple(cents),
            before.quantity + item.quantity,
            before.unpriced + (item.quantity if item.cents is None else 0),
            before.detail,
            before.source,
        )
    order = list(Sort)
    return sorted(found.values(), key=lambda line: (order.index(line.sort or Sort.ADDED), -line.whole))


def sums_of(of: Plan) -> list[PlanLine]:
    """Each sort in one line, and all of them in the last."""
    table = of.table
    lines = [_sum(of, SORT_TITLES[sort], sort) for sort in table.sorts]
    return [*lines, _sum(of, _p("forecast", "All"), None)]


def groups_of(of: Plan) -> tuple[Group[PlanLine], ...]:
    """The lines under the titles of their sorts."""
    lines = plan_lines(of)
    return tuple(
        Group(SORT_TITLES[sort], [line for line in lines if line.sort is sort])
        for sort in Sort
        if any(line.sort is sort for line in lines)
    )


def plan_columns(of: Plan, title: Message) -> tuple[Column[PlanLine], ...]:
    """What it is, how many, and a column for each year; the last is reckoned from these."""
    keys = [f"y{year}" for year in of.years]
    years = (_year(key, place, name) for place, (key, name) in enumerate(zip(keys, of.year_names, strict=True)))
    return (
        Column("title", title, lambda line: line.title, Kind.CHOICE, 30),
        Column("quantity", _p("forecast", "How many"), lambda line: line.counted, Kind.NUMBER, 8),
        *years,
        Column(
            "whole",
            _p("forecast", "All years"),
            lambda line: line.whole,
            Kind.AMOUNT,
            13,
            total=True,
            formula=Added(tuple((key, 1) for key in keys)),
        ),
    )


def stacked(of: Plan, place: int) -> tuple[int, ...]:
    """The cents of a year by what charts tell apart."""
    table, year = of.table, of.years[place]
    return tuple(sum(table.cell(sort, year).cents for sort in sorts) for _title, sorts in STACKED)


def _sum(of: Plan, title: Message, sort: Sort | None) -> PlanLine:
    cells = [of.table.cell(sort, year) for year in of.years]
    whole = of.table.cell(sort, None)
    cents: Sequence[int | None] = [cell.cents if cell.quantity else None for cell in cells]
    return PlanLine(title, sort, tuple(cents), whole.quantity, whole.unpriced)


def _year(key: str, place: int, name: str) -> Column[PlanLine]:
    return Column(key, verbatim(name), lambda line: line.cents[place], Kind.AMOUNT, 12, total=True)
