"""How invoices differ from what was ordered and came, in words; and what an invoice of an order would say by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.messages import Message, Money, _, _p, number
from coorddesk.purchasing.models import Invoice, InvoiceLine, OrderLine
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.standing import LineStanding, standing_of
from coorddesk.purchasing.rules import documents as rules
from coorddesk.purchasing.rules.details import Charge, InvoiceDetails
from coorddesk.purchasing.rules.matching import DIFFERENCE_TITLES, Difference, Found, differences_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NOT_YET = 0
_COUNTED = frozenset({Difference.NOT_RECEIVED, Difference.MORE_THAN_ORDERED})
_RATED = frozenset({Difference.VAT})


@dataclass(frozen=True)
class Match:
    """A difference between an invoice and its order: which, of which line, what was expected and what it says.

    Numbers are quantities, hundredths of a percent or cents excluding VAT, as the difference is. `invoice_id` is 0 for
    an invoice that is not entered yet.
    """

    invoice_id: int
    number: str
    difference: Difference
    label: str
    order_line_id: int | None
    expected: int
    said: int

    @property
    def text(self) -> Message:
        """The difference in words: "Laptop: another price, 300,00 € expected, 310,00 € invoiced"."""
        title = DIFFERENCE_TITLES[self.difference]
        if self.difference is Difference.NOT_ORDERED:
            return _("{label}: {difference}, {said}", label=self.label, difference=title, said=Money(self.said))
        expected, said = (_said(self.difference, value) for value in (self.expected, self.said))
        return _(
            "{label}: {difference}, {expected} expected, {said} invoiced",
            label=self.label,
            difference=title,
            expected=expected,
            said=said,
        )


@dataclass(frozen=True)
class Proposal:
    """What of an order line is to be invoiced now: how many that came and were not invoiced, and what they cost."""

    order_line_id: int
    label: str
    budget_line_id: int
    quantity: int
    amount: Amounts
    vat_rate: int

    @property
    def charge(self) -> Charge:
        """The line of an invoice that says so."""
        return Charge(
            self.amount.net,
            self.amount.vat,
            self.budget_line_id,
            self.order_line_id,
            self.quantity,
            self.vat_rate,
            self.label,
        )


def matching(session: Session, order_id: int) -> tuple[Match, ...]:
    """How all invoices of an order differ from it."""
    documents = documents_of(session, orders=(order_id,))
    order = next((each for each in documents.orders if each.id == order_id), None)
    ids = set() if order is None else {line.id for line in order.lines}
    mine = [each for each in documents.invoices if any(line.order_line_id in ids for line in each.lines)]
    return _named(session, documents, mine)


def matching_of(session: Session, invoice_id: int) -> tuple[Match, ...]:
    """How one invoice differs; of one without an order, nothing is compared."""
    documents = documents_of(session, invoices=(invoice_id,))
    mine = [each for each in documents.invoices if each.id == invoice_id]
    return _named(session, documents, [each for each in mine if any(line.order_line_id for line in each.lines)])


def differences_foreseen(session: Session, wish: InvoiceDetails, invoice_id: int | None = None) -> tuple[Match, ...]:
    """How an invoice that is not entered yet, or would be changed, would differ from what was ordered."""
    lines = [each.order_line_id for each in wish.lines if each.order_line_id is not None]
    if not lines:
        return ()
    orders = set(session.scalars(select(OrderLine.order_id).where(OrderLine.id.in_(lines))))
    documents = documents_of(session, orders=orders)
    number = _NOT_YET if invoice_id is None else invoice_id
    entered = _as_ruled(number, wish)
    others = tuple(each for each in documents.invoices if each.id != number)
    documents = replace(documents, invoices=(*others, entered))
    labels = {-place: each.label for place, each in enumerate(wish.lines, 1)}
    found = differences_of(documents, entered)
    return tuple(_match(each, number, wish.number, labels | _labels(session, found)) for each in found)


def to_be_invoiced(session: Session, order_id: int) -> tuple[Proposal, ...]:
    """What an invoice of an order would say now, line by line: what came and was not invoiced yet.

    Postage, eco-contribution and other lines that never come are to be invoiced as soon as the order was sent.
    """
    standing = standing_of(session, [order_id]).get(order_id)
    if standing is None:
        return ()
    rows = {row.id: row for row in session.scalars(select(OrderLine).where(OrderLine.order_id == order_id))}
    found = []
    for line in standing.order.lines:
        figures = standing.lines[line.id]
        left = _left_to_invoice(line, figures)
        if left > 0 and figures.remaining:
            on = line.carries[-1].budget_line_id if line.carries else line.budget_line_id
            amount = line.price.of(left)
            found.append(Proposal(line.id, rows[line.id].label, on, left, amount, line.price.vat_rate))
    return tuple(found)


def _left_to_invoice(line: rules.OrderLine, figures: LineStanding) -> int:
    came = min(figures.kept, figures.received) if line.is_received else figures.kept
    return came - figures.invoiced_quantity


def _as_ruled(number: int, wish: InvoiceDetails) -> rules.Invoice:
    lines = (
        rules.InvoiceLine(
            -place,
            each.budget_line_id,
            Amounts(each.net, each.vat),
            each.order_line_id,
            each.quantity,
            each.is_again,
            each.vat_rate,
            each.instalment_id,
        )
        for place, each in enumerate(wish.lines, 1)
    )
    return rules.Invoice(number, wish.day, wish.kind, tuple(lines))


def _named(session: Session, documents: rules.Documents, invoices: Sequence[rules.Invoice]) -> tuple[Match, ...]:
    found = [(invoice.id, each) for invoice in invoices for each in differences_of(documents, invoice)]
    wanted = select(Invoice.id, Invoice.number).where(Invoice.id.in_({number for number, _each in found}))
    numbers = dict(session.execute(wanted).all())
    labels = _labels(session, [each for _number, each in found])
    return tuple(_match(each, number, numbers[number], labels) for number, each in found)


def _match(found: Found, invoice_id: int, number: str, labels: dict[int, str]) -> Match:
    label = labels.get(found.invoice_line_id) or labels.get(-(found.order_line_id or 0), "")
    return Match(invoice_id, number, found.difference, label, found.order_line_id, found.expected, found.said)


def _labels(session: Session, found: Sequence[Found]) -> dict[int, str]:
    """What lines of invoices are called; by their ids below zero, those of orders."""
    charged = {each.invoice_line_id for each in found if each.invoice_line_id > 0}
    ordered = {each.order_line_id for each in found if each.order_line_id is not None}
    wanted = select(InvoiceLine.id, InvoiceLine.label).where(InvoiceLine.id.in_(charged))
    of_orders = select(OrderLine.id, OrderLine.label).where(OrderLine.id.in_(ordered))
    named = {-line_id: label for line_id, label in session.execute(of_orders)}
    return named | dict(session.execute(wanted).all())


def _said(difference: Difference, value: int) -> Message:
    """A quantity, a rate or an amount, as the difference is."""
    if difference in _COUNTED:
        return number(value)
    if difference not in _RATED:
        return _("{amount}", amount=Money(value))
    whole, part = divmod(value, 100)
    if not part:
        return _p("rate", "{whole}%", whole=whole)
    return _p("rate", "{whole}.{part}%", whole=whole, part=f"{part:02}".rstrip("0"))
