"""The documents of purchases as the rules see them, with what hangs together with some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import MoveKind
from coorddesk.core.asking import asked
from coorddesk.core.history_rows import table_named
from coorddesk.purchasing import models
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.documents import (
    Carry,
    Cut,
    Documents,
    Instalment,
    InstalmentChange,
    Invoice,
    InvoiceLine,
    Order,
    OrderLine,
    OrderStep,
    Payment,
    Receipt,
    Request,
    RequestLine,
    RequestStep,
)
from coorddesk.purchasing.rules.moves import INSTALMENT, ORDER_LINE

if TYPE_CHECKING:
    from sqlalchemy import BindParameter, Row, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from coorddesk.core.orm import Base

T = TypeVar("T")


def documents_of(
    session: Session,
    *,
    requests: Collection[int] = (),
    orders: Collection[int] = (),
    invoices: Collection[int] = (),
    instalments: Collection[int] = (),
) -> Documents:
    """Requests, orders, invoices and instalments by their ids, and all that their amounts depend on.

    An order stands with its request and what else was ordered for that, and with all that was invoiced of it, as an
    instalment does.
    """
    order_ids = {*orders, *_ids(session, _ORDERS_OF_INVOICES, invoices)}
    request_ids = {*requests, *_ids(session, _REQUESTS_OF_ORDERS, order_ids)}
    order_ids |= _ids(session, _ORDERS_OF_REQUESTS, request_ids)
    instalment_ids = {*instalments, *_ids(session, _INSTALMENTS_OF_INVOICES, invoices)}
    charged = _ids(session, _INVOICES_OF_ORDERS, order_ids)
    invoice_ids = {*invoices, *charged, *_ids(session, _INVOICES_OF_INSTALMENTS, instalment_ids)}
    return Documents(
        _requests(session, request_ids),
        _orders(session, order_ids),
        _receipts(session, order_ids),
        _invoices(session, invoice_ids),
        _instalments(session, instalment_ids),
    )


_THESE: BindParameter[Any] = bindparam("ids", expanding=True)
_LINE, _ABOUT, _NEED = models.OrderLine, models.InvoiceLine, models.RequestLine
_ORDERS_OF_INVOICES = (
    select(_LINE.order_id).join(_ABOUT, _ABOUT.order_line_id == _LINE.id).where(_ABOUT.invoice_id.in_(_THESE))
)
_REQUESTS_OF_ORDERS = (
    select(_NEED.request_id).join(_LINE, _LINE.request_line_id == _NEED.id).where(_LINE.order_id.in_(_THESE))
)
_ORDERS_OF_REQUESTS = (
    select(_LINE.order_id).join(_NEED, _NEED.id == _LINE.request_line_id).where(_NEED.request_id.in_(_THESE))
)
_INSTALMENTS_OF_INVOICES = select(_ABOUT.instalment_id).where(
    _ABOUT.invoice_id.in_(_THESE), _ABOUT.instalment_id.is_not(None)
)
_INVOICES_OF_ORDERS = (
    select(_ABOUT.invoice_id).join(_LINE, _LINE.id == _ABOUT.order_line_id).where(_LINE.order_id.in_(_THESE))
)
_INVOICES_OF_INSTALMENTS = select(_ABOUT.invoice_id).where(_ABOUT.instalment_id.in_(_THESE))


def _rows_where(kind: type[Base], column: InstrumentedAttribute[int]) -> Select[*tuple[Any, ...]]:
    """The rows of a kind that have one of the ids in a column, in the order in which they were written."""
    return select(*table_named(kind.__tablename__).c).where(column.in_(_THESE)).order_by(kind.id)


_REQUESTS = _rows_where(models.PurchaseRequest, models.PurchaseRequest.id)
_REQUEST_LINES = _rows_where(_NEED, _NEED.request_id)
_REQUEST_STEPS = _rows_where(models.RequestStep, models.RequestStep.request_id)
_ORDERS = _rows_where(models.PurchaseOrder, models.PurchaseOrder.id)
_ORDER_LINES = _rows_where(_LINE, _LINE.order_id)
_ORDER_STEPS = _rows_where(models.OrderStep, models.OrderStep.order_id)
_ORDER_CUTS = _rows_where(models.OrderCut, models.OrderCut.order_line_id)
_RECEIPTS = _rows_where(models.Receipt, models.Receipt.order_id)
_RECEIPT_LINES = _rows_where(models.ReceiptLine, models.ReceiptLine.receipt_id)
_INVOICES = _rows_where(models.Invoice, models.Invoice.id)
_INVOICE_LINES = _rows_where(_ABOUT, _ABOUT.invoice_id)
_PAYMENTS = _rows_where(models.Payment, models.Payment.invoice_id)
_INSTALMENTS = _rows_where(models.Instalment, models.Instalment.id)
_INSTALMENT_CHANGES = _rows_where(models.InstalmentChange, models.InstalmentChange.instalment_id)
_CARRIES = (
    select(BudgetMove.commitment_id, BudgetMove.day, BudgetMove.line_id, BudgetMove.document_id)
    .where(
        BudgetMove.commitment_kind == bindparam("kind"),
        BudgetMove.commitment_id.in_(_THESE),
        BudgetMove.document_kind == "budget_decision",
        BudgetMove.kind == MoveKind.COMMITTED,
        BudgetMove.cents > 0,
    )
    .order_by(BudgetMove.id)
)


def _requests(session: Session, ids: Collection[int]) -> tuple[Request, ...]:
    rows = _rows(session, _REQUEST_LINES, ids)
    lines = _by((r.request_id, RequestLine(r.id, r.budget_line_id, _price(r))) for r in rows)
    steps = _by((r.request_id, RequestStep(r.day, r.state)) for r in _rows(session, _REQUEST_STEPS, ids))
    return tuple(Request(each.id, steps[each.id], lines[each.id]) for each in _rows(session, _REQUESTS, ids))


def _orders(session: Session, ids: Collection[int]) -> tuple[Order, ...]:
    discounts = {row.id: row.discount for row in _rows(session, _ORDERS, ids)}
    rows = _rows(session, _ORDER_LINES, ids)
    line_ids = [row.id for row in rows]
    cuts = _by((row.order_line_id, Cut(row.day, row.quantity)) for row in _rows(session, _ORDER_CUTS, line_ids))
    carries = _carries(session, ORDER_LINE, line_ids)
    lines = _by(
        (
            row.order_id,
            OrderLine(
                row.id,
                row.budget_line_id,
                _price(row, row.discount, discounts[row.order_id]),
                row.kind,
                row.request_line_id,
                cuts[row.id],
                carries[row.id],
            ),
        )
        for row in rows
    )
    steps = _by((row.order_id, OrderStep(row.day, row.kind)) for row in _rows(session, _ORDER_STEPS, ids))
    return tuple(Order(each, steps[each], lines[each]) for each in discounts)


def _instalments(session: Session, ids: Collection[int]) -> tuple[Instalment, ...]:
    changed = _rows(session, _INSTALMENT_CHANGES, ids)
    changes = _by((row.instalment_id, InstalmentChange(row.day, row.net)) for row in changed)
    carries = _carries(session, INSTALMENT, ids)
    return tuple(
        Instalment(
            row.id,
            row.contract_id,
            row.day,
            row.budget_line_id,
            row.net,
            row.vat_rate,
            changes[row.id],
            carries[row.id],
        )
        for row in _rows(session, _INSTALMENTS, ids)
    )


def _carries(session: Session, kind: str, ids: Collection[int]) -> defaultdict[int, tuple[Carry, ...]]:
    """Where the closing of a year let what was open stand from then on, by what commits it: the ledger alone knows."""
    first: dict[tuple[int, int], Carry] = {}  # what puts a carry right afterwards says nothing of where it went
    for of, day, line, decision in _rows(session, _CARRIES, ids, kind=kind):
        first.setdefault((of, decision), Carry(day, line, decision))
    return _by((of, carry) for (of, _decision), carry in first.items())


def _receipts(session: Session, orders: Collection[int]) -> tuple[Receipt, ...]:
    there = _rows(session, _RECEIPTS, orders)
    rows = _rows(session, _RECEIPT_LINES, [row.id for row in there])
    lines = _by((row.receipt_id, (row.order_line_id, row.quantity)) for row in rows)
    return tuple(Receipt(row.id, row.day, lines[row.id]) for row in there)


def _invoices(session: Session, ids: Collection[int]) -> tuple[Invoice, ...]:
    lines = _by(
        (
            row.invoice_id,
            InvoiceLine(
                row.id,
                row.budget_line_id,
                Amounts(row.net, row.vat),
                row.order_line_id,
                row.quantity,
                row.is_again,
                row.vat_rate,
                row.instalment_id,
            ),
        )
        for row in _rows(session, _INVOICE_LINES, ids)
    )
    payments = _by((row.invoice_id, Payment(row.id, row.day, row.cents)) for row in _rows(session, _PAYMENTS, ids))
    rows = _rows(session, _INVOICES, ids)
    return tuple(Invoice(row.id, row.day, row.kind, lines[row.id], payments[row.id]) for row in rows)


def _price(row: Row[*tuple[Any, ...]], discount: int = 0, order_discount: int = 0) -> Price:
    return Price(row.quantity, row.unit_price, row.vat_rate, discount, order_discount)


def _rows(
    session: Session, question: Select[*tuple[Any, ...]], ids: Collection[int], **values: object
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of some ids; of none nothing is asked, as most purchases have no request and no contract."""
    return asked(session, question, ids=list(ids), **values) if ids else ()


def _ids(session: Session, question: Select[*tuple[Any, ...]], ids: Collection[int]) -> set[int]:
    return {row[0] for row in _rows(session, question, ids)}


def _by(pairs: Iterable[tuple[int, T]]) -> defaultdict[int, tuple[T, ...]]:
    """Things by whose they are, in their order; nobody else has any."""
    gathered: defaultdict[int, tuple[T, ...]] = defaultdict(tuple)
    for of, thing in pairs:
        gathered[of] += (thing,)
    return gathered
