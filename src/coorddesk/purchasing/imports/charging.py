"""What a row of a sheet of invoices is charged to: a budget line, and the lines of an order that it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.rules.words import YearState
from coorddesk.core.fold import fold, fold_code
from coorddesk.core.messages import _
from coorddesk.directory.models import Supplier
from coorddesk.purchasing.imports.amounts import Told
from coorddesk.purchasing.imports.links import BudgetLineLink, LineOfYear, OrderLink, Trouble
from coorddesk.purchasing.models import InvoiceLine, OrderLine, PurchaseOrder
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.rules.amounts import Price, total
from coorddesk.purchasing.rules.moves import line_of
from coorddesk.purchasing.rules.words import OrderState
from coorddesk.purchasing.service import Charge

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Said = Mapping[str, Any]


class Charging:
    """Knows the orders that are there."""

    def __init__(self, session: Session, lines: BudgetLineLink, orders: OrderLink) -> None:
        """Read them when one is named."""
        self._session, self._lines, self._orders = session, lines, orders
        self._standing: dict[int, dict[int, int]] = {}

    def charges(self, row: Said, told: Told) -> list[Charge] | Trouble:
        """What a row charges; several where it is about all lines of an order, to the cent."""
        wanted = self._budget_line(row)
        if wanted is not None and not isinstance(wanted, LineOfYear):
            return wanted
        if row.get("order") is None:
            if wanted is None:
                return "budget_line", _("Say on which budget line, or of which order.")
            return [_charge(row, told, wanted.id)]
        order_id = self._orders.ids[fold_code(row["order"])]
        return self._refused_order(order_id, row) or self._of_order(order_id, row, told, wanted)

    def _budget_line(self, row: Said) -> LineOfYear | Trouble | None:
        if row.get("budget_line") is None:
            return None
        return self._lines.line(row["budget_line"], row.get("year"), row.get("day"))

    def _refused_order(self, order_id: int, row: Said) -> Trouble | None:
        state, supplier = self._known[order_id]
        if state is OrderState.DRAFT:
            return "order", _("The order {reference} was not sent yet.", reference=row["order"])
        if supplier != fold(row["supplier"]):
            return "order", _("The order {reference} is another supplier’s.", reference=row["order"])
        return None

    def _of_order(self, order_id: int, row: Said, told: Told, wanted: LineOfYear | None) -> list[Charge] | Trouble:
        lines = self._meant(order_id, row, wanted)
        if len(lines) == 1:
            line = lines[0]
            stands_on = self._stands_on(line) if wanted is None else wanted.id
            if wanted is None and self._is_closed(stands_on):
                return "budget_line", _("The order is of a closed year: say on which budget line it is charged.")
            quantity = line.quantity if self._price(line).amount.net == told.amounts.net else 0
            return [_charge(row, told, stands_on, line, quantity)]
        whole = {line.id: self._price(line).amount for line in lines}
        if not lines or total(whole.values()) != told.amounts or self._invoiced & whole.keys():
            return "order_line", _(
                "The order has several lines, and this is not the amount of all of them: say which one is meant."
            )
        if any(self._is_closed(self._stands_on(line)) for line in lines):
            return "budget_line", _("The order is of a closed year: say on which budget line it is charged.")
        return [
            _charge(row, Told(whole[line.id], line.vat_rate), self._stands_on(line), line, line.quantity)
            for line in lines
        ]

    def _meant(self, order_id: int, row: Said, wanted: LineOfYear | None) -> list[OrderLine]:
        """The lines of an order that a row may be about."""
        lines = self._orders.lines.get(order_id, [])
        if row.get("order_line") is not None:
            return [line for line in lines if line.position + 1 == row["order_line"]]
        called = [line for line in lines if row.get("label") and fold(line.label) == fold(row["label"])]
        if called:
            return called
        on_line = [line for line in lines if wanted is not None and line.budget_line_id == wanted.id]
        return on_line or lines

    def _stands_on(self, line: OrderLine) -> int:
        """The budget line of what is open of it: that of a later year, once it was carried forward."""
        if line.order_id not in self._standing:
            orders = documents_of(self._session, orders=(line.order_id,)).orders
            self._standing[line.order_id] = {each.id: line_of(each) for order in orders for each in order.lines}
        return self._standing[line.order_id][line.id]

    def _is_closed(self, line_id: int) -> bool:
        return self._lines.lines[line_id].year.state is YearState.CLOSED

    def _price(self, line: OrderLine) -> Price:
        order = self._session.get_one(PurchaseOrder, line.order_id)
        return Price(line.quantity, line.unit_price, line.vat_rate, line.discount, order.discount)

    @cached_property
    def _known(self) -> dict[int, tuple[OrderState, str]]:
        wanted = select(PurchaseOrder.id, PurchaseOrder.state, Supplier.name_folded)
        rows = self._session.execute(wanted.join(Supplier, Supplier.id == PurchaseOrder.supplier_id))
        return {order_id: (state, supplier) for order_id, state, supplier in rows}

    @cached_property
    def _invoiced(self) -> frozenset[int]:
        """The lines of which something was invoiced before."""
        wanted = select(InvoiceLine.order_line_id).where(InvoiceLine.order_line_id.is_not(None)).distinct()
        return frozenset(self._session.scalars(wanted))


def _charge(row: Said, told: Told, budget_line_id: int, line: OrderLine | None = None, quantity: int = 0) -> Charge:
    return Charge(
        told.amounts.net,
        told.amounts.vat,
        budget_line_id,
        None if line is None else line.id,
        row.get("quantity") or quantity,
        told.rate,
        row.get("label") or "",
        bool(row.get("is_again")),
    )
