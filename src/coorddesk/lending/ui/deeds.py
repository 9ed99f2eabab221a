"""What the counter does to the desk, each in one transaction of the writing lane; they hold no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.lending.queries.counter import promised_soon
from coorddesk.lending.queries.held import of_borrower, of_kit
from coorddesk.lending.service import Back as LineBack
from coorddesk.lending.service import (
    Borrower,
    DevicesBack,
    HandOut,
    LinesBack,
    NewLoan,
    Seen,
    Things,
    hand_out,
    lend,
    return_devices,
    return_lines,
    return_loan,
)

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject
    from coorddesk.core.messages import Message
    from coorddesk.lending.queries.held import OfBorrower
    from coorddesk.lending.ui.basket import Basket
    from coorddesk.lending.ui.deciding import Back


@dataclass(frozen=True)
class CameBack:
    """What is to be known once something is back: for whom it is wanted next, and what the borrower still has."""

    promised: tuple[Message, ...]
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
    if back.devices:
        return_devices(session, DevicesBack(back.devices))
    for loan_id in back.loans:
        return_loan(session, Seen(loan_id))
    with_kit = () if back.kit is None else of_kit(session, back.kit)
    lines = (*back.lines, *((thing.loan_id, thing.line_id, thing.quantity) for thing in with_kit))
    for loan_id in dict.fromkeys(loan for loan, _line, _count in lines):
        own = tuple(LineBack(line, count) for loan, line, count in lines if loan == loan_id)
        return_lines(session, LinesBack(Seen(loan_id), own))
    theirs = of_borrower(session, borrower or ("person", 0))
    return CameBack(promised_soon(session, back.devices) if back.devices else (), theirs)


def hand_out_loan(session: Session, loan_id: int) -> int:
    """Let go out what was set aside or reserved."""
    hand_out(session, HandOut(Seen(loan_id)))
    return loan_id


def undo_change_set(session: Session, change_set: int) -> None:
    """Take one deed back."""
    from coorddesk.core import undo  # as above

    undo.undo(session, change_set)
