"""What is looked at before a year is closed: what is left to do, and where open commitments would go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.queries.commitments import OpenCommitment, open_commitments
from coorddesk.budget.queries.opening import records_to_open
from coorddesk.budget.queries.sums import figures_of_year
from coorddesk.budget.rules.words import MoveKind, YearState
from coorddesk.budget.rules.years import ToDo, closing_tasks
from coorddesk.core.records import Subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Carriable:
    """A commitment that is open when a year ends: its line, the document to open, and the line that it would go on.

    `into_id` is None where no line of the next year goes on from its own; then somebody says which.
    """

    commitment: OpenCommitment
    line: str
    opens: Subject
    into_id: int | None

    @property
    def cents(self) -> int:
        """What remains of it."""
        return self.commitment.cents


@dataclass(frozen=True)
class ClosingChecklist:
    """What is left to do about a year, what would be carried forward, and what requests still promise.

    `next_id` is the open year that goes on from it, if it was opened.
    """

    year_id: int
    version: int
    name: str
    last_day: date
    state: YearState
    next_id: int | None
    tasks: tuple[ToDo, ...]
    to_carry: tuple[Carriable, ...]
    pending: tuple[Carriable, ...]

    @property
    def may_close(self) -> bool:
        """Whether nothing stands in the way of closing it."""
        return self.state is YearState.OPENED and not any(each.must_be_done for each in self.tasks)


def closing_checklist(session: Session, year_id: int, today: date) -> ClosingChecklist:
    """What a closing looks at, with everything that is open on the lines of the year."""
    year = session.get_one(FiscalYear, year_id)
    tasks = closing_tasks(year.last_day, today, list(figures_of_year(session, year.id).values()))
    following = _next(session, year)
    into = {} if following is None else _goes_on(session, following)
    said = (year.id, year.version, year.name, year.last_day, year.state, following, tasks)
    carried, pending = (
        _carriable(session, open_commitments(session, year.id, kind), into)
        for kind in (MoveKind.COMMITTED, MoveKind.PRE_COMMITTED)
    )
    return ClosingChecklist(*said, carried, pending)


def _next(session: Session, year: FiscalYear) -> int | None:
    """The year that goes on from it, or else the next open one that counts as it does."""
    later = select(FiscalYear).where(FiscalYear.first_day > year.first_day, FiscalYear.state == YearState.OPENED)
    rows = session.scalars(later.order_by(FiscalYear.first_day, FiscalYear.id)).all()
    known = [row.id for row in rows if row.previous_id == year.id]
    return next(iter([*known, *(row.id for row in rows if row.counts is year.counts)]), None)


def _goes_on(session: Session, year_id: int) -> dict[int, int]:
    lines = select(BudgetLine.previous_id, BudgetLine.id).where(BudgetLine.year_id == year_id).order_by(BudgetLine.id)
    return {previous: line_id for previous, line_id in session.execute(lines) if previous is not None}


def _carriable(session: Session, found: Sequence[OpenCommitment], into: dict[int, int]) -> tuple[Carriable, ...]:
    names = select(BudgetLine.id, BudgetLine.code + " " + BudgetLine.label)
    lines = dict(session.execute(names.where(BudgetLine.id.in_({each.line_id for each in found}))).all())
    opens = records_to_open(session, (each.commitment for each in found))
    return tuple(Carriable(each, lines[each.line_id], opens[each.commitment], into.get(each.line_id)) for each in found)
