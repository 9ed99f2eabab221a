"""A purchase request as lists, cards and papers show it, and its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.messages import _, _p
from coorddesk.core.records import Hit
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Person
from coorddesk.directory.rules import PersonName
from coorddesk.purchasing.models import PurchaseRequest, Quote, RequestStep
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.rules.amounts import total
from coorddesk.purchasing.rules.documents import Documents, Request
from coorddesk.purchasing.rules.groups import groups_of
from coorddesk.purchasing.rules.remaining import to_order
from coorddesk.purchasing.rules.words import REQUEST_STATE_TITLES, RequestState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class RequestRow:
    """A request with what it comes to, in cents at the prices it is thought to have.

    `asked_on` is the day on which it was handed in, `decided_on` and `decided_by` tell of its last step if that was an
    approval or a refusal. `to_order` is how many things are approved and not ordered yet.
    """

    id: int
    version: int
    reference: str
    title: str
    state: RequestState
    requester_id: int | None
    requester: str
    needed_by: date | None
    justification: str
    notes: str
    quotes: int
    asked_on: date | None
    decided_on: date | None
    decided_by: str
    lines: int
    quantity: int
    to_order: int
    amount: Amounts

    @property
    def called(self) -> str:
        """Its title and its reference."""
        return f"{self.title} · {self.reference}"

    @property
    def hit(self) -> Hit:
        """As others tell of it: who asked, and how far it is."""
        state = REQUEST_STATE_TITLES[self.state]
        said = _("{name} · {state}", name=self.requester, state=state) if self.requester else state
        return Hit((PurchaseRequest.__tablename__, self.id), self.called, said)


REQUEST_COLUMNS: tuple[Column[RequestRow], ...] = (
    Column("reference", _p("purchase request", "Request"), lambda row: row.reference, Kind.CODE, 14),
    Column("title", _p("purchase request", "What is needed"), lambda row: row.title, width=34),
    Column("state", _p("purchase request", "State"), lambda row: REQUEST_STATE_TITLES[row.state], Kind.CHOICE, 16),
    Column("requester", _p("purchase request", "Asked by"), lambda row: row.requester or None, width=22),
    Column("net", _p("purchase order", "Net"), lambda row: row.amount.net, Kind.AMOUNT, 12, total=True),
    Column("gross", _p("purchase order", "Gross"), lambda row: row.amount.gross, Kind.AMOUNT, 12, total=True),
    Column("quotes", _p("purchase request", "Quotes"), lambda row: row.quotes or None, Kind.NUMBER, 8),
    Column("needed_by", _p("purchase request", "Needed by"), lambda row: row.needed_by, Kind.DATE, 12),
    Column("to_order", _p("purchase request", "To be ordered"), lambda row: row.to_order or None, Kind.NUMBER, 9),
    Column("asked_on", _p("purchase request", "Asked on"), lambda row: row.asked_on, Kind.DATE, 12),
    Column("decided_on", _p("purchase request", "Decided on"), lambda row: row.decided_on, Kind.DATE, 12),
    Column("decided_by", _p("purchase request", "Decided by"), lambda row: row.decided_by or None, width=18),
    Column("justification", _p("purchase request", "Why"), lambda row: row.justification or None, width=34),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=28),
)


def requests_page(session: Session, ids: Sequence[int]) -> dict[int, RequestRow]:
    """The requests of these ids."""
    found: dict[int, RequestRow] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        found |= _read(session, ids[start : start + CHUNK_ROWS])
    return found


def request_row(session: Session, request_id: int) -> RequestRow | None:
    """One request; None if it is no longer there."""
    return requests_page(session, [request_id]).get(request_id)


def _read(session: Session, ids: Sequence[int]) -> dict[int, RequestRow]:
    groups = groups_of(documents_of(session, requests=ids))
    standing = {request.id: (group, request) for group in groups for request in group.requests}
    taken = select(RequestStep).where(RequestStep.request_id.in_(ids)).order_by(RequestStep.id)
    steps: dict[int, list[RequestStep]] = {}
    for step in session.scalars(taken):
        steps.setdefault(step.request_id, []).append(step)
    rows = session.execute(_ROWS.where(PurchaseRequest.id.in_(ids))).mappings()
    return {row["id"]: _row(dict(row), *standing[row["id"]], steps.get(row["id"], [])) for row in rows}


def _row(row: dict[str, Any], documents: Documents, request: Request, steps: list[RequestStep]) -> RequestRow:
    last_name, first_name = row.pop("last_name"), row.pop("first_name")
    asked = [step.day for step in steps if step.state is RequestState.TO_APPROVE]
    decided = steps[-1] if steps and steps[-1].state in {RequestState.APPROVED, RequestState.REFUSED} else None
    is_approved = row["state"] is RequestState.APPROVED
    return RequestRow(
        **row,
        requester="" if last_name is None else PersonName(last_name, first_name).full,
        asked_on=asked[-1] if asked else None,
        decided_on=decided.day if decided else None,
        decided_by=decided.actor if decided else "",
        lines=len(request.lines),
        quantity=sum(line.price.quantity for line in request.lines),
        to_order=sum(to_order(documents, line) for line in request.lines) if is_approved else 0,
        amount=total(line.price.amount for line in request.lines),
    )


_QUOTES = (
    select(func.count()).where(Quote.request_id == PurchaseRequest.id).correlate(PurchaseRequest).scalar_subquery()
)
_ROWS: Select[*tuple[Any, ...]] = select(
    PurchaseRequest.id,
    PurchaseRequest.version,
    PurchaseRequest.reference,
    PurchaseRequest.title,
    PurchaseRequest.state,
    PurchaseRequest.requester_id,
    PurchaseRequest.needed_by,
    PurchaseRequest.justification,
    PurchaseRequest.notes,
    _QUOTES.label("quotes"),
    Person.last_name,
    Person.first_name,
).outerjoin(Person, Person.id == PurchaseRequest.requester_id)
