"""The verb that closes a stocktake: what was not found is missing, and what is wished is put right, as one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.versions import expect_version
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.models import StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import MetaStatus, keeps_holder, status_by_holder
from coorddesk.inventory.service.chosen import Chosen, ChosenAsset, chosen_assets, move_to
from coorddesk.inventory.service.conditions import set_conditions
from coorddesk.inventory.service.held import held_by_others
from coorddesk.stocktaking.models import Stocktake, StocktakeLine
from coorddesk.stocktaking.queries.closing import Corrigible, corrigible
from coorddesk.stocktaking.rules import Correction, LineState
from coorddesk.stocktaking.service.opening import open_one

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Change = tuple[ChosenAsset, dict[str, int | None]]


@dataclass(frozen=True)
class Closing:
    """A stocktake to close, the version its author saw, and what is put right.

    `moves` carries the misplaced to where they were found, but for the lines that are `left_out`; `frees_holders` takes
    them back from whoever held them; `missing_label_id` is the status that missing devices get, None leaves theirs;
    `takes_conditions` writes down on devices in what condition they were found. What is on loan keeps its status and
    its holder, which are the loan's.
    """

    id: int
    version: int
    moves: bool = True
    frees_holders: bool = False
    missing_label_id: int | None = None
    takes_conditions: bool = True
    left_out: frozenset[int] = frozenset()


@allowed(*EDITORS)
def close_stocktake(session: Session, wish: Closing) -> None:
    """Close a stocktake for good; an undo opens it again and takes all back that it has put right."""
    stocktake = open_one(session, wish.id)
    expect_version(stocktake, wish.version, {"closed_at": clock_of(session).now()}, {"closed_at": _("Closed")})
    label = _missing_label(session, wish.missing_label_id)
    _give_up(session, stocktake)
    rows = corrigible(session, stocktake.id)
    moved = [row for row in rows if wish.moves and row.is_astray and row.line_id not in wish.left_out]
    lost = [row for row in rows if label is not None and row.is_missing]
    held = held_by_others(session, [row.asset_id for row in (*moved, *lost)])
    lost = [row for row in lost if row.asset_id not in held]
    devices = _devices(session, [*moved, *lost])
    freed = {row.asset_id for row in moved if wish.frees_holders and row.asset_id not in held}
    changes, said = _moves(moved, devices, freed, default_labels(session))
    if label is not None:
        wanted: dict[str, int | None] = {"status_label_id": label.id}
        if not keeps_holder(label.meta):
            wanted["holder_id"] = None
        changes += [(devices[row.asset_id], wanted) for row in lost]
        said += [(row.line_id, {"correction": Correction.SET_ASIDE}) for row in lost]
    move_to(session, changes, stocktake.name)
    update_rows(session, table_named(StocktakeLine.__tablename__), said)
    if wish.takes_conditions:
        worn = {row.asset_id: row.condition for row in rows if row.condition is not None and row.has_worn}
        set_conditions(session, worn)
    _close(session, stocktake)
    subjects = dict.fromkeys(("asset", device.id) for device, _new in changes)
    record(session, _("Close stocktake “{name}”", name=stocktake.name), ("stocktake", stocktake.id), *subjects)


def _missing_label(session: Session, label_id: int | None) -> StatusLabel | None:
    if label_id is None:
        return None
    label = session.get(StatusLabel, label_id)
    if label is None:
        raise UserError(_("This status is no longer there. Choose another."), field="status")
    if label.meta is MetaStatus.RETIRED:
        raise UserError(_("A device is retired with a reason and a date: use “Retire”."), field="status")
    return label


def _give_up(session: Session, stocktake: Stocktake) -> None:
    """What nobody has found is missing."""
    left = select(StocktakeLine.id).where(
        StocktakeLine.stocktake_id == stocktake.id, StocktakeLine.state == LineState.EXPECTED
    )
    ids = session.scalars(left.order_by(StocktakeLine.id)).all()
    missing: dict[str, Any] = {"state": LineState.MISSING}
    update_rows(session, table_named(StocktakeLine.__tablename__), [(line_id, missing) for line_id in ids])


def _devices(session: Session, rows: list[Corrigible]) -> dict[int, ChosenAsset]:
    ids = tuple({row.asset_id for row in rows})
    return {device.id: device for device in chosen_assets(session, Chosen(ids))} if ids else {}


def _moves(
    rows: list[Corrigible], devices: dict[int, ChosenAsset], freed: set[int], labels: dict[MetaStatus, int]
) -> tuple[list[Change], list[tuple[int, dict[str, Any]]]]:
    """What becomes of misplaced devices, some of them `freed` of their holders, and what their lines say of it."""
    changes: list[Change] = []
    said: list[tuple[int, dict[str, Any]]] = []
    for row in rows:
        device = devices[row.asset_id]
        wanted: dict[str, int | None] = {"place_id": row.found_place_id}
        is_freed = device.id in freed and device.holder_id is not None
        if is_freed:
            meta = status_by_holder(device.meta, held=False)
            wanted["holder_id"] = None
            if meta is not device.meta:
                wanted["status_label_id"] = labels[meta]
        changes.append((device, wanted))
        said.append((row.line_id, {"correction": Correction.TAKEN_BACK if is_freed else Correction.MOVED}))
    return changes, said


def _close(session: Session, stocktake: Stocktake) -> None:
    stocktake.closed_at, stocktake.closed_by = clock_of(session).now(), actor_of(session).name
    session.flush()
