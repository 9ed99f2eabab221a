"""What the demo buys with: the suppliers, the lines of a year, and short words for the verbs of purchasing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.budget.rules.vat import of_gross
from coorddesk.purchasing.models import Invoice, OrderLine, PurchaseOrder
from coorddesk.purchasing.queries.matching import to_be_invoiced
from coorddesk.purchasing.rules.details import Charge, InvoiceDetails, Item, OrderDetails
from coorddesk.purchasing.rules.words import OrderStepKind, PaymentMeans
from coorddesk.purchasing.service.arrivals import Came, Receiving
from coorddesk.purchasing.service.invoices import Paying, enter_invoice, pay_invoice
from coorddesk.purchasing.service.orders import OrderDeed, create_order, step_order
from coorddesk.purchasing.service.receipts import receive_order

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

VAT = 2_000
PAID_AFTER = 28
"""Days."""
_DUE = timedelta(days=30)


class Billed(NamedTuple):
    """An invoice that was entered, and what it comes to in cents."""

    id: int
    cents: int


@dataclass
class Buyer:
    """Buys in one year of the demo; no day of what it writes is after today.

    `lines` are those of the year by code, `suppliers` and `people` go by name and role.
    """

    session: Session
    year_id: int
    number: int
    today: date
    suppliers: Mapping[str, int]
    people: Mapping[str, int]
    store: int | None
    lines: Mapping[str, int]

    def day(self, month: int, number: int) -> date:
        """A day of the year, or today if that is still to come."""
        return min(self.today, date(self.number, month, number))

    def later(self, day: date, days: int) -> date:
        """So many days later, but not after today."""
        return min(self.today, day + timedelta(days=days))

    def order(self, supplier: str, day: date, items: Sequence[Item], reference: str = "", days: int = 21) -> int:
        """Draw an order up that is expected so many days later."""
        expected = day + timedelta(days=days)
        wish = OrderDetails(self.suppliers[supplier], day, tuple(items), place_id=self.store, expected_on=expected)
        return create_order(self.session, wish, reference)

    def step(self, order_id: int, kind: OrderStepKind, day: date, words: str = "") -> int:
        """Send an order, cancel or reopen it; returns it."""
        version = self.session.get_one(PurchaseOrder, order_id).version
        step_order(self.session, OrderDeed(order_id, version, kind, day, words))
        return order_id

    def send(self, supplier: str, day: date, items: Sequence[Item], reference: str = "", days: int = 21) -> int:
        """Draw an order up and send it."""
        return self.step(self.order(supplier, day, items, reference, days), OrderStepKind.SENT, day)

    def receive(self, order_id: int, day: date, less: int = 0, number: str = "") -> int:
        """Receive an order but for so many of its first line; returns the receipt."""
        rows = self.session.scalars(
            select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.position)
        ).all()
        came = [Came(row.id, row.quantity - (less if place == 0 else 0)) for place, row in enumerate(rows)]
        return receive_order(self.session, Receiving(order_id, day, tuple(came), number))

    def bill(self, order_id: int, number: str, day: date, more: int = 0, line: str = "") -> Billed:
        """Enter the invoice of all that came; it says so many cents `more` than was ordered, on its first line.

        What was carried forward is charged to the `line` on which it stands now.
        """
        supplier = self.session.get_one(PurchaseOrder, order_id).supplier_id
        charges = [each.charge for each in to_be_invoiced(self.session, order_id)]
        if more:
            first = charges[0]
            amounts = of_gross(first.net + first.vat + more, first.vat_rate)
            charges[0] = _changed(first, amounts.net, amounts.vat)
        if line:
            charges = [_changed(each, each.net, each.vat, self.lines[line]) for each in charges]
        return self._bill(InvoiceDetails(supplier, number, day, tuple(charges), order_id=order_id, due_on=day + _DUE))

    def expense(self, supplier: str, number: str, day: date, line: str, label: str, cents: int) -> Billed:
        """Enter an invoice without an order, by what it comes to in all."""
        amounts = of_gross(cents, VAT)
        charge = Charge(amounts.net, amounts.vat, self.lines[line], quantity=1, vat_rate=VAT, label=label)
        wish = InvoiceDetails(self.suppliers[supplier], number, day, (charge,), due_on=day + _DUE)
        return self._bill(wish)

    def instalment(self, supplier: str, number: str, day: date, charge: Charge) -> Billed:
        """Enter the invoice of an instalment."""
        return self._bill(InvoiceDetails(self.suppliers[supplier], number, day, (charge,), due_on=day + _DUE))

    def pay(self, billed: Billed, day: date | None = None) -> None:
        """Pay an invoice, four weeks after its day unless a day is said; nothing while that is to come."""
        row = self.session.get_one(Invoice, billed.id)
        paid = row.day + timedelta(days=PAID_AFTER) if day is None else day
        if paid <= self.today or self.is_past:
            paid = min(paid, self.today)
            wish = Paying(billed.id, paid, billed.cents, PaymentMeans.PAYMENT_ORDER, f"M{paid.year}-{100 + billed.id}")
            pay_invoice(self.session, wish)

    @property
    def is_past(self) -> bool:
        """Whether the year is over, and all of it settled."""
        return self.number < self.today.year

    def _bill(self, wish: InvoiceDetails) -> Billed:
        return Billed(enter_invoice(self.session, wish).id, sum(each.net + each.vat for each in wish.lines))


def item(label: str, line: int, quantity: int, cents: int, **said: int | str | None) -> Item:
    """A line to order, by the price of one excluding VAT."""
    return Item(label, line, quantity, cents, VAT, **said)  # type: ignore[arg-type]  # as an item takes them


def _changed(charge: Charge, net: int, vat: int, line: int | None = None) -> Charge:
    on = charge.budget_line_id if line is None else line
    return Charge(net, vat, on, charge.order_line_id, charge.quantity, charge.vat_rate, charge.label)
