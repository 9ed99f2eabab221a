"""Categories, manufacturers and models as they are compared where two may be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.merging import Likely, Mergeable, MergeField, own_values
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.nearness import likely, written_alike
from coorddesk.core.options import Option
from coorddesk.core.tables import Kind
from coorddesk.inventory.models import Asset, Category, Manufacturer, Model
from coorddesk.inventory.rules import DEPRECIATION_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CATEGORY_FIELDS = (
    MergeField("name", _("Name")),
    MergeField("number_pattern", _("Pattern of inventory numbers"), Kind.CODE),
    MergeField("depreciation", _("Depreciation"), Kind.CHOICE),
    MergeField("depreciation_years", _("Over (years)"), Kind.NUMBER),
    MergeField("life_years", _("Serves for (years)"), Kind.NUMBER),
    MergeField("notes", _("Notes"), joined=True),
)
MANUFACTURER_FIELDS = (
    MergeField("name", _("Name")),
    MergeField("website", _("Website")),
    MergeField("support", _("Support")),
    MergeField("notes", _("Notes"), joined=True),
)
MODEL_FIELDS = (
    MergeField("manufacturer_id", _("Manufacturer")),
    MergeField("name", _("Model")),
    MergeField("number", _("Model number"), Kind.CODE),
    MergeField("category_id", _("Category")),
    MergeField("life_years", _("Serves for (years)"), Kind.NUMBER),
    MergeField("notes", _("Notes"), joined=True),
)


def mergeable_category(session: Session, category_id: int) -> Mergeable | None:
    """A category, and how many devices are of it."""
    row = session.get(Category, category_id)
    if row is None:
        return None
    method = None if row.depreciation is None else DEPRECIATION_TITLES[row.depreciation]
    values = own_values(CATEGORY_FIELDS, row) | {"depreciation": method}
    return Mergeable(row.id, row.version, row.name, values)


def mergeable_manufacturer(session: Session, manufacturer_id: int) -> Mergeable | None:
    """A manufacturer."""
    row = session.get(Manufacturer, manufacturer_id)
    return None if row is None else Mergeable(row.id, row.version, row.name, own_values(MANUFACTURER_FIELDS, row))


def mergeable_model(session: Session, model_id: int) -> Mergeable | None:
    """A model, with the names of its manufacturer and category."""
    row = session.get(Model, model_id)
    if row is None:
        return None
    maker = None if row.manufacturer_id is None else session.get_one(Manufacturer, row.manufacturer_id).name
    category = None if row.category_id is None else session.get_one(Category, row.category_id).name
    values = own_values(MODEL_FIELDS, row) | {"manufacturer_id": maker, "category_id": category}
    return Mergeable(row.id, row.version, row.name or row.number or maker or "", values, maker or "")


def category_consequences(session: Session, _kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many devices and models come along."""
    return [*_devices(session, Asset.category_id == gone_id), *_models(session, Model.category_id == gone_id)]


def manufacturer_consequences(session: Session, _kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many models come along, and how many devices with them."""
    models = select(Model.id).where(Model.manufacturer_id == gone_id)
    return [*_devices(session, Asset.model_id.in_(models)), *_models(session, Model.manufacturer_id == gone_id)]


def model_consequences(session: Session, _kept_id: int, gone_id: int) -> Sequence[Message]:
    """How many devices come along."""
    return _devices(session, Asset.model_id == gone_id)


def likely_categories(session: Session) -> Sequence[Likely]:
    """Categories written almost alike."""
    return _likely_names(session, Category)


def likely_manufacturers(session: Session) -> Sequence[Likely]:
    """Manufacturers written almost alike."""
    return _likely_names(session, Manufacturer)


def likely_models(session: Session) -> Sequence[Likely]:
    """Models of one manufacturer written almost alike."""
    wanted = select(Model.id, Model.manufacturer_id, Model.name, Model.number, Manufacturer.name.label("maker"))
    rows = session.execute(wanted.outerjoin(Manufacturer).order_by(Model.id)).all()
    by_maker: dict[int | None, dict[int, str]] = {}
    for row in rows:
        by_maker.setdefault(row.manufacturer_id, {})[row.id] = f"{row.name} {row.number}"
    named = {row.id: Option(row.id, f"{row.name} {row.number}".strip(), row.maker or "") for row in rows}
    return likely(named, (pair for names in by_maker.values() for pair in written_alike(names)))


def find_model(session: Session, text: str) -> int | None:
    """The model that a text means: "Latitude 5420", or "Dell Latitude 5420"; a `UserError` if it could be several."""
    wanted = select(Model.id, Manufacturer.name, Model.name, Model.number).outerjoin(Manufacturer)
    looked_for, found = fold(text), []
    for model_id, maker, name, number in session.execute(wanted.order_by(Model.id)):
        words = fold(f"{name} {number}")
        if looked_for in {words, fold(f"{maker or ''} {words}"), fold(name), fold(number)}:
            found.append(model_id)
    if len(found) > 1:
        raise UserError(_("Several models are called “{name}”: say who makes it, and its number.", name=text))
    return found[0] if found else None


def _devices(session: Session, condition: Any) -> list[Message]:
    count = session.scalar(select(func.count(Asset.id)).where(condition)) or 0
    return [_n("{count} device", "{count} devices", count)] if count else []


def _models(session: Session, condition: Any) -> list[Message]:
    count = session.scalar(select(func.count(Model.id)).where(condition)) or 0
    return [_n("{count} model", "{count} models", count)] if count else []


def _likely_names(session: Session, kind: type[Category] | type[Manufacturer]) -> Sequence[Likely]:
    rows = session.execute(select(kind.id, kind.name)).all()
    named = {row.id: Option(row.id, row.name) for row in rows}
    return likely(named, written_alike({row.id: row.name for row in rows}))
