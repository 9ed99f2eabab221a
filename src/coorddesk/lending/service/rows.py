"""What every verb of lending begins with: the loan as its author saw it, and a borrower who may borrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.asking import asked
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.models import Person, PersonGroup
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import StatusLabel
from coorddesk.inventory.rules import MetaStatus
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.queries.holding import borrower_of
from coorddesk.lending.rules import LoanState, borrower_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from coorddesk.core.asking import Question
    from coorddesk.core.records import Subject


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


class Terms(NamedTuple):
    """What the things of a loan depend on; `borrower` is who borrows, in a word."""

    loan_id: int
    state: LoanState
    person_id: int | None
    first: date
    due: date | None
    borrower: str


@allowed(*EDITORS)
def terms_of(session: Session, row: Loan) -> Terms:
    """The terms of a loan that is there."""
    return Terms(row.id, row.state, row.person_id, row.starts_on, row.due_on, borrower_of(session, row))


@allowed(*EDITORS)
def known_borrower(session: Session, borrower: Borrower, *, is_new: bool = True) -> str:
    """Who borrows, in a word; refuses to lend to nobody, to who is gone, and something new to who has left."""
    if borrower.person_id is None and borrower.group_id is None:
        raise UserError(_("Say who borrows: a person, a class or a group."), field="borrower")
    last = first = group = None
    if borrower.person_id is not None:
        last, first, left_on = _there(session, _PERSON, borrower.person_id)
        if is_new and left_on is not None and left_on <= clock_of(session).today():
            name = PersonName(last, first).full
            raise UserError(_("{person} left on {day}: lend to somebody else.", person=name, day=left_on))
    if borrower.group_id is not None:
        (group,) = _there(session, _GROUP, borrower.group_id)
    return borrower_name(last, first, group)


@allowed(*EDITORS)
def said_loan(session: Session, borrower: Borrower, note: str) -> dict[str, Any]:
    """The columns that say who borrows, what is noted about it, and who lent it."""
    said, actor = tidy_lines(note), actor_of(session).name
    whose = {"person_id": borrower.person_id, "group_id": borrower.group_id}
    return {**whose, "note": said, "search": fold(said), "actor": actor}


def _there(session: Session, question: Question, row_id: int) -> Any:
    rows = asked(session, question, id=row_id)
    if not rows:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field="borrower")
    return rows[0]


class OpenLine(NamedTuple):
    """A line whose thing is not back; `meta_before` is what its status label before the loan means.

    `borrower` is who has it, in a word.
    """

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
    borrower: str

    @property
    def subject(self) -> Subject:
        """The device or stock item that it is of."""
        return ("stock_item", self.item_id or 0) if self.asset_id is None else ("asset", self.asset_id)


@allowed(*EDITORS)
def open_lines(session: Session, loan_id: int) -> list[OpenLine]:
    """The lines of a loan whose things are not back, in their order."""
    return list(map(_open_line, asked(session, _LINES_OF_LOAN, id=loan_id)))


@allowed(*EDITORS)
def lines_of_devices(session: Session, asset_ids: Sequence[int]) -> dict[int, OpenLine]:
    """By device, the line by which it is on loan or set aside; of those that are neither, none."""
    parts = (asset_ids[start : start + CHUNK_ROWS] for start in range(0, len(asset_ids), CHUNK_ROWS))
    lines = (_open_line(row) for part in parts for row in asked(session, _LINES_OF_DEVICES, ids=part))
    return {line.asset_id: line for line in lines if line.asset_id is not None}


def _open_line(row: Any) -> OpenLine:
    *line, last, first, group = row
    return OpenLine._make([*line, borrower_name(last, first, group)])


_PERSON = select(Person.last_name, Person.first_name, Person.left_on).where(Person.id == bindparam("id"))
_GROUP = select(PersonGroup.name).where(PersonGroup.id == bindparam("id"))
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
        Person.last_name,
        Person.first_name,
        PersonGroup.name,
    )
    .select_from(LoanLine)
    .join(Loan, Loan.id == LoanLine.loan_id)
    .outerjoin(Person, Person.id == Loan.person_id)
    .outerjoin(PersonGroup, PersonGroup.id == Loan.group_id)
    .outerjoin(StatusLabel, StatusLabel.id == LoanLine.status_label_id)
    .where(LoanLine.back_at.is_(None))
    .order_by(LoanLine.id)
)
_LINES_OF_LOAN = _OPEN_LINES.where(LoanLine.loan_id == bindparam("id"))
_LINES_OF_DEVICES = _OPEN_LINES.where(LoanLine.asset_id.in_(bindparam("ids", expanding=True)))
_REFUSALS: dict[LoanState, Message] = {
    LoanState.DRAFT: _("This loan is being prepared: nothing of it has gone out yet."),
    LoanState.RESERVED: _("This is a reservation: nothing of it has gone out yet."),
    LoanState.OPEN: _("This loan has gone out already."),
    LoanState.RETURNED: _("Everything of this loan is back."),
    LoanState.CANCELLED: _("This loan was cancelled."),
}
