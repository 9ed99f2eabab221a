"""What can be done with devices: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _
from coorddesk.inventory.queries import LabelRow, status_labels
from coorddesk.inventory.reports import REPORTS
from coorddesk.inventory.service import Chosen, delete_assets, restore_assets
from coorddesk.inventory.ui.asset_dialog import AssetDialog, Purpose
from coorddesk.inventory.ui.assign_dialog import AssignDialog
from coorddesk.inventory.ui.bring_back_dialog import BringBackDialog
from coorddesk.inventory.ui.move_dialog import MoveDialog
from coorddesk.inventory.ui.retire_dialog import RetireDialog
from coorddesk.inventory.ui.selected import Selected, selected_in
from coorddesk.inventory.ui.status_dialog import StatusDialog
from coorddesk.widgets.actions import make_action, menu_action

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.reporting.report import ReportKind
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class Verbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new device.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        new = partial(make_action, desk, page)
        self.new = new(_("New device"), "plus", "Ctrl+N", self._on_new)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.copy = new(_("New one like this…"), "copy", "Ctrl+D", self._on_copy)
        self.move = new(_("Move…"), "map-pin", "M", self._on_move)
        self.assign = new(_("Assign…"), "user", "A", self._on_assign)
        self.status = new(_("Status…"), "circle-dot", "S", self._on_status)
        self.retire = new(_("Retire…"), "archive", "R", self._on_retire)
        self.bring_back = new(_("Bring back into use…"), "undo-2", "", self._on_bring_back)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        self.restore = new(_("Restore"), "archive-restore", "", self._on_restore)
        self.reports = [
            new(_("{report}…", report=kind.title), "printer", keys, partial(self._on_report, kind))
            for kind, keys in zip(REPORTS, ("Ctrl+P", "", ""), strict=True)
        ]
        self.paper = menu_action(desk, page, _("Print or save the list"), "printer", self.reports)
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def selected(self) -> Selected:
        """The devices that a verb would be about now."""
        return selected_in(self._list)

    def for_many(self) -> list[QAction]:
        """The verbs of the bar, which take one device or many."""
        return [self.move, self.assign, self.status, self.retire, self.bring_back, self.delete, self.restore]

    def for_one(self) -> list[QAction]:
        """Those that take one."""
        return [self.edit, self.copy]

    def refresh(self) -> None:
        """Offer what fits the selection."""
        count = len(self._list.selected_ids())
        in_bin = self._list.query is not None and self._list.query.in_bin
        few = self.selected() if 0 < count <= _LOOKED_AT else Selected((), ())
        for action in (self.move, self.assign, self.status):
            action.setVisible(not in_bin)
            action.setEnabled(count > 0 and not few.have_retired)
        self.retire.setVisible(not in_bin and not few.have_retired)
        self.retire.setEnabled(count > 0)
        self.bring_back.setVisible(not in_bin and few.are_retired)
        self.delete.setVisible(not in_bin)
        self.delete.setEnabled(count > 0)
        self.restore.setVisible(in_bin)
        self.restore.setEnabled(count > 0)
        for action in (self.edit, self.copy):
            action.setEnabled(count == 1 and not in_bin)

    def _on_report(self, kind: ReportKind) -> None:
        """The list as it is shown, on paper."""
        self._desk.preview_report(kind, self._list.query)

    def _on_new(self) -> None:
        self._open_form(Purpose())

    def _on_edit(self) -> None:
        devices = self.selected()
        self._open_form(Purpose(devices.ids[0], device=devices.said))

    def _on_copy(self) -> None:
        devices = self.selected()
        self._open_form(Purpose(devices.ids[0], is_copy=True, device=devices.said))

    def _open_form(self, purpose: Purpose) -> None:
        def show(labels: Sequence[LabelRow]) -> None:
            dialog = AssetDialog(self._desk, self._page, labels, purpose)
            if purpose.asset_id is None or purpose.is_copy:
                dialog.saved.connect(self.added)
            dialog.open()

        self._desk.operations.read(self, status_labels, show)

    def _on_move(self) -> None:
        MoveDialog(self._desk, self._page, self.selected()).open()

    def _on_assign(self) -> None:
        AssignDialog(self._desk, self._page, self.selected()).open()

    def _on_status(self) -> None:
        self._open_with_labels(StatusDialog)

    def _on_retire(self) -> None:
        self._open_with_labels(RetireDialog)

    def _open_with_labels(self, dialog: type[StatusDialog | RetireDialog]) -> None:
        devices = self.selected()
        self._desk.operations.read(
            self, status_labels, lambda labels: dialog(self._desk, self._page, devices, labels).open()
        )

    def _on_bring_back(self) -> None:
        BringBackDialog(self._desk, self._page, self.selected()).open()

    def _on_delete(self) -> None:
        self._do(delete_assets, lambda said: _("{devices}: in the bin.", devices=said))

    def _on_restore(self) -> None:
        self._do(restore_assets, lambda said: _("{devices}: restored.", devices=said))

    def _do(self, verb: Callable[[Session, Chosen], None], said: Callable[[Message], Message]) -> None:
        """A verb that asks nothing: it can be taken back beside what it says."""
        devices = self.selected()
        if devices.ids:
            chosen = devices.chosen
            self._desk.operations.change(self, lambda session: verb(session, chosen), said=said(devices.said))


_LOOKED_AT = 500
"""Of more devices than that, nobody looks whether some are retired: the verb says it."""
