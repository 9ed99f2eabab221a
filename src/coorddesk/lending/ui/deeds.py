"""What the counter does to the desk, each in one transaction of the writing lane; they hold no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.lending.queries import loan_row
from coorddesk.lending.queries.counter import promised_soon
from coorddesk.lending.queries.held import OfBorrower, of_borrower, of_devices, of_loan
from coorddesk.lending.service import Back as LineBack
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    HandOut,
    LinesBack,
    NewLoan,
    Preparation,
    Seen,
    Things,
    hand_out,
    lend,
    prepare,
    return_devices,
    return_lines,
    return_loan,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message
    from coorddesk.core.records import Subject
    from coorddesk.lending.ui.basket import Basket
    from coorddesk.lending.ui.deciding import Back


@dataclass(frozen=True)
class CameBack:
    """What is to be known once something is back: for whom it is wanted next, and what the borrower still has.

    `devices` are those that came back, with what each is called.
    """

    promised: tuple[Message, ...]
    theirs: OfBorrower
    devices: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class WentOut:
    """A reservation that has gone out: until when, to whom, and what the borrower has now."""

    loan_id: int
    due: date | None
    called: str
    theirs: OfBorrower


def lend_basket(session: Session, basket: Basket, due: date | None) -> int:
    """Lend what lies on the counter; returns the loan's number."""
    person = None if basket.person is None else basket.person.subject[1]
    group = None if basket.group is None else basket.group.subject[1]
    devices, kits = (tuple(each for each, _count in basket.of_kind(kind)) for kind in ("asset", "kit"))
    things = Things(devices, kits, basket.of_kind("stock_item"))
    return lend(session, NewLoan(Borrower(person, group), things, due, despite=basket.is_despite))


def take_back(session: Session, back: Back, borrower: Subject | None) -> CameBack:
    """Take things back, of whatever loans they are."""
    devices = _devices_of(session, back)
    if back.devices:
        return_devices(session, DevicesBack(back.devices))
    for loan_id in back.loans:
        return_loan(session, Seen(loan_id))
    for loan_id in dict.fromkeys(loan for loan, _line, _count in back.lines):
        own = tuple(LineBack(line, count) for loan, line, count in back.lines if loan == loan_id)
        return_lines(session, LinesBack(Seen(loan_id), own))
    promised = promised_soon(session, [asset_id for asset_id, _title in devices]) if devices else ()
    return CameBack(promised, _theirs(session, borrower), devices)


def set_aside(session: Session, loan_id: int, devices: tuple[int, ...]) -> None:
    """Set aside what was gathered for a reservation."""
    prepare(session, Preparation(Seen(loan_id), devices))


def hand_out_loan(
    session: Session, loan_id: int, borrower: Subject | None, devices: tuple[int, ...] = (), *, despite: bool = False
) -> WentOut:
    """Let go out what was set aside or reserved, with the devices that were gathered for it."""
    if devices:
        set_aside(session, loan_id, devices)
    hand_out(session, HandOut(Seen(loan_id), despite))
    row = loan_row(session, loan_id)
    assert row is not None
    return WentOut(loan_id, row.due, row.borrower, _theirs(session, borrower))


def _devices_of(session: Session, back: Back) -> tuple[tuple[int, str], ...]:
    """The devices that come back, with what each is called; of a single scan that is known."""
    if len(back.devices) == 1 and not back.loans:
        return ((back.devices[0], back.called),)
    things = (*of_devices(session, back.devices), *(each for loan in back.loans for each in of_loan(session, loan)))
    return tuple((thing.subject[1], thing.title) for thing in things if thing.subject[0] == "asset")


def _theirs(session: Session, borrower: Subject | None) -> OfBorrower:
    return OfBorrower() if borrower is None else of_borrower(session, borrower)


def undo_change_set(session: Session, change_set: int) -> None:
    """Take one deed back."""
    from coorddesk.core import undo  # as above

    undo.undo(session, change_set)
