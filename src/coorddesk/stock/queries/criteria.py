"""The fields of stock items by which they are filtered and edited many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, true

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, linked, own, own_text, record
from coorddesk.core.fields import Field, Way, named_by
from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Place, Supplier
from coorddesk.directory.queries import place_options, places_below, supplier_options
from coorddesk.inventory.models import Category, Model
from coorddesk.inventory.queries import category_options
from coorddesk.stock.models import StockFit, StockItem
from coorddesk.stock.queries.fits import model_name, printer_model_options
from coorddesk.stock.queries.rows import LEVEL, STATE, STOCK_COLUMNS, TO_ORDER, WITH_PEOPLE, WORTH
from coorddesk.stock.rules import STOCK_KIND_TITLES, STOCK_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stock_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What an item must be like for all criteria."""
    return claims(session, criteria, _GROUNDS) if criteria else []


def said_stock_criteria(session: Session, criteria: Sequence[Criterion]) -> list[Message]:
    """Each criterion in a few words."""
    fields = {field.key: field for field in FIELDS_OF_STOCK}
    return [said_criterion(session, criterion, fields.get(criterion.field)) for criterion in criteria]


def _places(session: Session, chosen: Collection[Any]) -> list[int]:
    """A place takes in all that is inside it."""
    return [inside for place_id in chosen for inside in places_below(session, place_id)]


def _of_fit(claim: Claim) -> Claim:
    return StockItem.id.in_(select(StockFit.item_id).where(claim).correlate(None))


_ANY = (Way.SET, Way.ERASE)
_WAYS: dict[str, tuple[Way, ...]] = {
    **dict.fromkeys(("category", "place", "supplier", "unit", "price", "threshold", "target"), _ANY),
    **dict.fromkeys(("kind", "is_dropped"), (Way.SET,)),
    "notes": (Way.ADD, *_ANY),
}
"""What a bulk edit may do: names, references and barcodes are each item's own, and what is there movements say."""
_DRESSED: dict[str, dict[str, Any]] = {
    "kind": {"choices": tuple((kind.value, title) for kind, title in STOCK_KIND_TITLES.items())},
    "state": {"choices": tuple((state.value, title) for state, title in STOCK_STATE_TITLES.items())},
    "category": {"search": category_options, "name": named_by(Category)},
    "place": {"search": place_options, "name": named_by(Place, "path")},
    "supplier": {"search": supplier_options, "name": named_by(Supplier)},
}
MODELS_FIELD = Field("models", _("Goes into"), search=printer_model_options, name=model_name)
FIELDS_OF_STOCK: tuple[Field, ...] = (
    *(
        replace(
            Field(column.key, column.title, column.kind, ways=_WAYS.get(column.key, ())), **_DRESSED.get(column.key, {})
        )
        for column in STOCK_COLUMNS
    ),
    MODELS_FIELD,
)
"""Every field of items in the order of their columns, and the models of device that take them."""
_GROUNDS: dict[str, Ground] = {
    "name": Ground(true(), text=folded(StockItem.name_folded)),
    "kind": own(StockItem.kind),
    "level": Ground(true(), LEVEL),
    "unit": own_text(StockItem.id, StockItem.unit),
    "state": Ground(true(), STATE),
    "to_order": own(TO_ORDER),
    "threshold": own(StockItem.threshold),
    "target": own(StockItem.target),
    "lent": own(WITH_PEOPLE),
    "category": record(StockItem.category_id, select(Category.id), Category.name_folded),
    "place": replace(record(StockItem.place_id, select(Place.id), Place.path_folded), spread=_places),
    "supplier": record(StockItem.supplier_id, select(Supplier.id), Supplier.name_folded),
    "reference": own_text(StockItem.id, StockItem.reference, StockItem.search),
    "barcode": Ground(StockItem.barcode_folded.is_not(None), text=folded(StockItem.barcode_folded), folds=fold_code),
    "price": own(StockItem.price),
    "worth": own(WORTH),
    "is_dropped": Ground(StockItem.is_dropped.is_(True), StockItem.is_dropped),
    "notes": own_text(StockItem.id, StockItem.notes),
    "models": Ground(
        true(),
        StockFit.model_id,
        linked(StockFit.model_id, select(Model.id), Model.name_folded, Model.number_folded),
        around=_of_fit,
    ),
}
