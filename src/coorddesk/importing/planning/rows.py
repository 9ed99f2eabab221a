"""Rows of cells -> rows of values: a thousand at a time, column by column, as like cells read faster in a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message
from coorddesk.importing.cells.linking import LinkReader
from coorddesk.importing.cells.plain import Glance, glance_of
from coorddesk.importing.cells.readers import Read, fixed_value, reader_of
from coorddesk.importing.cells.unknown import Unknowns
from coorddesk.importing.found import Found
from coorddesk.importing.kind import FieldType, ImportField, Target
from coorddesk.importing.mapping.columns import Fed
from coorddesk.importing.plan import Refusal
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import show

CHUNK = 1000
"""Rows that are read at once."""

_OF_WORDS = frozenset({FieldType.CHOICE, FieldType.YES_NO, FieldType.MONTHS, FieldType.LINK})

Values = tuple[Any, ...]


@dataclass(frozen=True)
class Chunk:
    """Some rows that follow each other: the number of the first, their cells, and the values of their fields.

    `cells` are those that feed each field, as columns. There are `columns` of values where no cell is refused; else
    `read` gives a row's values, or None where one is.
    """

    first: int
    rows: list[Sequence[Cell]]
    cells: Sequence[Sequence[Any]]
    columns: Sequence[Sequence[Any]] | None
    read: Callable[[], Sequence[Values | None]]

    @property
    def numbers(self) -> range:
        """The rows' numbers."""
        return range(self.first, self.first + len(self.rows))


