"""Copying from a list: the selected records as they are shown, painted or not, with their groups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from coorddesk.core.messages import Message, _, _n
from coorddesk.widgets.table.copying import Copied, as_mime, copied
from coorddesk.widgets.table.pages import read_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.columns import Columns
    from coorddesk.widgets.table.group_choice import GroupChoice
    from coorddesk.widgets.table.source import Source
    from coorddesk.widgets.table.view import RecordTable


class Clipboard(QObject):
    """The two ways to copy, as actions of the table for its keys and its menu."""

    def __init__(
        self, desk: Desk, source: Source[Any, Any], table: RecordTable, columns: Columns, groups: GroupChoice
    ) -> None:
        """Add the actions to `table`."""
        super().__init__(table)
        self._desk = desk
        self._source = source
        self._table = table
        self._columns = columns
        self._groups = groups
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
        columns = tuple(self._source.columns[place] for place in self._columns.shown())
        heads = [self._desk.texts.say(column.title) for column in columns]
        over = self._over(ids, columns)
        if over is not None:
            heads = [self._desk.texts.say(self._groups.title or _("Groups")), *heads]
        put = partial(self._put, heads if titles else [], over)
        rows = self._table.records.pages.rows_of(ids)
        if rows is not None:
            put([(record_id, _cells(row, columns, self._desk.texts)) for record_id, row in zip(ids, rows, strict=True)])
            return
        self._desk.operations.job(
            self,
            _n("Copying {count} row", "Copying {count} rows", len(ids)),
            partial(_read, self._source, ids, columns, self._desk.texts),
            put,
        )

    def _over(self, ids: Sequence[int], columns: Sequence[Column[Any]]) -> Mapping[int, str] | None:
        """The group of each record, where the list is grouped by what no column shows."""
        by = self._groups.by
        if by is None or by in {column.key for column in columns}:
            return None
        return self._table.records.headings.titles_of(ids)

    def _action(self, text: Message, keys: QKeySequence, *, titles: bool) -> QAction:
        action = QAction(self._desk.texts.say(text), self._table)
        action.setIcon(self._desk.theme.icon("copy"))
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(partial(self.copy, titles=titles))
        self._table.addAction(action)
        return action

    def _put(self, heads: Sequence[str], over: Mapping[int, str] | None, rows: Sequence[_Row]) -> None:
        groups = {} if over is None else over
        cells = [each if over is None else [Copied(groups.get(record_id, "")), *each] for record_id, each in rows]
        QGuiApplication.clipboard().setMimeData(as_mime(heads, cells))
        self._desk.say(_n("{count} row copied", "{count} rows copied", len(cells)))


_Row = tuple[int, "list[Copied]"]


def _cells(row: Any, columns: Sequence[Column[Any]], texts: Texts) -> list[Copied]:
    return [copied(column.value(row), column.kind, texts) for column in columns]


def _read(
    source: Source[Any, Any],
    ids: Sequence[int],
    columns: Sequence[Column[Any]],
    texts: Texts,
    database: Database,
    progress: Progress,
) -> list[_Row]:
    """As a job; a record that is gone is left out."""
    return [(record_id, _cells(row, columns, texts)) for record_id, row in read_rows(source, ids, database, progress)]
