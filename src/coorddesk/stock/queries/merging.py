"""Stock items as they are compared where two may be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.fold import fold
from coorddesk.core.merging import Likely, Mergeable, MergeField, own_values
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.nearness import likely, sharing, written_alike
from coorddesk.core.options import Option
from coorddesk.core.tables import Kind
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.queries.rows import stock_row
from coorddesk.stock.rules import STOCK_KIND_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ITEM_FIELDS = (
    MergeField("name", _("Item")),
    MergeField("kind", _("Kind of item"), Kind.CHOICE),
    MergeField("unit", _p("stock", "Unit"), asked=True),
    MergeField("reference", _("Reference"), Kind.CODE),
    MergeField("barcode", _("Barcode"), Kind.CODE, asked=True),
    MergeField("category_id", _("Category")),
    MergeField("supplier_id", _("Supplier")),
    MergeField("place_id", _("Usual place")),
    MergeField("price", _("Unit price"), Kind.AMOUNT),
    MergeField("threshold", _("Threshold"), Kind.NUMBER),
    MergeField("target", _("Order up to"), Kind.NUMBER),
    MergeField("is_dropped", _("No longer ordered"), Kind.YES_NO),
    MergeField("notes", _("Notes"), joined=True),
)


def mergeable_item(session: Session, item_id: int) -> Mergeable | None:
    """An item, and how many there are of it."""
    row = session.get(StockItem, item_id)
    shown = stock_row(session, item_id)
    if row is None or shown is None:
        return None
    links = {"category_id": shown.category, "supplier_id": shown.supplier, "place_id": shown.place}
    values = own_values(ITEM_FIELDS, row) | links | {"kind": STOCK_KIND_TITLES[row.kind]}
    return Mergeable(row.id, row.version, row.name, values, row.reference)


def item_consequences(session: Session, _kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many movements come along: what is there is added up."""
    count = session.scalar(select(func.count()).where(StockMove.item_id == gone_id)) or 0
    if not count:
        return ()
    said = _n("{count} movement", "{count} movements", count)
    return [_("{movements} (what is there of both is added up)", movements=said)]


def likely_items(session: Session) -> Sequence[Likely]:
    """Items written almost alike, or of the same reference."""
    wanted = select(StockItem.id, StockItem.name, StockItem.reference).order_by(StockItem.id)
    rows = session.execute(wanted).all()
    named = {row.id: Option(row.id, row.name, row.reference) for row in rows}
    alike = written_alike({row.id: row.name for row in rows})
    same = sharing({row.id: fold(row.reference) for row in rows}, _("The same reference"))
    return likely(named, (*alike, *same))
