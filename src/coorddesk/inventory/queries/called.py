"""What records of the inventory are called, for whoever knows them by their ids alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.inventory.models import Asset, Category, Lot, Manufacturer, Model
from coorddesk.inventory.rules import called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """The names of devices, models, manufacturers, categories or lots that are there; of other kinds, none."""
    if kind not in _WORDS:
        return {}
    wanted = _WORDS[kind]
    rows = session.execute(wanted.where(wanted.selected_columns[0].in_(ids)))
    if kind == Asset.__tablename__:
        return {asset_id: called(tag, serial, name, asset_id) for asset_id, tag, serial, name in rows}
    return {row_id: " ".join(word for word in words if word) for row_id, *words in rows}


_WORDS: dict[str, Select[*tuple[Any, ...]]] = {
    Asset.__tablename__: select(Asset.id, Asset.tag, Asset.serial, Asset.name),
    Model.__tablename__: select(Model.id, Manufacturer.name, Model.name, Model.number).outerjoin(Manufacturer),
    Manufacturer.__tablename__: select(Manufacturer.id, Manufacturer.name),
    Category.__tablename__: select(Category.id, Category.name),
    Lot.__tablename__: select(Lot.id, Lot.name),
}
