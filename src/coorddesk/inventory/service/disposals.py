"""The verbs by which devices leave, with a reason and a date, and come back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.models import Place
from coorddesk.directory.service import EDITORS, refuse_gone
from coorddesk.inventory.models import Disposal, StatusLabel
from coorddesk.inventory.queries import default_labels
from coorddesk.inventory.rules import DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service.chosen import Chosen, ChosenAsset, chosen_assets, move_to, record_deed
from coorddesk.inventory.service.held import refuse_held

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


GONE_AS_THEY_WERE = frozenset({DisposalReason.LOST, DisposalReason.STOLEN})
"""Why a device may leave while it is on loan: nobody can take it back first."""


@dataclass(frozen=True)
class Retirement:
    """Devices that leave: why, when, to whom, by which document, and whether their data is gone.

    `status_label_id` is one that means retired; None takes the desk's first.
    """

    devices: Chosen
    reason: DisposalReason
    day: date
    data_wiped: DataWiped
    recipient: str = ""
    certificate: str = ""
    notes: str = ""
    status_label_id: int | None = None


@dataclass(frozen=True)
class BringBack:
    """Retired devices that return to stock, and to which place."""

    devices: Chosen
    place_id: int | None = None
    note: str = ""


@allowed(*EDITORS)
def retire_assets(session: Session, wish: Retirement) -> None:
    """Retire devices: nobody holds them any more and they are nowhere.

    Those that a sheet said were retired, without saying why, get their reason by this too.
    """
    label_id = _retired_label(session, wish.status_label_id)
    assets = _not_in_bin(session, wish.devices)
    ids = [asset.id for asset in assets]
    told = _disposals(session, ids)
    for asset in assets:
        if asset.id in told:
            raise UserError(_("{device} is retired already.", device=asset.called))
    if wish.reason not in GONE_AS_THEY_WERE:
        refuse_held(session, assets)
    gone = {"status_label_id": label_id, "place_id": None, "holder_id": None}
    move_to(session, [(asset, gone) for asset in assets], wish.notes)
    written = {
        "version": 1,
        "reason": wish.reason,
        "day": wish.day,
        "recipient": tidy(wish.recipient),
        "certificate": tidy(wish.certificate),
        "data_wiped": wish.data_wiped,
        "notes": tidy_lines(wish.notes),
    }
    insert_rows(session, table_named(Disposal.__tablename__), [{"asset_id": asset_id, **written} for asset_id in ids])
    record_deed(session, assets, lambda devices: _("Retire {devices}", devices=devices))


@allowed(*EDITORS)
def bring_back_assets(session: Session, wish: BringBack) -> None:
    """Put retired devices back in stock; why they had left stays in the history."""
    assets = _not_in_bin(session, wish.devices)
    for asset in assets:
        if asset.meta is not MetaStatus.RETIRED:
            raise UserError(_("{device} is not retired.", device=asset.called))
    refuse_held(session, assets)
    refuse_gone(session, [("place", Place, wish.place_id)])
    label_id = default_labels(session)[MetaStatus.IN_STOCK]
    stock = {"status_label_id": label_id, "place_id": wish.place_id, "holder_id": None}
    written = _disposals(session, [asset.id for asset in assets])
    delete_rows(session, table_named(Disposal.__tablename__), list(written.values()))
    move_to(session, [(asset, stock) for asset in assets], wish.note)
    record_deed(session, assets, lambda devices: _("Bring {devices} back into use", devices=devices))


def _not_in_bin(session: Session, chosen: Chosen) -> list[ChosenAsset]:
    assets = chosen_assets(session, chosen)
    for asset in assets:
        if asset.deleted_at is not None:
            raise UserError(_("{device} is in the bin. Restore it first.", device=asset.called))
    return assets


def _disposals(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """The disposal of each of these devices that has one."""
    found: dict[int, int] = {}
    for start in range(0, len(ids), CHUNK_ROWS):
        part = Disposal.asset_id.in_(ids[start : start + CHUNK_ROWS])
        found |= dict(session.execute(select(Disposal.asset_id, Disposal.id).where(part)).all())
    return found


def _retired_label(session: Session, label_id: int | None) -> int:
    if label_id is None:
        return default_labels(session)[MetaStatus.RETIRED]
    label = session.get(StatusLabel, label_id)
    if label is None or label.meta is not MetaStatus.RETIRED:
        raise UserError(_("Choose a status that means retired."), field="status")
    return label.id
