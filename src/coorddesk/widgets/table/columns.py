"""Which columns a list shows, in which order and how wide: chosen in the menu of its heading, and remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import RIGHT_ALIGNED, heading
from coorddesk.widgets.table.painting import PADDING
from coorddesk.widgets.tokens import ICON, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QHeaderView

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.source import Source

_PAUSE_MILLISECONDS = 400

ColumnLayout = list[list[Any]]
"""The columns of a list as they are remembered."""


class Columns(QObject):
    """Keeps a heading as its user left it, under the key "columns.NAME" of the desk's memory.

    Signals:
        sort_wanted: the key of a column, and whether downwards.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, desk: Desk, name: str, source: Source[Any, Any], header: QHeaderView) -> None:
        """Give the heading the widths, order and choice remembered, or the source's own."""
        super().__init__(header)
        self._desk = desk
        self._key = ""
        self._first: ColumnLayout | None = None
        self._source = source
        self._header = header
        self._is_laying_out = False
        self._save_soon = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self.use(name, None)
        header.sectionMoved.connect(self._on_changed)
        header.sectionResized.connect(self._on_changed)

    def use(self, name: str, first: ColumnLayout | None) -> None:
        """Go by another name in the memory; `first` is shown until somebody changes it there."""
        if self._save_soon.isActive():
            self.save()
        self._key = f"columns.{name}"
        self._first = first
        self.renew()

    def renew(self) -> None:
        """Lay out the source's columns, which may be others now."""
        self._lay_out(self._readable(self._desk.settings.recall(self._key)) or self._at_first())

    def layout(self) -> ColumnLayout:
        """Every column from left to right: its key, its width if somebody chose one, and whether it is shown."""
        header, columns = self._header, self._source.columns
        order = [header.logicalIndex(visual) for visual in range(header.count())]
        return [[columns[place].key, self._width(place), not header.isSectionHidden(place)] for place in order]

    def forget(self) -> None:
        """Remember nothing under this name any more."""
        self._save_soon.stop()
        self._desk.settings.remember(self._key, None)

    def shown(self) -> list[int]:
        """The columns that can be seen, by their place in the source, from left to right."""
        places = [self._header.logicalIndex(visual) for visual in range(self._header.count())]
        return [place for place in places if not self._header.isSectionHidden(place)]

    def menu(self, clicked: int = -1) -> QMenu:
        """A new menu: sort by the clicked column, show or hide each, go back to the first choice."""
        menu = QMenu(self._header)
        if clicked >= 0 and self._source.columns[clicked].key not in self._source.unsortable:
            key = self._source.columns[clicked].key
            self._add(menu, _("Sort upwards")).triggered.connect(lambda: self.sort_wanted.emit(key, False))
            self._add(menu, _("Sort downwards")).triggered.connect(lambda: self.sort_wanted.emit(key, True))
            menu.addSeparator()
        shown = self.shown()
        for place, column in enumerate(self._source.columns):
            action = self._add(menu, column.title)
            action.setCheckable(True)
            action.setChecked(place in shown)
            action.setEnabled(shown != [place])  # the last one stays
            action.toggled.connect(partial(self._on_toggled, place))
        menu.addSeparator()
        self._add(menu, _("Columns as at first")).triggered.connect(self._on_reset)
        return menu

    def save(self) -> None:
        """Remember the heading as it is."""
        self._save_soon.stop()
        self._desk.settings.remember(self._key, self.layout())

    def _add(self, menu: QMenu, text: Message) -> QAction:
        return menu.addAction(self._desk.texts.say(text).replace("&", "&&"))

    def _on_toggled(self, place: int, on: bool) -> None:
        self._header.setSectionHidden(place, not on)
        if on and self._header.sectionSize(place) < self._header.minimumSectionSize():
            self._header.resizeSection(place, self._first_width(place))
        self._stretch()
        self.save()

    def _on_reset(self) -> None:
        self._lay_out(self._at_first())
        self.save()

    def _on_changed(self) -> None:
        if not self._is_laying_out:
            self._stretch()
            self._save_soon.start()

    def _at_first(self) -> ColumnLayout:
        return self._readable(self._first) or self._own()

    def _readable(self, kept: Any) -> ColumnLayout | None:
        """A remembered layout, if it shows anything; people may have edited the file, and columns go."""
        entries = [each for each in kept if _is_entry(each)] if isinstance(kept, list) else []
        known = {column.key for column in self._source.columns}
        return entries if any(shown and key in known for key, _width, shown in entries) else None

    def _own(self) -> list[list[Any]]:
        """What the source shows before anybody chooses."""
        shown = self._source.shown or tuple(column.key for column in self._source.columns)
        keys = [*shown, *(column.key for column in self._source.columns if column.key not in shown)]
        return [[key, None, key in shown] for key in keys]

    def _lay_out(self, kept: list[list[Any]]) -> None:
        """Put columns in order; those that a newer program brought stand hidden at the end, if not shown at first."""
        self._is_laying_out = True
        self._header.setStretchLastSection(False)  # Qt goes on counting the room of a stretched one that is hidden
        places = {column.key: place for place, column in enumerate(self._source.columns)}
        known = {key for key, _width, _shown in kept}
        added = [entry for entry in self._own() if entry[0] not in known]
        for visual, (key, width, shown) in enumerate(e for e in [*kept, *added] if e[0] in places):
            place = places[key]
            self._header.moveSection(self._header.visualIndex(place), visual)
            self._header.setSectionHidden(place, False)
            self._header.resizeSection(place, width or self._first_width(place))
            self._header.setSectionHidden(place, not shown)
        self._stretch()
        self._is_laying_out = False

    def _stretch(self) -> None:
        """Let a last column of words take what is left; numbers stay near what they belong to."""
        last = self._source.columns[self.shown()[-1]]
        self._header.setStretchLastSection(last.kind not in RIGHT_ALIGNED)

    def _width(self, place: int) -> int | None:
        """The width to remember; the last column takes what is left, which is nobody's choice."""
        if self._header.isSectionHidden(place) or place == self.shown()[-1]:
            return None
        return self._header.sectionSize(place)

    def _first_width(self, place: int) -> int:
        """Room for the column's usual text, with a dot before it where some have one, and for its own title."""
        metrics = self._header.fontMetrics()
        column = self._source.columns[place]
        title = metrics.horizontalAdvance(heading(column, self._desk.texts))
        dot = ICON if column.key in self._source.dots() else 0
        return max(column.width * metrics.averageCharWidth() + dot, title + ICON + TIGHT) + 2 * PADDING


def _is_entry(entry: Any) -> bool:
    match entry:
        case [str(), None | int(), bool()]:
            return True
    return False