class RowReader:
    """Reads the rows of a table: a value for each fed field, in their order.

    Fields that no column feeds are the last ones and always None here; `fill` adds what people said for them, and what
    is usual where a row says nothing.
    """

    def __init__(self, found: Found, target: Target) -> None:
        """Spell links as `target` does."""
        self._found = found
        self.fields = tuple(one.field for one in found.fed)
        self.unknowns = Unknowns()
        self.links = {
            field.key: LinkReader(field, target, found.options, _brought(field, found))
            for field in self.fields
            if field.type is FieldType.LINK
        }
        self._reads = [reader_of(one, self.links.get(one.field.key), found, self.unknowns) for one in found.fed]
        self._glances = [glance_of(one, found) for one in found.fed]
        self._picks = [_pick(one) for one in found.fed]
        said = [fixed_value(one, self.links.get(one.field.key), found) for one in found.fed]
        usual = [target.usual(one.field.key) for one in found.fed]
        self._fixed = [other if fixed is None else fixed for fixed, other in zip(said, usual, strict=True)]
        self._has_fixed = any(fixed is not None for fixed in self._fixed)
        self.unfed = sum(1 for one in found.fed if not one.headers)

    def chunks(self) -> Iterator[Chunk]:
        """Every row of the table, some at a time."""
        for first, rows in self._found.table.chunks(CHUNK, self._found.survey.last_row):
            yield self._read(first, rows)

    def _read(self, first: int, rows: list[Sequence[Cell]]) -> Chunk:
        by_column = tuple(zip(*rows, strict=False))  # a longer row is seen to later
        cells = [_column(one, by_column) for one in self._found.fed]
        try:
            columns = list(map(_read_column, self._glances, self._reads, cells))
        except CellRefused:
            return Chunk(
                first, rows, cells, None, lambda: [self._values(of_row) for of_row in zip(*cells, strict=True)]
            )
        return Chunk(first, rows, cells, columns, lambda: list(zip(*columns, strict=True)))

    def count_unknown(self, chunk: Chunk, verdicts: bytes) -> None:
        """Count the unknown texts of some rows, once their verdicts are known."""
        cells = {field.key: column for field, column in zip(self.fields, chunk.cells, strict=True)}
        self.unknowns.count(chunk.numbers, cells, verdicts)

    def fill(self, values: Values) -> Values:
        """The values of a row, with those that people said, or that are usual, for rows that say nothing."""
        if not self._has_fixed:
            return values
        return tuple(fixed if value is None else value for value, fixed in zip(values, self._fixed, strict=True))

    def fill_columns(self, columns: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The same for each row of some columns."""
        if not self._has_fixed:
            return columns
        return [
            column if fixed is None else [fixed if value is None else value for value in column]
            for column, fixed in zip(columns, self._fixed, strict=True)
        ]

    def cells(self, row: Sequence[Cell]) -> list[Any]:
        """The cell that feeds each field; several of them as a tuple."""
        return [pick(row) for pick in self._picks]

    def refusals(self, row: Sequence[Cell]) -> list[Refusal]:
        """Every cell of a row that its reader refuses."""
        refusals = []
        for read, cell, one in zip(self._reads, self.cells(row), self._found.fed, strict=True):
            try:
                read(cell)
            except CellRefused as refused:
                refusals.append(_refusal(one, cell, refused.reason))
        return refusals

    def understood(self, row: Sequence[Cell]) -> Values:
        """The values of a row of which a cell is refused; None there."""
        values = []
        for read, cell in zip(self._reads, self.cells(row), strict=True):
            try:
                values.append(read(cell))
            except CellRefused:
                values.append(None)
        return tuple(values)

    def refusal(self, row: Sequence[Cell], field_key: str, reason: Message) -> Refusal:
        """The cell of a field, refused; a field that no column feeds has none."""
        for cell, one in zip(self.cells(row), self._found.fed, strict=True):
            if one.field.key == field_key:
                return _refusal(one, cell, reason)
        return Refusal("", "", reason)

    def _values(self, cells: Sequence[Any]) -> Values | None:
        """One row alone, to its last cell: whose spelling of a new name comes first must not hang on refusals."""
        values, refused = [], False
        for field, read, cell in zip(self.fields, self._reads, cells, strict=True):
            try:
                values.append(read(cell))
            except CellRefused:
                refused = True
                if not isinstance(cell, tuple) and _is_word(field, cell):
                    self.unknowns.meet(field.key, cell, show(cell).strip())
        return None if refused else tuple(values)


def _brought(field: ImportField, found: Found) -> frozenset[str]:
    """The folded names of records that the sheet itself brings, where the field may name those."""
    picks = [_pick(one) for one in found.fed if one.field.key == field.own and one.headers]
    chunks = found.table.chunks(CHUNK, found.survey.last_row) if picks else ()
    return frozenset(fold(show(cell)) for _first, rows in chunks for cell in map(picks[0], rows) if cell != "")


def _is_word(field: ImportField, cell: Cell) -> bool:
    """Whether a refused cell is worth a question: a word of a choice, or no number where one belongs ("unknown")."""
    return field.type in _OF_WORDS or (isinstance(cell, str) and not any(map(str.isdigit, cell)))


def _pick(one: Fed) -> Callable[[Sequence[Cell]], Any]:
    """Picks the cell that feeds a field out of a row, or several; a blank where none does."""
    if not one.headers:
        return lambda _row: ""
    return itemgetter(*(header.index for header in one.headers))


def _read_column(glance: Glance | None, read: Read, cells: Sequence[Any]) -> Sequence[Any]:
    """What a column's cells mean; raises CellRefused where one is not understood."""
    values = None if glance is None else glance(cells)
    return list(map(read, cells)) if values is None else values


def _column(one: Fed, cells: Sequence[tuple[Cell, ...]]) -> Sequence[Any]:
    """The cells that feed a field, row by row."""
    if not one.headers:
        return [""] * len(cells[0])
    if len(one.headers) == 1:
        return cells[one.headers[0].index]
    return list(zip(*(cells[header.index] for header in one.headers), strict=True))


def _refusal(one: Fed, cell: Any, reason: Message) -> Refusal:
    cells = cell if isinstance(cell, tuple) else (cell,)
    labels = " + ".join(header.label for header in one.headers)
    return Refusal(labels, " ".join(map(show, cells)), reason)
