"""A request with everything on it: what is needed, its way, the quotes for it and what was ordered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.vat import Amounts
from coorddesk.inventory.queries.called import names as names_of_inventory
from coorddesk.purchasing.models import RequestLine, RequestStep
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.order_rows import OrderRow, orders_page
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids
from coorddesk.purchasing.queries.quotes import QuoteRow, quotes_of
from coorddesk.purchasing.queries.request_rows import RequestRow, request_row
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.remaining import to_order
from coorddesk.purchasing.rules.words import RequestState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class NeedRow:
    """A line of a request at the price it is thought to have, in cents; `to_order` is how many are not ordered yet."""

    id: int
    label: str
    quantity: int
    unit_price: int
    vat_rate: int
    budget_line_id: int | None
    budget_line: str
    model_id: int | None
    model: str
    amount: Amounts
    to_order: int


@dataclass(frozen=True)
class RequestStepRow:
    """A request became so: when, by whom, and in which words."""

    state: RequestState
    day: date
    moment: datetime
    actor: str
    words: str


@dataclass(frozen=True)
class RequestCard:
    """A request with everything on it."""

    row: RequestRow
    lines: tuple[NeedRow, ...]
    steps: tuple[RequestStepRow, ...]
    quotes: tuple[QuoteRow, ...]
    orders: tuple[OrderRow, ...]


def request_card(session: Session, request_id: int) -> RequestCard | None:
    """A request with everything on it; None if it is no longer there."""
    row = request_row(session, request_id)
    if row is None:
        return None
    orders = orders_page(session, order_ids(session, OrderQuery(request=request_id, past=True)))
    return RequestCard(
        row,
        request_lines(session, request_id),
        _steps(session, request_id),
        quotes_of(session, [request_id]).get(request_id, ()),
        tuple(sorted(orders.values(), key=lambda each: (each.day, each.id))),
    )


def request_lines(session: Session, request_id: int) -> tuple[NeedRow, ...]:
    """The lines of a request in their order."""
    wanted = select(RequestLine, BudgetLine).outerjoin(BudgetLine, BudgetLine.id == RequestLine.budget_line_id)
    of_request = wanted.where(RequestLine.request_id == request_id).order_by(RequestLine.position, RequestLine.id)
    rows = session.execute(of_request).all()
    models = names_of_inventory(session, "model", {line.model_id for line, _on in rows if line.model_id is not None})
    documents = documents_of(session, requests=(request_id,))
    left = {line.id: to_order(documents, line) for each in documents.requests for line in each.lines}
    return tuple(_line(line, on, models.get(line.model_id or 0, ""), left[line.id]) for line, on in rows)


def _line(line: RequestLine, on: BudgetLine | None, model: str, left: int) -> NeedRow:
    return NeedRow(
        line.id,
        line.label,
        line.quantity,
        line.unit_price,
        line.vat_rate,
        line.budget_line_id,
        "" if on is None else f"{on.code} {on.label}",
        line.model_id,
        model,
        Price(line.quantity, line.unit_price, line.vat_rate).amount,
        left,
    )


def _steps(session: Session, request_id: int) -> tuple[RequestStepRow, ...]:
    rows = session.scalars(select(RequestStep).where(RequestStep.request_id == request_id).order_by(RequestStep.id))
    return tuple(RequestStepRow(row.state, row.day, row.moment, row.actor, row.words) for row in rows)
