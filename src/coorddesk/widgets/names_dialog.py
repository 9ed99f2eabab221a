"""The dialog of a short list of names: categories, statuses, departments are added, renamed and deleted here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.merging import MergeKind
    from coorddesk.widgets.desk import Desk

_SIZE = (560, 520)
_ABOUT, _USES = 1, 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Name:
    """One of the names, what it is about, and how much there is of it."""

    id: int
    version: int
    name: str
    uses: int
    about: Message | None = None


@dataclass(frozen=True)
class Names:
    """A list of names as a feature keeps it; every function but `read` is a verb.

    `about` heads the column of what names are about, where there is one. Without `create` nothing is added here;
    where `kinds` are given, a new name is of one of them; with `merges`, two of them can be made one.
    """

    title: Message
    read: Callable[[Session], Sequence[Name]]
    rename: Callable[[Session, Name, str], object]
    delete: Callable[[Session, Name], object]
    create: Callable[[Session, str, Any], object] | None = None
    about: Message | None = None
    kinds: Sequence[tuple[Any, Message]] = ()
    merges: MergeKind | None = None


class NamesDialog(QDialog):
    """Each change is written at once, and undone like any other."""

    def __init__(self, desk: Desk, owner: QWidget, names: Names) -> None:
        """Build it; `open` reads the names."""
        super().__init__(owner)
        self._desk = desk
        self._names = names
        self._shown: Sequence[Name] = ()
        self._is_filling = False
        self.setWindowTitle(desk.texts.say(names.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._notice = Notice(desk, Tone.DANGER)
        self._new = TextEditor(desk, hint=_("New name"))
        self._new.control.setAccessibleName(desk.texts.say(_("New name")))
        self._kind = ChoiceEditor(desk, names.kinds) if names.kinds else None
        self._add = button(desk, _p("button", "Add"), ButtonKind.PRIMARY, "plus")
        self._table = self._make_table()
        self._rename = make_action(desk, self._table, _("Rename"), "pencil", "F2", self._on_rename)
        self._merge = make_action(desk, self._table, _("Merge…"), "merge", "Ctrl+M", self._on_merge)
        self._merge.setVisible(names.merges is not None)
        self._delete = make_action(desk, self._table, _("Delete"), "trash-2", "Del", self._on_delete)
        self._lay_out()
        self._add.clicked.connect(self._on_add)
        self._new.line.returnPressed.connect(self._on_add)
        self._table.itemChanged.connect(self._on_item_changed)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show the dialog and read the names."""
        super().open()
        self._read()
        (self._table if self._names.create is None else self._new).setFocus()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(self._desk.texts.say(self._names.title))
        say = self._desk.texts.say
        about = self._names.about
        table.setHorizontalHeaderLabels([say(_("Name")), "" if about is None else say(about), say(_("Uses"))])
        table.model().setHeaderData(_USES, Qt.Orientation.Horizontal, _RIGHT, Qt.ItemDataRole.TextAlignmentRole)
        table.setColumnHidden(_ABOUT, about is None)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(PaddedDelegate(table))
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _lay_out(self) -> None:
        adding = QWidget()
        line = QHBoxLayout(adding)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(TIGHT)
        line.addWidget(self._new, 2)
        if self._kind is not None and self._names.about is not None:
            self._kind.control.setAccessibleName(self._desk.texts.say(self._names.about))
            line.addWidget(self._kind, 1)
        line.addWidget(self._add)
        adding.setVisible(self._names.create is not None)
        buttons = QHBoxLayout()
        for action in (self._rename, self._merge, self._delete):
            buttons.addWidget(tool_button(action))
        buttons.addStretch()
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(adding)
        layout.addWidget(self._notice)
        layout.addWidget(self._table, 1)
        layout.addLayout(buttons)
        self.resize(*_SIZE)

    def _read(self) -> None:
        self._desk.operations.read(self, self._names.read, self._show, replaces="names")

    def _show(self, names: Sequence[Name]) -> None:
        current = self._current()
        self._is_filling = True
        self._shown = names
        self._table.setRowCount(len(names))
        texts = self._desk.texts
        for row, each in enumerate(names):
            about = "" if each.about is None else texts.say(each.about)
            cells = (each.name, about, texts.number(each.uses))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column == _USES:
                    item.setTextAlignment(_RIGHT)
                if column:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self._table.setItem(row, column, item)
            if current is not None and each.id == current.id:
                self._table.setCurrentCell(row, 0)
        self._is_filling = False

    def _current(self) -> Name | None:
        row = self._table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _on_committed(self, _changes: Changes) -> None:
        self._read()

    def _on_add(self) -> None:
        name, create = self._new.value(), self._names.create
        if name and create is not None:
            kind = None if self._kind is None else self._kind.value()
            self._change(lambda session: create(session, name, kind), lambda _result: self._new.set_value(None))

    def _on_rename(self) -> None:
        item = self._table.item(self._table.currentRow(), 0)
        if item is not None:
            self._table.editItem(item)

    def _on_merge(self) -> None:
        each, kind = self._current(), self._names.merges
        if each is not None and kind is not None:
            MergingDialog(self._desk, self, kind, each.id).open()

    def _on_delete(self) -> None:
        each = self._current()
        if each is not None:
            delete = self._names.delete
            self._change(lambda session: delete(session, each))

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        each, name = self._shown[item.row()], item.text().strip()
        if name and name != each.name:
            rename = self._names.rename
            self._change(lambda session: rename(session, each, name))
        else:
            self._read()

    def _change(self, work: Callable[[Session], object], done: Callable[[object], None] | None = None) -> None:
        self._notice.say(None)
        self._desk.operations.change(self, work, done, self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        self._notice.say(error.message)
        self._read()
