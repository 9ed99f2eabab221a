"""What can be done with people and suppliers: the actions behind a page's bar, its menus, its card and its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _
from coorddesk.directory.queries import PersonRow, SupplierRow
from coorddesk.directory.service import Deletion, delete_person, delete_supplier
from coorddesk.directory.service.merge_kinds import PERSON_MERGE, SUPPLIER_MERGE
from coorddesk.directory.ui.person_dialog import PersonDialog
from coorddesk.directory.ui.supplier_dialog import SupplierDialog
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.merging.duplicates import DuplicatesDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.merging import MergeKind
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


@dataclass(frozen=True)
class Ways:
    """How a kind of record is entered, changed, deleted and merged; `form` gets None for a new one."""

    new: Message
    form: Callable[[Desk, QWidget, Any], RecordDialog]
    delete: Callable[[Session, Deletion], None]
    name: Callable[[Any], str]
    merges: MergeKind


PEOPLE = Ways(_("New person"), PersonDialog, delete_person, lambda row: row.full_name, PERSON_MERGE)
SUPPLIERS = Ways(_("New supplier"), SupplierDialog, delete_supplier, lambda row: row.name, SUPPLIER_MERGE)


class RecordVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new record, or of the one that two became.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList, ways: Ways) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        self._ways = ways
        self._is_deleting = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(ways.new, "plus", "Ctrl+N", self._on_new)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        self.merge = new(_("Merge…"), "merge", "Ctrl+M", self._on_merge)
        self.duplicates = new(_("Likely duplicates…"), "circle-equal", "", self._on_duplicates)
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def for_one(self) -> list[QAction]:
        """Those that need a record; merging takes two, or asks for the other one."""
        return [self.edit, self.merge, self.delete]

    def _refresh(self) -> None:
        count = len(self._list.selected_ids())  # a row is there as soon as it was painted
        for action in (self.edit, self.delete):
            action.setEnabled(count == 1)
        self.merge.setEnabled(count in {1, 2})

    def _selected(self) -> PersonRow | SupplierRow | None:
        """The one record selected."""
        ids = self._list.selected_ids()
        row = self._list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, PersonRow | SupplierRow) else None

    def _on_new(self) -> None:
        dialog = self._ways.form(self._desk, self._page, None)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        row = self._selected()
        if row is not None:
            self._ways.form(self._desk, self._page, row).open()

    def _on_merge(self) -> None:
        ids = self._list.selected_ids()
        if len(ids) in {1, 2}:
            dialog = MergingDialog(self._desk, self._page, self._ways.merges, *ids)
            dialog.merged.connect(self.added)
            dialog.open()

    def _on_duplicates(self) -> None:
        DuplicatesDialog(self._desk, self._page, self._ways.merges).open()

    def _on_delete(self) -> None:
        row = self._selected()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            delete, wish = self._ways.delete, Deletion(row.id, row.version)
            said = _("“{name}” deleted.", name=self._ways.name(row))
            self._desk.operations.change(
                self, lambda session: delete(session, wish), settled=self._on_settled, said=said
            )

    def _on_settled(self) -> None:
        self._is_deleting = False
