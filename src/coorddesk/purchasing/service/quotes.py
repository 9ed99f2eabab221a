"""The verbs on quotes: entered for a request, compared, and one of them chosen, which draws its order up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest, Quote, QuoteLine, RequestLine
from coorddesk.purchasing.rules.amounts import WHOLE, refuse_price
from coorddesk.purchasing.rules.details import Item, OrderDetails, QuoteDetails
from coorddesk.purchasing.rules.words import OrderState, RequestState
from coorddesk.purchasing.service.orders import create_order
from coorddesk.purchasing.service.parts import write_lines

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_QUOTE = Quote.__tablename__


@dataclass(frozen=True)
class NewQuote:
    """What a supplier offers for a request."""

    request_id: int
    details: QuoteDetails


@dataclass(frozen=True)
class QuoteEdit:
    """A quote said anew, and the version its author saw."""

    id: int
    version: int
    details: QuoteDetails


@dataclass(frozen=True)
class QuoteChoice:
    """A quote is chosen: an order of that day is drawn up from it.

    `budget_line_id` is for what is asked besides the lines of the request, and for those that name none; without it,
    what is asked besides stands on the line of the first line of the request that names one.
    """

    id: int
    version: int
    day: date
    budget_line_id: int | None = None


@allowed(*EDITORS)
def create_quote(session: Session, wish: NewQuote) -> int:
    """Enter a quote for a request that is not refused; returns its id."""
    request = row_there(session, PurchaseRequest, wish.request_id)
    if request.state is RequestState.REFUSED:
        raise UserError(_("This request was refused. Take it back first."))
    row = Quote(request_id=request.id)
    _write(session, row, wish.details)
    session.add(row)
    session.flush()
    _write_lines(session, row, wish.details)
    record(session, _("Add a quote for the request {reference}", reference=request.reference), *_about(row))
    return row.id


@allowed(*EDITORS)
def edit_quote(session: Session, wish: QuoteEdit) -> None:
    """Change a quote that was not chosen."""
    row = _not_chosen(session, wish.id, wish.version)
    _write(session, row, wish.details)
    session.flush()
    if _write_lines(session, row, wish.details):
        raise_versions(session, table_named(_QUOTE), [wish.id])
    record(session, _("Edit a quote for the request {reference}", reference=_reference(session, row)), *_about(row))


@allowed(*EDITORS)
def delete_quote(session: Session, wish: Deletion) -> None:
    """Delete a quote that was not chosen, and from which nothing was ordered."""
    row = _not_chosen(session, wish.id, wish.version)
    about, reference = _about(row), _reference(session, row)
    number = row.number or session.get_one(Supplier, row.supplier_id).name
    write_lines(session, QuoteLine, ("quote_id", row.id), [])
    delete_unused(session, row, number)
    record(session, _("Delete a quote for the request {reference}", reference=reference), *about)


@allowed(*EDITORS)
def choose_quote(session: Session, wish: QuoteChoice) -> int:
    """Choose a quote for an approved request and draw its order up, line by line; returns the order's id.

    Another quote that was chosen before is chosen no more; an order that was drawn up from it stays. A quote is
    ordered from once, unless its order is deleted or cancelled.
    """
    row = row_as_seen(session, Quote, wish.id, wish.version)
    request = row_there(session, PurchaseRequest, row.request_id)
    if request.state is not RequestState.APPROVED:
        raise UserError(_("Only what was approved is ordered. Have the request approved first."))
    _refuse_twice(session, row.id)
    lines = session.scalars(
        select(QuoteLine).where(QuoteLine.quote_id == row.id).order_by(QuoteLine.position, QuoteLine.id)
    ).all()
    if not lines:
        raise UserError(_("Say what is offered: a line at least."), field="lines")
    for other in session.scalars(select(Quote).where(Quote.request_id == request.id)):
        other.is_chosen = other.id == row.id
    session.flush()
    items = _items(session, request, list(lines), wish.budget_line_id)
    details = OrderDetails(row.supplier_id, wish.day, items, request.id, row.id, row.discount)
    order_id = create_order(session, details)
    record(session, _("Choose a quote for the request {reference}", reference=request.reference), *_about(row))
    return order_id


def _refuse_twice(session: Session, quote_id: int) -> None:
    of_it = PurchaseOrder.quote_id == quote_id, PurchaseOrder.state != OrderState.CANCELLED
    reference = session.scalar(select(PurchaseOrder.reference).where(*of_it))
    if reference is not None:
        refused = _("{reference} was drawn up from this quote already. Delete or cancel it first.", reference=reference)
        raise UserError(refused)


def _items(
    session: Session, request: PurchaseRequest, lines: list[QuoteLine], otherwise: int | None
) -> tuple[Item, ...]:
    wanted = select(RequestLine).where(RequestLine.request_id == request.id)
    needs = {need.id: need for need in session.scalars(wanted.order_by(RequestLine.position, RequestLine.id))}
    besides = otherwise or next(iter(needs.values())).budget_line_id
    return tuple(_item(line, needs.get(line.request_line_id or 0), besides) for line in lines)


def _item(line: QuoteLine, need: RequestLine | None, besides: int | None) -> Item:
    budget_line_id = besides if need is None else need.budget_line_id
    assert budget_line_id is not None  # each line of an approved request stands on one
    return Item(
        line.label or ("" if need is None else need.label),
        budget_line_id,
        line.quantity,
        line.unit_price,
        line.vat_rate,
        line.discount,
        line.kind,
        request_line_id=line.request_line_id,
        model_id=None if need is None else need.model_id,
    )


def _write(session: Session, row: Quote, wish: QuoteDetails) -> None:
    refuse_gone(session, [("supplier_id", Supplier, wish.supplier_id)])
    if not 0 <= wish.discount <= WHOLE:
        raise UserError(_("A rate is between 0 and 100%."), field="discount")
    if wish.day is not None and wish.valid_until is not None and wish.valid_until < wish.day:
        raise UserError(_("This is before the day of the quote."), field="valid_until")
    row.supplier_id, row.number, row.notes = wish.supplier_id, tidy(wish.number), tidy_lines(wish.notes)
    row.day, row.valid_until, row.discount = wish.day, wish.valid_until, wish.discount


def _write_lines(session: Session, row: Quote, wish: QuoteDetails) -> bool:
    needs = set(session.scalars(select(RequestLine.id).where(RequestLine.request_id == row.request_id)))
    rows = []
    for line in wish.lines:
        refuse_price(quantity=line.quantity, unit_price=line.unit_price, vat_rate=line.vat_rate, discount=line.discount)
        if line.request_line_id not in {None, *needs}:
            raise UserError(_("What was chosen here is no longer there. Choose again."), field="lines")
        values = asdict(line) | {"label": tidy(line.label)}
        rows.append((values.pop("id"), values))
    return write_lines(session, QuoteLine, ("quote_id", row.id), rows)


def _not_chosen(session: Session, quote_id: int, version: int) -> Quote:
    row = row_as_seen(session, Quote, quote_id, version)
    if row.is_chosen:
        raise UserError(_("This quote was chosen: it stays as it was compared."))
    return row


def _reference(session: Session, row: Quote) -> str:
    return row_there(session, PurchaseRequest, row.request_id).reference


def _about(row: Quote) -> list[tuple[str, int]]:
    return [(_QUOTE, row.id), ("purchase_request", row.request_id), ("supplier", row.supplier_id)]
