"""Copying from a list: the selected records as they are shown, painted or not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tables import RIGHT_ALIGNED
from coorddesk.widgets.table.copying import as_mime
from coorddesk.widgets.table.pages import read_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.columns import Columns
    from coorddesk.widgets.table.pages import Cells, Pages
    from coorddesk.widgets.table.source import Source
    from coorddesk.widgets.table.view import RecordTable


class Clipboard(QObject):
    """The two ways to copy, as actions of the table for its keys and its menu."""

    def __init__(
        self, desk: Desk, source: Source[Any, Any], table: RecordTable, columns: Columns, pages: Pages
    ) -> None:
        """Add the actions to `table`."""
        super().__init__(table)
        self._desk = desk
        self._source = source
        self._table = table
        self._columns = columns
        self._pages = pages
        copy = QKeySequence(QKeySequence.StandardKey.Copy)
        self.actions = (
            self._action(_("Copy"), copy, titles=False),
            self._action(_("Copy with headings"), QKeySequence("Ctrl+Shift+C"), titles=True),
        )

    def copy(self, *, titles: bool = False) -> None:
        """Put the selected records on the clipboard; with `titles`, the headings first."""
        ids = self._table.selected_ids()
        if not ids:
            return
        cells = self._pages.cells_of(ids)
        if cells is not None:
            self._put(cells, titles=titles)
            return
        self._desk.operations.job(
            self,
            _n("Copying {count} row", "Copying {count} rows", len(ids)),
            partial(read_cells, self._source, ids, self._desk.texts),
            partial(self._put, titles=titles),
        )

    def _action(self, text: Message, keys: QKeySequence, *, titles: bool) -> QAction:
        action = QAction(self._desk.texts.say(text), self._table)
        action.setIcon(self._desk.theme.icon("copy"))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self.copy, titles=titles))
        self._table.addAction(action)
        return action

    def _put(self, rows: Sequence[Cells], *, titles: bool) -> None:
        places = self._columns.shown()
        columns = [self._source.columns[place] for place in places]
        heads = [self._desk.texts.say(column.title) for column in columns] if titles else []
        cells = [[row[place] for place in places] for row in rows]
        mime = as_mime(heads, cells, [column.kind in RIGHT_ALIGNED for column in columns])
        QGuiApplication.clipboard().setMimeData(mime)
        self._desk.say(_n("{count} row copied", "{count} rows copied", len(cells)))
