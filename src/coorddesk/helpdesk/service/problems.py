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
from coorddesk.helpdesk.rules import ProblemState
from coorddesk.helpdesk.service.choices import Save, read_choice, save_choice
from coorddesk.helpdesk.service.editing import PutInProblem, put_in_problem
from coorddesk.helpdesk.service.ready import ProblemDetails
from coorddesk.helpdesk.service.rows import Seen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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
class SolveProblem:
    """A problem has an end: what it was, and what was done about it; the version its author saw."""

    id: int
    version: int
    root_cause: str
    action: str


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
    """End a problem; its tickets are resolved for themselves."""
    row = row_there(session, Problem, wish.id)
    details = read_choice(session, row)
    assert isinstance(details, ProblemDetails)
    if row.state is ProblemState.SOLVED:
        raise UserError(_("“{name}” is solved already.", name=row.name))
    solved = {"root_cause": tidy_lines(wish.root_cause), "action": tidy_lines(wish.action)}
    said = replace(details, state=ProblemState.SOLVED, is_announced=False, **solved)
    save_choice(session, Save(said, wish.id, wish.version))
