"""What the database reckons of a loan: how it stands, how many things it has, and how many of them are still out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, exists, func, literal, select

from coorddesk.core.clock import clock_of
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState, Standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stands_so(session: Session, standing: Standing) -> ColumnElement[bool]:
    """Whether a loan stands so today; whatever has gone out is open, the overdue and permanent ones as well."""
    is_open = Loan.state == LoanState.OPEN
    match standing:
        case Standing.OVERDUE:
            return and_(is_open, Loan.due_on < clock_of(session).today())
        case Standing.PERMANENT:
            return and_(is_open, Loan.due_on.is_(None))
        case Standing.PARTLY:
            return and_(is_open, PARTLY_BACK)
    return Loan.state == LoanState(standing.value)


def standing_of(session: Session) -> ColumnElement[str]:
    """How a loan stands today, as `rules.standing` says it: one word for each loan."""
    first = ((stands_so(session, each), literal(each.value)) for each in _BEFORE_ITS_STATE)
    return case(*first, else_=cast(Loan.state, String))


def _count(*claims: ColumnElement[bool]) -> Any:
    wanted: Select[Any] = select(func.coalesce(func.sum(LoanLine.quantity), 0)).where(LoanLine.loan_id == Loan.id)
    return wanted.where(*claims).scalar_subquery()


_BEFORE_ITS_STATE = (Standing.OVERDUE, Standing.PARTLY, Standing.PERMANENT)
"""What matters more than that a loan is open, the first that is true of it."""
PARTLY_BACK = exists().where(LoanLine.loan_id == Loan.id, LoanLine.back_at.is_not(None))
"""Whether something of a loan is back."""
THINGS = _count()
"""How many things a loan has, each accessory of a kind by itself."""
STILL_OUT = _count(LoanLine.back_at.is_(None))
"""How many of them are not back."""
