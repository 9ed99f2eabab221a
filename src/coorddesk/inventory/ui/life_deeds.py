"""What the verbs on a device's life, money and network do: each opens its dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.inventory.ui.life_dialog import LifeDialog, PlanYearDialog
from coorddesk.inventory.ui.network_dialog import NetworkDialog
from coorddesk.inventory.ui.selected import selected_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class LifeDeeds:
    """Works on what is selected in a list; `page` owns the dialogs."""

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Keep what the dialogs need."""
        self._desk = desk
        self._page = page
        self._list = listing

    def edit(self) -> None:
        """Open the form of a device's life."""
        LifeDialog(self._desk, self._page, selected_in(self._list)).open()

    def network(self) -> None:
        """Open the form of a device's network addresses."""
        NetworkDialog(self._desk, self._page, selected_in(self._list)).open()

    def plan(self) -> None:
        """Ask when devices are replaced."""
        PlanYearDialog(self._desk, self._page, selected_in(self._list)).open()
