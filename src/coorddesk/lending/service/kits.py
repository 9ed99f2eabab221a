"""The verbs on kits: what belongs together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen
from coorddesk.inventory.service.chosen import Chosen, devices_in_use
from coorddesk.lending.models import Kit, KitItem
from coorddesk.lending.service.accessories import refuse_used_up

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class KitDetails:
    """A kit and what belongs to it: devices, and so many of stock items. The wish to make one."""

    name: str
    devices: tuple[int, ...] = ()
    accessories: tuple[tuple[int, int], ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class KitEdit:
    """A kit said anew, and the version its author saw."""

    id: int
    version: int
    details: KitDetails


@allowed(*EDITORS)
def create_kit(session: Session, wish: KitDetails) -> int:
    """Put things together as a kit; returns its id."""
    row = Kit()
    _name(session, row, wish)
    session.add(row)
    session.flush()
    _fill(session, row.id, wish)
    record(session, _("Add kit “{name}”", name=row.name), ("kit", row.id))
    return row.id


@allowed(*EDITORS)
def edit_kit(session: Session, wish: KitEdit) -> None:
    """Change what a kit is called and what belongs to it; what is out with it goes on as it went."""
    row = row_as_seen(session, Kit, wish.id, wish.version)
    _name(session, row, wish.details)
    session.flush()
    _empty(session, wish.id)
    _fill(session, wish.id, wish.details)
    raise_versions(session, table_named(Kit.__tablename__), [wish.id])
    record(session, _("Edit kit “{name}”", name=tidy(wish.details.name)), ("kit", wish.id))


@allowed(*EDITORS)
def delete_kit(session: Session, wish: Deletion) -> None:
    """Take a kit apart, unless it was lent or is reserved: emptied, it is lent no more."""
    row = row_as_seen(session, Kit, wish.id, wish.version)
    name = row.name
    _empty(session, wish.id)
    delete_unused(session, session.get_one(Kit, wish.id), name)
    record(session, _("Delete kit “{name}”", name=name), ("kit", wish.id))


def _name(session: Session, row: Kit, wish: KitDetails) -> None:
    name = tidy(wish.name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    with session.no_autoflush:
        taken = session.scalar(select(Kit.id).where(Kit.name_folded == fold(name), Kit.id != row.id))
    if taken is not None:
        raise UserError(_("There is already a kit “{name}”.", name=name), field="name")
    row.name, row.name_folded, row.notes = name, fold(name), tidy_lines(wish.notes)


def _fill(session: Session, kit_id: int, wish: KitDetails) -> None:
    devices = tuple(dict.fromkeys(wish.devices))
    assets = devices_in_use(session, Chosen(devices)) if devices else []
    elsewhere = select(KitItem.asset_id, Kit.name).join(Kit, Kit.id == KitItem.kit_id)
    taken = dict(session.execute(elsewhere.where(KitItem.asset_id.in_(devices))).all()) if devices else {}
    for asset in assets:
        if asset.id in taken:
            said = _("{device} belongs to the kit “{kit}” already.", device=asset.called, kit=taken[asset.id])
            raise UserError(said, field="things")
    counts: dict[int, int] = {}
    for item_id, count in wish.accessories:
        counts[item_id] = counts.get(item_id, 0) + count
    if any(count < 1 for count in counts.values()):
        raise UserError(_("There is at least one of an accessory."), field="things")
    refuse_used_up(session, counts)
    rows = [
        *({"kit_id": kit_id, "asset_id": asset_id, "item_id": None, "quantity": 1} for asset_id in devices),
        *({"kit_id": kit_id, "asset_id": None, "item_id": item_id, "quantity": n} for item_id, n in counts.items()),
    ]
    insert_rows(session, table_named(KitItem.__tablename__), rows)


def _empty(session: Session, kit_id: int) -> None:
    ids = session.scalars(select(KitItem.id).where(KitItem.kit_id == kit_id).order_by(KitItem.id)).all()
    delete_rows(session, table_named(KitItem.__tablename__), ids)
