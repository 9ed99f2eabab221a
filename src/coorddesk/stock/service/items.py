"""The verbs on what is kept in stock: what it is, what takes it, from when on it is ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.service import (
    EDITORS,
    Deletion,
    delete_unused,
    refuse_gone,
    rename_named,
    row_as_seen,
    row_there,
)
from coorddesk.inventory.models import Category, Model
from coorddesk.stock.models import StockFit, StockItem
from coorddesk.stock.queries.fits import fits_of
from coorddesk.stock.queries.levels import lent_of
from coorddesk.stock.queries.rows import STOCK_COLUMNS
from coorddesk.stock.rules import (
    STOCK_KIND_TITLES,
    MoveKind,
    StockKind,
    refuse_quantity,
    stock_copies,
    trouble_with,
    trouble_with_kind,
)
from coorddesk.stock.service.ledger import NewMove, write_moves

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ItemDetails:
    """All that is written down about an item; `model_ids` are the models of device that take it, None leaves them."""

    name: str
    kind: StockKind = StockKind.CONSUMABLE
    reference: str = ""
    barcode: str | None = None
    category_id: int | None = None
    unit: str = ""
    supplier_id: int | None = None
    price: int | None = None
    threshold: int | None = None
    target: int | None = None
    place_id: int | None = None
    is_dropped: bool = False
    notes: str = ""
    model_ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class NewItem:
    """An item to keep from now on, and how many there are already, where it is usually kept."""

    details: ItemDetails
    level: int = 0


@dataclass(frozen=True)
class ItemEdit:
    """New details for an item, and the version their author saw."""

    id: int
    version: int
    details: ItemDetails


@allowed(*EDITORS)
def create_item(session: Session, wish: NewItem) -> int:
    """Keep an item from now on; returns its id."""
    row = StockItem()
    _write(session, row, wish.details)
    session.add(row)
    session.flush()
    _write_fits(session, row, wish.details.model_ids or ())
    if wish.level:
        refuse_quantity(wish.level, "level")
        write_moves(session, [NewMove(row.id, MoveKind.ADJUSTED, wish.level, row.place_id)])
    record(session, _("Add “{item}” to the stock", item=row.name), ("stock_item", row.id))
    return row.id


@allowed(*EDITORS)
def edit_item(session: Session, wish: ItemEdit) -> None:
    """Change what is written down about an item; how many there are only movements say."""
    row = row_there(session, StockItem, wish.id)
    titles = _titles()
    refuse_stale(row, wish.version, titles, _as_read(session, wish.details, row), _as_read(session, row, row))
    refuse_kind(session, row, wish.details.kind)
    _write(session, row, wish.details)
    if wish.details.model_ids is not None and _write_fits(session, row, wish.details.model_ids):
        flag_modified(row, "name")  # who edits the item saw them too
    session.flush()
    record(session, _("Edit the stock item “{item}”", item=row.name), ("stock_item", row.id))


@allowed(*EDITORS)
def delete_item(session: Session, wish: Deletion) -> None:
    """Delete an item that never moved; of any other, the story is kept: it is no longer ordered."""
    row = row_as_seen(session, StockItem, wish.id, wish.version)
    _write_fits(session, row, ())
    delete_unused(session, row, row.name)
    record(session, _("Delete the stock item “{item}”", item=row.name), ("stock_item", wish.id))


def _write(session: Session, row: StockItem, details: ItemDetails) -> None:
    rename_named(session, row, details.name)
    links = (
        ("category", Category, details.category_id),
        ("supplier", Supplier, details.supplier_id),
        ("place", Place, details.place_id),
    )
    refuse_gone(session, links)
    trouble = trouble_with(details.price, details.threshold, details.target)
    if trouble is not None:
        raise UserError(trouble[1], field=trouble[0])
    barcode = tidy(details.barcode or "") or None
    _refuse_taken(session, row, barcode)
    row.kind, row.is_dropped = details.kind, details.is_dropped
    row.reference, row.barcode, row.unit = tidy(details.reference), barcode, tidy(details.unit)
    row.category_id, row.supplier_id, row.place_id = details.category_id, details.supplier_id, details.place_id
    row.price, row.threshold, row.target = details.price, details.threshold, details.target
    row.notes = tidy_lines(details.notes)
    copies = stock_copies(row.name, row.reference, row.barcode)
    row.barcode_folded, row.search = copies.barcode_folded, copies.search


@allowed(*EDITORS)
def refuse_kind(session: Session, row: StockItem, kind: StockKind) -> None:
    """Refuse to let an item be used up of which people still have some."""
    trouble = trouble_with_kind(row.name, kind, lent_of(session, row.id))
    if trouble is not None:
        raise UserError(trouble, field="kind")


def _refuse_taken(session: Session, row: StockItem, barcode: str | None) -> None:
    if barcode is None:
        return
    with session.no_autoflush:
        other = session.scalar(select(StockItem).where(StockItem.barcode_folded == fold_code(barcode)))
    if other is not None and other is not row:
        raise UserError(_("“{name}” has this barcode already.", name=other.name), field="barcode")


def _write_fits(session: Session, row: StockItem, model_ids: Sequence[int]) -> bool:
    """Let these models take an item; tells whether they were others before."""
    session.flush()
    there = {fit.model_id: fit for fit in session.scalars(select(StockFit).where(StockFit.item_id == row.id))}
    refuse_gone(session, (("models", Model, model_id) for model_id in model_ids))
    for model_id, fit in there.items():
        if model_id not in model_ids:
            session.delete(fit)
    new = [model_id for model_id in dict.fromkeys(model_ids) if model_id not in there]
    session.add_all(StockFit(item_id=row.id, model_id=model_id) for model_id in new)
    session.flush()
    return bool(new) or not there.keys() <= set(model_ids)


MODELS_TITLE = _("Goes into")
"""What an item says of the models that take it."""

_OWN = ("name", "reference", "barcode", "unit", "price", "threshold", "target", "is_dropped", "notes")


def _as_read(session: Session, said: StockItem | ItemDetails, row: StockItem) -> dict[str, Any]:
    """What is written down, as forms show it."""
    shown = {key: getattr(said, key) or None for key in _OWN}
    category = None if said.category_id is None else session.get(Category, said.category_id)
    supplier = None if said.supplier_id is None else session.get(Supplier, said.supplier_id)
    place = None if said.place_id is None else session.get(Place, said.place_id)
    shown |= {
        "kind": STOCK_KIND_TITLES[said.kind],
        "category": None if category is None else category.name,
        "supplier": None if supplier is None else supplier.name,
        "place": None if place is None else place.path,
    }
    wanted = said.model_ids if isinstance(said, ItemDetails) else None
    return shown | {"models": fits_of(session, row.id, wanted)}


def _titles() -> dict[str, Any]:
    return {column.key: column.title for column in STOCK_COLUMNS} | {"models": MODELS_TITLE}
