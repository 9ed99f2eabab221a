"""The editor of several things of several kinds: each is searched for in a line, and stands in the list below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

Search = Callable[["Session", str, int], Sequence[Option]]

_PICKED = Qt.ItemDataRole.UserRole
_THING, _NOTE = 0, 1
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True)
class Picked:
    """A record of a kind (the name of its table), or a name that no record has; `note` is what is said beside it."""

    kind: str
    id: int | None
    name: str
    note: str = ""


class PickedEditor(Editor):
    """Its value is a tuple of `Picked`, in the order in which they were picked.

    With `note`, a second column says something of each, which F2 writes; with `by_name`, Enter takes a name as it is
    typed where no record is called so.
    """

    def __init__(
        self,
        desk: Desk,
        searches: Mapping[str, Search],
        hint: Message,
        note: Message | None = None,
        *,
        by_name: bool = False,
        lines: int = 3,
    ) -> None:
        """Search in all of `searches`, by kind; show so many `lines` at once."""
        self._desk, self._searches, self._by_name = desk, dict(searches), by_name
        self._around, self.list = QWidget(), QTreeWidget()
        super().__init__(desk, self._around)
        self.picker = RecordPicker(desk, partial(_search, self._searches), hint=hint)
        layout = QVBoxLayout(self._around)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(self.picker)
        layout.addWidget(self.list)
        self._around.setFocusProxy(self.picker)
        self._dress(note, lines)
        self.picker.changed.connect(self._on_picked)
        self.picker.line.installEventFilter(self)
        self.list.itemChanged.connect(lambda _item, _column: self.changed.emit())

    def value(self) -> tuple[Picked, ...]:
        """What was picked. Raises `UserError` if a name is typed that was not chosen."""
        self.picker.value()
        return self.picked()

    def picked(self) -> tuple[Picked, ...]:
        """The same, whatever is typed."""
        return tuple(_read(item) for item in self._items())

    def set_value(self, value: Any) -> None:
        """Show these."""
        self._fill(value or ())

    def state(self) -> object:
        """What was picked, and what is typed."""
        return self.picked(), self.picker.state()

    def set_state(self, state: Any) -> None:
        """Pick and type it again."""
        rows, typed = state
        self._fill(rows)
        self.picker.set_state(typed)

    def shown(self, value: Any) -> str:
        """Their names in a row."""
        return value if isinstance(value, str) else ", ".join(each.name for each in value or ())

    def describe(self, label: QLabel, name: str) -> None:
        """The line is where it is typed; the list says what was picked."""
        self.picker.describe(label, name)
        self.list.setAccessibleName(self.look.texts.say(_("{title}: chosen", title=name)))

    def set_wrong(self, trouble: str) -> None:
        """Mark the line."""
        self.picker.set_wrong(trouble)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed, not the whole form."""
        if not self._by_name or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        text = " ".join(self.picker.line.text().split())
        if not text or event.key() not in _ENTER or event.modifiers():
            return False
        self.picker.popup.hide()
        self._desk.operations.read(self, partial(_named, self._searches, text), partial(self._on_named, text))
        return True

    def _dress(self, note: Message | None, lines: int) -> None:
        say = self._desk.texts.say
        self.list.setColumnCount(1 if note is None else 2)
        self.list.setHeaderHidden(note is None)
        if note is not None:
            self.list.setHeaderLabels([say(_("Chosen")), say(_("{title} (F2)", title=note))])
            self.list.header().setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
            make_action(self._desk, self.list, note, "pencil", "F2", self._on_note)
            self.list.itemDoubleClicked.connect(lambda _item, _column: self._on_note())
        self.list.header().setSectionResizeMode(_THING, QHeaderView.ResizeMode.Stretch)
        self.list.setProperty("kind", "field")
        self.list.setRootIsDecorated(False)
        self.list.setItemDelegate(PaddedDelegate(self.list))
        self.list.setFixedHeight((lines + (note is not None)) * ROW_HEIGHT)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        make_action(self._desk, self.list, _("Take out"), "trash-2", "Del", self._on_removed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _on_picked(self) -> None:
        option = self.picker.picked
        if option is None:
            self.changed.emit()
        else:
            self._take(_decoded(self._searches, option))

    def _on_named(self, text: str, found: Picked | None) -> None:
        self._take(found or Picked("", None, text))

    def _take(self, picked: Picked) -> None:
        self.picker.set_value(None)
        if all((each.kind, each.id, each.name) != (picked.kind, picked.id, picked.name) for each in self.picked()):
            self._add(picked)
        self.changed.emit()

    def _on_note(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.editItem(item, _NOTE)

    def _on_removed(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
            self.changed.emit()

    def _fill(self, rows: Sequence[Picked]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        self.list.blockSignals(False)
        for row in rows:
            self._add(row)

    def _add(self, row: Picked) -> None:
        self.list.blockSignals(True)
        item = QTreeWidgetItem([row.name, row.note])
        item.setSizeHint(_THING, QSize(0, ROW_HEIGHT))
        item.setData(_THING, _PICKED, row)
        item.setToolTip(_THING, row.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addTopLevelItem(item)
        self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]


def _read(item: QTreeWidgetItem) -> Picked:
    row: Picked = item.data(_THING, _PICKED)
    note = " ".join(item.text(_NOTE).split()) if item.columnCount() > 1 else row.note
    return replace(row, note=note)


def _search(searches: Mapping[str, Search], session: Session, text: str, limit: int) -> Sequence[Option]:
    """In the lane: options of every kind, whose ids say of which they are."""
    return [
        Option(option.id * len(searches) + place, option.name, option.detail)
        for place, search in enumerate(searches.values())
        for option in search(session, text, limit)
    ][:limit]


def _named(searches: Mapping[str, Search], text: str, session: Session) -> Picked | None:
    """In the lane: the one record that is called so."""
    options = _search(searches, session, text, 2 * len(searches) + 20)
    found = [option for option in options if fold(option.name) == fold(text)]
    return _decoded(searches, found[0]) if len(found) == 1 else None


def _decoded(searches: Mapping[str, Search], option: Option) -> Picked:
    record_id, place = divmod(option.id, len(searches))
    return Picked(list(searches)[place], record_id, option.name)
