"""The verbs on a loan as a whole: it lasts longer, or is somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS
from coorddesk.lending.models import Loan
from coorddesk.lending.queries.claims import Wanted, conflicts
from coorddesk.lending.queries.holding import borrower_of
from coorddesk.lending.rules import PLANNED, LoanState, MayBeOverridden, Period, refuse_days
from coorddesk.lending.service.rows import Borrower, Seen, known_borrower, loan_as_seen, open_lines, said_loan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Extension:
    """Another day for a loan to end; None makes it a permanent loan."""

    loan: Seen
    due: date | None
    despite: bool = False


@dataclass(frozen=True)
class LoanEdit:
    """What is noted about a loan, and for which class it is."""

    loan: Seen
    note: str
    group_id: int | None = None


@allowed(*EDITORS)
def extend(session: Session, wish: Extension) -> None:
    """Let a loan last until another day, if nobody needs its things before that."""
    row = loan_as_seen(session, wish.loan, LoanState.OPEN, LoanState.DRAFT)
    refuse_days(row.starts_on, wish.due)
    if wish.due == row.due_on:
        raise UserError(_("It is due on that day already."), field="due")
    lines = open_lines(session, row.id)
    if not wish.despite:
        assets = [line.asset_id for line in lines if line.asset_id is not None]
        wanted = Wanted(Period(row.starts_on, wish.due), assets, apart_from=row.id)
        for conflict in conflicts(session, wanted, with_loans=False):
            raise MayBeOverridden(conflict.said)
    row.due_on = wish.due
    session.flush()
    person = borrower_of(session, row)
    deed = (
        _("Lend to {person} without end", person=person)
        if wish.due is None
        else _("Extend the loan to {person} until {day}", person=person, day=wish.due)
    )
    subjects = [("asset", line.asset_id) for line in lines if line.asset_id is not None]
    record(session, deed, ("loan", row.id), *subjects)


@allowed(*EDITORS)
def edit_loan(session: Session, wish: LoanEdit) -> None:
    """Change the note of a loan, or the class that it is for."""
    row = loan_as_seen(session, Seen(wish.loan.id))
    if wish.loan.version is not None:
        yours, theirs = {"note": wish.note}, {"note": row.note}
        refuse_stale(row, wish.loan.version, _TITLES, yours, theirs)
    borrower = Borrower(row.person_id, wish.group_id)
    person = known_borrower(session, borrower, is_new=row.state in PLANNED)
    said = said_loan(session, borrower, wish.note) | {"actor": row.actor}
    update_rows(session, table_named(Loan.__tablename__), [(wish.loan.id, said)])
    record(session, _("Edit the loan to {person}", person=person), (Loan.__tablename__, wish.loan.id))


_TITLES = {"note": _("Note")}
