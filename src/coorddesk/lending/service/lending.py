"""The verbs by which things go out: a loan is made, something is added to it or taken off again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of, start_of_day
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState, refuse_days, said_things
from coorddesk.lending.service.accessories import count_in
from coorddesk.lending.service.putting_out import PutOut, put_out
from coorddesk.lending.service.returning import settle, stand_again
from coorddesk.lending.service.rows import (
    Borrower,
    Seen,
    Terms,
    Things,
    known_borrower,
    loan_as_seen,
    open_lines,
    said_loan,
    terms_of,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NewLoan:
    """Things to lend to somebody until a day; without one it is a permanent loan.

    `since` is the day on which they went out, if it was before today. A draft sets them aside: they go out with
    `hand_out`. `despite` lends what is reserved for or assigned to somebody else.
    """

    borrower: Borrower
    things: Things
    due: date | None
    note: str = ""
    since: date | None = None
    is_draft: bool = False
    despite: bool = False


@dataclass(frozen=True)
class Addition:
    """More things for a loan that is open or being prepared."""

    loan: Seen
    things: Things
    despite: bool = False


@dataclass(frozen=True)
class Removal:
    """Lines of a loan that were a mistake: their things never went out."""

    loan: Seen
    lines: tuple[int, ...]


@allowed(*EDITORS)
def lend(session: Session, wish: NewLoan) -> int:
    """Lend things to somebody; returns the loan's number."""
    loan_id, out = enter_loan(session, wish)
    person = out.borrower
    deed = (
        _("Set {things} aside for {person}", things=out.said, person=person)
        if wish.is_draft
        else _("Lend {things} to {person}", things=out.said, person=person)
    )
    record(session, deed, ("loan", loan_id), *out.subjects)
    return loan_id


@allowed(*EDITORS)
def enter_loan(session: Session, wish: NewLoan) -> tuple[int, PutOut]:
    """Make a loan and put its things into it; the deed is the caller's to name."""
    today = clock_of(session).today()
    first = min(wish.since or today, today)
    borrower = known_borrower(session, wish.borrower)
    refuse_days(first, wish.due)
    state = LoanState.DRAFT if wish.is_draft else LoanState.OPEN
    row = said_loan(session, wish.borrower, wish.note) | {"state": state, "starts_on": first, "due_on": wish.due}
    (loan_id,) = insert_rows(session, table_named(Loan.__tablename__), [row])
    terms = Terms(loan_id, state, wish.borrower.person_id, first, wish.due, borrower)
    since = start_of_day(clock_of(session), first) if first < today else None
    return loan_id, put_out(session, terms, wish.things, despite=wish.despite, since=since)


@allowed(*EDITORS)
def add_to_loan(session: Session, wish: Addition) -> None:
    """Lend more things with a loan."""
    row = loan_as_seen(session, wish.loan, LoanState.OPEN, LoanState.DRAFT)
    loan_id = row.id
    out = put_out(session, terms_of(session, row), wish.things, despite=wish.despite)
    raise_versions(session, table_named(Loan.__tablename__), [loan_id])
    deed = _("Lend {things} to {person}", things=out.said, person=out.borrower)
    record(session, deed, ("loan", loan_id), *out.subjects)


@allowed(*EDITORS)
def take_off(session: Session, wish: Removal) -> None:
    """Take lines off a loan as if they had never been; their devices stand as before. The last one cancels it."""
    row = loan_as_seen(session, wish.loan, LoanState.OPEN, LoanState.DRAFT)
    loan_id = row.id
    lines = [line for line in open_lines(session, row.id) if line.id in wish.lines]
    if len(lines) < len(set(wish.lines)) or not lines:
        raise UserError(_("Something of this is no longer on loan. Look at the loan again."))
    subjects = tuple(dict.fromkeys(line.subject for line in lines))
    assets = stand_again(session, lines)
    count_in(session, loan_id, lines, {line.id: line.quantity for line in lines})
    others = sum(line.quantity for line in lines if line.asset_id is None)
    delete_rows(session, table_named(LoanLine.__tablename__), [line.id for line in lines])
    settle(session, loan_id)
    said = said_things([asset.called for asset in assets], others)
    deed = _("Take {things} off the loan to {person}", things=said, person=lines[0].borrower)
    record(session, deed, ("loan", loan_id), *subjects)
