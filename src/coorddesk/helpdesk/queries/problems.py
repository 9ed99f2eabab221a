"""Problems: what lies behind several tickets, as lists, cards, forms and the kiosk show them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, select

from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import _, _p
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.helpdesk.models import Problem, Ticket
from coorddesk.helpdesk.rules import OPEN, PROBLEM_STATE_TITLES, ProblemState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ProblemQuery:
    """Which problems, and in which order: `sort` is the key of one of PROBLEM_COLUMNS; without `past`, what stands."""

    text: str = ""
    sort: str = "opened_on"
    descending: bool = True
    state: ProblemState | None = None
    past: bool = False


@dataclass(frozen=True)
class ProblemRow:
    """A problem, how many tickets it is behind, and how many of them are not over."""

    id: int
    version: int
    name: str
    state: ProblemState
    description: str
    root_cause: str
    workaround: str
    action: str
    is_announced: bool
    opened_on: date
    solved_on: date | None
    tickets: int
    open_tickets: int

    @property
    def hit(self) -> Hit:
        """The problem as others name it."""
        return Hit(("problem", self.id), self.name, PROBLEM_STATE_TITLES[self.state])


PROBLEM_COLUMNS: tuple[Column[ProblemRow], ...] = (
    Column("name", _("Problem"), lambda row: row.name, width=36),
    Column("state", _p("problem", "State"), lambda row: PROBLEM_STATE_TITLES[row.state], Kind.CHOICE, 16),
    Column("tickets", _("Tickets"), lambda row: row.tickets, Kind.NUMBER, 9),
    Column("open_tickets", _p("tickets", "Open"), lambda row: row.open_tickets, Kind.NUMBER, 9),
    Column("is_announced", _("Known outage"), lambda row: row.is_announced, Kind.YES_NO, 12),
    Column("opened_on", _p("problem", "Since"), lambda row: row.opened_on, Kind.DATE, 12),
    Column("solved_on", _p("problem", "Solved on"), lambda row: row.solved_on, Kind.DATE, 12),
    Column("root_cause", _("Root cause"), lambda row: row.root_cause, width=32),
    Column("workaround", _("Workaround"), lambda row: row.workaround, width=32),
    Column("action", _("Action"), lambda row: row.action, width=32),
    Column("description", _("Description"), lambda row: row.description, width=32),
)


def problem_ids(session: Session, query: ProblemQuery = ProblemQuery()) -> array[int]:
    """The problems that a query means, in its order; those without a value come last either way."""
    order = _ORDERS.get(query.sort, Problem.opened_on)
    key = order.desc() if query.descending else order
    return ids_of(session, select(Problem.id).where(*_meant(query)).order_by(nulls_last(key), Problem.id.desc()))


def problem_page(session: Session, ids: Sequence[int]) -> dict[int, ProblemRow]:
    """The problems of these ids."""
    still = func.count(case((Ticket.status.in_(OPEN), 1)))
    counted = (
        select(Ticket.problem_id, func.count(), still).where(Ticket.problem_id.in_(ids)).group_by(Ticket.problem_id)
    )
    counts = {problem_id: (every, left) for problem_id, every, left in session.execute(counted)}
    found = {}
    for row in session.execute(_ROWS.where(Problem.id.in_(ids))).mappings():
        every, left = counts.get(row["id"], (0, 0))
        found[row["id"]] = ProblemRow(**row, tickets=every, open_tickets=left)
    return found


def problem_row(session: Session, problem_id: int) -> ProblemRow | None:
    """One problem."""
    return problem_page(session, [problem_id]).get(problem_id)


def problem_counts(session: Session) -> dict[ProblemState, int]:
    """How many problems are in each state."""
    return dict(session.execute(select(Problem.state, func.count()).group_by(Problem.state)).all())


def _meant(query: ProblemQuery) -> list[ColumnElement[bool]]:
    claims: list[ColumnElement[bool]] = [contains_all(Problem.search, query.text)]
    if query.state is not None:
        claims.append(Problem.state == query.state)
    elif not query.past:
        claims.append(Problem.state != ProblemState.SOLVED)
    return claims


_TICKETS = select(func.count()).where(Ticket.problem_id == Problem.id).correlate(Problem)
_ORDERS: dict[str, Any] = {
    "name": Problem.name_folded,
    "state": case({each.value: place for place, each in enumerate(ProblemState)}, value=Problem.state),
    "tickets": _TICKETS.scalar_subquery(),
    "open_tickets": _TICKETS.where(Ticket.status.in_(OPEN)).scalar_subquery(),
    "is_announced": Problem.is_announced,
    "opened_on": Problem.opened_on,
    "solved_on": Problem.solved_on,
}
PROBLEM_SORTS = frozenset(_ORDERS)
"""The keys of the columns by which problems can be sorted."""
_ROWS = select(
    *(Problem.id, Problem.version, Problem.name, Problem.state, Problem.description, Problem.root_cause),
    *(Problem.workaround, Problem.action, Problem.is_announced, Problem.opened_on, Problem.solved_on),
)
