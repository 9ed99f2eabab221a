"""What documents mean for the budget: the moves of money of each, told from the documents alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coorddesk.budget.rules.words import Counting, MoveKind
from coorddesk.purchasing.rules.documents import Documents, Instalment, Invoice, OrderLine
from coorddesk.purchasing.rules.remaining import (
    paid_by_line,
    remaining_commitment,
    remaining_instalment,
    remaining_need,
)
from coorddesk.purchasing.rules.timeline import moments, until

ORDER_LINE, REQUEST_LINE, INSTALMENT = "order_line", "request_line", "instalment"
"""What commits money, as the ledger names it."""


class Place(NamedTuple):
    """Where in the ledger money stands: on which line, as what, and for which commitment if it is one."""

    line_id: int
    kind: MoveKind
    commitment: tuple[str, int] | None = None


@dataclass(frozen=True)
class Move:
    """Cents, signed, that a document moved on a day."""

    place: Place
    cents: int
    day: date
    document: tuple[str, int]


def moves_of(documents: Documents, counting: Mapping[int, Counting]) -> list[Move]:
    """The moves that documents mean, in the order in which things happened; `counting` is that of each budget line.

    Their sums up to any moment are the levels of the documents as they stood then.
    """
    moves: list[Move] = []
    before: Counter[Place] = Counter()
    for moment in moments(documents):
        after = levels(until(documents, moment), counting)
        for place in dict.fromkeys((*before, *after)):
            cents = after[place] - before[place]
            if cents:
                moves.append(Move(place, cents, moment.day, moment.document))
        before = after
    return moves


def levels(documents: Documents, counting: Mapping[int, Counting]) -> Counter[Place]:
    """What stands where, in cents, as the documents are."""
    sums: Counter[Place] = Counter()
    for place, cents in _stands(documents, counting):
        sums[place] += cents
    return sums


def differences(wanted: list[Move], written: list[Move]) -> list[Move]:
    """The moves to add so that what is `written` comes to what is `wanted`, on every day and for every document."""
    sums: Counter[tuple[Place, date, tuple[str, int]]] = Counter()
    for sign, moves in ((-1, written), (1, wanted)):
        for move in moves:
            sums[move.place, move.day, move.document] += sign * move.cents
    return [Move(place, cents, day, document) for (place, day, document), cents in sums.items() if cents]


def line_of(line: OrderLine | Instalment) -> int:
    """The budget line on which what is open of an order line or an instalment stands."""
    return line.carries[-1].budget_line_id if line.carries else line.budget_line_id


def _stands(documents: Documents, counting: Mapping[int, Counting]) -> Iterator[tuple[Place, int]]:
    for request in documents.requests:
        for need in request.lines:
            if need.budget_line_id is not None:
                place = Place(need.budget_line_id, MoveKind.PRE_COMMITTED, (REQUEST_LINE, need.id))
                yield place, remaining_need(documents, request, need, counting[need.budget_line_id])
    for order in documents.orders:
        for line in order.lines:
            stands_on = line_of(line)
            place = Place(stands_on, MoveKind.COMMITTED, (ORDER_LINE, line.id))
            yield place, remaining_commitment(documents, order, line, counting[stands_on])
    for instalment in documents.instalments:
        stands_on = line_of(instalment)
        place = Place(stands_on, MoveKind.COMMITTED, (INSTALMENT, instalment.id))
        yield place, remaining_instalment(documents, instalment, counting[stands_on])
    for invoice in documents.invoices:
        yield from _charged(invoice, counting)


def _charged(invoice: Invoice, counting: Mapping[int, Counting]) -> Iterator[tuple[Place, int]]:
    owed = ((line, line.amount) for line in invoice.lines)
    for kind, parts in ((MoveKind.INVOICED, owed), (MoveKind.PAID, paid_by_line(invoice))):
        for line, amount in parts:
            yield Place(line.budget_line_id, kind), invoice.sign * amount.counted(counting[line.budget_line_id])
