"""The model of a list: every id in order, headings between them; what stands in their rows comes in pages."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from coorddesk.widgets.table.bands import Bands, grouped
from coorddesk.widgets.table.difference import Difference, difference
from coorddesk.widgets.table.headings import Headings
from coorddesk.widgets.table.looks import Looks
from coorddesk.widgets.table.pages import PAGE_ROWS, Page, Pages, read_page

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from PySide6.QtCore import QObject
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.icons import Tone
    from coorddesk.widgets.table.source import Source

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)


class RecordModel(QAbstractTableModel):
    """Answers a painting table at once, from rows that were read in the lane, and reads there what it lacks.

    When the records are read again, rows that stay keep their place in the view: removed and inserted rows are told
    as such, a new order as a change of layout.

    Signals:
        sort_wanted: the place of the column whose heading was clicked, and whether downwards.
        arriving: the rows are about to change; True if in another order, which carries no selection along.
        arrived: they have.
        failed: a `UserError` kept the rows away; nothing more is read until the next `load`.
    """

    sort_wanted = Signal(int, bool)
    arriving = Signal(bool)
    arrived = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, source: Source[Any, Any], parent: QObject | None = None) -> None:
        """Start without rows; `load` asks for them."""
        super().__init__(parent)
        self._operations = desk.operations
        self._texts = desk.texts
        self._source = source
        self.looks = Looks(source, desk.texts)
        self._ids: array[int] = array("q")
        self._asked = _Asked(None)
        self.headings = Headings(desk.texts, self)
        self.headings.folded.connect(self._on_folded)
        self.pages = Pages(desk, source, self)
        self.pages.arrived.connect(self._on_pages_arrived)
        self.pages.failed.connect(self.failed)

    @property
    def ids(self) -> Sequence[int]:
        """Every row's id, in order; a heading's is negative. Not to be changed."""
        return self._ids

    def load(self, query: Any, by: str | None = None) -> None:
        """Read what `query` finds, under headings by a column if one is named; a later call takes this one's place."""
        asked = _Asked(query, by, self.headings.folded_now())
        base = self._ids if (query, by) == (self._asked.query, self._asked.by) else None
        work = partial(_arrival, self._source, asked, base, self.headings.numbers)
        self.pages.hope()
        self._operations.read(self, work, partial(self._on_ids_read, asked), self.failed.emit, replaces="ids")

    def renew_columns(self) -> None:
        """Take the source's columns, which are others now; the rows are read again by the next `load`."""
        self.beginResetModel()
        self.looks = Looks(self._source, self._texts)
        self._ids, self._asked = array("q"), _Asked(None)
        self.headings.take(None)
        self.pages.begin_anew()
        self.endResetModel()

    def _on_ids_read(self, asked: _Asked, arrival: _Arrival) -> None:
        told, ids = arrival.difference, arrival.ids
        self.headings.take(arrival.bands)
        if arrival.bands is not None and self.headings.folded_now() != asked.folded:
            ids = self.headings.rows()
        if arrival.base is not None and (arrival.base is not self._ids or ids is not arrival.ids):
            told = difference(self._ids, ids)
        self._asked = asked
        self._show(ids, told, arrival.page)

    def _on_folded(self) -> None:
        if self.headings.are_shown:
            ids = self.headings.rows()
            self._show(ids, difference(self._ids, ids))

    def _show(self, ids: array[int], told: Difference, page: Page | None = None) -> None:
        self.arriving.emit(told.reordered)
        if page is not None:
            self.pages.renew(page)
        if told.reordered:
            self._lay_out(ids)
        elif not told.is_nothing:
            self._edit(told, ids)
        self.pages.follow(self._ids)
        self._tell_changed(0, len(self._ids) - 1)
        self.arrived.emit()

    def _on_pages_arrived(self, pages: list[int]) -> None:
        for page in pages:
            self._tell_changed(page * PAGE_ROWS, (page + 1) * PAGE_ROWS - 1)

    def _edit(self, told: Difference, ids: array[int]) -> None:
        self._ids = array("q", self._ids)  # the lane may be comparing the old one right now
        for first, last in told.removals:
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()
        for first, last in told.insertions:
            self.beginInsertRows(QModelIndex(), first, last)
            self._ids[first:first] = ids[first : last + 1]
            self.endInsertRows()

    def _lay_out(self, ids: array[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        before, self._ids = self._ids, ids
        held = self.persistentIndexList()
        places = _places(ids, {before[index.row()] for index in held})
        for index in held:
            place = places.get(before[index.row()])
            self.changePersistentIndex(index, QModelIndex() if place is None else self.index(place, index.column()))
        self.layoutChanged.emit()

    def _tell_changed(self, first: int, last: int) -> None:
        last = min(last, len(self._ids) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.looks.titles) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Leave it to the database: say what the heading asks for."""
        self.sort_wanted.emit(column, order is Qt.SortOrder.DescendingOrder)

    def cell(self, row: int, column: int) -> str:
        """The text of a cell; what is not here yet is asked for, and told by `dataChanged` when it is."""
        row_id = self._ids[row]
        if row_id < 0:
            said = self.headings.text(row_id, self.looks)
            return said.sums.get(column) or f"{said.title} ({said.count})"
        return self.pages.cells(row, row_id)[column]

    def dot(self, row: int, column: int) -> Tone | None:
        """The tone of the dot before the text of a cell, if it has one."""
        toned = self.looks.dots.get(column)
        record = self.pages.row(self._ids[row])
        return None if toned is None or record is None else toned(record)

    def is_figure(self, index: Index) -> bool:
        """Whether a cell is a figure that tells what it is made of."""
        return index.isValid() and index.column() in self.looks.explained and bool(index.data())

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """The text of a cell, for whoever does not paint: screen readers, tool tips."""
        if role == _DISPLAY:
            return self.cell(index.row(), index.column())
        if role == _ALIGNMENT:
            return self.looks.alignments[index.column()]
        return None

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """An index without Qt's two questions to Python of how many rows and columns there are."""
        if 0 <= row < len(self._ids) and 0 <= column < len(self.looks.titles):
            return self.createIndex(row, column)
        return QModelIndex()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == _DISPLAY:
            return self.looks.titles[section]
        if orientation is Qt.Orientation.Horizontal and role == _ALIGNMENT:
            return self.looks.alignments[section]
        return None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many records there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.looks.titles)


@dataclass(frozen=True)
class _Asked:
    """What was asked for: a query, the column to put headings by, and the headings that were folded then."""

    query: Any
    by: str | None = None
    folded: frozenset[int] = frozenset()


@dataclass(frozen=True)
class _Arrival:
    """The rows as they are now, how they differ from `base`, and the first page, which is mostly painted first.

    Without a base they answer another query: nobody asks how they differ.
    """

    base: array[int] | None
    ids: array[int]
    bands: Bands | None
    difference: Difference
    page: Page


def _arrival(
    source: Source[Any, Any],
    asked: _Asked,
    base: array[int] | None,
    numbers: dict[Hashable, int],
    session: Session,
) -> _Arrival:
    """In the lane."""
    bands = None if asked.by is None else Bands(grouped(source, session, asked.query, asked.by), numbers)
    found = source.ids(session, asked.query) if bands is None else bands.rows(asked.folded)
    ids = found if isinstance(found, array) else array("q", found)
    told = Difference(reordered=True) if base is None else difference(base, ids)
    first = [row_id for row_id in ids[:PAGE_ROWS] if row_id > 0]
    return _Arrival(base, ids, bands, told, read_page(source, first, session))


def _places(ids: array[int], wanted: set[int]) -> dict[int, int]:
    if len(wanted) == 1:  # the current record; a list is searched faster than gone through here
        [only] = wanted
        return {only: ids.index(only)} if only in ids else {}
    return {record_id: place for place, record_id in enumerate(ids) if record_id in wanted}
