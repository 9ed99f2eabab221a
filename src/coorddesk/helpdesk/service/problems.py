"""Problems and their tickets: made from tickets, given others, and solved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.helpdesk.models import Problem, Ticket
from coorddesk.helpdesk.rules import OPEN, ProblemState
from coorddesk.helpdesk.service.choices import Save, read_choice, save_choice
from coorddesk.helpdesk.service.editing import PutInProblem, put_in_problem
from coorddesk.helpdesk.service.life import Resolve, resolve
from coorddesk.helpdesk.service.ready import ProblemDetails
from coorddesk.helpdesk.service.rows import Seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.helpdesk.rules import Resolution


@dataclass(frozen=True)
class FoundProblem:
    """What lies behind these tickets."""

    details: ProblemDetails
    tickets: tuple[Seen, ...] = ()


@dataclass(frozen=True)
class ProblemTickets:
    """All the tickets that a problem is behind from now on, by their numbers."""

    problem_id: int
    tickets: tuple[int, ...]


@dataclass(frozen=True)
class Ending:
    """How the tickets of a problem that are still open are resolved with it."""

    solution: str
    cause_id: int | None
    resolution: Resolution | None


@dataclass(frozen=True)
class SolveProblem:
    """A problem has an end: what it was, what was done about it, and what of its tickets; the version its author saw.

    Without an `ending` they are resolved for themselves.
    """

    id: int
    version: int
    root_cause: str
    action: str
    ending: Ending | None = None


@allowed(*EDITORS)
def found_problem(session: Session, wish: FoundProblem) -> int:
    """Make a problem of tickets, as one deed; returns its id."""
    problem_id = save_choice(session, Save(wish.details))
    if wish.tickets:
        put_in_problem(session, PutInProblem(wish.tickets, problem_id))
    return problem_id


@allowed(*EDITORS)
def set_problem_tickets(session: Session, wish: ProblemTickets) -> None:
    """Let a problem be behind these tickets and no others; those that were merged away stay where they are."""
    row_there(session, Problem, wish.problem_id)
    of_problem = select(Ticket.id).where(Ticket.problem_id == wish.problem_id, Ticket.merged_into_id.is_(None))
    stored = set(session.scalars(of_problem))
    new = tuple(Seen(each) for each in dict.fromkeys(wish.tickets) if each not in stored)
    gone = tuple(Seen(each) for each in sorted(stored - set(wish.tickets)))
    if new:
        put_in_problem(session, PutInProblem(new, wish.problem_id))
    if gone:
        put_in_problem(session, PutInProblem(gone, None))


@allowed(*EDITORS)
def solve_problem(session: Session, wish: SolveProblem) -> None:
    """End a problem, and its open tickets with it where that is wished, as one deed."""
    row = row_there(session, Problem, wish.id)
    details = read_choice(session, row)
    assert isinstance(details, ProblemDetails)
    if row.state is ProblemState.SOLVED:
        raise UserError(_("“{name}” is solved already.", name=row.name))
    solved = {"root_cause": tidy_lines(wish.root_cause), "action": tidy_lines(wish.action)}
    said = replace(details, state=ProblemState.SOLVED, is_announced=False, **solved)
    save_choice(session, Save(said, wish.id, wish.version))
    if wish.ending is not None:
        _end_tickets(session, row.id, wish.ending)


def _end_tickets(session: Session, problem_id: int, ending: Ending) -> None:
    left = select(Ticket.id).where(Ticket.problem_id == problem_id, Ticket.status.in_(OPEN)).order_by(Ticket.id)
    tickets = tuple(Seen(each) for each in session.scalars(left))
    if tickets:
        resolve(session, Resolve(tickets, ending.solution, ending.cause_id, ending.resolution))
