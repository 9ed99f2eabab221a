"""Loans in the agenda: when they are due, and for which days something is reserved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from coorddesk.core.dated import Dated, DatedKind, DatedState, Period
from coorddesk.core.messages import _
from coorddesk.lending.models import Loan
from coorddesk.lending.queries.rows import LoanRow, loan_page
from coorddesk.lending.rules import PLANNED, LoanState, Standing

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DUE = DatedKind("loan", _("Loans due"), "hand-helping")
_RESERVED = DatedKind("reservation", _("Reservations"), "calendar-clock")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """A statement for their ids, and those of a page of loans."""
    due = and_(Loan.state == LoanState.OPEN, Loan.due_on.between(period.first, period.last))
    last = func.coalesce(Loan.due_on, Loan.starts_on)
    reserved = and_(Loan.state.in_(PLANNED), Loan.starts_on <= period.last, last >= period.first)
    ids = session.scalars(select(Loan.id).where(or_(due, reserved)).order_by(Loan.id)).all()
    return [_dated(row) for row in loan_page(session, ids).values()]


def _dated(row: LoanRow) -> Dated:
    who, what, subject = row.borrower, row.what, ("loan", row.id)
    if row.is_planned:
        title = _("{what} reserved for {person}", what=what, person=who)
        return Dated(_RESERVED, title, row.since, row.due or row.since, subject)
    assert row.due is not None  # the statement asks for no others
    state = DatedState.LATE if row.standing is Standing.OVERDUE else DatedState.TO_COME
    return Dated(_DUE, _("Back from {person}: {what}", what=what, person=who), row.due, row.due, subject, state=state)
