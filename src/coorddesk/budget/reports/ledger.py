"""The ledger on paper: every move of money, or those that a figure is the sum of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.budget.queries.ledger import MOVE_COLUMNS, MoveQuery, all_moves, stated_moves
from coorddesk.budget.queries.moves import MoveRow
from coorddesk.budget.queries.papers import year_told_at
from coorddesk.budget.rules.situation import FIGURE_TITLES, SIGNS, Figure
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BY_KEY = {column.key: column for column in MOVE_COLUMNS}
_SHOWN = ("day", "kind", "document", "line", "words", "cents", "actor")


def ledger(session: Session, choice: MoveQuery | None) -> Report[MoveRow]:
    """The moves of a query; without one those of the year of today, in the order of their days.

    Moves of all kinds add up to nothing that means anything: sums stand where a figure is asked for alone.
    """
    query = MoveQuery(descending=False) if choice is None else choice
    if choice is None or query == MoveQuery(until=query.until):
        day = query.until or clock_of(session).today()
        query = replace(query, year=year_told_at(session, day), descending=False)
    by_key = {key: replace(column, total=False) for key, column in _BY_KEY.items()}
    if query.figure is not None:
        by_key["cents"] = Column(
            "cents", FIGURE_TITLES[query.figure], partial(_share, query.figure), Kind.AMOUNT, 14, total=True
        )
    elif query.kind is not None:
        by_key["cents"] = _BY_KEY["cents"]
    said = stated_moves(session, query)
    return Report(
        _("Ledger"),
        tuple(by_key[key] for key in _SHOWN),
        (Group(None, all_moves(session, query)),),
        lambda count: _n("{count} move of money", "{count} moves of money", count),
        (*_named(query, said), *((_("Search: “{text}”", text=query.text),) if query.text else ())),
        page=LYING,
        offered=tuple(by_key.values()),
    )


def _share(figure: Figure, row: MoveRow) -> int:
    """What a move adds to a figure."""
    return SIGNS[figure].get(row.kind, 0) * row.cents


def _named(query: MoveQuery, said: dict[str, Message]) -> list[Message]:
    """The filters; a year and a line say what they are."""
    named = {
        "year": lambda name: _("Fiscal year: {name}", name=name),
        "line": lambda name: _("Budget line: {name}", name=name),
        "kind": lambda name: _("Move: {name}", name=name),
    }
    return [named[field](title) if field in named else title for field, title in said.items() if getattr(query, field)]


def _dated(choice: MoveQuery | None, day: date) -> MoveQuery | None:
    if choice is None:
        return MoveQuery(until=day)
    return replace(choice, until=day) if choice.until is None else None


LEDGER = ReportKind(
    "ledger",
    _("Ledger"),
    _("Every move of money with its document: what was voted, committed, invoiced, paid, and by whom it was noted."),
    ledger,
    MoveQuery.about,
    frozenset({"budget_line", "fiscal_year", "budget_decision"}),
    dated=_dated,
)
