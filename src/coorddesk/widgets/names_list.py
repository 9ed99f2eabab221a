"""A short list of names: categories, statuses, departments are added, changed, merged and deleted here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import InUse, UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.merging.dialog import MergingDialog
from coorddesk.widgets.merging.duplicates import DuplicatesDialog
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import HAIR, ROOM, ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.merging import MergeKind
    from coorddesk.widgets.desk import Desk

_ABOUT, _USES = 1, 2
_LEAST_NAME = 120
_NAME, _USED = _("Name"), _("Uses")
_INDENT = "\N{EM SPACE}\N{EN SPACE}"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Name:
    """One of the names, what it is about, how much there is of it, how deep inside others it stands, its picture."""

    id: int
    version: int
    name: str
    uses: int = 0
    about: Message | None = None
    depth: int = 0
    icon: str = ""


@dataclass(frozen=True)
class Names:
    """A list of names as a feature keeps it; every function but `read` is a verb.

    `called` heads the column of the names, `about` that of what they are about, where there is one, and `counted` that
    of how much there is of each. Without `rename` only the form writes a name. Without `create` nothing is added here;
    where `kinds` are given, a new name is of one of them; with `merges`, two of them can be made one. A `form` opens
    with all that is known of a name, or of a new one. `order` puts names in the order of their ids. `doubt` is what to
    ask before one is deleted, None where nothing needs to be asked; `replace` asks for another where one that goes is
    still used, which the message says. Where `table` is named, each has a card with its picture, files and notes.
    """

    title: Message
    read: Callable[[Session], Sequence[Name]]
    delete: Callable[[Session, Name], object]
    rename: Callable[[Session, Name, str], object] | None = None
    create: Callable[[Session, str, Any], object] | None = None
    called: Message = _NAME
    about: Message | None = None
    counted: Message | None = _USED
    kinds: Sequence[tuple[Any, Message]] = ()
    merges: MergeKind | None = None
    form: Callable[[Desk, QWidget, Name | None], None] | None = None
    order: Callable[[Session, Sequence[int]], object] | None = None
    doubt: Callable[[Name], Message | None] | None = None
    replace: Callable[[Desk, QWidget, Name, Message], None] | None = None
    table: str = ""


class NamesList(QWidget):
    """Each change is written at once, and undone like any other."""

    def __init__(self, desk: Desk, names: Names) -> None:
        """Build it; `begin` reads the names."""
        super().__init__()
        self._desk = desk
        self._names = names
        self._shown: Sequence[Name] = ()
        self._is_filling = self._is_behind = False
        self._wanted: int | None = None
        self.notice = Notice(desk, Tone.DANGER)
        self.new = TextEditor(desk, hint=_("New name"))
        self.new.control.setAccessibleName(desk.texts.say(_("New name")))
        self.kind = ChoiceEditor(desk, names.kinds) if names.kinds else None
        self.add = button(desk, _p("button", "Add"), ButtonKind.PRIMARY, "plus")
        self.table = self._make_table()
        self._make_actions()
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        self.new.line.returnPressed.connect(self._on_add)
        self.table.itemChanged.connect(self._on_item_changed)
        if names.form is not None:
            self.table.itemActivated.connect(lambda _item: self._open_form(is_new=False))
        self.table.currentCellChanged.connect(lambda *_cells: _enable(self._of_one, wanted=self._current() is not None))
        _enable(self._of_one, wanted=False)
        desk.operations.committed.connect(self._on_committed)
        hand_focus_on(self, lambda: self.table if names.create is None else self.new)

    def begin(self) -> None:
        """Read the names."""
        self._desk.operations.read(self, self._names.read, self._show, replaces="names")

    def _make_actions(self) -> None:
        names, table = self._names, self.table
        make = partial(make_action, self._desk, table)
        self.fresh = make(_p("in a list", "New…"), "plus", "Ctrl+N", partial(self._open_form, is_new=True))
        self.fresh.setVisible(names.form is not None and names.create is None)
        self.edit = make(_("Edit…"), "square-pen", "", partial(self._open_form, is_new=False))
        self.edit.setVisible(names.form is not None)
        self.rename = make(_("Rename"), "pencil", "F2", self._on_rename)
        self.rename.setVisible(names.rename is not None)
        self.card = make(_("Picture and files"), "paperclip", "Alt+Return", self._on_card)
        self.card.setVisible(bool(names.table))
        self.up = make(_("Move up"), "arrow-up", "Alt+Up", partial(self._on_moved, -1))
        self.down = make(_("Move down"), "arrow-down", "Alt+Down", partial(self._on_moved, 1))
        for action in (self.up, self.down):
            action.setVisible(names.order is not None)
        self.merge = make(_("Merge…"), "merge", "Ctrl+M", self._on_merge)
        self.merge.setVisible(names.merges is not None)
        if (kind := names.merges) is not None:
            look = partial(DuplicatesDialog, self._desk, self, kind)
            make(_("Likely duplicates…"), "circle-equal", "", lambda: look().open())
        self.delete = make(_("Delete"), "trash-2", "Del", self._on_delete)
        of_one = (self.edit, self.card, self.up, self.down, self.merge, self.delete)
        self._of_one = of_one if names.rename is None else (*of_one, self.rename)
        self.rename.setEnabled(False)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(self._desk.texts.say(self._names.title))
        say = self._desk.texts.say
        names = self._names
        table.setHorizontalHeaderLabels(["" if each is None else say(each) for each in _heads(names)])
        table.model().setHeaderData(_USES, Qt.Orientation.Horizontal, _RIGHT, Qt.ItemDataRole.TextAlignmentRole)
        table.setColumnHidden(_ABOUT, names.about is None)
        table.setColumnHidden(_USES, names.counted is None)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the end of a path says most
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        inline = QAbstractItemView.EditTrigger.DoubleClicked
        is_inline = names.form is None and names.rename is not None
        table.setEditTriggers(inline if is_inline else QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        delegate = PaddedDelegate(table)
        queued = Qt.ConnectionType.QueuedConnection  # when the editor is gone
        delegate.closeEditor.connect(lambda: self.begin() if self._is_behind else None, queued)
        table.setItemDelegate(delegate)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        _dress(table.horizontalHeader(), has_about=names.about is not None)
        return table

    def _lay_out(self) -> None:
        adding = QWidget()
        line = QHBoxLayout(adding)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(TIGHT)
        line.addWidget(self.new, 2)
        if self.kind is not None and self._names.about is not None:
            self.kind.control.setAccessibleName(self._desk.texts.say(self._names.about))
            line.addWidget(self.kind, 1)
        line.addWidget(self.add)
        adding.setVisible(self._names.create is not None)
        buttons = QHBoxLayout()
        buttons.setSpacing(HAIR)
        for action in (self.fresh, self.edit, self.rename, self.card, self.up, self.down, self.merge, self.delete):
            made = tool_button(action)
            made.setVisible(action.isVisible())
            buttons.addWidget(made)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        layout.addWidget(adding)
        layout.addWidget(self.notice)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    def _show(self, names: Sequence[Name]) -> None:
        """Show them; where a name is being typed, once that is done: it is that of the row as it stands."""
        self._is_behind = _is_typing(self.table)
        if self._is_behind:
            return
        current = self._current()
        wanted, self._wanted = self._wanted or (None if current is None else current.id), None
        self._is_filling = True
        self._shown = names
        self.table.setRowCount(len(names))
        texts = self._desk.texts
        for row, each in enumerate(names):
            about = "" if each.about is None else texts.say(each.about)
            cells = (each.depth * _INDENT + each.name, about, texts.number(each.uses))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(about if column == _ABOUT else "")
                if column == _USES:
                    item.setTextAlignment(_RIGHT)
                if column == 0 and each.icon:
                    item.setIcon(self._desk.theme.icon(each.icon))
                if column:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(row, column, item)
            if each.id == wanted:
                self.table.setCurrentCell(row, 0)
        self._is_filling = False
        _enable(self._of_one, wanted=self._current() is not None)
        half, whole = self.table.viewport().width() // 2, self.table.sizeHintForColumn(0)
        self.table.setColumnWidth(0, max(_LEAST_NAME, min(half, whole)))  # where it does not take what is left

    def _current(self) -> Name | None:
        row = self.table.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _on_committed(self, _changes: Changes) -> None:
        if self.isVisible():
            self.begin()

    def _on_add(self) -> None:
        name, create = self.new.value(), self._names.create
        if name and create is not None:
            kind = None if self.kind is None else self.kind.value()
            self._change(lambda session: create(session, name, kind), lambda _result: self.new.set_value(None))

    def _on_rename(self) -> None:
        item = self.table.item(self.table.currentRow(), 0)
        if item is not None and not _is_typing(self.table):
            self.table.editItem(item)

    def _on_card(self) -> None:
        each = self._current()
        if each is not None:
            self._desk.open_record((self._names.table, each.id))

    def _open_form(self, *, is_new: bool) -> None:
        form, each = self._names.form, None if is_new else self._current()
        if form is not None and (is_new or each is not None):
            form(self._desk, self, each)

    def _on_moved(self, steps: int) -> None:
        order, each = self._names.order, self._current()
        place = self.table.currentRow() + steps
        if order is None or each is None or not 0 <= place < len(self._shown):
            return
        ids = [one.id for one in self._shown if one.id != each.id]
        ids.insert(place, each.id)
        self._wanted = each.id
        self._change(lambda session: order(session, ids))

    def _on_merge(self) -> None:
        each, kind = self._current(), self._names.merges
        if each is not None and kind is not None:
            MergingDialog(self._desk, self, kind, each.id).open()

    def _on_delete(self) -> None:
        each = self._current()
        if each is None:
            return
        doubt = None if self._names.doubt is None else self._names.doubt(each)
        if doubt is not None and not self._desk.ask(self, doubt, None, _("Delete"), dangerous=True):
            return
        delete = self._names.delete
        self._change(lambda session: delete(session, each), refused=partial(self._on_delete_refused, each))

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        each, name, rename = self._shown[item.row()], item.text().strip(), self._names.rename
        if name and name != each.name and rename is not None:
            self._change(lambda session: rename(session, each, name))
        else:
            self.begin()

    def _change(
        self,
        work: Callable[[Session], object],
        done: Callable[[object], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> None:
        self.notice.say(None)
        self._desk.operations.change(self, work, done, refused or self._on_refused)

    def _on_delete_refused(self, each: Name, error: UserError) -> None:
        """Offer to put another in the place of one that is still used, where that can be done."""
        replace = self._names.replace
        if replace is None or not isinstance(error, InUse):
            self._on_refused(error)
            return
        self.begin()
        replace(self._desk, self, each, error.message)

    def _on_refused(self, error: UserError) -> None:
        self.notice.say(error.message)
        self.begin()


def _heads(names: Names) -> tuple[Message | None, ...]:
    return names.called, names.about, names.counted


def _enable(actions: Iterable[QAction], *, wanted: bool) -> None:
    for action in actions:
        action.setEnabled(wanted)


def _dress(header: QHeaderView, *, has_about: bool) -> None:
    """What a name is about takes the room that is left and may be cut off; the name itself may not."""
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    if has_about:
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    header.setSectionResizeMode(_ABOUT if has_about else 0, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _is_typing(table: QTableWidget) -> bool:
    return table.state() is QAbstractItemView.State.EditingState
