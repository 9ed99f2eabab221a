"""What needs doing about loans, for the bell of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert
from coorddesk.lending.models import Loan
from coorddesk.lending.rules import LoanState, Standing

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Loans that are overdue, and reservations that are to be prepared."""
    return [*_overdue(session, today), *_to_prepare(session, today)]


def _overdue(session: Session, today: date) -> Iterator[Alert]:
    wanted = select(func.count(Loan.id)).where(Loan.state == LoanState.OPEN, Loan.due_on < today)
    if late := session.scalar(wanted):
        text = _n("{count} loan is overdue", "{count} loans are overdue", late)
        advice = _("Write to the borrowers, or extend what was agreed.")
        yield Alert(Standing.OVERDUE.value, "loan", text, advice, is_urgent=True)


def _to_prepare(session: Session, today: date) -> Iterator[Alert]:
    """Those that begin as soon as their preparation takes, or should have begun."""
    wanted = select(Loan.starts_on, Loan.preparation_days).where(Loan.state == LoanState.RESERVED)
    soon = sum(starts <= today + timedelta(days=days) for starts, days in session.execute(wanted))
    if soon:
        text = _n("{count} reservation is to be prepared", "{count} reservations are to be prepared", soon)
        yield Alert(Standing.RESERVED.value, "loan", text, _("Set its things aside, or cancel it."))
