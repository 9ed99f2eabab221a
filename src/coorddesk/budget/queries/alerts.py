"""What needs doing about a budget, for the bell of the window: each goes with its cause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear, FundingSource
from coorddesk.budget.queries.sums import figures_of_lines, figures_of_year
from coorddesk.budget.rules.funding import WARNED_DAYS, left_of_grant
from coorddesk.budget.rules.situation import NOTHING, total
from coorddesk.budget.rules.words import YearState
from coorddesk.core.messages import Money, _, _n
from coorddesk.core.records import Alert

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OVERSPENT, GRANTS, TO_CLOSE = "overspent", "grants", "to_close"
"""The keys of alerts, which the page of the situation knows."""
_LINE = BudgetLine.__tablename__


@dataclass(frozen=True)
class GrantLeft:
    """A grant whose deadline is near or past, and the cents of it that are neither committed nor invoiced."""

    id: int
    name: str
    deadline: date
    left: int


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Lines that are overspent, grants that lapse, years that are over and open."""
    return [*_overspent(session), *_grants(session, today), *_to_close(session, today)]


def overspent_lines(session: Session) -> Sequence[int]:
    """The lines of open years on which there is less than nothing."""
    years = session.scalars(select(FiscalYear.id).where(FiscalYear.state == YearState.OPENED)).all()
    every = [found for year in years for found in figures_of_year(session, year).items()]
    return sorted(line_id for line_id, figures in every if figures.available < 0)


def lapsing_grants(session: Session, today: date) -> Sequence[GrantLeft]:
    """The grants with money left whose deadline is near or past, the nearest first; archived ones are done with."""
    near = today + timedelta(days=WARNED_DAYS)
    wanted = select(FundingSource).where(FundingSource.deadline <= near, FundingSource.is_archived.is_(False))
    found = []
    for row in session.scalars(wanted.order_by(FundingSource.deadline, FundingSource.id)):
        lines = session.scalars(select(BudgetLine.id).where(BudgetLine.funding_source_id == row.id)).all()
        figures = total(figures_of_lines(session, lines).values()) if lines else NOTHING
        left = left_of_grant(row.amount, figures)
        if left > 0 and row.deadline is not None:
            found.append(GrantLeft(row.id, row.name, row.deadline, left))
    return found


def _overspent(session: Session) -> Iterator[Alert]:
    if count := len(overspent_lines(session)):
        text = _n("{count} budget line is overspent", "{count} budget lines are overspent", count)
        yield Alert(OVERSPENT, _LINE, text, _("Transfer credits to it, or have an amendment voted."), is_urgent=True)


def _grants(session: Session, today: date) -> Iterator[Alert]:
    found = lapsing_grants(session, today)
    if not found:
        return
    first, urgent = found[0], any(each.deadline <= today + timedelta(days=7) for each in found)
    text = _n("A grant lapses soon with money left", "{count} grants lapse soon with money left", len(found))
    if len(found) == 1:
        text = _(
            "“{name}” lapses on {day} with {left} left", name=first.name, day=first.deadline, left=Money(first.left)
        )
    advice = _("Commit what is left, ask its funder for more time, or archive it once it is accounted for.")
    yield Alert(GRANTS, _LINE, text, advice, is_urgent=urgent)


def _to_close(session: Session, today: date) -> Iterator[Alert]:
    over = select(FiscalYear.name).where(FiscalYear.state == YearState.OPENED, FiscalYear.last_day < today)
    names = session.scalars(over.order_by(FiscalYear.first_day)).all()
    if names:
        text = _n(
            "{count} fiscal year is over and still open", "{count} fiscal years are over and still open", len(names)
        )
        yield Alert(TO_CLOSE, _LINE, text, _("Carry forward what is open, then close it."))
