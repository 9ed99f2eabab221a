"""A budget in the agenda: the last days of fiscal years, and the deadlines of grants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import FiscalYear, FundingSource
from coorddesk.budget.rules.words import YearState
from coorddesk.core.clock import clock_of
from coorddesk.core.dated import Dated, DatedKind, DatedState, Period, state_on
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_YEAR_END = DatedKind("fiscal-year-end", _("Ends of fiscal years"), "coins")
_GRANT = DatedKind("grant-deadline", _("Deadlines of grants"), "coins")


def events(session: Session, period: Period) -> Sequence[Dated]:
    """Two statements; what is closed or archived is done with."""
    return [*_ends(session, period), *_deadlines(session, period)]


def _ends(session: Session, period: Period) -> Iterator[Dated]:
    wanted = select(FiscalYear).where(FiscalYear.last_day.between(period.first, period.last))
    today = clock_of(session).today()
    for row in session.scalars(wanted.order_by(FiscalYear.last_day, FiscalYear.id)):
        state = DatedState.DONE if row.state is YearState.CLOSED else state_on(row.last_day, today)
        said = _("End of the fiscal year {name}", name=row.name)
        yield Dated(_YEAR_END, said, row.last_day, row.last_day, (FiscalYear.__tablename__, row.id), state=state)


def _deadlines(session: Session, period: Period) -> Iterator[Dated]:
    wanted = select(FundingSource).where(FundingSource.deadline.between(period.first, period.last))
    today = clock_of(session).today()
    for row in session.scalars(wanted.order_by(FundingSource.deadline, FundingSource.id)):
        if row.deadline is not None:
            state = DatedState.DONE if row.is_archived else state_on(row.deadline, today)
            said = _("Deadline of the grant “{name}”", name=row.name)
            subject = (FundingSource.__tablename__, row.id)
            yield Dated(_GRANT, said, row.deadline, row.deadline, subject, state=state)
