"""Opening the next fiscal year from one: the same lines, which remember what they go on from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.queries.written import line_as_written, year_as_written
from coorddesk.budget.rules.years import YearDetails
from coorddesk.budget.service.lines import NewLine, add_line
from coorddesk.budget.service.years import YEAR, create_year
from coorddesk.core.access import allowed
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS, row_there

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NextYear:
    """The year to go on from, and how the new one is written."""

    year_id: int
    details: YearDetails


@allowed(*EDITORS)
def next_details(session: Session, year_id: int) -> YearDetails:
    """What is proposed for the year after one."""
    row = row_there(session, FiscalYear, year_id)
    span = year_as_written(session, row.id).span.next
    return YearDetails(span.name, span.first, span.last, row.counts, row.chart, row.id)


@allowed(*EDITORS)
def open_next_year(session: Session, wish: NextYear) -> int:
    """Open a year with the lines of another and no credits yet; returns its id."""
    old = row_there(session, FiscalYear, wish.year_id)
    year_id = create_year(session, replace(wish.details, previous_id=old.id))
    lines = select(BudgetLine).where(BudgetLine.year_id == old.id).order_by(BudgetLine.position, BudgetLine.id)
    for line in session.scalars(lines).all():
        add_line(session, NewLine(year_id, replace(line_as_written(session, line.id), previous_id=line.id)))
    deed = _("Open the fiscal year {name} from {old}", name=wish.details.name, old=old.name)
    record(session, deed, (YEAR, year_id), (YEAR, old.id))
    return year_id
