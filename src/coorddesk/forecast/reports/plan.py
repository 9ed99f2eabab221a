"""The forecast of five years on paper: a bar for each year, the sums, what they are made of, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, Money, _, _n, _p
from coorddesk.forecast.queries.plan import ForecastQuery, Plan, plan
from coorddesk.forecast.reports.plan_lines import STACKED, groups_of, plan_columns, stacked, sums_of
from coorddesk.reporting.blocks import Block, Document, Heading, Listing, Paragraph, Sheet, Stack, Stacks, WholeTable
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Report

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


def forecast_paper(session: Session, choice: ForecastQuery | None) -> Document:
    """The forecast of the next five years, or of those that are meant, as a scenario has them if one is."""
    return plan_document(plan(session, choice or ForecastQuery()))


def plan_document(of: Plan) -> Document:
    """The same of what was read."""
    title = of.title
    table = Report(
        title,
        plan_columns(of, _p("forecast", "What")),
        groups_of(of),
        _lines,
        of.assumptions,
        grouped_by=_p("forecast", "Kind"),
        page=LYING,
        has_subtotals=True,
    )
    sheet = Sheet(title, tuple(_blocks(of)), title=title, lines=of.assumptions[:1])
    return Document(title, (sheet,) if of.rows or of.base else (), table, page=LYING)


def scenario_blocks(of: Plan) -> Iterator[Block]:
    """What a scenario changes, and by how much it is dearer or cheaper than things as they are."""
    if of.scenario is None:
        return
    yield Heading(_p("forecast", "What the scenario changes"))
    for each in of.changes:
        yield Paragraph(each.said)
    yield Paragraph(difference_said(of))


def difference_said(of: Plan) -> Message:
    """By how much the scenario is dearer or cheaper over all the years."""
    cents = of.table.cell(None, None).cents - of.base_table.cell(None, None).cents
    if not cents:
        return _("Over these years it costs as much as things as they are.")
    if cents > 0:
        return _("Over these years it costs {amount} more than things as they are.", amount=Money(cents))
    return _("Over these years it costs {amount} less than things as they are.", amount=Money(-cents))


def _blocks(of: Plan) -> Iterator[Block]:
    nothing = _("Nothing is expected in these years.")
    yield Stacks(tuple(title for title, _sorts in STACKED), tuple(_stacks(of)))
    yield Heading(_p("forecast", "Year by year"))
    yield Listing(sums_of(of), None, nothing, plan_columns(of, _p("forecast", "Kind")))
    yield from scenario_blocks(of)
    yield Heading(_p("forecast", "What it is made of"))
    yield WholeTable(nothing)
    yield from unpriced(of)
    for said in of.assumptions:
        yield Paragraph(said, quiet=True)


def unpriced(of: Plan) -> Iterator[Block]:
    """What has no price, so that nobody takes the sums for the whole."""
    count = of.table.cell(None, None).unpriced
    if count:
        said = _n(
            "{count} of these has no price and counts for nothing.",
            "{count} of these have no price and count for nothing.",
            count,
        )
        yield Paragraph(said)


def _stacks(of: Plan) -> Iterator[Stack]:
    """Each year in a frame as long as the same year as things are."""
    for place, (year, name) in enumerate(zip(of.years, of.year_names, strict=True)):
        cents = of.table.cell(None, year).cents
        title = _p("forecast", "{year}", year=name)
        yield Stack(
            title,
            stacked(of, place),
            of.base_table.cell(None, year).cents,
            _p("forecast", "{amount}", amount=Money(cents)),
        )


def _lines(count: int) -> Message:
    return _n("{count} line", "{count} lines", count)


def _choose(subject: Subject) -> ForecastQuery | None:
    return ForecastQuery(scenario_id=subject[1]) if subject[0] == "scenario" else None


def _dated(choice: ForecastQuery | None, day: date) -> ForecastQuery | None:
    """The years after that of a day."""
    return ForecastQuery(day.year + 1) if choice is None else None


FORECAST_PLAN = ReportKind(
    "forecast",
    _("Forecast of several years"),
    _("Contracts, licences and replacements of the next five years, year by year, with what was assumed."),
    forecast_paper,
    _choose,
    dated=_dated,
)
