"""The tree of places: sites, what is inside them, and how much stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
)

from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.records import Tally
from coorddesk.directory.queries import PlaceRow
from coorddesk.directory.rules import PLACE_KIND_TITLES, PlaceKind
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.padded import PaddedDelegate
from coorddesk.widgets.tokens import ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QKeyEvent

    from coorddesk.widgets.desk import Desk

_ID = Qt.ItemDataRole.UserRole
_NAME, _KIND, _FIRST_COUNT = 0, 1, 2
_ICONS = {
    PlaceKind.SITE: "map-pin",
    PlaceKind.BUILDING: "building-2",
    PlaceKind.FLOOR: "layers",
    PlaceKind.ROOM: "door-open",
    PlaceKind.STORE: "package",
}
_OPEN_LEVELS = 2


class PlaceTree(QTreeWidget):
    """Shows places in the order of their names; a place can be dragged into another.

    Signals:
        chosen: the id of the place that the keyboard is on, or None.
        opened: the id of a place that was double-clicked, or on which Enter was pressed.
        move_wanted: the id of a place, and that of the place it was dropped into (None: the outermost level).
        menu_wanted: a global position where a context menu should open.
    """

    chosen = Signal(object)
    opened = Signal(object)
    move_wanted = Signal(object, object)
    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self._rows: dict[int, PlaceRow] = {}
        self._items: dict[int, QTreeWidgetItem] = {}
        self._is_filling = False
        self.setAccessibleName(desk.texts.say(_("Places")))
        self.setUniformRowHeights(True)
        self.setIndentation(WIDE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setExpandsOnDoubleClick(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAutoExpandDelay(600)
        self.setItemDelegate(PaddedDelegate(self, _KIND))
        self.currentItemChanged.connect(self._on_current_item_changed)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_NAME, _ID)))

    def row(self, place_id: int | None) -> PlaceRow | None:
        """A place as it was read."""
        return None if place_id is None else self._rows.get(place_id)

    def current_id(self) -> int | None:
        """The place that the keyboard is on."""
        item = self.currentItem()
        return None if item is None else int(item.data(_NAME, _ID))

    def select(self, place_id: int | None) -> bool:
        """Put the keyboard on a place; False if it is not shown."""
        item = None if place_id is None else self._items.get(place_id)
        if item is None:
            return False
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def unfold(self, place_id: int) -> None:
        """Show what is right inside a place."""
        if place_id in self._items:
            self._items[place_id].setExpanded(True)

    def show_places(self, places: Sequence[PlaceRow], tallies: Sequence[Tally], text: str) -> None:
        """Show the places that hold every word of `text`, and what they are inside of; what was open stays open."""
        current, scroll = self.current_id(), self.verticalScrollBar().value()
        folded = {place_id for place_id, item in self._items.items() if not item.isExpanded()}
        known = set(self._items)
        hits = _hits(places, text)
        found = _with_outsides(places, hits)
        self._is_filling = True
        self.clear()
        self._items = {}
        self._rows = {row.id: row for row in places}
        self._title(tallies)
        for row in places:
            if row.id in found:
                self._add(row, tallies)
        for place_id, item in self._items.items():
            was_open = place_id not in folded if place_id in known else self._rows[place_id].level < _OPEN_LEVELS - 1
            item.setExpanded(bool(text) or was_open)
        self._is_filling = False
        if current in hits:
            self.select(current)
            self.verticalScrollBar().setValue(scroll)
        elif hits:
            self.select(next(iter(hits)))
        else:
            self.chosen.emit(None)

    def _title(self, tallies: Sequence[Tally]) -> None:
        say = self._desk.texts.say
        self.setColumnCount(_FIRST_COUNT + len(tallies))
        self.setHeaderLabels([say(_("Name")), say(_("Kind of place")), *(say(tally.title) for tally in tallies)])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column in range(_FIRST_COUNT, self.columnCount()):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _add(self, row: PlaceRow, tallies: Sequence[Tally]) -> None:
        texts = self._desk.texts
        item = QTreeWidgetItem([row.name, texts.say(PLACE_KIND_TITLES[row.kind])])
        item.setData(_NAME, _ID, row.id)
        item.setIcon(_NAME, self._desk.theme.icon(_ICONS[row.kind], Tone.MUTED))
        for column, tally in enumerate(tallies, _FIRST_COUNT):
            count = tally.counts.get(row.id, 0)
            item.setText(column, texts.number(count) if count else "")
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setSizeHint(_NAME, QSize(0, max(ROW_HEIGHT, self.fontMetrics().height() + TIGHT)))
        parent = self._items.get(row.parent_id) if row.parent_id is not None else None
        if parent is None:
            self.addTopLevelItem(item)
        else:
            parent.addChild(item)
        self._items[row.id] = item

    def _on_current_item_changed(self) -> None:
        if not self._is_filling:
            self.chosen.emit(self.current_id())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the pointer, or beside the current place for the keyboard."""
        position = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            position = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(position)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say what was dropped where; the tree itself follows when it is written."""
        target = self.itemAt(event.position().toPoint())
        into = None if target is None else int(target.data(_NAME, _ID))
        moved = self.current_id()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if moved is not None and moved != into:
            self.move_wanted.emit(moved, into)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, also where the platform has no key for it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id() is not None:
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)


def _hits(places: Sequence[PlaceRow], text: str) -> dict[int, None]:
    """The places whose path holds every word, in the order of the tree."""
    words = fold(text).split()
    return {row.id: None for row in places if all(word in fold(row.path) for word in words)}


def _with_outsides(places: Sequence[PlaceRow], hits: Iterable[int]) -> set[int]:
    """These places and those around them."""
    around = {row.id: row.parent_id for row in places}
    return {each for hit in hits for each in _upwards(hit, around)}


def _upwards(place_id: int | None, around: dict[int, int | None]) -> Iterator[int]:
    while place_id is not None:
        yield place_id
        place_id = around[place_id]
