"""What pickers of the help desk offer while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.matching import contains_all
from coorddesk.core.options import Option
from coorddesk.helpdesk.models import Cause, Problem, Team, TicketCategory, TicketTemplate

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def category_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Kinds of tickets whose path holds every word of `text`, in the order of their paths."""
    wanted = select(TicketCategory.id, TicketCategory.path).where(contains_all(TicketCategory.path_folded, text))
    return _options(session, wanted.order_by(TicketCategory.path_folded), limit)


def cause_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Causes whose name holds every word of `text`, in the desk's own order."""
    wanted = select(Cause.id, Cause.name).where(contains_all(Cause.name_folded, text))
    return _options(session, wanted.order_by(Cause.position, Cause.name_folded), limit)


def team_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Teams whose name holds every word of `text`."""
    wanted = select(Team.id, Team.name).where(contains_all(Team.name_folded, text))
    return _options(session, wanted.order_by(Team.name_folded), limit)


def problem_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Problems whose words hold every word of `text`, those not yet solved first."""
    wanted = select(Problem.id, Problem.name).where(contains_all(Problem.search, text))
    return _options(session, wanted.order_by(Problem.solved_on.is_not(None), Problem.name_folded), limit)


def template_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Templates whose name holds every word of `text`."""
    wanted = select(TicketTemplate.id, TicketTemplate.name).where(contains_all(TicketTemplate.name_folded, text))
    return _options(session, wanted.order_by(TicketTemplate.name_folded), limit)


def _options(session: Session, wanted: Select[*tuple[Any, ...]], limit: int) -> tuple[Option, ...]:
    return tuple(Option(*row) for row in session.execute(wanted.limit(limit)))
