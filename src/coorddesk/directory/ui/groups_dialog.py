"""Classes, groups and contact groups, beside who is in the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _, _p
from coorddesk.directory.queries import GroupRow, groups
from coorddesk.directory.service import Deletion, delete_group
from coorddesk.directory.ui.group_dialog import GroupDialog
from coorddesk.directory.ui.groups_tree import GroupsTree
from coorddesk.directory.ui.members_panel import MembersPanel
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tokens import HAIR, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_SIZE = (960, 640)
_LIST_WIDTH = 300


class GroupsDialog(QDialog):
    """Each change is written at once, and undone like any other.

    Signals:
        list_asked: the id of a group whose people should be shown in the list; the dialog closes.
    """

    list_asked = Signal(int)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it; `open` reads the groups."""
        super().__init__(owner)
        self._desk = desk
        self._wanted: int | None = None
        self.setWindowTitle(desk.texts.say(_("Groups and classes")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tree = GroupsTree(desk)
        self._panel = MembersPanel(desk)
        make = partial(make_action, desk)
        self._new = make(self, _("New group…"), "plus", "Ctrl+N", self._on_new)
        self._edit = make(self._tree, _("Edit…"), "pencil", "F2", self._on_edit)
        self._delete = make(self._tree, _("Delete"), "trash-2", "Del", self._on_delete)
        self._list = make(self._tree, _("Show in the list"), "list", "", self._on_list)
        self._close = button(desk, _p("dismiss a message", "Close"))
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._lay_out()
        self._tree.chosen.connect(self._on_chosen)
        self._tree.itemActivated.connect(lambda _item, _column: self._on_list())
        self._panel.opened.connect(self._on_person_wanted)
        self._close.clicked.connect(self.accept)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show the dialog and read the groups."""
        super().open()
        self._read()
        self._tree.setFocus()

    def _lay_out(self) -> None:
        self._tree.setFixedWidth(_LIST_WIDTH)
        verbs = QHBoxLayout()
        verbs.setSpacing(HAIR)
        verbs.addWidget(tool_button(self._new))
        for action in (self._edit, self._delete, self._list):
            verbs.addWidget(tool_button(action, words=False))
        verbs.addStretch()
        left = QVBoxLayout()
        left.setSpacing(TIGHT)
        left.addWidget(self._tree, 1)
        left.addLayout(verbs)
        columns = QHBoxLayout()
        columns.setSpacing(WIDE)
        columns.addLayout(left)
        columns.addWidget(self._panel, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addLayout(columns, 1)
        layout.addLayout(foot)
        resize_on_screen(self, *_SIZE)

    def _read(self) -> None:
        self._desk.operations.read(self, _read, self._on_read, replaces="groups")

    def _on_read(self, rows: Sequence[GroupRow]) -> None:
        wanted, self._wanted = self._wanted, None
        self._tree.show_groups(rows, wanted)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"person_group", "membership", "person"}:
            self._read()

    def _on_chosen(self, row: GroupRow | None) -> None:
        for action in (self._edit, self._delete, self._list):
            action.setEnabled(row is not None)
        self._panel.show_group(row)

    def _on_new(self) -> None:
        dialog = GroupDialog(self._desk, self)
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _on_saved(self, group_id: int) -> None:
        self._wanted = group_id
        self._read()

    def _on_edit(self) -> None:
        row = self._tree.current()
        if row is not None:
            GroupDialog(self._desk, self, row).open()

    def _on_delete(self) -> None:
        row = self._tree.current()
        if row is None:
            return
        question, detail = _("Delete “{name}”?", name=row.title), _("The people in it stay on the desk.")
        if not row.people or self._desk.ask(self, question, detail, _("Delete"), dangerous=True):
            said = _("“{name}” deleted.", name=row.title)
            self._panel.change(partial(_drop, Deletion(row.id, row.version)), said)

    def _on_list(self) -> None:
        row = self._tree.current()
        if row is not None:
            self.list_asked.emit(row.id)
            self.accept()

    def _on_person_wanted(self, person_id: int) -> None:
        self.accept()
        self._desk.open_record(("person", person_id))


def _read(session: Session) -> Sequence[GroupRow]:
    """In the lane."""
    return groups(session)


def _drop(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_group(session, wish)
