"""The verbs on purchase orders: drawn up, sent, cut, cancelled and reopened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.ledger import Overspent
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Model
from coorddesk.purchasing.models import (
    OrderCut,
    OrderLine,
    OrderStep,
    PurchaseOrder,
    PurchaseRequest,
    Quote,
    RequestLine,
)
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.meaning import Scope, meaning_of
from coorddesk.purchasing.rules.amounts import WHOLE, refuse_price
from coorddesk.purchasing.rules.details import OrderDetails
from coorddesk.purchasing.rules.documents import Documents, Order
from coorddesk.purchasing.rules.remaining import kept_quantity
from coorddesk.purchasing.rules.states import may_step
from coorddesk.purchasing.rules.words import OrderState, OrderStepKind, said_to_come
from coorddesk.purchasing.service.parts import drawn, refuse_future, write_lines
from coorddesk.purchasing.service.posting import settle

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ORDER = PurchaseOrder.__tablename__


@dataclass(frozen=True)
class OrderEdit:
    """An order said anew, and the version its author saw."""

    id: int
    version: int
    details: OrderDetails


@dataclass(frozen=True)
class OrderNews:
    """What was heard of an order that was sent: all of it as it is now, and the version its author saw."""

    id: int
    version: int
    expected_on: date | None
    engagement_number: str = ""
    notes: str = ""


@dataclass(frozen=True)
class OrderDeed:
    """An order is sent, cancelled or reopened on a day, and why."""

    id: int
    version: int
    kind: OrderStepKind
    day: date
    words: str = ""


@dataclass(frozen=True)
class Cutting:
    """So many of a line of an order are cancelled; None: nothing more of it is to be invoiced."""

    id: int
    version: int
    line_id: int
    quantity: int | None
    day: date
    words: str = ""


@allowed(*EDITORS)
def create_order(session: Session, wish: OrderDetails, reference: str = "") -> int:
    """Draw an order up, which commits nothing until it is sent; returns its id.

    One that was drawn up elsewhere keeps its `reference`.
    """
    reference = _free(session, tidy(reference)) or drawn(session, PurchaseOrder, "BC", wish.day)
    row = PurchaseOrder(reference=reference, state=OrderState.DRAFT)
    _write(session, row, wish)
    session.add(row)
    session.flush()
    _write_lines(session, row.id, wish)
    record(session, _("Add the order {reference}", reference=row.reference), *_about(row))
    return row.id


@allowed(*EDITORS)
def edit_order(session: Session, wish: OrderEdit) -> None:
    """Change an order that is a draft: what was sent stays as its paper says."""
    row = _draft(session, wish.id, wish.version)
    _write(session, row, wish.details)
    session.flush()
    if _write_lines(session, row.id, wish.details):
        raise_versions(session, table_named(_ORDER), [wish.id])
    record(session, _("Edit the order {reference}", reference=row.reference), *_about(row))


@allowed(*EDITORS)
def follow_order(session: Session, wish: OrderNews) -> None:
    """Write down what was heard of an order since its paper went out: a new day, its engagement number, notes."""
    row = row_as_seen(session, PurchaseOrder, wish.id, wish.version)
    if row.state in {OrderState.DRAFT, OrderState.CANCELLED}:
        raise UserError(_("Only an order that was sent is followed. Edit this one, or reopen it."))
    row.expected_on, row.notes = wish.expected_on, tidy_lines(wish.notes)
    row.engagement_number = tidy(wish.engagement_number)
    labels = session.execute(select(OrderLine.label, OrderLine.supplier_reference).where(OrderLine.order_id == row.id))
    row.search = _searched(row, (word for line in labels for word in line))
    session.flush()
    record(session, _("Follow the order {reference}", reference=row.reference), *_about(row))


@allowed(*EDITORS)
def delete_order(session: Session, wish: Deletion) -> None:
    """Delete a draft; an order that was sent is cancelled instead."""
    row = _draft(session, wish.id, wish.version)
    about, reference = _about(row), row.reference
    write_lines(session, OrderLine, ("order_id", row.id), [])
    delete_unused(session, row, reference)
    record(session, _("Delete the order {reference}", reference=reference), *about)


@allowed(*EDITORS)
def step_order(session: Session, wish: OrderDeed) -> tuple[Overspent, ...]:
    """Send an order, which commits it; cancel it, which gives back what did not come; or reopen it."""
    row = row_as_seen(session, PurchaseOrder, wish.id, wish.version)
    refuse_future(session, wish.day)
    scope = Scope(orders=(row.id,))
    _documents, order = _standing(session, row.id)
    if not may_step(order, wish.kind):
        raise UserError(_WRONG_STEP[wish.kind])
    if order.steps and wish.day < order.steps[-1].day:
        raise UserError(_("This is before what happened last."), field="day")
    before = meaning_of(session, scope)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name, "words": tidy_lines(wish.words)}
    session.add(OrderStep(order_id=row.id, kind=wish.kind, day=wish.day, **said))
    overspent = settle(session, scope, before)
    record(session, _STEPS[wish.kind](row.reference), *_about(row))
    return overspent


@allowed(*EDITORS)
def cut_order(session: Session, wish: Cutting) -> tuple[Overspent, ...]:
    """Cancel some of a line, or say that nothing more of it is to be invoiced."""
    row = row_as_seen(session, PurchaseOrder, wish.id, wish.version)
    refuse_future(session, wish.day)
    documents, order = _standing(session, row.id)
    line = next((each for each in order.lines if each.id == wish.line_id), None)
    if line is None or row.state in (OrderState.DRAFT, OrderState.CANCELLED):
        raise UserError(_("Only lines of an order that was sent are cancelled."))
    if wish.day < order.steps[0].day:
        raise UserError(_("This is before the order was sent."), field="day")
    left = kept_quantity(documents, order, line) - documents.received(line.id)
    if wish.quantity is not None and not 0 < wish.quantity <= left:
        raise UserError(said_to_come(left), field="quantity")
    scope = Scope(orders=(row.id,))
    before = meaning_of(session, scope)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name, "words": tidy_lines(wish.words)}
    session.add(OrderCut(order_line_id=line.id, day=wish.day, quantity=wish.quantity, **said))
    overspent = settle(session, scope, before)
    raise_versions(session, table_named(_ORDER), [wish.id])
    record(session, _("Cancel a part of the order {reference}", reference=row.reference), *_about(row))
    return overspent


_WRONG_STEP: dict[OrderStepKind, Message] = {
    OrderStepKind.SENT: _("An order is sent once, and has a line at least."),
    OrderStepKind.CANCELLED: _("Only an order that was sent is cancelled."),
    OrderStepKind.REOPENED: _("Only a cancelled order is reopened."),
}
_STEPS = {
    OrderStepKind.SENT: lambda reference: _("Send the order {reference}", reference=reference),
    OrderStepKind.CANCELLED: lambda reference: _("Cancel the order {reference}", reference=reference),
    OrderStepKind.REOPENED: lambda reference: _("Reopen the order {reference}", reference=reference),
}


def _free(session: Session, reference: str) -> str:
    """A reference that was given, if no other order has it."""
    if reference and session.scalar(select(PurchaseOrder.id).where(PurchaseOrder.reference == reference)) is not None:
        raise UserError(_("The order {reference} is there already.", reference=reference), field="reference")
    return reference


def _standing(session: Session, order_id: int) -> tuple[Documents, Order]:
    documents = documents_of(session, orders=(order_id,))
    return documents, next(each for each in documents.orders if each.id == order_id)


def _draft(session: Session, order_id: int, version: int) -> PurchaseOrder:
    row = row_as_seen(session, PurchaseOrder, order_id, version)
    if row.state is not OrderState.DRAFT:
        raise UserError(_("This order was sent: its paper cannot be changed. Cancel a part of it, or order anew."))
    return row


def _write(session: Session, row: PurchaseOrder, wish: OrderDetails) -> None:
    links = (("supplier_id", Supplier, wish.supplier_id), ("place_id", Place, wish.place_id))
    papers = (("quote_id", Quote, wish.quote_id), ("request_id", PurchaseRequest, wish.request_id))
    refuse_gone(session, [*links, *papers])
    if not 0 <= wish.discount <= WHOLE:
        raise UserError(_("A rate is between 0 and 100%."), field="discount")
    row.supplier_id, row.request_id, row.quote_id = wish.supplier_id, wish.request_id, wish.quote_id
    row.day, row.discount, row.place_id = wish.day, wish.discount, wish.place_id
    row.engagement_number, row.is_chorus = tidy(wish.engagement_number), wish.is_chorus
    row.expected_on, row.notes = wish.expected_on, tidy_lines(wish.notes)
    labels = (word for line in wish.lines for word in (line.label, line.supplier_reference))
    row.search = _searched(row, labels)


def _searched(row: PurchaseOrder, labels: Iterable[str]) -> str:
    return fold(" ".join((row.reference, row.engagement_number, row.notes, *labels)))


def _write_lines(session: Session, order_id: int, wish: OrderDetails) -> bool:
    rows = []
    for line in wish.lines:
        refuse_price(
            quantity=line.quantity,
            unit_price=line.unit_price,
            vat_rate=line.vat_rate,
            discount=line.discount,
        )
        row_there(session, BudgetLine, line.budget_line_id)
        refuse_gone(
            session, [("request_line_id", RequestLine, line.request_line_id), ("model_id", Model, line.model_id)]
        )
        values = asdict(line) | {"label": tidy(line.label), "supplier_reference": tidy(line.supplier_reference)}
        rows.append((values.pop("id"), values))
    return write_lines(session, OrderLine, ("order_id", order_id), rows)


def _about(row: PurchaseOrder) -> list[tuple[str, int]]:
    request = [] if row.request_id is None else [("purchase_request", row.request_id)]
    return [(_ORDER, row.id), ("supplier", row.supplier_id), *request]
