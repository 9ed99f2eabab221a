"""What papers of purchases ask besides the cards of their documents: who sells, where it goes, who pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Chart
from coorddesk.directory.models import Person, Place
from coorddesk.directory.queries import SupplierRow, supplier_page
from coorddesk.directory.rules import PersonName
from coorddesk.purchasing.models import Invoice, Payment, PurchaseOrder, PurchaseRequest, Quote, Receipt
from coorddesk.purchasing.queries.order_card import OrderCard, ReceiptCard, order_card, receipt_card
from coorddesk.purchasing.rules.amounts import total
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PUBLIC = frozenset({Chart.EPLE, Chart.M57})
_DEEPEST = 32


@dataclass(frozen=True)
class BudgetShare:
    """What an order takes from a budget line."""

    code: str
    label: str
    year: str
    amount: Amounts


@dataclass(frozen=True)
class Destination:
    """Where something is delivered to: the place, and the address of it or of what it is in."""

    name: str
    address: str


@dataclass(frozen=True)
class OrderPaper:
    """An order as its paper says it; `is_public` if its money is that of a school or a local authority."""

    card: OrderCard
    supplier: SupplierRow
    quote_number: str
    quote_day: date | None
    request: str
    requester: str
    to: Destination | None
    shares: tuple[BudgetShare, ...]
    is_public: bool


@dataclass(frozen=True)
class ReceiptPaper:
    """A receipt, and the order that it is of as that stands now."""

    card: ReceiptCard
    order: OrderCard
    supplier: SupplierRow
    to: Destination | None


@dataclass(frozen=True)
class Posted:
    """A line of a supplier's account, in cents with VAT: what is owed (below zero by a credit note), or was paid."""

    day: date
    kind: InvoiceKind | None
    number: str
    order: str
    due_on: date | None
    owed: int
    paid: int


def order_paper(session: Session, order_id: int) -> OrderPaper | None:
    """All that stands on the paper of an order; None if it is no longer there."""
    card = order_card(session, order_id)
    if card is None:
        return None
    quote = None if card.row.quote_id is None else session.get(Quote, card.row.quote_id)
    shares, charts = _shares(session, card)
    return OrderPaper(
        card,
        _supplier(session, card.row.supplier_id),
        "" if quote is None else quote.number,
        None if quote is None else quote.day,
        card.row.request,
        _requester(session, card.row.request_id),
        destination(session, card.row.place_id),
        shares,
        bool(charts & _PUBLIC),
    )


def receipt_paper(session: Session, receipt_id: int) -> ReceiptPaper | None:
    """All that stands on the paper of a receipt; None if it is no longer there."""
    card = receipt_card(session, receipt_id)
    order = None if card is None else order_card(session, card.order.id)
    if card is None or order is None:
        return None
    return ReceiptPaper(
        card, order, _supplier(session, order.row.supplier_id), destination(session, order.row.place_id)
    )


def destination(session: Session, place_id: int | None) -> Destination | None:
    """Where a place is; None for no place. A room says the address of its building or site."""
    place = None if place_id is None else session.get(Place, place_id)
    if place is None:
        return None
    at: Place | None = place
    for _step in range(_DEEPEST):
        if at is None or at.address:
            break
        at = None if at.parent_id is None else session.get(Place, at.parent_id)
    return Destination(place.path, "" if at is None else at.address)


def orders_of_state(session: Session, *states: OrderState) -> Sequence[int]:
    """The orders that are so far, the latest first."""
    order = PurchaseOrder.day.desc(), PurchaseOrder.id.desc()
    return session.scalars(select(PurchaseOrder.id).where(PurchaseOrder.state.in_(states)).order_by(*order)).all()


def receipts_of_orders(session: Session, orders: Sequence[int] | None) -> Sequence[int]:
    """The receipts of some orders, or all of them, in the order of their days."""
    wanted = select(Receipt.id).order_by(Receipt.day, Receipt.id)
    return session.scalars(wanted if orders is None else wanted.where(Receipt.order_id.in_(orders))).all()


def suppliers_bought_from(session: Session) -> Sequence[int]:
    """The suppliers of orders and invoices."""
    wanted = select(PurchaseOrder.supplier_id).union(select(Invoice.supplier_id))
    return sorted(session.scalars(wanted).all())


def payments_to(session: Session, supplier_id: int) -> list[Posted]:
    """What was paid to a supplier, or given back by it, in the order of the days."""
    wanted = (
        select(Payment.day, Payment.cents, Payment.reference, Invoice.kind, Invoice.number)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .where(Invoice.supplier_id == supplier_id)
        .order_by(Payment.day, Payment.id)
    )
    return [
        Posted(
            row.day,
            None,
            row.reference,
            row.number,
            None,
            0,
            row.cents if row.kind is InvoiceKind.INVOICE else -row.cents,
        )
        for row in session.execute(wanted)
    ]


def _supplier(session: Session, supplier_id: int) -> SupplierRow:
    return supplier_page(session, [supplier_id])[supplier_id]


def _requester(session: Session, request_id: int | None) -> str:
    wanted = select(Person.last_name, Person.first_name).join(
        PurchaseRequest, PurchaseRequest.requester_id == Person.id
    )
    row = session.execute(wanted.where(PurchaseRequest.id == request_id)).first()
    return "" if row is None else PersonName(row.last_name, row.first_name).full


def _shares(session: Session, card: OrderCard) -> tuple[tuple[BudgetShare, ...], set[Chart]]:
    """What each budget line bears of an order, and the plans of accounts of their years."""
    amounts: dict[int, list[Amounts]] = {}
    for line in card.lines:
        amounts.setdefault(line.budget_line_id, []).append(line.amount)
    wanted = (
        select(BudgetLine.id, BudgetLine.code, BudgetLine.label, FiscalYear.name, FiscalYear.chart)
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .where(BudgetLine.id.in_(amounts))
        .order_by(FiscalYear.first_day, BudgetLine.position, BudgetLine.id)
    )
    rows = session.execute(wanted).all()
    return (
        tuple(BudgetShare(row.code, row.label, row.name, total(amounts[row.id])) for row in rows),
        {row.chart for row in rows},
    )
