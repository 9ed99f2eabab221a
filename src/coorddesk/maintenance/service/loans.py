"""The device that somebody gets while theirs is being repaired: lent by the repair, and back before it is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS, row_as_seen
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.lending.models import Loan, LoanLine
from coorddesk.lending.service.lending import NewLoan, lend
from coorddesk.lending.service.returning import return_loan
from coorddesk.lending.service.rows import Borrower, Seen, Things
from coorddesk.maintenance.models import Repair
from coorddesk.maintenance.queries.repairs import is_loan_out
from coorddesk.maintenance.rules import CLOSED

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LendMeanwhile:
    """A device to lend while another is in a repair, to whoever holds that one unless `person_id` says who."""

    id: int
    version: int
    asset_id: int
    person_id: int | None = None
    due: date | None = None


@dataclass(frozen=True)
class TakeBack:
    """What was lent meanwhile is back."""

    id: int
    version: int


@allowed(*EDITORS)
def lend_meanwhile(session: Session, wish: LendMeanwhile) -> int:
    """Lend a device until the repair is over; returns the loan's number."""
    row = row_as_seen(session, Repair, wish.id, wish.version)
    broken = session.get_one(Asset, row.asset_id)
    if row.state in CLOSED:
        raise UserError(_("This repair is over: lend the device as any other."))
    if is_loan_out(session, row.loan_id):
        raise UserError(_("A device is lent meanwhile already: {device}.", device=lent_device(session, row)))
    person_id = broken.holder_id if wish.person_id is None else wish.person_id
    if person_id is None:
        raise UserError(_("Nobody holds the device that is being repaired: say who borrows."), field="person")
    lent = session.get(Asset, wish.asset_id)
    if lent is None:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field="device")
    said = {"device": _called(lent), "person": _person(session, person_id), "repaired": _called(broken)}
    deed = _("Lend {device} to {person} during the repair of {repaired}", **said)
    record(session, deed, ("repair", row.id), ("asset", row.asset_id))  # before lending says its own part of it
    note = f"{_called(broken)} · {row.fault}"  # what people wrote: it reads alike in any language
    row.loan_id = loan_id = lend(session, NewLoan(Borrower(person_id), Things((wish.asset_id,)), wish.due, note=note))
    session.flush()
    return loan_id


@allowed(*EDITORS)
def take_loan_back(session: Session, wish: TakeBack) -> None:
    """Take back what was lent meanwhile."""
    row = row_as_seen(session, Repair, wish.id, wish.version)
    if row.loan_id is None or not is_loan_out(session, row.loan_id):
        raise UserError(_("Nothing is lent meanwhile, or it is back."))
    device = lent_device(session, row)
    record(session, _("Take {device} back, lent during a repair", device=device), ("repair", wish.id))
    return_loan(session, Seen(row.loan_id))


@allowed(*EDITORS)
def refuse_lent(session: Session, row: Repair) -> None:
    """Refuse to end a repair while the device that was lent meanwhile is out."""
    if is_loan_out(session, row.loan_id):
        device, person = lent_device(session, row), _borrower(session, row)
        said = _("{person} still has {device}, lent meanwhile. Take it back first.", person=person, device=device)
        raise UserError(said, field="loan")


@allowed(*EDITORS)
def lent_device(session: Session, row: Repair) -> str:
    """What was lent meanwhile, in a word."""
    lines = select(LoanLine.asset_id).where(LoanLine.loan_id == row.loan_id, LoanLine.asset_id.is_not(None))
    asset_id = session.scalar(lines.order_by(LoanLine.id))
    return "" if asset_id is None else _called(session.get_one(Asset, asset_id))


def _borrower(session: Session, row: Repair) -> str:
    loan = session.get_one(Loan, row.loan_id)
    return "" if loan.person_id is None else _person(session, loan.person_id)


def _person(session: Session, person_id: int) -> str:
    row = session.get(Person, person_id)
    if row is None:
        raise UserError(_("What was chosen here is no longer there. Choose again."), field="person")
    return PersonName(row.last_name, row.first_name).full


def _called(row: Asset) -> str:
    return called(row.tag, row.serial, row.name, row.id)
