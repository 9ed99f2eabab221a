"""Lines of bank statements as lists show them, what explains them, and what may explain those that are open."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, case, func, nulls_last, select

from coorddesk.core.id_lists import ids_of
from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.models import BankLine, BankMatch, Invoice, InvoiceLine, OrderLine, Payment, PurchaseOrder
from coorddesk.purchasing.rules.bank import BANK_STATE_TITLES, BankState, Booked, Payable, Proposal, is_plain, proposals
from coorddesk.purchasing.rules.words import InvoiceKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Ticked:
    """A payment that explains a part of a line: `cents` as the bank signs them."""

    payment_id: int
    invoice_id: int
    number: str
    supplier: str
    cents: int
    is_made: bool


@dataclass(frozen=True)
class BankRow:
    """A line of a statement: `left` are the cents that nothing explains yet, `found` what they may be."""

    id: int
    version: int
    day: date
    label: str
    reference: str
    account: str
    cents: int
    left: int
    is_aside: bool
    words: str
    ticked: tuple[Ticked, ...] = ()
    found: tuple[Proposal, ...] = ()

    @property
    def state(self) -> BankState:
        """How far it is."""
        if self.is_aside:
            return BankState.ASIDE
        return BankState.OPEN if self.left else BankState.TICKED

    @property
    def said_explained(self) -> Message | None:
        """What explains it, or may."""
        if self.ticked:
            return _said([(each.supplier, each.number) for each in self.ticked])
        if not self.found:
            return None
        said = _said([(part.of.supplier, part.of.number) for part in self.found[0].parts])
        return _("{proposal}?", proposal=said) if is_plain(self.found) else _("perhaps {proposal}", proposal=said)


@dataclass(frozen=True)
class BankQuery:
    """Which lines, and in which order: `sort` is the key of one of BANK_COLUMNS."""

    text: str = ""
    sort: str = "day"
    descending: bool = True
    state: BankState | None = BankState.OPEN
    account: str | None = None


BANK_COLUMNS: tuple[Column[BankRow], ...] = (
    Column("day", _p("bank line", "Day"), lambda row: row.day, Kind.DATE, 12),
    Column("label", _p("bank line", "Label"), lambda row: row.label, width=40),
    Column("cents", _p("bank line", "Amount"), lambda row: row.cents, Kind.AMOUNT, 12, total=True),
    Column("left", _p("bank line", "To explain"), lambda row: row.left or None, Kind.AMOUNT, 12, total=True),
    Column("explained", _p("bank line", "Purchase"), lambda row: row.said_explained, Kind.CHOICE, 30),
    Column("state", _p("bank line", "State"), lambda row: BANK_STATE_TITLES[row.state], Kind.CHOICE, 12),
    Column("reference", _p("bank line", "Reference"), lambda row: row.reference or None, Kind.CODE, 14),
    Column("account", _p("bank line", "Account"), lambda row: row.account or None, Kind.CODE, 16),
    Column("words", _p("bank line", "Remark"), lambda row: row.words or None, width=20),
)


def bank_ids(session: Session, query: BankQuery = BankQuery()) -> array[int]:
    """The lines that a query means, in its order."""
    order = _ORDERS.get(query.sort, BankLine.day)
    key = nulls_last(order.desc() if query.descending else order)
    wanted = select(BankLine.id).outerjoin(_EXPLAINED, _EXPLAINED.c.bank_line_id == BankLine.id)
    return ids_of(session, wanted.where(*_meant(query)).order_by(key, BankLine.day.desc(), BankLine.id))


def bank_page(session: Session, ids: Sequence[int]) -> Mapping[int, BankRow]:
    """The lines of these ids, those that are open with what they may be."""
    ticked = _ticked(session, ids)
    rows = session.scalars(select(BankLine).where(BankLine.id.in_(ids)).order_by(BankLine.id))
    page = {row.id: _row(row, ticked[row.id]) for row in rows}
    if any(row.state is BankState.OPEN for row in page.values()):
        able = payables(session)
        page = {row_id: _with_proposals(row, able) for row_id, row in page.items()}
    return page


def bank_row(session: Session, line_id: int) -> BankRow | None:
    """One line; None if it is no longer there."""
    return bank_page(session, [line_id]).get(line_id)


def left_to_tick(session: Session) -> int:
    """How many lines are to be ticked off."""
    lines = select(func.count()).select_from(BankLine)
    lines = lines.outerjoin(_EXPLAINED, _EXPLAINED.c.bank_line_id == BankLine.id)
    return session.scalar(lines.where(_STATE == BankState.OPEN.value)) or 0  # noqa: SIM300 - a column


def payables(session: Session) -> list[Payable]:
    """Invoices that are not wholly paid, and payments that no line of a statement explains, the oldest first."""
    return [*_unpaid(session), *_unticked(session)]


def _unpaid(session: Session) -> list[Payable]:
    owed = (
        select(InvoiceLine.invoice_id, func.sum(InvoiceLine.net + InvoiceLine.vat).label("cents"))
        .group_by(InvoiceLine.invoice_id)
        .subquery()
    )
    paid = select(Payment.invoice_id, func.sum(Payment.cents).label("cents")).group_by(Payment.invoice_id).subquery()
    left = owed.c.cents - func.coalesce(paid.c.cents, 0)
    wanted = (
        select(Invoice.id, Invoice.number, Invoice.supplier_id, Supplier.name, Invoice.day, Invoice.kind, left)
        .join(owed, owed.c.invoice_id == Invoice.id)
        .join(Supplier, Supplier.id == Invoice.supplier_id)
        .outerjoin(paid, paid.c.invoice_id == Invoice.id)
        .where(left > 0)
    )
    rows = session.execute(wanted.order_by(Invoice.day, Invoice.id)).all()
    orders = _orders_of(session, [row.id for row in rows])
    return [
        Payable(row.id, row.number, row.name, row.day, int(row[-1]), row.kind, None, orders[row.id], row.supplier_id)
        for row in rows
    ]


def _unticked(session: Session) -> list[Payable]:
    wanted = (
        select(
            Payment.id,
            Payment.day,
            Payment.cents,
            Payment.reference,
            Payment.invoice_id,
            Invoice.number,
            Invoice.kind,
            Invoice.supplier_id,
            Supplier.name,
        )
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .join(Supplier, Supplier.id == Invoice.supplier_id)
        .outerjoin(BankMatch, BankMatch.payment_id == Payment.id)
        .where(BankMatch.id.is_(None))
    )
    return [
        Payable(
            row.invoice_id,
            row.number,
            row.name,
            row.day,
            row.cents,
            row.kind,
            row.id,
            (row.reference,) if row.reference else (),
            row.supplier_id,
        )
        for row in session.execute(wanted.order_by(Payment.day, Payment.id))
    ]


def _orders_of(session: Session, invoices: Sequence[int]) -> defaultdict[int, tuple[str, ...]]:
    """The references of the orders that invoices are about."""
    wanted = (
        select(InvoiceLine.invoice_id, PurchaseOrder.reference)
        .join(OrderLine, OrderLine.id == InvoiceLine.order_line_id)
        .join(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
        .where(InvoiceLine.invoice_id.in_(invoices))
        .distinct()
    )
    found: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
    for invoice, reference in session.execute(wanted.order_by(PurchaseOrder.reference)):
        found[invoice] += (reference,)
    return found


def _ticked(session: Session, ids: Sequence[int]) -> defaultdict[int, tuple[Ticked, ...]]:
    wanted = (
        select(
            BankMatch.bank_line_id,
            Payment.id,
            Payment.invoice_id,
            Invoice.number,
            Supplier.name,
            _booked().label("cents"),
            BankMatch.is_made,
        )
        .join(Payment, Payment.id == BankMatch.payment_id)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .join(Supplier, Supplier.id == Invoice.supplier_id)
        .where(BankMatch.bank_line_id.in_(ids))
    )
    found: defaultdict[int, tuple[Ticked, ...]] = defaultdict(tuple)
    for row in session.execute(wanted.order_by(BankMatch.id)):
        found[row[0]] += (Ticked(row[1], row[2], row[3], row[4], row[5], row[6]),)
    return found


def _row(row: BankLine, ticked: tuple[Ticked, ...]) -> BankRow:
    left = row.cents - sum(each.cents for each in ticked)
    said = (row.day, row.label, row.reference, row.account, row.cents, left, row.is_aside, row.words)
    return BankRow(row.id, row.version, *said, ticked)


def _with_proposals(row: BankRow, able: Sequence[Payable]) -> BankRow:
    if row.state is not BankState.OPEN:
        return row
    booked = Booked(row.day, row.left, f"{row.label} {row.reference}")
    values = {key: getattr(row, key) for key in BankRow.__dataclass_fields__}
    return BankRow(**values | {"found": tuple(proposals(booked, able))})


def _said(named: Sequence[tuple[str, str]]) -> Message:
    """Suppliers and numbers in a row."""
    said = [_("{supplier}, {number}", supplier=supplier, number=number) for supplier, number in named]
    whole = said[0]
    for each in said[1:]:
        whole = _("{one}; {other}", one=whole, other=each)
    return whole


def _booked() -> ColumnElement[int]:
    """The cents of a payment, signed as the bank does."""
    return case((Invoice.kind == InvoiceKind.INVOICE, -Payment.cents), else_=Payment.cents)


def _meant(query: BankQuery) -> list[ColumnElement[bool]]:
    meant = [contains_all(BankLine.search, query.text)]
    if query.state is not None:
        meant.append(_STATE == query.state.value)  # noqa: SIM300 - a column
    if query.account is not None:
        meant.append(BankLine.account == query.account)
    return meant


_EXPLAINED = (
    select(BankMatch.bank_line_id, func.sum(_booked()).label("cents"))
    .join(Payment, Payment.id == BankMatch.payment_id)
    .join(Invoice, Invoice.id == Payment.invoice_id)
    .group_by(BankMatch.bank_line_id)
    .subquery()
)
_LEFT: ColumnElement[int] = BankLine.cents - func.coalesce(_EXPLAINED.c.cents, 0)
_STATE: ColumnElement[str] = case(
    (BankLine.is_aside, BankState.ASIDE.value), (_LEFT == 0, BankState.TICKED.value), else_=BankState.OPEN.value
)
_ORDERS: dict[str, Any] = {
    "day": BankLine.day,
    "label": BankLine.search,
    "cents": BankLine.cents,
    "left": _LEFT,
    "state": _STATE,
    "reference": BankLine.reference,
    "account": BankLine.account,
    "words": BankLine.words,
}
