"""An order as lists, cards and papers show it, and its columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.clock import clock_of
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.messages import _, _p
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Place, Supplier
from coorddesk.purchasing.models import OrderLine, OrderStep, PurchaseOrder, PurchaseRequest
from coorddesk.purchasing.queries.standing import OrderStanding, standing_of
from coorddesk.purchasing.rules.narrowing import days_late
from coorddesk.purchasing.rules.words import ORDER_STATE_TITLES, OrderState, OrderStepKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OrderRow:
    """An order with the names of what it points at; amounts in cents.

    `ordered` is what was not cancelled, `invoiced` is less what credit notes gave back; `remaining`, `invoiced` and
    `paid` include VAT. `quantity` and `received` are of the lines that are received. `late` is by how many days it is.
    """

    id: int
    version: int
    reference: str
    day: date
    state: OrderState
    supplier_id: int
    supplier: str
    request_id: int | None
    request: str
    quote_id: int | None
    place_id: int | None
    place: str
    engagement_number: str
    is_chorus: bool
    expected_on: date | None
    discount: int
    notes: str
    sent_on: date | None
    label: str
    budget_lines: str
    lines: int
    quantity: int
    received: int
    to_receive: int
    ordered: Amounts
    invoiced: int
    remaining: int
    paid: int
    late: int

    @property
    def called(self) -> str:
        """Its reference and what it is of: "BC-2026-001 · Portable"."""
        return f"{self.reference} · {self.label}" if self.label else self.reference

    @property
    def hit(self) -> Hit:
        """As others tell of it: from whom, how much, and how far it is."""
        state = ORDER_STATE_TITLES[self.state]
        said = _("{supplier} · {day} · {state}", supplier=self.supplier, day=self.day, state=state)
        return Hit((PurchaseOrder.__tablename__, self.id), self.called, said)

    @property
    def said_came(self) -> str | None:
        """How many came of how many: "8 / 12"; None where nothing is received."""
        return f"{self.received} / {self.quantity}" if self.quantity else None


ORDER_COLUMNS: tuple[Column[OrderRow], ...] = (
    Column("reference", _p("purchase order", "Order"), lambda row: row.reference, Kind.CODE, 14),
    Column("day", _p("purchase order", "Day"), lambda row: row.day, Kind.DATE, 12),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=24),
    Column("label", _p("purchase order", "What"), lambda row: row.label or None, width=30),
    Column("state", _p("purchase order", "State"), lambda row: ORDER_STATE_TITLES[row.state], Kind.CHOICE, 18),
    Column("net", _p("purchase order", "Net"), lambda row: row.ordered.net, Kind.AMOUNT, 12, total=True),
    Column("vat", _("VAT"), lambda row: row.ordered.vat, Kind.AMOUNT, 11, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.ordered.gross, Kind.AMOUNT, 12, total=True),
    Column("came", _p("purchase order", "Received"), lambda row: row.said_came, width=10),
    Column("invoiced", _p("purchase order", "Invoiced"), lambda row: row.invoiced or None, Kind.AMOUNT, 12, total=True),
    Column(
        "remaining",
        _p("purchase order", "Still committed"),
        lambda row: row.remaining or None,
        Kind.AMOUNT,
        12,
        total=True,
    ),
    Column("paid", _p("purchase order", "Paid"), lambda row: row.paid or None, Kind.AMOUNT, 12, total=True),
    Column("expected_on", _p("purchase order", "Expected on"), lambda row: row.expected_on, Kind.DATE, 12),
    Column("late", _p("purchase order", "Days late"), lambda row: row.late or None, Kind.NUMBER, 9),
    Column("sent_on", _p("purchase order", "Sent on"), lambda row: row.sent_on, Kind.DATE, 12),
    Column("budget_lines", _("Budget lines"), lambda row: row.budget_lines or None, width=24),
    Column("request", _("Purchase request"), lambda row: row.request or None, Kind.CODE, 14),
    Column("engagement_number", _("Engagement number"), lambda row: row.engagement_number or None, Kind.CODE, 16),
    Column("place", _("Delivered to"), lambda row: row.place or None, width=22),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=28),
)


def orders_page(session: Session, ids: Sequence[int]) -> dict[int, OrderRow]:
    """The orders of these ids."""
    found: dict[int, OrderRow] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        found |= _read(session, ids[start : start + CHUNK_ROWS])
    return found


def order_row(session: Session, order_id: int) -> OrderRow | None:
    """One order; None if it is no longer there."""
    return orders_page(session, [order_id]).get(order_id)


def _read(session: Session, ids: Sequence[int]) -> dict[int, OrderRow]:
    today = clock_of(session).today()
    standing, lines = standing_of(session, ids), _lines(session, ids)
    rows = session.execute(_ROWS.where(PurchaseOrder.id.in_(ids))).mappings()
    return {row["id"]: _row(row, standing[row["id"]], lines[row["id"]], today) for row in rows}


def _row(row: Any, standing: OrderStanding, lines: list[tuple[str, str]], today: date) -> OrderRow:
    received = [
        (line, standing.lines[line.id]) for line in standing.order.lines if line.is_received
    ]  # postage never comes
    left = sum(each.to_receive for _line, each in received)
    return OrderRow(
        **row,
        label=lines[0][0] if lines else "",
        budget_lines=", ".join(dict.fromkeys(code for _label, code in lines)),
        lines=len(lines),
        quantity=sum(each.kept for _line, each in received),
        received=sum(each.received for _line, each in received),
        to_receive=left,
        ordered=standing.ordered,
        invoiced=standing.invoiced.gross,
        remaining=standing.remaining,
        paid=standing.paid,
        late=days_late(row["expected_on"], today) if left else 0,
    )


def _lines(session: Session, ids: Sequence[int]) -> defaultdict[int, list[tuple[str, str]]]:
    """What each order is of, line by line: what they are called, and the code of their budget line."""
    wanted = (
        select(OrderLine.order_id, OrderLine.label, BudgetLine.code)
        .join(BudgetLine, BudgetLine.id == OrderLine.budget_line_id)
        .where(OrderLine.order_id.in_(ids))
        .order_by(OrderLine.order_id, OrderLine.position, OrderLine.id)
    )
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for order_id, label, code in session.execute(wanted):
        found[order_id].append((label, code))
    return found


_SENT = (
    select(func.min(OrderStep.day))
    .where(OrderStep.order_id == PurchaseOrder.id, OrderStep.kind == OrderStepKind.SENT)
    .correlate(PurchaseOrder)
    .scalar_subquery()
)
_ROWS: Select[*tuple[Any, ...]] = (
    select(
        PurchaseOrder.id,
        PurchaseOrder.version,
        PurchaseOrder.reference,
        PurchaseOrder.day,
        PurchaseOrder.state,
        PurchaseOrder.supplier_id,
        Supplier.name.label("supplier"),
        PurchaseOrder.request_id,
        func.coalesce(PurchaseRequest.reference, "").label("request"),
        PurchaseOrder.quote_id,
        PurchaseOrder.place_id,
        func.coalesce(Place.path, "").label("place"),
        PurchaseOrder.engagement_number,
        PurchaseOrder.is_chorus,
        PurchaseOrder.expected_on,
        PurchaseOrder.discount,
        PurchaseOrder.notes,
        _SENT.label("sent_on"),
    )
    .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
    .outerjoin(PurchaseRequest, PurchaseRequest.id == PurchaseOrder.request_id)
    .outerjoin(Place, Place.id == PurchaseOrder.place_id)
)
