"""The documents of purchases as the rules see them, with what hangs together with some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import MoveKind
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
    from sqlalchemy import ScalarResult, Select
    from sqlalchemy.orm import Session

T = TypeVar("T")
R = TypeVar("R", bound=Any)


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
    line, about, need = models.OrderLine, models.InvoiceLine, models.RequestLine
    of_invoices = (
        select(line.order_id).join(about, about.order_line_id == line.id).where(about.invoice_id.in_(invoices))
    )
    order_ids = {*orders, *session.scalars(of_invoices)}
    asked = select(need.request_id).join(line, line.request_line_id == need.id).where(line.order_id.in_(order_ids))
    request_ids = {*requests, *session.scalars(asked)}
    ordered = select(line.order_id).join(need, need.id == line.request_line_id).where(need.request_id.in_(request_ids))
    order_ids |= set(session.scalars(ordered))
    charged = select(about.invoice_id).join(line, line.id == about.order_line_id).where(line.order_id.in_(order_ids))
    of_contracts = select(about.instalment_id).where(about.invoice_id.in_(invoices))
    instalment_ids = {*instalments, *(each for each in session.scalars(of_contracts) if each is not None)}
    used_up = select(about.invoice_id).where(about.instalment_id.in_(instalment_ids))
    invoice_ids = {*invoices, *session.scalars(charged), *session.scalars(used_up)}
    return Documents(
        _requests(session, request_ids),
        _orders(session, order_ids),
        _receipts(session, order_ids),
        _invoices(session, invoice_ids),
        _instalments(session, instalment_ids),
    )


def _requests(session: Session, ids: Collection[int]) -> tuple[Request, ...]:
    rows = _rows(session, select(models.RequestLine).where(models.RequestLine.request_id.in_(ids)))
    lines = _by((r.request_id, RequestLine(r.id, r.budget_line_id, _price(r))) for r in rows)
    taken = _rows(session, select(models.RequestStep).where(models.RequestStep.request_id.in_(ids)))
    steps = _by((row.request_id, RequestStep(row.day, row.state)) for row in taken)
    there = session.scalars(select(models.PurchaseRequest.id).where(models.PurchaseRequest.id.in_(ids)))
    return tuple(Request(each, steps[each], lines[each]) for each in sorted(there))


def _orders(session: Session, ids: Collection[int]) -> tuple[Order, ...]:
    of_order = models.OrderLine.order_id.in_(ids)
    cut = select(models.OrderCut).join(models.OrderLine, models.OrderLine.id == models.OrderCut.order_line_id)
    cuts = _by((row.order_line_id, Cut(row.day, row.quantity)) for row in _rows(session, cut.where(of_order)))
    found = select(models.PurchaseOrder.id, models.PurchaseOrder.discount).where(models.PurchaseOrder.id.in_(ids))
    discounts = dict(session.execute(found.order_by(models.PurchaseOrder.id)).all())
    rows = list(_rows(session, select(models.OrderLine).where(of_order)))
    carries = _carries(session, ORDER_LINE, [row.id for row in rows])
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
    taken = _rows(session, select(models.OrderStep).where(models.OrderStep.order_id.in_(ids)))
    steps = _by((row.order_id, OrderStep(row.day, row.kind)) for row in taken)
    return tuple(Order(each, steps[each], lines[each]) for each in discounts)


def _instalments(session: Session, ids: Collection[int]) -> tuple[Instalment, ...]:
    if not ids:
        return ()
    change = models.InstalmentChange
    changed = _rows(session, select(change).where(change.instalment_id.in_(ids)))
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
        for row in _rows(session, select(models.Instalment).where(models.Instalment.id.in_(ids)))
    )


def _carries(session: Session, kind: str, ids: Collection[int]) -> defaultdict[int, tuple[Carry, ...]]:
    """Where the closing of a year let what was open stand from then on, by what commits it: the ledger alone knows."""
    wanted = select(BudgetMove.commitment_id, BudgetMove.day, BudgetMove.line_id, BudgetMove.document_id).where(
        BudgetMove.commitment_kind == kind,
        BudgetMove.commitment_id.in_(ids),
        BudgetMove.document_kind == "budget_decision",
        BudgetMove.kind == MoveKind.COMMITTED,
        BudgetMove.cents > 0,
    )
    first: dict[tuple[int | None, int], Carry] = {}  # what puts a carry right afterwards says nothing of where it went
    for of, day, line, decision in session.execute(wanted.order_by(BudgetMove.id)):
        first.setdefault((of, decision), Carry(day, line, decision))
    return _by((of, carry) for (of, _decision), carry in first.items() if of is not None)


def _receipts(session: Session, orders: Collection[int]) -> tuple[Receipt, ...]:
    part, whole = models.ReceiptLine, models.Receipt
    rows = _rows(session, select(part).join(whole, whole.id == part.receipt_id).where(whole.order_id.in_(orders)))
    lines = _by((row.receipt_id, (row.order_line_id, row.quantity)) for row in rows)
    there = _rows(session, select(whole).where(whole.order_id.in_(orders)))
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
        for row in _rows(session, select(models.InvoiceLine).where(models.InvoiceLine.invoice_id.in_(ids)))
    )
    paid = _rows(session, select(models.Payment).where(models.Payment.invoice_id.in_(ids)))
    payments = _by((row.invoice_id, Payment(row.id, row.day, row.cents)) for row in paid)
    rows = _rows(session, select(models.Invoice).where(models.Invoice.id.in_(ids)))
    return tuple(Invoice(row.id, row.day, row.kind, lines[row.id], payments[row.id]) for row in rows)


def _price(
    row: models.RequestLine | models.OrderLine | models.QuoteLine, discount: int = 0, order_discount: int = 0
) -> Price:
    return Price(row.quantity, row.unit_price, row.vat_rate, discount, order_discount)


def _rows(session: Session, wanted: Select[R]) -> ScalarResult[R]:
    """Rows in the order in which they were written."""
    return session.scalars(wanted.order_by(wanted.column_descriptions[0]["entity"].id))


def _by(pairs: Iterable[tuple[int, T]]) -> defaultdict[int, tuple[T, ...]]:
    """Things by whose they are, in their order; nobody else has any."""
    gathered: defaultdict[int, tuple[T, ...]] = defaultdict(tuple)
    for of, thing in pairs:
        gathered[of] += (thing,)
    return gathered
