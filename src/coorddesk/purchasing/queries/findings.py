"""What must always be true of purchases, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.rules.words import CREDITS, MOVE_TITLES, MoveKind
from coorddesk.core.messages import Money, _
from coorddesk.core.records import Finding
from coorddesk.purchasing.models import (
    Instalment,
    Invoice,
    InvoiceLine,
    OrderLine,
    PurchaseOrder,
    PurchaseRequest,
    RequestLine,
)
from coorddesk.purchasing.queries.bank_told import bank_findings
from coorddesk.purchasing.queries.contracts_told import contract_findings
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.meaning import counting_of
from coorddesk.purchasing.rules.documents import Documents
from coorddesk.purchasing.rules.groups import groups_of, joined
from coorddesk.purchasing.rules.moves import moves_of
from coorddesk.purchasing.rules.states import order_state, request_state

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

_ORDER, _REQUEST = PurchaseOrder.__tablename__, PurchaseRequest.__tablename__
_AT_ONCE = 500
"""So many documents are read at once, whole groups of them."""
_USES = tuple(kind for kind in MoveKind if kind not in CREDITS)

Sums = Counter[tuple[int, MoveKind, "date"]]


def findings(session: Session) -> Sequence[Finding]:
    """Amounts in the ledger that the documents do not mean, and states that do not follow from what happened."""
    meant: Sums = Counter()
    found: list[Finding] = []
    for documents in _all_documents(session):
        counting, stored = counting_of(session, documents), _stored(session, documents)
        for group in groups_of(documents):
            for move in moves_of(group, counting):
                meant[move.place.line_id, move.place.kind, move.day] += move.cents
            found.extend(_states(group, stored))
    return [*found, *_ledger(session, meant), *contract_findings(session), *bank_findings(session)]


def _all_documents(session: Session) -> Iterator[Documents]:
    """All documents in batches, each group of those that hang together in one of them: linear in their number."""
    groups = _groups(session)
    batch: defaultdict[str, set[int]] = defaultdict(set)
    size = 0
    for group in groups:
        for kind, number in group:
            batch[kind].add(number)
        size += len(group)
        if size >= _AT_ONCE:
            yield _read(session, batch)
            batch.clear()
            size = 0
    if batch:
        yield _read(session, batch)


def _read(session: Session, batch: dict[str, set[int]]) -> Documents:
    return documents_of(
        session,
        requests=batch.get("request", ()),
        orders=batch.get("order", ()),
        invoices=batch.get("invoice", ()),
        instalments=batch.get("instalment", ()),
    )


def _groups(session: Session) -> list[list[tuple[str, int]]]:
    """All documents by what hangs together."""
    every = {"request": PurchaseRequest, "order": PurchaseOrder, "invoice": Invoice, "instalment": Instalment}
    links = [
        ((kind, number), (kind, number))
        for kind, table in every.items()
        for number in session.scalars(select(table.id).order_by(table.id))
    ]
    asked = select(OrderLine.order_id, RequestLine.request_id).join(
        RequestLine, RequestLine.id == OrderLine.request_line_id
    )
    charged = select(InvoiceLine.invoice_id, OrderLine.order_id).join(
        OrderLine, OrderLine.id == InvoiceLine.order_line_id
    )
    due = select(InvoiceLine.invoice_id, InvoiceLine.instalment_id).where(InvoiceLine.instalment_id.is_not(None))
    named = (("order", "request", asked), ("invoice", "order", charged), ("invoice", "instalment", due))
    for one, other, wanted in named:
        rows: Sequence[Any] = session.execute(wanted.distinct()).all()
        links.extend(((one, a), (other, b)) for a, b in rows)
    groups: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for name, head in joined(links).items():
        groups[head].append(name)
    return list(groups.values())


def _ledger(session: Session, meant: Sums) -> Iterator[Finding]:
    """On every line, day and kind the ledger has what the documents mean."""
    wanted = (
        select(BudgetMove.line_id, BudgetMove.kind, BudgetMove.day, func.sum(BudgetMove.cents))
        .where(BudgetMove.kind.in_(_USES))
        .group_by(BudgetMove.line_id, BudgetMove.kind, BudgetMove.day)
    )
    written: Sums = Counter({(line, kind, day): int(cents) for line, kind, day, cents in session.execute(wanted)})
    for place in sorted(meant.keys() | written.keys()):
        if meant[place] != written[place]:
            line_id, kind, day = place
            said = _(
                "{kind} on {day}: the documents come to {meant}, the ledger to {written}.",
                kind=MOVE_TITLES[kind],
                day=day,
                meant=Money(meant[place]),
                written=Money(written[place]),
            )
            yield Finding(said, ("budget_line", line_id))


def _states(documents: Documents, stored: Mapping[tuple[str, int], tuple[str, object]]) -> Iterator[Finding]:
    """Requests and orders are as far as their steps, receipts and invoices say."""
    for order in documents.orders:
        subject = (_ORDER, order.id)
        reference, state = stored[subject]
        if state is not order_state(documents, order):
            yield Finding(_("The order {reference} is not as far as it says.", reference=reference), subject)
    for request in documents.requests:
        subject = (_REQUEST, request.id)
        reference, state = stored[subject]
        if state is not request_state(request):
            yield Finding(_("The request {reference} is not as far as it says.", reference=reference), subject)


def _stored(session: Session, documents: Documents) -> dict[tuple[str, int], tuple[str, object]]:
    """The reference and the state of orders and requests as they are stored."""
    order, request = PurchaseOrder, PurchaseRequest
    orders = select(order.id, order.reference, order.state).where(order.id.in_([e.id for e in documents.orders]))
    requests = select(request.id, request.reference, request.state).where(
        request.id.in_([e.id for e in documents.requests])
    )
    return {
        (kind, row_id): (reference, state)
        for kind, wanted in ((_ORDER, orders), (_REQUEST, requests))
        for row_id, reference, state in session.execute(wanted)
    }
