"""What the verbs on devices do: each opens its dialog, or asks nothing and can be taken back.

All dialogs are imported here, and this is imported when the first verb is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _
from coorddesk.inventory.queries import FieldRow, LabelRow, custom_fields, status_labels
from coorddesk.inventory.service import ASSET_EDITS, Chosen, delete_assets, restore_assets
from coorddesk.inventory.ui.asset_dialog import AssetDialog, Purpose
from coorddesk.inventory.ui.assign_dialog import AssignDialog
from coorddesk.inventory.ui.bring_back_dialog import BringBackDialog
from coorddesk.inventory.ui.move_dialog import MoveDialog
from coorddesk.inventory.ui.retire_dialog import RetireDialog
from coorddesk.inventory.ui.selected import selected_in
from coorddesk.inventory.ui.status_dialog import StatusDialog
from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


T = TypeVar("T")


class Deeds(QObject):
    """Works on what is selected in a list.

    Signals:
        added: the id of a new device.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """`page` owns the dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        self._is_busy = False  # a second press meanwhile is a slip

    def new(self) -> None:
        """Add a device."""
        self._open_form(Purpose())

    def edit(self) -> None:
        """Open the form of the device selected."""
        devices = selected_in(self._list)
        self._open_form(Purpose(devices.ids[0], device=devices.said))

    def copy(self) -> None:
        """Add one like it."""
        devices = selected_in(self._list)
        self._open_form(Purpose(devices.ids[0], is_copy=True, device=devices.said))

    def _open_form(self, purpose: Purpose) -> None:
        def show(read: tuple[Sequence[LabelRow], Sequence[FieldRow]]) -> None:
            labels, fields = read
            dialog = AssetDialog(self._desk, self._page, labels, purpose, fields)
            if purpose.asset_id is None or purpose.is_copy:
                dialog.saved.connect(lambda saved: self.added.emit(saved.id))
            dialog.open()

        self._read_first(_labels_and_fields, show)

    def move(self) -> None:
        """Ask where to."""
        MoveDialog(self._desk, self._page, selected_in(self._list)).open()

    def assign(self) -> None:
        """Ask to whom."""
        AssignDialog(self._desk, self._page, selected_in(self._list)).open()

    def status(self) -> None:
        """Ask which."""
        self._open_with_labels(StatusDialog)

    def together(self) -> None:
        """Ask what changes, and show old and new."""
        BulkEditDialog(self._desk, self._page, ASSET_EDITS, self._list.selected_ids()).open()

    def retire(self) -> None:
        """Ask why, and how."""
        self._open_with_labels(RetireDialog)

    def _open_with_labels(self, dialog: type[StatusDialog | RetireDialog]) -> None:
        devices = selected_in(self._list)
        self._with_labels(lambda labels: dialog(self._desk, self._page, devices, labels).open())

    def _with_labels(self, show: Callable[[Sequence[LabelRow]], None]) -> None:
        self._read_first(status_labels, show)

    def _read_first(self, read: Callable[[Session], T], show: Callable[[T], None]) -> None:
        if not self._is_busy:
            self._is_busy = True
            self._desk.operations.read(self, read, show, settled=self._on_settled)

    def _on_settled(self) -> None:
        self._is_busy = False

    def bring_back(self) -> None:
        """Ask where to, and to whom."""
        BringBackDialog(self._desk, self._page, selected_in(self._list)).open()

    def delete(self) -> None:
        """Put what is selected into the bin."""
        self._do(delete_assets, lambda said: _("{devices}: in the bin.", devices=said))

    def restore(self) -> None:
        """Take it out again."""
        self._do(restore_assets, lambda said: _("{devices}: restored.", devices=said))

    def _do(self, verb: Callable[[Session, Chosen], None], said: Callable[[Message], Message]) -> None:
        """A verb that asks nothing: it can be taken back beside what it says."""
        devices = selected_in(self._list)
        if devices.ids and not self._is_busy:
            self._is_busy = True
            chosen = devices.chosen
            self._desk.operations.change(
                self, lambda session: verb(session, chosen), settled=self._on_settled, said=said(devices.said)
            )


def _labels_and_fields(session: Session) -> tuple[Sequence[LabelRow], Sequence[FieldRow]]:
    """In the lane: what the form of a device must know before it is there."""
    return status_labels(session), custom_fields(session)
