"""What stock does when two records become one: two of its items, or two of what they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.merging import Merge, MergeKind, merged, own_values
from coorddesk.core.messages import _
from coorddesk.core.repointing import point_elsewhere, repoint_all, repoint_views
from coorddesk.directory.service import EDITORS, both_as_seen, delete_unused, rename_named
from coorddesk.stock.models import StockItem
from coorddesk.stock.queries import item_options, scanned_item
from coorddesk.stock.queries.merging import ITEM_FIELDS, item_consequences, likely_items, mergeable_item
from coorddesk.stock.rules import stock_copies, trouble_with
from coorddesk.stock.service.items import refuse_kind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.repointing import Keeper

_ITEM = StockItem.__tablename__
_LINKS = {"category": "category", "supplier": "supplier", "place": "place", "models": "model"}
"""The fields of a query for items that hold ids, and of which kind of record."""


@allowed(*EDITORS)
def repoint(session: Session, old: Subject, new: Subject) -> None:
    """Let items, movements and what fits a model belong to another place, person, supplier, category or model."""
    point_elsewhere(session, "coorddesk.stock.models", old, new)
    repoint_views(session, "stock", _LINKS, old, new)


@allowed(*EDITORS)
def merge_items(session: Session, wish: Merge, features: Sequence[Keeper]) -> None:
    """Make one item of two: their movements become those of the one, so that what is there is added up."""
    kept, gone = both_as_seen(session, StockItem, wish)
    values = merged(ITEM_FIELDS, wish, own_values(ITEM_FIELDS, kept), own_values(ITEM_FIELDS, gone))
    trouble = trouble_with(values["price"], values["threshold"], values["target"])
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    name = gone.name
    repoint_all(session, features, (_ITEM, gone.id), (_ITEM, kept.id))
    delete_unused(session, gone, name)
    refuse_kind(session, kept, values["kind"])
    rename_named(session, kept, values["name"])
    for key in values.keys() - {"name"}:
        setattr(kept, key, values[key])
    copies = stock_copies(kept.name, kept.reference, kept.barcode)
    kept.barcode_folded, kept.search = copies.barcode_folded, copies.search
    session.flush()
    deed = _("Merge the stock item “{gone}” into “{kept}”", gone=name, kept=kept.name)
    record(session, deed, (_ITEM, wish.kept), (_ITEM, wish.gone))


ITEM_MERGE = MergeKind(
    _ITEM,
    "stock",
    _("Stock items"),
    ITEM_FIELDS,
    read=mergeable_item,
    merge=merge_items,
    likely=likely_items,
    find=scanned_item,
    options=item_options,
    consequences=item_consequences,
)
