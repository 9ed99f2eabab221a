"""Documents of a purchase with valid defaults: a test names only what it is about."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Counting, MoveKind
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.documents import (
    Documents,
    Invoice,
    InvoiceLine,
    Order,
    OrderLine,
    OrderStep,
    Payment,
    Receipt,
)
from coorddesk.purchasing.rules.moves import moves_of
from coorddesk.purchasing.rules.words import InvoiceKind, OrderStepKind

START = date(2026, 1, 5)
GROSS = dict.fromkeys(range(1, 6), Counting.GROSS)


def day(number: int) -> date:
    return START + timedelta(days=number)


def ordered(*cents: int, cancelled: int | None = None) -> Order:
    """An order of one thing a line, each on its own budget line from 1 on, without VAT; sent on day 1."""
    steps = [OrderStep(day(1), OrderStepKind.SENT)]
    if cancelled is not None:
        steps.append(OrderStep(day(cancelled), OrderStepKind.CANCELLED))
    lines = [OrderLine(n, n, Price(1, each)) for n, each in enumerate(cents, 1)]
    return Order(1, tuple(steps), tuple(lines))


def received(*lines: int, on: int = 2) -> Receipt:
    return Receipt(1, day(on), tuple((line, 1) for line in lines))


def invoiced(*lines: tuple[int, int], on: int = 3, paid: int = 0, number: int = 1, **said: bool) -> Invoice:
    """An invoice of (line, cents); `credit` makes it a credit note, `again` one that is invoiced again."""
    kind = InvoiceKind.CREDIT_NOTE if said.get("credit") else InvoiceKind.INVOICE
    about = tuple(
        InvoiceLine(10 * number + n, line, Amounts(cents), line, 1, said.get("again", False))
        for n, (line, cents) in enumerate(lines)
    )
    payments = (Payment(number, day(on + 1), paid),) if paid else ()
    return Invoice(number, day(on), kind, about, payments)


def used(documents: Documents, on: int = 100) -> dict[MoveKind, int]:
    """What the moves up to a day come to, by kind."""
    sums: Counter[MoveKind] = Counter()
    for move in moves_of(documents, GROSS):
        if move.day <= day(on):
            sums[move.place.kind] += move.cents
    return {kind: cents for kind, cents in sums.items() if cents}
