"""What a borrower has now, and what is reserved for them: what the counter shows beside what it lends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, exists, select

from coorddesk.core.clock import clock_of
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.lending.models import Kit, Loan, LoanLine, LoanWish
from coorddesk.lending.rules import PLANNED, LoanState, days_late
from coorddesk.stock.models import StockItem

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject


@dataclass(frozen=True)
class HeldThing:
    """A line of an open loan whose thing is out: a device, or so many of an accessory."""

    line_id: int
    loan_id: int
    subject: Subject
    title: str
    detail: str
    quantity: int
    kit: str
    due: date | None
    days_late: int


@dataclass(frozen=True)
class Planned:
    """A reservation, or a loan that is being prepared, and the days it is for.

    `is_to_gather` where it asks for so many of a model, and nobody has said yet which they are.
    """

    loan_id: int
    first: date
    last: date | None
    is_to_gather: bool = False


@dataclass(frozen=True)
class OfBorrower:
    """What somebody has, the longest due first, and what is kept for them."""

    things: tuple[HeldThing, ...] = ()
    planned: tuple[Planned, ...] = ()


def of_borrower(session: Session, borrower: Subject) -> OfBorrower:
    """What a person, a class or a group has, and what is reserved for them."""
    theirs = Loan.person_id == borrower[1] if borrower[0] == "person" else Loan.group_id == borrower[1]
    return OfBorrower(_held(session, theirs), _planned(session, theirs))


def planned_loan(session: Session, loan_id: int) -> Planned | None:
    """A reservation, or what is being prepared; None for a loan that has gone out or was called off."""
    return next(iter(_planned(session, Loan.id == loan_id)), None)


def of_loan(session: Session, loan_id: int) -> tuple[HeldThing, ...]:
    """What of a loan is still out."""
    return _held(session, Loan.id == loan_id)


def of_devices(session: Session, asset_ids: Collection[int]) -> tuple[HeldThing, ...]:
    """The lines on which devices are out."""
    return _held(session, LoanLine.asset_id.in_(asset_ids))


def of_kit(session: Session, kit_id: int) -> tuple[HeldThing, ...]:
    """What is out that went with a kit."""
    return _held(session, LoanLine.kit_id == kit_id)


def _planned(session: Session, claim: ColumnElement[bool]) -> tuple[Planned, ...]:
    asks = exists().where(LoanWish.loan_id == Loan.id, LoanWish.model_id.is_not(None))
    is_to_gather = (Loan.state == LoanState.RESERVED) & asks
    wanted = select(Loan.id, Loan.starts_on, Loan.due_on, is_to_gather).where(claim, Loan.state.in_(PLANNED))
    return tuple(Planned(*row) for row in session.execute(wanted.order_by(Loan.starts_on, Loan.id)))


def _held(session: Session, claim: ColumnElement[bool]) -> tuple[HeldThing, ...]:
    today = clock_of(session).today()
    in_order = (Loan.due_on.is_(None), Loan.due_on, Loan.id, LoanLine.id)
    rows = session.execute(_LINES.where(claim).order_by(*in_order))
    return tuple(_thing(row, today) for row in rows)


def _thing(row: Any, today: date) -> HeldThing:
    if row.asset_id is None:
        subject, title, detail = ("stock_item", row.item_id), row.item, row.reference
    else:
        subject, title = ("asset", row.asset_id), called(row.tag, row.serial, row.name, row.asset_id)
        detail = row.name if row.name != title else ""
    late = days_late(row.due_on, today)
    return HeldThing(row.id, row.loan_id, subject, title, detail, row.quantity, row.kit or "", row.due_on, late)


_LINES: Select[*tuple[Any, ...]] = (
    select(
        LoanLine.id,
        LoanLine.loan_id,
        LoanLine.asset_id,
        LoanLine.item_id,
        LoanLine.quantity,
        Loan.due_on,
        Asset.tag,
        Asset.serial,
        Asset.name,
        StockItem.name.label("item"),
        StockItem.reference,
        Kit.name.label("kit"),
    )
    .select_from(LoanLine)
    .join(Loan, Loan.id == LoanLine.loan_id)
    .outerjoin(Asset, Asset.id == LoanLine.asset_id)
    .outerjoin(StockItem, StockItem.id == LoanLine.item_id)
    .outerjoin(Kit, Kit.id == LoanLine.kit_id)
    .where(Loan.state == LoanState.OPEN, LoanLine.back_at.is_(None))
)
