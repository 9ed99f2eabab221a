"""The orders that are there, as the rows of a sheet say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.imports.rates import rate_said
from coorddesk.purchasing.models import OrderLine, PurchaseOrder, Receipt, ReceiptLine
from coorddesk.purchasing.rules.amounts import Price

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def orders_as_rows(session: Session, places: Mapping[int, str]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Each line of each order, with its id and the version of its order."""
    came = _came(session)
    wanted = (
        select(
            OrderLine,
            PurchaseOrder,
            Supplier.name.label("supplier"),
            BudgetLine.code.label("code"),
            FiscalYear.name.label("year"),
        )
        .join(PurchaseOrder, PurchaseOrder.id == OrderLine.order_id)
        .join(Supplier, Supplier.id == PurchaseOrder.supplier_id)
        .join(BudgetLine, BudgetLine.id == OrderLine.budget_line_id)
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .order_by(PurchaseOrder.day, PurchaseOrder.id, OrderLine.position, OrderLine.id)
    )
    for line, order, supplier, code, year in session.execute(wanted):
        count, day = came.get(line.id, (None, None))
        named = {"supplier": supplier, "budget_line": code, "year": year, "received": count, "received_on": day}
        place = None if order.place_id is None else places[order.place_id]
        yield line.id, order.version, _of_line(line, order) | _of_order(order) | named | {"place": place}


def _of_line(line: OrderLine, order: PurchaseOrder) -> dict[str, Any]:
    price = Price(line.quantity, line.unit_price, line.vat_rate, line.discount, order.discount)
    return {
        "line": line.position + 1,
        "label": line.label,
        "kind": line.kind,
        "supplier_reference": line.supplier_reference or None,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "discount": rate_said(line.discount) if line.discount else None,
        "vat_rate": rate_said(line.vat_rate),
        "warranty_months": line.warranty_months,
        "net": price.amount.net,
        "vat": price.amount.vat,
        "gross": price.amount.gross,
    }


def _of_order(order: PurchaseOrder) -> dict[str, Any]:
    return {
        "reference": order.reference,
        "day": order.day,
        "state": order.state,
        "order_discount": rate_said(order.discount) if order.discount else None,
        "engagement_number": order.engagement_number or None,
        "expected_on": order.expected_on,
        "notes": order.notes or None,
    }


def _came(session: Session) -> dict[int, tuple[int, date]]:
    """How many of each line came, and when the last of them."""
    wanted = (
        select(ReceiptLine.order_line_id, func.sum(ReceiptLine.quantity), func.max(Receipt.day))
        .join(Receipt, Receipt.id == ReceiptLine.receipt_id)
        .group_by(ReceiptLine.order_line_id)
    )
    return {line: (int(count), day) for line, count, day in session.execute(wanted)}
