"""What can be done with places: the actions behind the page's bar, its menus, its card and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _
from coorddesk.directory.queries import PlaceRow
from coorddesk.directory.service import Deletion, delete_place, edit_place
from coorddesk.directory.service.merge_kinds import PLACE_MERGE
from coorddesk.directory.ui.place_dialog import PlaceDialog
from coorddesk.directory.ui.place_move_dialog import PlaceMoveDialog, moved
from coorddesk.widgets.actions import make_action, part
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.merging.duplicates import DuplicatesDialog
from coorddesk.widgets.report_menu import print_records

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.directory.ui.place_tree import PlaceTree
    from coorddesk.widgets.desk import Desk


class PlaceVerbs(QObject):
    """Makes the actions; they are about the place that the keyboard is on.

    Signals:
        added: the id of a new place, or of the one that two became.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, tree: PlaceTree) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._tree = tree
        self._is_deleting = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.new = new(_("New place"), "plus", "Ctrl+N", self._on_new)
        self.new_inside = new(_("New place inside…"), "door-open", "Ctrl+Shift+N", self._on_new_inside)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.move = new(_("Move…"), "move", "M", self._on_move)
        self.merge = new(_("Merge…"), "merge", "Ctrl+M", self._on_merge)
        self.delete = new(_("Delete"), "trash-2", "Del", self._on_delete)
        self.duplicates = new(_("Likely duplicates…"), "circle-equal", "", self._on_duplicates)
        self.offered = [*desk.offers(page, "place", self._current_ids, first=True)]
        self.offered += desk.offers(page, "place", self._current_ids)
        part(page)
        self.sheets = print_records(desk, page, "place", self._current_ids)
        tree.chosen.connect(self._on_chosen)
        tree.move_wanted.connect(self._on_dropped)
        self._on_chosen(None)

    def for_one(self) -> list[QAction]:
        """Those that need a place."""
        return [self.new_inside, self.edit, self.move, self.merge, self.delete, *self.offered, self.sheets]

    def _current_ids(self) -> Sequence[int]:
        current = self._tree.current_id()
        return () if current is None else (current,)

    def _current(self) -> PlaceRow | None:
        return self._tree.row(self._tree.current_id())

    def _on_chosen(self, place_id: int | None) -> None:
        for action in self.for_one():
            action.setEnabled(place_id is not None)

    def _on_new(self) -> None:
        """Beside the current place: a room beside a room."""
        row = self._current()
        self._open_new(None if row is None else self._tree.row(row.parent_id))

    def _on_new_inside(self) -> None:
        self._open_new(self._current())

    def _open_new(self, inside: PlaceRow | None) -> None:
        dialog = PlaceDialog(self._desk, self._page, inside=inside)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        row = self._current()
        if row is not None:
            PlaceDialog(self._desk, self._page, edited=row).open()

    def _on_move(self) -> None:
        row = self._current()
        if row is not None:
            PlaceMoveDialog(self._desk, self._page, row).open()

    def _on_merge(self) -> None:
        row = self._current()
        if row is not None:
            dialog = MergingDialog(self._desk, self._page, PLACE_MERGE, row.id)
            dialog.merged.connect(self.added)
            dialog.open()

    def _on_duplicates(self) -> None:
        DuplicatesDialog(self._desk, self._page, PLACE_MERGE).open()

    def _on_dropped(self, place_id: int, into: int | None) -> None:
        row = self._tree.row(place_id)
        if row is not None and row.parent_id != into:
            wish = moved(row, into)
            said = _("“{name}” moved.", name=row.name)
            self._desk.operations.change(self._page, lambda session: edit_place(session, wish), said=said)

    def _on_delete(self) -> None:
        row = self._current()
        if row is not None and not self._is_deleting:
            self._is_deleting = True
            wish = Deletion(row.id, row.version)
            said = _("“{name}” deleted.", name=row.name)
            self._desk.operations.change(
                self, lambda session: delete_place(session, wish), settled=self._on_settled, said=said
            )

    def _on_settled(self) -> None:
        self._is_deleting = False
