"""The verbs on receipts: what came of an order is written down, or put right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, refuse_gone, row_as_seen, row_there
from coorddesk.inventory.models import Lot
from coorddesk.purchasing.models import PurchaseOrder, Receipt, ReceiptLine
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.meaning import Scope, meaning_of
from coorddesk.purchasing.rules.remaining import is_cancelled, is_sent, to_receive
from coorddesk.purchasing.rules.words import said_to_come
from coorddesk.purchasing.service.arrivals import Receiving, enter_lots
from coorddesk.purchasing.service.parts import refuse_future
from coorddesk.purchasing.service.posting import settle

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LotLink:
    """The lot that what came became, entered by hand before or after; None: it became none."""

    receipt_line_id: int
    lot_id: int | None


@allowed(*EDITORS)
def receive_order(session: Session, wish: Receiving) -> int:
    """Write down what came; more than is still to come is refused. Returns the receipt's id."""
    order = row_there(session, PurchaseOrder, wish.order_id)
    refuse_future(session, wish.day)
    _refuse_wrong(session, wish)
    scope = Scope(orders=(order.id,))
    before = meaning_of(session, scope)
    row = Receipt(order_id=order.id, number=tidy(wish.number), day=wish.day, notes=tidy_lines(wish.notes))
    session.add(row)
    session.flush()
    lots = enter_lots(session, order, wish)
    lines = [
        {"receipt_id": row.id, "order_line_id": each.line_id, "quantity": each.quantity, "lot_id": lot}
        for each, lot in zip(wish.lines, lots, strict=True)
    ]
    insert_rows(session, table_named(ReceiptLine.__tablename__), lines)
    settle(session, scope, before)
    of_lots = {("lot", lot): None for lot in lots if lot is not None}
    about = (("receipt", row.id), ("purchase_order", order.id), ("supplier", order.supplier_id), *of_lots)
    record(session, _("Receive goods of the order {reference}", reference=order.reference), *about)
    return row.id


@allowed(*EDITORS)
def link_lot(session: Session, wish: LotLink) -> None:
    """Say which lot of devices what came became, where it was entered apart; a link that was wrong is taken away."""
    links = (("receipt_line_id", ReceiptLine, wish.receipt_line_id), ("lot_id", Lot, wish.lot_id))
    refuse_gone(session, links)
    line = session.get_one(ReceiptLine, wish.receipt_line_id)
    if wish.lot_id is not None and line.lot_id is not None:
        raise UserError(_("Its devices are in the inventory already."), field="lot_id")
    lot_id = line.lot_id if wish.lot_id is None else wish.lot_id
    receipt = row_there(session, Receipt, line.receipt_id)
    order = row_there(session, PurchaseOrder, receipt.order_id)
    line.lot_id = wish.lot_id
    session.flush()
    about = [("receipt", receipt.id), ("purchase_order", order.id)]
    lots = [] if lot_id is None else [("lot", lot_id)]
    record(session, _("Say what goods of the order {reference} became", reference=order.reference), *about, *lots)


@allowed(*EDITORS)
def delete_receipt(session: Session, wish: Deletion) -> None:
    """Take back a receipt that was wrong; one whose devices are in the inventory stays."""
    row = row_as_seen(session, Receipt, wish.id, wish.version)
    order = row_there(session, PurchaseOrder, row.order_id)
    lines = _lines_of(session, row.id)
    if any(line.lot_id is not None for line in lines):
        raise UserError(_("Its devices are in the inventory already: the receipt stays."))
    scope = Scope(orders=(order.id,))
    before = meaning_of(session, scope)
    for line in lines:
        session.delete(line)
    session.flush()
    delete_unused(session, row, row.number or order.reference)
    settle(session, scope, before)
    about = (("receipt", wish.id), ("purchase_order", order.id))
    record(session, _("Take back a receipt of the order {reference}", reference=order.reference), *about)


def _refuse_wrong(session: Session, wish: Receiving) -> None:
    documents = documents_of(session, orders=(wish.order_id,))
    order = next(each for each in documents.orders if each.id == wish.order_id)
    if not is_sent(order) or is_cancelled(order):
        raise UserError(_("Goods come of an order that was sent."))
    if wish.day < order.steps[0].day:
        raise UserError(_("This is before the order was sent."), field="day")
    lines = {line.id: line for line in order.lines}
    if not wish.lines or len({each.line_id for each in wish.lines}) < len(wish.lines):
        raise UserError(_("Say what came, each line once."), field="lines")
    for each in wish.lines:
        left = 0 if each.line_id not in lines else to_receive(documents, order, lines[each.line_id])
        if not 0 < each.quantity <= left:
            raise UserError(said_to_come(left), field="lines")


def _lines_of(session: Session, receipt_id: int) -> list[ReceiptLine]:
    wanted = select(ReceiptLine).where(ReceiptLine.receipt_id == receipt_id).order_by(ReceiptLine.id)
    return list(session.scalars(wanted))
