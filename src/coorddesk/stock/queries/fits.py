"""Which models of device take an item: the printers of a toner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select

from coorddesk.core.matching import contains_all
from coorddesk.core.options import Option
from coorddesk.inventory.models import Manufacturer, Model
from coorddesk.stock.models import StockFit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def printer_model_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Models of device whose manufacturer, name or number hold all words of a text."""
    said = (func.coalesce(Manufacturer.name_folded, "") + " " + Model.name_folded + " ") + Model.number_folded
    found = session.execute(_MODELS.where(contains_all(said, text)).order_by(said).limit(limit))
    return tuple(Option(row[0], _called(row)) for row in found)


def model_name(session: Session, model_id: int) -> str | None:
    """What a model is called, with who makes it."""
    row = session.execute(_MODELS.where(Model.id == model_id)).one_or_none()
    return None if row is None else _called(row)


def fits_of(session: Session, item_id: int | None, model_ids: Sequence[int] | None = None) -> str:
    """The models that take an item, or those of ids, in one line: "Brother HL-L2350DW, HP LaserJet M404"."""
    ids = models_of(session, item_id or 0) if model_ids is None else model_ids
    rows = session.execute(_MODELS.where(Model.id.in_(ids))).all()
    return ", ".join(sorted(map(_called, rows)))


def models_of(session: Session, item_id: int) -> tuple[int, ...]:
    """The ids of the models that take an item."""
    return tuple(
        session.scalars(select(StockFit.model_id).where(StockFit.item_id == item_id).order_by(StockFit.model_id))
    )


def fitting_models(session: Session, item_id: int) -> tuple[Option, ...]:
    """The models that take an item, by name."""
    rows = session.execute(_MODELS.where(Model.id.in_(models_of(session, item_id)))).all()
    return tuple(Option(row[0], _called(row)) for row in sorted(rows, key=_called))


def _called(row: Any) -> str:
    return " ".join(word for word in row[1:] if word)


_MODELS: Select[*tuple[Any, ...]] = select(Model.id, Manufacturer.name, Model.name, Model.number).outerjoin(
    Manufacturer, Manufacturer.id == Model.manufacturer_id
)
