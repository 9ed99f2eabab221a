"""What documents mean for the budget as they are stored, and what they are called on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetDecision, BudgetLine, FiscalYear
from coorddesk.budget.rules.words import Counting
from coorddesk.core.records import Subject
from coorddesk.purchasing.models import Contract, Invoice, Payment, PurchaseOrder, PurchaseRequest, Receipt
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.rules.documents import Documents
from coorddesk.purchasing.rules.moves import Move, moves_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Scope:
    """The documents that a deed may change the meaning of."""

    requests: tuple[int, ...] = ()
    orders: tuple[int, ...] = ()
    invoices: tuple[int, ...] = ()
    instalments: tuple[int, ...] = ()


@dataclass(frozen=True)
class Meaning:
    """The moves of documents, and what the documents are called."""

    moves: list[Move]
    labels: dict[Subject, str]


def meaning_of(session: Session, scope: Scope) -> Meaning:
    """What documents mean as they are stored now, and all that hangs together with them."""
    return meaning_in(session, documents_in(session, scope))


def meaning_in(session: Session, documents: Documents) -> Meaning:
    """What documents mean that were read already."""
    moves = moves_of(documents, counting_of(session, documents))
    return Meaning(moves, _labels(session, (move.document for move in moves)))


def documents_in(session: Session, scope: Scope) -> Documents:
    """The documents of a scope, with all that hangs together with them."""
    return documents_of(
        session,
        requests=scope.requests,
        orders=scope.orders,
        invoices=scope.invoices,
        instalments=scope.instalments,
    )


def counting_of(session: Session, documents: Documents) -> dict[int, Counting]:
    """How the year of each budget line counts that documents name."""
    ids = {line.budget_line_id for each in documents.requests for line in each.lines}
    ids |= {line.budget_line_id for each in documents.orders for line in each.lines}
    ids |= {carry.budget_line_id for each in documents.orders for line in each.lines for carry in line.carries}
    ids |= {line.budget_line_id for each in documents.invoices for line in each.lines}
    ids |= {each.budget_line_id for each in documents.instalments}
    ids |= {carry.budget_line_id for each in documents.instalments for carry in each.carries}
    wanted = select(BudgetLine.id, FiscalYear.counts).join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
    return dict(session.execute(wanted.where(BudgetLine.id.in_(ids - {None}))).all())


def _labels(session: Session, documents: Iterable[Subject]) -> dict[Subject, str]:
    ids: dict[str, set[int]] = {}
    for kind, number in documents:
        ids.setdefault(kind, set()).add(number)
    named = {
        "purchase_request": select(PurchaseRequest.id, PurchaseRequest.reference),
        "purchase_order": select(PurchaseOrder.id, PurchaseOrder.reference),
        "contract": select(Contract.id, Contract.name),
        "budget_decision": select(BudgetDecision.id, BudgetDecision.label),
        "receipt": select(Receipt.id, Receipt.number),
        "invoice": select(Invoice.id, Invoice.number),
        "payment": select(Payment.id, Invoice.number).join(Invoice, Invoice.id == Payment.invoice_id),
    }
    found: dict[Subject, str] = {}
    for kind, wanted in named.items():
        if kind in ids:
            rows = session.execute(wanted.where(wanted.selected_columns[0].in_(ids[kind])))
            found |= {(kind, number): label for number, label in rows}
    return found
