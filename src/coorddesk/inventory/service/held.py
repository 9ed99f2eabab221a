"""Devices that another feature holds, on loan for one: its own verbs let them go, and no others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select, text

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import CHUNK_ROWS
from coorddesk.core.orm import Base
from coorddesk.directory.service import EDITORS
from coorddesk.inventory.rules.holding import HOLDS, Holds

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.inventory.service.chosen import ChosenAsset


@allowed(*EDITORS)
def held_by_others(session: Session, ids: Collection[int] | None = None) -> dict[int, Holds]:
    """What holds each of these devices that something holds; of all devices without `ids`."""
    found: dict[int, Holds] = {}
    wanted = None if ids is None else sorted(ids)
    for table in Base.metadata.sorted_tables:
        holds = table.info.get(HOLDS)
        if not isinstance(holds, Holds):
            continue
        held = select(table.c.asset_id).where(table.c.asset_id.is_not(None), text(holds.where))
        if wanted is None:
            found |= dict.fromkeys(session.scalars(held), holds)
            continue
        for start in range(0, len(wanted), CHUNK_ROWS):
            part = table.c.asset_id.in_(wanted[start : start + CHUNK_ROWS])
            found |= dict.fromkeys(session.scalars(held.where(part)), holds)
    return found


@allowed(*EDITORS)
def refuse_held(session: Session, assets: Sequence[ChosenAsset]) -> None:
    """Refuse to give another status or holder to what another feature holds."""
    held = held_by_others(session, [asset.id for asset in assets])
    for asset in assets:
        if asset.id in held:
            raise UserError(held[asset.id].said(asset.called))
