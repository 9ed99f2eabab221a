"""Receipts on paper: what came of an order on a day, what is still to come, and that the service was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.purchasing.queries.order_card import OrderLineRow, ReceiptLineRow
from coorddesk.purchasing.queries.orders import OrderQuery, order_ids
from coorddesk.purchasing.queries.papers import ReceiptPaper, receipt_paper, receipts_of_orders
from coorddesk.purchasing.reports.pricing import in_reading_order, labelled, said_lines
from coorddesk.purchasing.rules.words import RECEIVED_KINDS
from coorddesk.reporting.blocks import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Sheet,
    Signatures,
    Title,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_DONE = "done"


@dataclass(frozen=True)
class OfOrders:
    """The receipts of some orders; of all without them."""

    orders: tuple[int, ...] | OrderQuery | None = None


Choice = Sequence[int] | OfOrders | None
"""Receipts by their ids, those of some orders, or all."""


@dataclass(frozen=True)
class Arrival:
    """A line of the order, and what came of it with the receipt."""

    line: OrderLineRow
    came: ReceiptLineRow | None


def receipts(session: Session, choice: Choice) -> Document:
    """A paper for each receipt."""
    papers = [paper for each in _ids(session, choice) if (paper := receipt_paper(session, each)) is not None]
    title = _("Receipt of goods")
    return Document(
        title,
        tuple(_sheet(paper) for paper in papers),
        Report(
            title,
            _ARRIVALS,
            tuple(Group(_called(paper), _arrivals(paper)) for paper in papers),
            said_lines,
            grouped_by=title,
            page=UPRIGHT,
        ),
        typed=(
            TypedText(
                _DONE,
                _("What is certified"),
                _("The goods above came complete and sound, the services were done, save what the remarks say."),
            ),
        ),
    )


def _ids(session: Session, choice: Choice) -> Sequence[int]:
    if choice is None:
        return receipts_of_orders(session, None)
    if not isinstance(choice, OfOrders):
        return choice
    orders = choice.orders
    return receipts_of_orders(session, order_ids(session, orders) if isinstance(orders, OrderQuery) else orders)


def _called(paper: ReceiptPaper) -> Message:
    return _("{reference}, {day}", reference=paper.order.row.reference, day=paper.card.row.day)


def _sheet(paper: ReceiptPaper) -> Sheet:
    return Sheet(
        _called(paper),
        tuple(_blocks(paper)),
        (
            Typed(_DONE),
            Signatures((_("Received by"), _("Goods received, service done: approved")), _SIGNED),
        ),
    )


def _blocks(paper: ReceiptPaper) -> Iterator[Block]:
    row, order = paper.card.row, paper.order.row
    yield Title(_("Order {reference}", reference=order.reference), _("Receipt of goods"))
    yield Facts(
        (
            Fact(_("Received on"), row.day, Kind.DATE),
            Fact(_("Delivery note"), row.number, Kind.CODE),
            Fact(_("Supplier"), paper.supplier.name),
            Fact(_("Ordered on"), order.day, Kind.DATE),
            Fact(_("Expected on"), order.expected_on, Kind.DATE),
            Fact(_("Engagement number"), order.engagement_number, Kind.CODE),
            Fact(_p("purchase order", "Deliver to"), paper.to and paper.to.name),
        )
    )
    yield Heading(_("What came"))
    yield Listing(_arrivals(paper), said_lines, _("Nothing of this order is received."), _ARRIVALS)
    if row.notes:
        yield Heading(_("Remarks"))
        yield Paragraph(verbatim(row.notes))


def _arrivals(paper: ReceiptPaper) -> list[Arrival]:
    came = {line.order_line_id: line for line in paper.card.row.lines}
    lines = in_reading_order(paper.order.lines)
    return [Arrival(line, came.get(line.id)) for line in lines if line.kind in RECEIVED_KINDS]


_SIGNED = _("Name, function, date and signature")
_ARRIVALS: tuple[Column[Arrival], ...] = (
    Column("reference", _("Reference"), lambda row: row.line.supplier_reference, Kind.CODE, 12),
    Column("label", _p("purchase order", "Designation"), lambda row: labelled(row.line), Kind.CHOICE, 34),
    Column("ordered", _p("receipt", "Ordered"), lambda row: row.line.standing.kept, Kind.NUMBER, 9),
    Column("came", _p("receipt", "Came"), lambda row: row.came.quantity if row.came else 0, Kind.NUMBER, 9),
    Column("received", _p("receipt", "So far"), lambda row: row.line.standing.received, Kind.NUMBER, 9),
    Column("to_receive", _p("receipt", "Still to come"), lambda row: row.line.standing.to_receive, Kind.NUMBER, 9),
    Column("lot", _("Lot"), lambda row: (row.came and row.came.lot) or None, width=20),
)


def _choose(subject: Subject) -> Choice:
    if subject[0] == "receipt":
        return (subject[1],)
    if subject[0] == "purchase_order":
        return OfOrders((subject[1],))
    query = OrderQuery.about(subject)
    return None if query is None else OfOrders(query)


RECEIPTS = ReportKind(
    "receipt",
    _("Receipt of goods"),
    _("What came with a delivery, what is still to come, and room to certify that the service was done."),
    receipts,
    _choose,
    frozenset({"receipt", "purchase_order"}),
)
