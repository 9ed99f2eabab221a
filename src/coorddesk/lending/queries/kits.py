"""Kits: what belongs to them, and what of it is out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, select

from coorddesk.core.matching import contains_all
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called, label_title
from coorddesk.lending.models import Kit, KitItem
from coorddesk.lending.queries.holding import Holding, holdings
from coorddesk.stock.models import StockItem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class KitRow:
    """A kit and of how many things it is made; `out` are its devices that are on loan or set aside."""

    id: int
    version: int
    name: str
    notes: str
    devices: int
    accessories: int
    out: int

    @property
    def state(self) -> Message:
        """Whether it is there, in a few words."""
        if not self.out:
            return _("There")
        return _("On loan") if self.out == self.devices else _("Partly on loan")


@dataclass(frozen=True)
class KitThing:
    """A thing of a kit: a device, or so many of an accessory; by whom a device is held, and what else keeps it."""

    item_id: int
    asset_id: int | None
    stock_item_id: int | None
    quantity: int
    title: str
    detail: str
    status: Message | None = None
    holding: Holding | None = None
    is_there: bool = True


@dataclass(frozen=True)
class KitCard:
    """A kit with all that belongs to it."""

    row: KitRow
    things: tuple[KitThing, ...]


def kits(session: Session, text: str = "") -> tuple[KitRow, ...]:
    """Every kit whose name holds every word of `text`, by name."""
    return _kits(session, contains_all(Kit.name_folded, text))


def _kits(session: Session, claim: ColumnElement[bool]) -> tuple[KitRow, ...]:
    wanted = select(Kit.id, Kit.version, Kit.name, Kit.notes).where(claim)
    rows = session.execute(wanted.order_by(Kit.name_folded)).all()
    inside = select(KitItem.kit_id, KitItem.asset_id, KitItem.quantity).where(KitItem.kit_id.in_([r.id for r in rows]))
    items = session.execute(inside).all()
    out = holdings(session, [item.asset_id for item in items if item.asset_id is not None])
    made = []
    for row in rows:
        own = [item for item in items if item.kit_id == row.id]
        devices = [item.asset_id for item in own if item.asset_id is not None]
        others = sum(item.quantity for item in own if item.asset_id is None)
        made.append(KitRow(*row, len(devices), others, len([device for device in devices if device in out])))
    return tuple(made)


def kit_card(session: Session, kit_id: int) -> KitCard | None:
    """One kit with its things; None if it is not there."""
    row = next(iter(_kits(session, Kit.id == kit_id)), None)
    return None if row is None else KitCard(row, kit_things(session, [kit_id])[kit_id])


def kit_things(session: Session, kit_ids: Collection[int]) -> dict[int, tuple[KitThing, ...]]:
    """What belongs to kits: devices by their number, then accessories."""
    rows = session.execute(_THINGS.where(KitItem.kit_id.in_(kit_ids))).all()
    out = holdings(session, [row.asset_id for row in rows if row.asset_id is not None])
    found: dict[int, list[KitThing]] = {kit_id: [] for kit_id in kit_ids}
    for row in rows:
        found[row.kit_id].append(_thing(row, out.get(row.asset_id)))
    return {kit_id: tuple(things) for kit_id, things in found.items()}


def kit_of(session: Session, asset_ids: Collection[int]) -> dict[int, int]:
    """The kit of each device that belongs to one."""
    wanted = select(KitItem.asset_id, KitItem.kit_id).where(KitItem.asset_id.in_(asset_ids))
    return {asset_id: kit_id for asset_id, kit_id in session.execute(wanted) if asset_id is not None}


def kit_names(session: Session, kit_ids: Collection[int]) -> dict[int, str]:
    """What kits are called."""
    return dict(session.execute(select(Kit.id, Kit.name).where(Kit.id.in_(kit_ids))).all())


def kit_options(session: Session, text: str, limit: int = 20) -> tuple[Option, ...]:
    """Kits to choose, whose name holds every word of `text`."""
    wanted = select(Kit.id, Kit.name).where(contains_all(Kit.name_folded, text)).order_by(Kit.name_folded)
    return tuple(Option(*row) for row in session.execute(wanted.limit(limit)))


def _thing(row: Any, holding: Holding | None) -> KitThing:
    if row.asset_id is None:
        return KitThing(row.id, None, row.item_id, row.quantity, row.item, row.reference)
    title = called(row.tag, row.serial, row.name, row.asset_id)
    there = row.deleted_at is None and row.meta in {MetaStatus.IN_STOCK, MetaStatus.ASSIGNED} and holding is None
    status = _("In the bin") if row.deleted_at is not None else label_title(row.meta, row.label)
    detail = row.name if row.name != title else ""
    return KitThing(row.id, row.asset_id, None, 1, title, detail, status, holding, there)


_THINGS: Select[*tuple[Any, ...]] = (
    select(
        KitItem.kit_id,
        KitItem.id,
        KitItem.asset_id,
        KitItem.item_id,
        KitItem.quantity,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Asset.deleted_at,
        StatusLabel.meta,
        StatusLabel.name.label("label"),
        StockItem.name.label("item"),
        StockItem.reference,
    )
    .select_from(KitItem)
    .outerjoin(Asset, Asset.id == KitItem.asset_id)
    .outerjoin(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(StockItem, StockItem.id == KitItem.item_id)
    .order_by(KitItem.asset_id.is_(None), Asset.tag_folded, KitItem.id)
)
