"""The devices that a verb was asked for: as their author saw them, fit for it, and written all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.asking import asked
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import Asset, AssetMovement, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STANDING = ("status_label_id", "place_id", "holder_id")
"""What a movement says, and the columns of a device that are derived from its latest one."""

_AT_ONCE = 500


@dataclass(frozen=True)
class Chosen:
    """Which devices: their ids and, where the author saw them, their versions in the same order."""

    ids: tuple[int, ...]
    versions: tuple[int, ...] = ()


class ChosenAsset(NamedTuple):
    """A chosen device as it stands."""

    id: int
    version: int
    tag: str | None
    serial: str | None
    name: str
    status_label_id: int
    meta: MetaStatus
    place_id: int | None
    holder_id: int | None
    deleted_at: datetime | None

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return called(self.tag, self.serial, self.name, self.id)


@allowed(*EDITORS)
def chosen_assets(session: Session, chosen: Chosen) -> list[ChosenAsset]:
    """The chosen devices in the order of their ids; refused if one is gone, in the bin or changed since it was seen."""
    found = {
        row.id: ChosenAsset(*row)
        for start in range(0, len(chosen.ids), _AT_ONCE)
        for row in asked(session, _WANTED, ids=chosen.ids[start : start + _AT_ONCE])
    }
    if not chosen.ids or any(asset_id not in found for asset_id in chosen.ids):
        raise UserError(_("One of these devices is no longer there. Select again."))
    for asset_id, version in zip(chosen.ids, chosen.versions, strict=False):
        if found[asset_id].version != version:
            raise StaleWrite(
                _("Somebody changed {device} since you saw it. Look at it again.", device=found[asset_id].called), ()
            )
    return [found[asset_id] for asset_id in sorted(found)]


@allowed(*EDITORS)
def devices_in_use(session: Session, chosen: Chosen) -> list[ChosenAsset]:
    """The chosen devices, refused as well if one has been retired or is in the bin."""
    assets = chosen_assets(session, chosen)
    for asset in assets:
        if asset.deleted_at is not None:
            raise UserError(_("{device} is in the bin. Restore it first.", device=asset.called))
        if asset.meta is MetaStatus.RETIRED:
            raise UserError(_("{device} is retired. Bring it back first.", device=asset.called))
    return assets


@allowed(*EDITORS)
def move_to(session: Session, moves: Sequence[tuple[ChosenAsset, Mapping[str, int | None]]], note: str) -> None:
    """Give devices the status, place or holder they do not have yet, each by a movement of its own."""
    changes: list[tuple[int, dict[str, Any]]] = []
    stands: list[tuple[int, dict[str, Any]]] = []
    for asset, wanted in moves:
        new = {key: value for key, value in wanted.items() if getattr(asset, key) != value}
        if new:
            changes.append((asset.id, new))
            stands.append((asset.id, {key: new.get(key, getattr(asset, key)) for key in STANDING}))
    update_rows(session, table_named(Asset.__tablename__), changes)
    write_movements(session, stands, note)


@allowed(*EDITORS)
def write_movements(session: Session, stands: Sequence[tuple[int, Mapping[str, Any]]], note: str) -> None:
    """Write down where devices stand from now on: by their ids, the columns of STANDING."""
    now, actor = clock_of(session).now(), actor_of(session).name
    said = {"moment": now, "actor": actor, "note": tidy_lines(note)}
    movements = [{"asset_id": asset_id, **said, **where} for asset_id, where in stands]
    insert_rows(session, table_named(AssetMovement.__tablename__), movements)


@allowed(*EDITORS)
def record_deed(session: Session, assets: Sequence[ChosenAsset], deed: Callable[[Message], Message]) -> None:
    """Name the deed by the device it was done to, or by how many they are."""
    said = verbatim(assets[0].called) if len(assets) == 1 else _n("{count} device", "{count} devices", len(assets))
    record(session, deed(said), *(("asset", asset.id) for asset in assets))


_WANTED: Select[*tuple[Any, ...]] = (
    select(
        Asset.id,
        Asset.version,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Asset.status_label_id,
        StatusLabel.meta,
        Asset.place_id,
        Asset.holder_id,
        Asset.deleted_at,
    )
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .where(Asset.id.in_(bindparam("ids", expanding=True)))
)
