"""What every verb of lending begins with: the loan as its author saw it, and a borrower who may borrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, refuse_gone
from coorddesk.inventory.models import StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.rules import LoanState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject


@dataclass(frozen=True)
class Borrower:
    """Who borrows: a person, a class or group, or a person for a class."""

    person_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True)
class Seen:
    """A loan as its author saw it; without a version, whatever it has become since."""

    id: int
    version: int | None = None


@dataclass(frozen=True)
class Things:
    """What is lent together: devices, kits with all that belongs to them, and so many of stock items."""

    devices: tuple[int, ...] = ()
    kits: tuple[int, ...] = ()
    accessories: tuple[tuple[int, int], ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is none of them."""
        return not (self.devices or self.kits or self.accessories)


@allowed(*EDITORS)
def loan_as_seen(session: Session, seen: Seen, *states: LoanState) -> Loan:
    """The loan if it is still there, as it was seen, and in one of these states (none named: whichever)."""
    row = session.get(Loan, seen.id)
    if row is None:
        raise UserError(_("This loan is no longer there: somebody took it back."))
    if seen.version is not None and row.version != seen.version:
        raise StaleWrite(_("Somebody changed this loan since you saw it. Look at it again."), ())
    if states and row.state not in states:
        raise UserError(_REFUSALS[row.state])
    return row


@allowed(*EDITORS)
def refuse_borrower(session: Session, borrower: Borrower, *, is_new: bool = True) -> None:
    """Refuse to lend to nobody, to who is gone, and something new to who has left."""
    if borrower.person_id is None and borrower.group_id is None:
        raise UserError(_("Say who borrows: a person, a class or a group."), field="borrower")
    refuse_gone(session, [("borrower", Person, borrower.person_id), ("borrower", PersonGroup, borrower.group_id)])
    if borrower.person_id is None or not is_new:
        return
    person = session.get_one(Person, borrower.person_id)
    if person.left_on is not None and person.left_on <= clock_of(session).today():
        name = PersonName(person.last_name, person.first_name).full
        raise UserError(_("{person} left on {day}: lend to somebody else.", person=name, day=person.left_on))


@allowed(*EDITORS)
def write_loan(session: Session, row: Loan, borrower: Borrower, note: str) -> None:
    """Write who borrows and what is noted about it."""
    row.person_id, row.group_id = borrower.person_id, borrower.group_id
    row.note = tidy_lines(note)
    row.search = fold(row.note)
    row.actor = row.actor or actor_of(session).name


class OpenLine(NamedTuple):
    """A line whose thing is not back; `meta_before` is what its status label before the loan means."""

    id: int
    loan_id: int
    asset_id: int | None
    item_id: int | None
    kit_id: int | None
    quantity: int
    out_at: datetime | None
    status_label_id: int | None
    holder_id: int | None
    place_id: int | None
    meta_before: MetaStatus | None

    @property
    def subject(self) -> Subject:
        """The device or stock item that it is of."""
        return ("stock_item", self.item_id or 0) if self.asset_id is None else ("asset", self.asset_id)


@allowed(*EDITORS)
def open_lines(session: Session, loan_id: int) -> list[OpenLine]:
    """The lines of a loan whose things are not back, in their order."""
    return [OpenLine(*row) for row in session.execute(_OPEN_LINES.where(LoanLine.loan_id == loan_id))]


_OPEN_LINES: Select[*tuple[Any, ...]] = (
    select(
        LoanLine.id,
        LoanLine.loan_id,
        LoanLine.asset_id,
        LoanLine.item_id,
        LoanLine.kit_id,
        LoanLine.quantity,
        LoanLine.out_at,
        LoanLine.status_label_id,
        LoanLine.holder_id,
        LoanLine.place_id,
        StatusLabel.meta,
    )
    .outerjoin(StatusLabel, StatusLabel.id == LoanLine.status_label_id)
    .where(LoanLine.back_at.is_(None))
    .order_by(LoanLine.id)
)
_REFUSALS: dict[LoanState, Message] = {
    LoanState.DRAFT: _("This loan is being prepared: nothing of it has gone out yet."),
    LoanState.RESERVED: _("This is a reservation: nothing of it has gone out yet."),
    LoanState.OPEN: _("This loan has gone out already."),
    LoanState.RETURNED: _("Everything of this loan is back."),
    LoanState.CANCELLED: _("This loan was cancelled."),
}
