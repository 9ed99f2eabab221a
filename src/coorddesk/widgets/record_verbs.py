"""What can be done with records of any kind: entered, changed, deleted, merged, filtered and edited many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action, part

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.criteria import Criterion
    from coorddesk.core.editing import EditKind
    from coorddesk.core.fields import Field
    from coorddesk.core.merging import MergeKind
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.record_dialog import RecordDialog
    from coorddesk.widgets.list_page import ListPage
    from coorddesk.widgets.table.record_list import RecordList


@dataclass(frozen=True)
class Ways:
    """How a kind of record is entered, changed, deleted and merged.

    `rows` are what its list holds; `form` gets one of them, None for a new record; `delete` gets the one its user saw.
    """

    new: Message
    rows: type[Any]
    form: Callable[[Desk, QWidget, Any], RecordDialog]
    delete: Callable[[Session, Any], None]
    name: Callable[[Any], str]
    merges: MergeKind | None = None


class RecordVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        added: the id of a new record, or of the one that two became.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList, ways: Ways) -> None:
        """Make every action, those of a kind's own between the new and the edited; `page` lists and owns them."""
        super().__init__(page)
        self.desk, self.page, self.list = desk, page, listing
        self._ways = ways
        self._is_deleting = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(ways.new, "plus", "Ctrl+N", self._on_new)
        self.make_own()
        if self.of_own():
            part(page)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        self.merging: list[QAction] = []
        if ways.merges is not None:
            self.merge = new(_("Merge…"), "merge", "Ctrl+M", self._on_merge)
            self.duplicates = new(_("Likely duplicates…"), "circle-equal", "", self._on_duplicates)
            self.merging = [self.merge]
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def make_own(self) -> None:
        """Make the actions of a kind's own."""

    def of_own(self) -> list[QAction]:
        """Those of them that need one record, the most usual first."""
        return []

    def for_one(self) -> list[QAction]:
        """Those that need a record; merging takes two, or asks for the other one."""
        return [*self.of_own(), self.edit, *self.merging, self.delete]

    def refresh(self) -> None:
        """Offer what fits the selection; a row is there as soon as it was painted."""
        count = len(self.list.selected_ids())
        for action in (*self.of_own(), self.edit, self.delete):
            action.setEnabled(count == 1)
        for action in self.merging:
            action.setEnabled(count in {1, 2})

    def selected(self) -> Any:
        """The row of the one record selected, None if there is none or several."""
        ids = self.list.selected_ids()
        row = self.list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, self._ways.rows) else None

    def _on_new(self) -> None:
        dialog = self._ways.form(self.desk, self.page, None)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        row = self.selected()
        if row is not None:
            self._ways.form(self.desk, self.page, row).open()

    def _on_merge(self) -> None:
        from coorddesk.widgets.merging.dialog import MergingDialog  # the list is there without any dialog

        ids = self.list.selected_ids()
        if len(ids) in {1, 2} and self._ways.merges is not None:
            dialog = MergingDialog(self.desk, self.page, self._ways.merges, *ids)
            dialog.merged.connect(self.added)
            dialog.open()

    def _on_duplicates(self) -> None:
        from coorddesk.widgets.merging.duplicates import DuplicatesDialog  # as above

        if self._ways.merges is not None:
            DuplicatesDialog(self.desk, self.page, self._ways.merges).open()

    def _on_delete(self) -> None:
        row = self.selected()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            delete = self._ways.delete
            said = _("“{name}” deleted.", name=self._ways.name(row))
            self.desk.operations.change(self, lambda session: delete(session, row), settled=self._on_settled, said=said)

    def _on_settled(self) -> None:
        self._is_deleting = False


def find_by_fields(
    desk: Desk, page: ListPage, fields: Sequence[Field], widened: Callable[[Any], Any] = lambda query: query
) -> QAction:
    """The action that finds records by any field; `widened` makes a query with new criteria show all that they mean."""

    def show(criteria: tuple[Criterion, ...]) -> None:
        page.show_query(widened(replace(page.query, criteria=criteria)))

    def ask() -> None:
        from coorddesk.widgets.criteria_dialog import CriteriaDialog  # the list is there without any dialog

        dialog = CriteriaDialog(desk, page, lambda _session: fields, page.query.criteria)
        dialog.chosen.connect(show)
        dialog.open()

    return make_action(desk, page, _("Filter by any field…"), "list-filter", "F", ask)


class ManyVerbs(QObject):
    """What is done with many records at once: finding them by any field, and editing them together."""

    def __init__(
        self,
        desk: Desk,
        page: ListPage,
        fields: Sequence[Field],
        edits: Callable[[], EditKind],
        listing: RecordList,
        widened: Callable[[Any], Any] = lambda query: query,
    ) -> None:
        """`edits` is loaded when it is needed; `widened` makes a query with new criteria show all that they mean."""
        super().__init__(page)
        self._desk, self._page = desk, page
        self._edits = edits
        self.by_field = find_by_fields(desk, page, fields, widened)
        self.together = make_action(desk, page, _("Edit together…"), "square-pen", "E", self._on_together)
        self._list = listing
        listing.selection_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.together.setEnabled(bool(self._list.selected_ids()))

    def _on_together(self) -> None:
        from coorddesk.widgets.bulk_edit_dialog import BulkEditDialog  # as above

        BulkEditDialog(self._desk, self._page, self._edits(), self._list.selected_ids()).open()
