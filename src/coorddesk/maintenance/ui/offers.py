"""What maintenance offers on devices: a repair, an entry in the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n, verbatim
from coorddesk.inventory.queries import asset_card
from coorddesk.maintenance.ui.entry_dialog import EntryDialog
from coorddesk.maintenance.ui.repair_dialog import NewRepairDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def send_for_repair(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Ask what is wrong with devices; the card of the repair of one is shown."""

    def show(said: Message) -> None:
        dialog = NewRepairDialog(desk, owner, tuple(ids), said)
        if len(ids) == 1:
            dialog.saved.connect(lambda repair_id: desk.open_record(("repair", repair_id)))
        dialog.open()

    _with_name(desk, owner, ids, show)


def log_maintenance(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Ask what was done to devices."""
    _with_name(desk, owner, ids, lambda said: EntryDialog(desk, owner, tuple(ids), said).open())


def _with_name(desk: Desk, owner: QWidget, ids: Sequence[int], show: Callable[[Message], None]) -> None:
    """Go on with what devices are called: one by its number, several by how many they are."""
    if len(ids) > 1:
        show(_n("{count} device", "{count} devices", len(ids)))
        return
    desk.operations.read(owner, partial(_called, ids[0]), show)


def _called(asset_id: int, session: Session) -> Message:
    """In the lane."""
    card = asset_card(session, asset_id)
    return verbatim("" if card is None else card.title)
