"""What the devices are worth: by category, by year of purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.inventory.queries import AssetQuery, stated
from coorddesk.inventory.queries.papers import Worth, WorthRow, worth
from coorddesk.inventory.rules import IN_USE
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session


def worth_by_category(session: Session, choice: AssetQuery | None) -> Report[WorthRow]:
    """A line for each category, the most valuable first."""
    return _report(
        session,
        choice,
        Worth.CATEGORY,
        _("Value by category"),
        Column("name", _("Category"), lambda row: row.name or _("No category"), Kind.CHOICE, 30),
        lambda count: _n("{count} category", "{count} categories", count),
    )


def worth_by_year(session: Session, choice: AssetQuery | None) -> Report[WorthRow]:
    """A line for each year in which something was bought, the latest first."""
    return _report(
        session,
        choice,
        Worth.YEAR,
        _("Value by year of purchase"),
        Column("name", _("Year of purchase"), lambda row: row.name or _("No purchase date"), Kind.CHOICE, 30),
        lambda count: _n("{count} year of purchase", "{count} years of purchase", count),
    )


WORTH = (
    ReportKind(
        "value-by-category",
        _("Value by category"),
        _("What the devices of each category cost, and its share of the whole."),
        worth_by_category,
        AssetQuery.about,
    ),
    ReportKind(
        "value-by-year",
        _("Value by year of purchase"),
        _("What was spent on the devices bought in each year that are still there."),
        worth_by_year,
        AssetQuery.about,
    ),
)


def _report(
    session: Session,
    choice: AssetQuery | None,
    by: Worth,
    title: Message,
    first: Column[WorthRow],
    noun: Callable[[int], Message],
) -> Report[WorthRow]:
    query = AssetQuery(metas=IN_USE) if choice is None else choice
    rows = worth(session, query, by)
    whole = sum(row.value for row in rows)

    def share(row: WorthRow) -> int | None:
        return round(10_000 * row.value / whole) if whole else None

    columns: tuple[Column[WorthRow], ...] = (
        first,
        Column("devices", _("Devices"), lambda row: row.devices, Kind.NUMBER, 10, total=True),
        Column("quantity", _("Quantity"), lambda row: row.units, Kind.NUMBER, 10, total=True),
        Column("unpriced", _("Without a price"), lambda row: row.unpriced, Kind.NUMBER, 12, total=True),
        Column("value", _("Value"), lambda row: row.value, Kind.AMOUNT, 14, total=True),
        Column("share", _p("worth", "Share"), share, Kind.PERCENT, 10),
    )
    silent = {
        "quantity" if all(row.units == row.devices for row in rows) else "",
        "" if any(row.unpriced for row in rows) else "unpriced",
    }
    shown = tuple(column for column in columns if column.key not in silent)
    return Report(title, shown, (Group(None, rows),), noun, stated(session, query), page=UPRIGHT, offered=columns)
