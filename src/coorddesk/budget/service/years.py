"""The verbs on fiscal years: opened, closed once nothing is promised on them any more, reopened for a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.queries.sums import figures_of_year
from coorddesk.budget.queries.written import year_as_written
from coorddesk.budget.rules.words import CHART_TITLES, COUNTING_TITLES, YearState
from coorddesk.budget.rules.years import AROUND, Span, ToDo, YearDetails, closing_tasks, said_task, trouble_with_span
from coorddesk.core.access import allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import cannot_be_undone, record
from coorddesk.core.messages import Message, Money, _, _p
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

YEAR = FiscalYear.__tablename__


@dataclass(frozen=True)
class YearEdit:
    """A fiscal year said anew, and the version its author saw."""

    id: int
    version: int
    details: YearDetails


@dataclass(frozen=True)
class Closing:
    """A fiscal year to close, and the version its author saw."""

    id: int
    version: int


@dataclass(frozen=True)
class Reopening:
    """A closed fiscal year to open again, why, and the version its author saw."""

    id: int
    version: int
    reason: str


@allowed(*EDITORS)
def create_year(session: Session, wish: YearDetails) -> int:
    """Open a fiscal year; returns its id."""
    _refuse_span(wish)
    row = FiscalYear(state=YearState.OPENED)
    _write(session, row, wish)
    session.add(row)
    session.flush()
    record(session, _("Open the fiscal year {name}", name=row.name), (YEAR, row.id))
    return row.id


@allowed(*EDITORS)
def edit_year(session: Session, wish: YearEdit) -> None:
    """Change a fiscal year that is open; moves on its lines hold it to how it counts, and to days that reach them."""
    row = row_there(session, FiscalYear, wish.id)
    theirs = year_as_written(session, row.id)
    if wish.details == theirs:
        return
    refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, theirs))
    if row.state is YearState.CLOSED:
        raise UserError(_("The fiscal year {name} is closed. Reopen it, or choose another.", name=row.name))
    _refuse_span(wish.details)
    _refuse_for_moves(session, row.id, theirs, wish.details)
    _write(session, row, wish.details)
    session.flush()
    record(session, _("Edit the fiscal year {name}", name=row.name), (YEAR, row.id))


@allowed(*EDITORS)
def delete_year(session: Session, wish: Deletion) -> None:
    """Delete a fiscal year without lines."""
    row = row_as_seen(session, FiscalYear, wish.id, wish.version)
    name = row.name
    delete_unused(session, row, name)
    record(session, _("Delete the fiscal year {name}", name=name), (YEAR, wish.id))


@allowed(*EDITORS)
def close_year(session: Session, wish: Closing) -> None:
    """Close a fiscal year: nothing is written on its lines any more. Refused while anything is promised on them."""
    row = row_as_seen(session, FiscalYear, wish.id, wish.version)
    if row.state is YearState.CLOSED:
        raise UserError(_("The fiscal year {name} is closed already.", name=row.name))
    for todo in tasks_of(session, row):
        if todo.must_be_done:
            raise UserError(_("{task} Carry forward or settle this first.", task=said_task(todo)))
    row.state, row.closed_at = YearState.CLOSED, clock_of(session).now()
    session.flush()
    record(session, _("Close the fiscal year {name}", name=row.name), (YEAR, row.id))


@allowed(*EDITORS)
def reopen_year(session: Session, wish: Reopening) -> None:
    """Let a closed fiscal year take moves again, for a reason that stays with it."""
    row = row_as_seen(session, FiscalYear, wish.id, wish.version)
    if row.state is YearState.OPENED:
        raise UserError(_("The fiscal year {name} is open.", name=row.name))
    row.reopened_reason = tidy_lines(wish.reason)
    if not row.reopened_reason:
        raise UserError(_("Say why it is reopened: whoever checks the accounts will ask."), field="reason")
    row.state, row.closed_at = YearState.OPENED, None
    session.flush()
    deed = _("Reopen the fiscal year {name}: {reason}", name=row.name, reason=row.reopened_reason)
    record(session, deed, (YEAR, row.id))


@allowed(*EDITORS)
def tasks_of(session: Session, row: FiscalYear) -> tuple[ToDo, ...]:
    """What is left to do before a year is closed."""
    figures = figures_of_year(session, row.id)
    return closing_tasks(row.last_day, clock_of(session).today(), list(figures.values()))


def _refuse_span(details: YearDetails) -> None:
    trouble = trouble_with_span(details.span)
    if trouble is not None:
        raise UserError(trouble, field="last_day")


def _write(session: Session, row: FiscalYear, details: YearDetails) -> None:
    with session.no_autoflush:
        rename_named(session, row, details.name)
    refuse_gone(session, [("previous", FiscalYear, details.previous_id)])
    previous = None if details.previous_id is None else session.get_one(FiscalYear, details.previous_id)
    if previous is not None and (previous is row or previous.first_day >= details.first_day):
        raise UserError(_("A fiscal year goes on from an earlier one."), field="previous")
    row.first_day, row.last_day = details.first_day, details.last_day
    row.counts, row.chart, row.previous_id = details.counts, details.chart, details.previous_id
    row.notes = tidy_lines(details.notes)


def _refuse_for_moves(session: Session, year_id: int, was: YearDetails, now: YearDetails) -> None:
    """What was written on a year holds it: how it counts, and the days that it has."""
    if now.counts is not was.counts and _has_moves(session, year_id):
        said = _("There are moves of money that were counted this way. It can no longer be changed.")
        raise UserError(said, field="counts")
    _refuse_stranding(session, year_id, was.span, now.span)
    if now.counts is not was.counts:  # by the time of an undo, moves may have been counted this way
        cannot_be_undone(session, _("How a year counts amounts is not undone. Edit the year instead."))
    elif not was.span.holds(now.span):  # or be of a day that it did not have
        cannot_be_undone(session, _("Days that a year was given are not undone. Edit the year instead."))


def _refuse_stranding(session: Session, year_id: int, was: Span, now: Span) -> None:
    """Of the moves that the year has, the earliest that its new days would leave behind is named."""
    days = BudgetMove.day
    behind = days.between(was.first, was.last) & ~days.between(now.first, now.last)
    too_far = ~days.between(now.first - AROUND, now.last + AROUND)
    moves = select(BudgetMove).join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
    wanted = moves.where(BudgetLine.year_id == year_id, behind | too_far).order_by(days, BudgetMove.id)
    move = session.scalars(wanted.limit(1)).one_or_none()
    if move is not None:
        said = _(
            "“{document}” wrote {amount} on {day} in this year: its days must go that far.",
            document=move.document_label,
            amount=Money(move.cents),
            day=move.day,
        )
        raise UserError(said, field="first_day" if move.day < now.first else "last_day")


def _has_moves(session: Session, year_id: int) -> bool:
    moves = select(BudgetMove.id).join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
    return session.scalar(moves.where(BudgetLine.year_id == year_id).limit(1)) is not None


def _as_read(session: Session, details: YearDetails) -> dict[str, Any]:
    previous = None if details.previous_id is None else session.get(FiscalYear, details.previous_id)
    return {
        "name": details.name,
        "first_day": details.first_day,
        "last_day": details.last_day,
        "counts": COUNTING_TITLES[details.counts],
        "chart": CHART_TITLES[details.chart],
        "previous": None if previous is None else previous.name,
        "notes": details.notes or None,
    }


_TITLES: dict[str, Message] = {
    "name": _("Name"),
    "first_day": _("First day"),
    "last_day": _("Last day"),
    "counts": _p("fiscal year", "Counts amounts"),
    "chart": _("Plan of accounts"),
    "previous": _p("fiscal year", "Goes on from"),
    "notes": _("Notes"),
}
