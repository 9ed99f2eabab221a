"""The verb that edits many stock items at once: their kind, supplier, place, thresholds; one change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.editing import BulkWish, EditKind, EditPlan
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.row_editing import RowEdits, edit_rows, plan_rows
from coorddesk.directory.service import EDITORS
from coorddesk.stock.models import StockItem
from coorddesk.stock.queries import FIELDS_OF_STOCK, StockQuery, stock_ids
from coorddesk.stock.queries.levels import lent_of
from coorddesk.stock.rules import StockKind, trouble_with, trouble_with_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.criteria import Criterion


@allowed(*EDITORS)
def plan_bulk_stock(session: Session, wish: BulkWish) -> EditPlan:
    """Old and new of every item, and which are refused; writes nothing. Raises `UserError` for an impossible wish."""
    return plan_rows(session, _EDITS, wish)


@allowed(*EDITORS)
def bulk_edit_stock(session: Session, wish: BulkWish) -> EditPlan:
    """Edit many items as one change; whole or not at all, but for those that the wish lets out."""
    return edit_rows(session, _EDITS, wish)


def _refusal(session: Session, old: Mapping[str, Any], new: Mapping[str, Any]) -> Message | None:
    trouble = trouble_with(new["price"], new["threshold"], new["target"])
    if trouble is not None:
        return _("{name}: {reason}", name=old["name"], reason=trouble[1])
    if new["kind"] == old["kind"]:
        return None
    return trouble_with_kind(old["name"], StockKind(new["kind"]), lent_of(session, old["id"]))


def _find(session: Session, criteria: Sequence[Criterion]) -> Sequence[int]:
    """What is no longer ordered, too: nothing that is asked for is left out."""
    return stock_ids(session, StockQuery(everything=True, criteria=tuple(criteria)))


def _items(count: int) -> Message:
    return _n("{count} stock item", "{count} stock items", count)


_EDITS = RowEdits(StockItem.__tablename__, FIELDS_OF_STOCK, _items, lambda row: str(row["name"]), _refusal)
STOCK_EDITS = EditKind(
    "stock", _("Stock item"), _items, lambda _session: FIELDS_OF_STOCK, _find, plan_bulk_stock, bulk_edit_stock
)
"""Stock items, for whoever edits many of anything."""
