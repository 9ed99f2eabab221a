"""What documents looked like once, and the order in which things happened to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from coorddesk.purchasing.rules.documents import Documents, Instalment, Invoice, Order


class Rank(IntEnum):
    """Which of the documents of one day came first, as far as days alone do not tell."""

    REQUEST = 0
    ORDER = 1
    CONTRACT = 2
    DECISION = 3
    RECEIPT = 4
    INVOICE = 5
    PAYMENT = 6


DOCUMENTS = {
    Rank.REQUEST: "purchase_request",
    Rank.ORDER: "purchase_order",
    Rank.CONTRACT: "contract",
    Rank.DECISION: "budget_decision",
    Rank.RECEIPT: "receipt",
    Rank.INVOICE: "invoice",
    Rank.PAYMENT: "payment",
}
"""The kind of record by which a document is known."""


class Moment(NamedTuple):
    """When something happened, and in which document; moments sort as things happened."""

    day: date
    rank: Rank
    id: int

    @property
    def document(self) -> tuple[str, int]:
        """The document as a subject."""
        return (DOCUMENTS[self.rank], self.id)


def end_of(day: date) -> Moment:
    """After everything that happened on a day."""
    return Moment(day + timedelta(days=1), Rank.REQUEST, 0)


def moments(documents: Documents) -> list[Moment]:
    """Every moment at which something happened, the first first."""
    return sorted(set(_moments(documents)))


def until(documents: Documents, last: Moment) -> Documents:
    """The documents as they stood after a moment."""
    requests = tuple(
        replace(each, steps=tuple(s for s in each.steps if Moment(s.day, Rank.REQUEST, each.id) <= last))
        for each in documents.requests
    )
    receipts = (each for each in documents.receipts if Moment(each.day, Rank.RECEIPT, each.id) <= last)
    invoices = (each for each in documents.invoices if Moment(each.day, Rank.INVOICE, each.id) <= last)
    committed = (e for e in documents.instalments if Moment(e.day, Rank.CONTRACT, e.contract_id) <= last)
    return Documents(
        requests,
        tuple(_order_until(each, last) for each in documents.orders),
        tuple(receipts),
        tuple(_invoice_until(each, last) for each in invoices),
        tuple(_instalment_until(each, last) for each in committed),
    )


def _moments(documents: Documents) -> Iterator[Moment]:
    for request in documents.requests:
        yield from (Moment(step.day, Rank.REQUEST, request.id) for step in request.steps)
    for order in documents.orders:
        cuts = (cut.day for line in order.lines for cut in line.cuts)
        yield from (Moment(day, Rank.ORDER, order.id) for day in (*(step.day for step in order.steps), *cuts))
        carries = (carry for line in order.lines for carry in line.carries)
        yield from (Moment(carry.day, Rank.DECISION, carry.decision_id) for carry in carries)
    for each in documents.instalments:
        days = (each.day, *(change.day for change in each.changes))
        yield from (Moment(day, Rank.CONTRACT, each.contract_id) for day in days)
        yield from (Moment(carry.day, Rank.DECISION, carry.decision_id) for carry in each.carries)
    yield from (Moment(each.day, Rank.RECEIPT, each.id) for each in documents.receipts)
    for invoice in documents.invoices:
        yield Moment(invoice.day, Rank.INVOICE, invoice.id)
        yield from (Moment(each.day, Rank.PAYMENT, each.id) for each in invoice.payments)


def _order_until(order: Order, last: Moment) -> Order:
    lines = (
        replace(
            line,
            cuts=tuple(each for each in line.cuts if Moment(each.day, Rank.ORDER, order.id) <= last),
            carries=tuple(each for each in line.carries if Moment(each.day, Rank.DECISION, each.decision_id) <= last),
        )
        for line in order.lines
    )
    steps = (each for each in order.steps if Moment(each.day, Rank.ORDER, order.id) <= last)
    return replace(order, steps=tuple(steps), lines=tuple(lines))


def _instalment_until(instalment: Instalment, last: Moment) -> Instalment:
    changes = (e for e in instalment.changes if Moment(e.day, Rank.CONTRACT, instalment.contract_id) <= last)
    carries = (e for e in instalment.carries if Moment(e.day, Rank.DECISION, e.decision_id) <= last)
    return replace(instalment, changes=tuple(changes), carries=tuple(carries))


def _invoice_until(invoice: Invoice, last: Moment) -> Invoice:
    paid = (each for each in invoice.payments if Moment(each.day, Rank.PAYMENT, each.id) <= last)
    return replace(invoice, payments=tuple(paid))
