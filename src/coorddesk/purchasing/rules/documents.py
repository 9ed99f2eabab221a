"""The documents of a purchase as the rules see them: a request, its orders, instalments, and all that came of those."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coorddesk.budget.rules.vat import Amounts, of_net
from coorddesk.purchasing.rules.amounts import Price, total
from coorddesk.purchasing.rules.words import RECEIVED_KINDS, InvoiceKind, LineKind, OrderStepKind, RequestState


@dataclass(frozen=True)
class RequestStep:
    """A request became so on a day."""

    day: date
    state: RequestState


@dataclass(frozen=True)
class RequestLine:
    """What is needed, on which budget line and at what price it is thought to be; None if neither is known yet."""

    id: int
    budget_line_id: int | None
    price: Price


@dataclass(frozen=True)
class Request:
    """A request; its steps are in the order in which they were taken."""

    id: int
    steps: tuple[RequestStep, ...] = ()
    lines: tuple[RequestLine, ...] = ()


@dataclass(frozen=True)
class OrderStep:
    """What happened to an order on a day."""

    day: date
    kind: OrderStepKind


@dataclass(frozen=True)
class Cut:
    """So many of a line were cancelled on a day; None: nothing more of it is to be invoiced."""

    day: date
    quantity: int | None


@dataclass(frozen=True)
class Carry:
    """From this day on, what is still open of a line stands on another budget line: that of the next year."""

    day: date
    budget_line_id: int
    decision_id: int


@dataclass(frozen=True)
class OrderLine:
    """A line of an order, with the budget line that it is ordered on."""

    id: int
    budget_line_id: int
    price: Price
    kind: LineKind = LineKind.GOODS
    request_line_id: int | None = None
    cuts: tuple[Cut, ...] = ()
    carries: tuple[Carry, ...] = ()

    @property
    def is_received(self) -> bool:
        """Whether it is of those that are received."""
        return self.kind in RECEIVED_KINDS


@dataclass(frozen=True)
class Order:
    """An order; its steps are in the order in which they were taken."""

    id: int
    steps: tuple[OrderStep, ...] = ()
    lines: tuple[OrderLine, ...] = ()


@dataclass(frozen=True)
class InstalmentChange:
    """From a day on, an instalment commits another amount, in cents excluding VAT: nothing, if it is no longer due."""

    day: date
    net: int


@dataclass(frozen=True)
class Instalment:
    """An instalment of a contract that was committed on a day; changes are in the order in which they were made."""

    id: int
    contract_id: int
    day: date
    budget_line_id: int
    net: int
    vat_rate: int = 0
    changes: tuple[InstalmentChange, ...] = ()
    carries: tuple[Carry, ...] = ()

    @property
    def amount(self) -> Amounts:
        """What it commits before anything is invoiced of it."""
        return of_net(self.changes[-1].net if self.changes else self.net, self.vat_rate)


@dataclass(frozen=True)
class Receipt:
    """What came on a day: (order line, quantity)."""

    id: int
    day: date
    lines: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class InvoiceLine:
    """A line of an invoice or a credit note, charged to a budget line.

    It is of an order line, of an instalment of a contract, or of neither if nothing was ordered.
    `again`: what a credit note gives back is to be invoiced again.
    """

    id: int
    budget_line_id: int
    amount: Amounts
    order_line_id: int | None = None
    quantity: int = 0
    again: bool = False
    vat_rate: int = 0
    instalment_id: int | None = None


@dataclass(frozen=True)
class Payment:
    """Cents, including VAT, that were paid on a day, or given back for a credit note."""

    id: int
    day: date
    cents: int


@dataclass(frozen=True)
class Invoice:
    """An invoice or a credit note; its amounts are above zero either way."""

    id: int
    day: date
    kind: InvoiceKind = InvoiceKind.INVOICE
    lines: tuple[InvoiceLine, ...] = ()
    payments: tuple[Payment, ...] = ()

    @property
    def sign(self) -> int:
        """1 for what is owed, -1 for what is given back."""
        return 1 if self.kind is InvoiceKind.INVOICE else -1

    @property
    def amount(self) -> Amounts:
        """What it is about, whichever way."""
        return total(line.amount for line in self.lines)

    @property
    def left_to_pay(self) -> int:
        """Cents that are still to be paid, or given back."""
        return self.amount.gross - sum(payment.cents for payment in self.payments)


@dataclass(frozen=True)
class Documents:
    """All documents of a purchase, or of many."""

    requests: tuple[Request, ...] = ()
    orders: tuple[Order, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    instalments: tuple[Instalment, ...] = ()

    def received(self, line_id: int) -> int:
        """How many of an order line came."""
        return sum(quantity for each in self.receipts for line, quantity in each.lines if line == line_id)

    def invoiced(self, line_id: int) -> list[tuple[Invoice, InvoiceLine]]:
        """The lines of invoices and credit notes that are about an order line."""
        return [(each, line) for each in self.invoices for line in each.lines if line.order_line_id == line_id]

    def invoiced_of_instalment(self, instalment_id: int) -> list[tuple[Invoice, InvoiceLine]]:
        """The lines of invoices and credit notes that are about an instalment."""
        return [(each, line) for each in self.invoices for line in each.lines if line.instalment_id == instalment_id]
