"""The list of a round in its form: devices and places scanned or typed, moved up and down, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.core.scanner import readings
from coorddesk.rounds.queries import StopRow, stop_meant, stop_of, stop_options
from coorddesk.rounds.service import Stop
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import breakable, label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.scan_field import wiring
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_ROW = Qt.ItemDataRole.UserRole
_LINES = 7
_THING, _NOTE = 0, 1
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class StopsEditor(Editor):
    """Its value is a tuple of `Stop` in the order of the list; `set_value` takes rows of stops."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is on the list yet."""
        self._desk = desk
        self._around, self.list = QWidget(), QTreeWidget()
        super().__init__(desk, self._around)
        self.picker = RecordPicker(desk, stop_options, hint=_("Scan or type: a device or a place"))
        self._trouble = label(desk, kind="error", wrap=True)
        self._trouble.hide()
        layout = QVBoxLayout(self._around)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        for each in (self.picker, self._trouble, self.list):
            layout.addWidget(each)
        self._around.setFocusProxy(self.picker)
        self._dress()
        self.picker.changed.connect(self._on_picked)
        self.picker.line.installEventFilter(self)
        self.list.itemChanged.connect(lambda _item, _column: self.changed.emit())

    def value(self) -> tuple[Stop, ...]:
        """The list. Raises `UserError` if a name is typed that was not chosen."""
        self.picker.value()
        return tuple(Stop(row.asset_id, row.place_id, row.note) for row in self._rows())

    def set_value(self, value: Any) -> None:
        """Show these rows."""
        self._fill(value or ())

    def state(self) -> object:
        """What is on the list, and what is typed."""
        return self._rows(), self.picker.state()

    def set_state(self, state: Any) -> None:
        """Show and type it again."""
        rows, typed = state
        self._fill(rows)
        self.picker.set_state(typed)

    def shown(self, value: Any) -> str:
        """What is on it, in a row."""
        names = {Stop(row.asset_id, row.place_id, row.note): row.called for row in self._rows()}
        if value and isinstance(value[0], Stop):
            return ", ".join(names.get(stop, "…") for stop in value)
        return ", ".join(row.called for row in value or ())

    def describe(self, label: QLabel, name: str) -> None:
        """The line is where it is typed; the list says what is on it."""
        self.picker.describe(label, name)
        self.list.setAccessibleName(name)

    def set_wrong(self, trouble: str) -> None:
        """Mark the line."""
        self.picker.set_wrong(trouble)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed or scanned, not the whole form; the line is ready for the next scan at once."""
        is_key = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        text = self.picker.line.text().strip()
        if not is_key or not text or event.key() not in _ENTER or event.modifiers():  # type: ignore[attr-defined]  # a key
            return False
        self.picker.popup.hide()
        self.picker.set_value(None)
        work = partial(_meant, readings(text, wiring(self._desk.settings)))
        self._desk.operations.read(self, work, partial(self._on_meant, text))
        return True

    def _dress(self) -> None:
        say = self._desk.texts.say
        self.list.setHeaderLabels([say(_("In order")), say(_("What to look at (F2)"))])
        self.list.setRootIsDecorated(False)
        self.list.setItemDelegate(PaddedDelegate(self.list))
        self.list.setFixedHeight(_LINES * ROW_HEIGHT)
        self.list.header().setSectionResizeMode(_THING, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        new = partial(make_action, self._desk, self.list)
        new(_("What to look at"), "pencil", "F2", self._on_note)
        new(_("Move up"), "arrow-up", "Alt+Up", lambda: self._move(-1))
        new(_("Move down"), "arrow-down", "Alt+Down", lambda: self._move(1))
        new(_("Take out"), "trash-2", "Del", self._on_removed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.list.itemDoubleClicked.connect(lambda _item, _column: self._on_note())

    def _on_picked(self) -> None:
        picked = self.picker.picked
        if picked is None:
            self.changed.emit()
            return
        self.picker.set_value(None)
        self._desk.operations.read(self, partial(_stop, picked.id), partial(self._on_meant, picked.name))

    def _on_meant(self, text: str, row: StopRow | None) -> None:
        self._trouble.setVisible(row is None)
        if row is None:
            said = self._desk.texts.say(_("“{text}” is not known. Choose from the list.", text=text))
            self._trouble.setText(breakable(said))
            return
        rows = self._rows()
        places = [place for place, each in enumerate(rows) if each.subject == row.subject]
        if not places:
            self._fill((*rows, row))
        self.list.setCurrentItem(self._items()[places[0] if places else len(rows)])
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

    def _move(self, step: int) -> None:
        item = self.list.currentItem()
        place = -1 if item is None else self.list.indexOfTopLevelItem(item)
        if item is None or not 0 <= place + step < self.list.topLevelItemCount():
            return
        self.list.takeTopLevelItem(place)
        self.list.insertTopLevelItem(place + step, item)
        self.list.setCurrentItem(item)
        self.changed.emit()

    def _rows(self) -> tuple[StopRow, ...]:
        return tuple(
            replace(item.data(_THING, _ROW), note=" ".join(item.text(_NOTE).split())) for item in self._items()
        )

    def _fill(self, rows: Sequence[StopRow]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for row in rows:
            room, place = row.rooms
            said = " · ".join(part for part in (room or row.called, row.about, place) if part)
            item = QTreeWidgetItem([said, row.note])
            item.setSizeHint(_THING, QSize(0, ROW_HEIGHT))
            item.setData(_THING, _ROW, row)
            item.setToolTip(_THING, row.place)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addTopLevelItem(item)
        self.list.blockSignals(False)
        if items := self._items():
            self.list.setCurrentItem(items[0])

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(place) for place in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]


def _meant(texts: Sequence[str], session: Session) -> StopRow | None:
    """In the lane."""
    return stop_meant(session, texts)


def _stop(number: int, session: Session) -> StopRow | None:
    """In the lane."""
    return stop_of(session, number)
