"""What rooms, departments, devices and categories cost in a period, on paper and in sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _, _n, _p, verbatim
from coorddesk.core.spending import OUTLAY_TITLES, Outlay
from coorddesk.core.tables import Added, Column, Kind
from coorddesk.forecast.queries.costs import CostRow, CostsQuery, cost_rows
from coorddesk.forecast.rules.costs import NOWHERE, CostsBy
from coorddesk.helpdesk.queries.spending import price_of_hour
from coorddesk.helpdesk.rules.figures import year_of
from coorddesk.reporting.blocks import Bar, Bars, Block, Document, Heading, Paragraph, Sheet, WholeTable
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.feature import Feature

_MOST_BARS = 10
_TITLES: dict[CostsBy, Message] = {
    CostsBy.PLACE: _("Costs by place"),
    CostsBy.DEPARTMENT: _("Costs by department"),
    CostsBy.ASSET: _("Costs by device"),
    CostsBy.CATEGORY: _("Costs by category"),
}


def costs_reports(features: Sequence[Feature]) -> Sequence[ReportKind]:
    """A report for each way of adding up, over what these features know."""
    return tuple(
        ReportKind(
            f"costs-by-{by.value}",
            _TITLES[by],
            _("Purchases, repairs, consumables and time of a period, added up. Without a period, of this year."),
            partial(_costs, features, by),
            dated=_dated,
        )
        for by in CostsBy
    )


def of_year(day: date, by: CostsBy = CostsBy.PLACE) -> CostsQuery:
    """The costs of the year of a day."""
    year = year_of(day)
    return CostsQuery(year.first, year.last, by)


def cost_columns(by: CostsBy) -> tuple[Column[CostRow], ...]:
    """What it is, and what went into it; the last column is reckoned from the others."""
    keys = tuple(outlay.value for outlay in Outlay)
    return (
        Column("name", NAME_TITLES[by], lambda row: row.name or NOWHERE[by], Kind.CHOICE, 34),
        *(_outlay(outlay) for outlay in Outlay),
        Column(
            "total",
            _p("costs", "In all"),
            lambda row: row.costs.total,
            Kind.AMOUNT,
            13,
            total=True,
            formula=Added(tuple((key, 1) for key in keys)),
        ),
    )


def _outlay(outlay: Outlay) -> Column[CostRow]:
    return Column(
        outlay.value, OUTLAY_TITLES[outlay], lambda row: row.costs.of(outlay) or None, Kind.AMOUNT, 13, total=True
    )


def _costs(features: Sequence[Feature], by: CostsBy, session: Session, choice: CostsQuery | None) -> Document:
    query = choice or of_year(clock_of(session).today(), by)
    query = CostsQuery(query.first, query.last, by, query.text)
    rows = cost_rows(session, features, query)
    period = _("{first} to {last}", first=query.first, last=query.last)
    filters = (period, *([_("Search: “{text}”", text=query.text)] if query.text else []))
    table = Report(
        _TITLES[by], cost_columns(by), (Group(None, rows),), _lines, (*filters, explained(session)), page=UPRIGHT
    )
    sheet = Sheet(_TITLES[by], tuple(_blocks(rows, by, session)), title=_TITLES[by], lines=filters)
    return Document(_TITLES[by], (sheet,) if rows else (), table, page=UPRIGHT)


def explained(session: Session) -> Message:
    """What is counted, in a sentence."""
    hour = price_of_hour(session)
    if hour is None:
        return _("Prices with VAT, consumables at the price of today. Time has no price: it is not counted.")
    return _("Prices with VAT, consumables at the price of today, time at {amount} an hour.", amount=Money(hour))


def _blocks(rows: Sequence[CostRow], by: CostsBy, session: Session) -> Iterator[Block]:
    yield Bars(tuple(_bars(rows, by)))
    yield Heading(_p("costs", "What went where"))
    yield WholeTable(_("Nothing was spent in this period, as far as the desk knows."))
    yield Paragraph(explained(session), quiet=True)


def _bars(rows: Sequence[CostRow], by: CostsBy) -> Iterator[Bar]:
    for row in rows[:_MOST_BARS]:
        title = verbatim(row.name) if row.name else NOWHERE[by]
        yield Bar(title, max(0, row.costs.total), _p("costs", "{amount}", amount=Money(row.costs.total)))
    rest = sum(row.costs.total for row in rows[_MOST_BARS:])
    if rest:
        yield Bar(_p("figures", "All others"), rest, _p("costs", "{amount}", amount=Money(rest)), is_rest=True)


def _lines(count: int) -> Message:
    return _n("{count} line", "{count} lines", count)


def _dated(choice: CostsQuery | None, day: date) -> CostsQuery | None:
    return of_year(day) if choice is None else None


NAME_TITLES: dict[CostsBy, Message] = {
    CostsBy.PLACE: _("Place"),
    CostsBy.DEPARTMENT: _("Department"),
    CostsBy.ASSET: _("Device"),
    CostsBy.CATEGORY: _("Category"),
}
