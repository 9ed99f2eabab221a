"""What the help desk offers on the records of others: to report what is wrong with them, or what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.helpdesk.ui.entry_dialog import EntryDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk


def report_devices(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Open a ticket about devices."""
    EntryDialog(desk, owner, [("asset", asset_id) for asset_id in ids]).open()


def report_place(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Open a ticket about the first of these places."""
    EntryDialog(desk, owner, [("place", ids[0])]).open()


def report_for(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Open a ticket for the first of these people."""
    EntryDialog(desk, owner, [("person", ids[0])]).open()
