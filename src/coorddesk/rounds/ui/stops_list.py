"""The stops of a tour in their order, each with what was found; it goes on to the next by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from coorddesk.core.messages import _, _p, digits
from coorddesk.rounds.queries import CheckRow
from coorddesk.rounds.rules import Outcome, said_outcome
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_ROW = Qt.ItemDataRole.UserRole
_ICONS = {
    Outcome.OK: ("circle-check", Tone.SUCCESS),
    Outcome.FAULT: ("triangle-alert", Tone.DANGER),
    Outcome.SKIPPED: ("arrow-right", Tone.MUTED),
    None: ("circle-dot", Tone.MUTED),
}
_NUMBER, _THING, _PLACE, _FOUND, _NOTE = range(5)
_WIDTHS = {_NUMBER: 44, _THING: 220, _PLACE: 160, _FOUND: 152}


class StopsList(QTreeWidget):
    """Enter and double click say that the current stop is well.

    Signals:
        picked: the id of the stop that is current now.
        opened: Enter was pressed.
    """

    picked = Signal(int)
    opened = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing to look at yet."""
        super().__init__()
        self._desk = desk
        say = desk.texts.say
        titles = (
            *(_p("round", "N°"), _("Device or place"), _("Place"), _p("round", "Found")),
            _("What to look at, what was noted"),
        )
        self.setHeaderLabels([say(title) for title in titles])
        self.setAccessibleName(say(_("Stops of the round")))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setItemDelegate(PaddedDelegate(self))
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.header().setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(lambda _now, _before: self._on_current())
        own_enter(self, self.opened.emit)
        self.itemDoubleClicked.connect(lambda _item, _column: self.opened.emit())

    def show_checks(self, rows: Sequence[CheckRow]) -> None:
        """Show them, the current one staying; at first the first that nobody has looked at."""
        if self.topLevelItemCount() != len(rows):
            self.clear()
            self.addTopLevelItems([QTreeWidgetItem() for _row in rows])
        items = self._items()
        for number, (item, row) in enumerate(zip(items, rows, strict=True), 1):
            self._fill(item, number, row)
        for column in (_THING, _PLACE):  # as long as their names are: what is noted stands on the card too
            most = self.viewport().width() // 3
            self.setColumnWidth(column, max(_WIDTHS[column], min(most, self.sizeHintForColumn(column) + TIGHT)))
        if self.currentItem() is None and rows:
            left = next((place for place, row in enumerate(rows) if row.outcome is None), 0)
            self.setCurrentItem(items[left])

    def current(self) -> CheckRow | None:
        """The stop that the keys are about."""
        item = self.currentItem()
        row = None if item is None else item.data(_NUMBER, _ROW)
        return row if isinstance(row, CheckRow) else None

    def go_on(self, done: int) -> None:
        """Turn to the next stop that nobody has looked at, from the one that was just done; else to the one after."""
        items = self._items()
        rows = [item.data(_NUMBER, _ROW) for item in items]
        at = next((place for place, row in enumerate(rows) if row.id == done), 0)
        order = [*range(at + 1, len(rows)), *range(at)]
        left = next((place for place in order if rows[place].outcome is None), min(at + 1, len(rows) - 1))
        self.setCurrentItem(items[left])

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _fill(self, item: QTreeWidgetItem, number: int, row: CheckRow) -> None:
        texts = self._desk.texts
        icon, tone = _ICONS[row.outcome]
        room, place = row.rooms
        about = " · ".join(part for part in (room or row.called, row.about) if part)
        noted = " · ".join(part for part in (row.hint, row.note) if part)
        found = "" if row.outcome is None else texts.say(said_outcome(row.outcome))
        if row.ticket_id is not None:
            found = texts.say(
                _("{outcome}, n° {number}", outcome=said_outcome(row.outcome), number=digits(row.ticket_id))
            )
        for column, text in enumerate((texts.number(number), about, place, found, noted)):
            item.setText(column, text)
            item.setToolTip(column, row.place if column == _PLACE else text)
        item.setIcon(_FOUND, self._desk.theme.icon(icon, tone))
        item.setSizeHint(_NUMBER, QSize(0, ROW_HEIGHT))
        item.setData(_NUMBER, _ROW, row)

    def _on_current(self) -> None:
        row = self.current()
        if row is not None:
            self.picked.emit(row.id)
