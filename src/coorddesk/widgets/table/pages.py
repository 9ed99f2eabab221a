"""The rows of the pages that were painted: read in the lane when they are wanted, put into words once they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.source import Source

PAGE_ROWS = 128
_KEPT_ROWS = 64 * PAGE_ROWS
_PAGES_AT_ONCE = 4

Page = Mapping[int, Any]
"""Rows by id; None for a record that is gone."""


class Cells(dict[int, str]):
    """The texts of a row by the place of their column, each written when it is first read: most never come in sight."""

    __slots__ = ("_columns", "_row", "_texts")

    def __init__(self, row: Any, columns: Sequence[Column[Any]], texts: Texts) -> None:
        """Nothing is written yet; of no row, all are empty."""
        super().__init__()
        self._row, self._columns, self._texts = row, columns, texts

    def __missing__(self, place: int) -> str:
        """Write one."""
        if self._row is None:
            return ""
        column = self._columns[place]
        text = self[place] = cell_text(column.value(self._row), column.kind, self._texts)
        return text


class Pages(QObject):
    """Keeps what was painted lately, and shows what was there before until it is read again.

    Signals:
        arrived: the numbers of pages that were read.
        failed: a `UserError` kept them away; nothing more is read until `renew` or `hope`.
    """

    arrived = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, source: Source[Any, Any], parent: QObject) -> None:
        """Start without rows."""
        super().__init__(parent)
        self._operations = desk.operations
        self._texts = desk.texts
        self._source = source
        self._ids: Sequence[int] = ()
        self._cells: dict[int, Cells] = {}
        self._rows: dict[int, Any] = {}
        self._before: dict[int, Any] = {}
        self._wanted: dict[int, None] = {}
        self._is_fetching = False
        self._has_failed = False
        self._fetch_soon = QTimer(self, interval=0, singleShot=True)
        self._fetch_soon.timeout.connect(self._fetch)

    @property
    def is_fetching(self) -> bool:
        """Whether a page that was asked for is not here yet."""
        return self._is_fetching or self._fetch_soon.isActive()

    def row(self, record_id: int) -> Any | None:
        """The row of a record, if it is here."""
        return self._rows.get(record_id)

    def cells(self, row: int, record_id: int) -> Cells:
        """The cells of the record in a row; those that are not here are asked for, and told by `arrived`."""
        if record_id not in self._cells:
            if record_id not in self._rows:
                return self._miss(row, record_id)
            self._cells[record_id] = self._written(self._rows[record_id])
        return self._cells[record_id]

    def rows_of(self, ids: Sequence[int]) -> list[Any] | None:
        """The rows of records; None if one of them is not here."""
        found = [self._rows.get(record_id) for record_id in ids]
        return None if None in found else found

    def with_rows(self, ids: Sequence[int], work: Callable[[list[Any]], object]) -> None:
        """Do something with the rows of records that are still there; those that are not here are read first."""

        def take(page: Page) -> None:
            rows = [row for each in ids if (row := page.get(each)) is not None]
            if rows:
                work(rows)

        if self.rows_of(ids) is not None:
            take(self._rows)
        else:
            self._operations.read(self, partial(read_page, self._source, ids), take)

    def hope(self) -> None:
        """Read again after a failure."""
        self._has_failed = False

    def renew(self, first: Page) -> None:
        """Take all that is here for old, but for a page just read."""
        self._before = {**self._before, **self._rows} if len(self._before) < _KEPT_ROWS else self._rows
        self._cells, self._rows = {}, {}
        self._wanted.clear()
        self._keep(first)

    def begin_anew(self) -> None:
        """Forget everything: the columns are others."""
        self._cells, self._rows, self._before = {}, {}, {}
        self._wanted.clear()
        self._ids = ()

    def follow(self, ids: Sequence[int]) -> None:
        """Number the pages by these ids from now on."""
        self._ids = ids

    def _miss(self, row: int, record_id: int) -> Cells:
        """Ask for the page that the row is on; meanwhile say what was there before."""
        page = row // PAGE_ROWS
        self._wanted.pop(page, None)
        self._wanted[page] = None  # the one asked for last stands last
        if not (self._is_fetching or self._has_failed):
            self._fetch_soon.start()
        return self._written(self._before.get(record_id))

    def _written(self, row: Any | None) -> Cells:
        return Cells(row, self._source.columns, self._texts)

    def _fetch(self) -> None:
        """Read the pages asked for last: while the scroll bar is dragged, those before are out of sight again."""
        pages = sorted(list(self._wanted)[-_PAGES_AT_ONCE:])
        self._wanted.clear()
        ids = [record_id for page in pages for record_id in self._ids[page * PAGE_ROWS : (page + 1) * PAGE_ROWS]]
        ids = [record_id for record_id in ids if record_id > 0 and record_id not in self._rows]
        if not ids:
            return
        self._is_fetching = True
        read = partial(read_page, self._source, ids)
        self._operations.read(self, read, partial(self._on_read, pages), self._on_failed, settled=self._on_settled)

    def _on_settled(self) -> None:
        self._is_fetching = False

    def _on_read(self, pages: list[int], page: Page) -> None:
        self._keep(page)
        self.arrived.emit(pages)
        if self._wanted:
            self._fetch_soon.start()

    def _on_failed(self, error: UserError) -> None:
        self._has_failed = True
        self.failed.emit(error)

    def _keep(self, page: Page) -> None:
        self._rows |= page
        for record_id in list(self._rows)[: max(0, len(self._rows) - _KEPT_ROWS)]:
            del self._rows[record_id]
            self._cells.pop(record_id, None)


def read_page(source: Source[Any, Any], ids: Sequence[int], session: Session) -> Page:
    """In a lane."""
    page: dict[int, Any] = dict.fromkeys(ids)
    for start in range(0, len(ids), PAGE_ROWS):
        page |= source.page(session, ids[start : start + PAGE_ROWS])
    return page


def read_rows(
    source: Source[Any, Any], ids: Sequence[int], database: Database, progress: Progress
) -> Iterator[tuple[int, Any]]:
    """As a job: any number of records with their rows; one that is gone is left out."""
    from coorddesk.core.database import Lane  # sqlalchemy is loaded by now

    with database.reading(Lane.JOBS) as session:
        for start in range(0, len(ids), PAGE_ROWS):
            progress(start, len(ids))
            wanted = ids[start : start + PAGE_ROWS]
            rows = source.page(session, wanted)
            yield from ((record_id, rows[record_id]) for record_id in wanted if record_id in rows)
