"""Rows of cells -> rows of values: a thousand at a time, column by column, as like cells read faster in a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import getitem, itemgetter
from typing import Any

from coorddesk.core.messages import Message
from coorddesk.importing.found import Found
from coorddesk.importing.kind import FieldType, Target
from coorddesk.importing.mapping import Fed
from coorddesk.importing.plan import Refusal
from coorddesk.importing.readers import LinkReader, Read, Reader, joined, reading
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.importing.values.words import show

CHUNK = 1000
"""Rows that are read at once."""

Row = tuple[int, Sequence[Cell], tuple[Any, ...] | None]
"""A row's number, its cells, and the values of its fields; None where a cell is refused."""


class RowReader:
    """Reads the rows of a table: a value for each fed field, in their order."""

    def __init__(self, found: Found, target: Target) -> None:
        """Spell links as `target` does."""
        self._found = found
        self.fields = tuple(one.field for one in found.fed)
        self.links = {field.key: LinkReader(field, target) for field in self.fields if field.type is FieldType.LINK}
        self._readers = [self._reader(one) for one in found.fed]
        self._picks = [itemgetter(*(header.index for header in one.headers)) for one in found.fed]

    def rows(self) -> Iterator[Row]:
        """Every row of the table."""
        numbered = self._found.table.rows(self._found.survey.last_row)
        while chunk := list(islice(numbered, CHUNK)):
            cells = tuple(zip(*(row for _, row in chunk), strict=False))  # by column; a longer row is seen to later
            columns = [_column(one, cells) for one in self._found.fed]
            values: Sequence[tuple[Any, ...] | None]
            try:
                values = list(zip(*map(_read, self._readers, columns), strict=True))
            except CellRefused:
                values = [self._values(of_row) for of_row in zip(*columns, strict=True)]
            for (number, row), read in zip(chunk, values, strict=True):
                yield number, row, read

    def cells(self, row: Sequence[Cell]) -> list[Any]:
        """The cell that feeds each field; several of them as a tuple."""
        return [pick(row) for pick in self._picks]

    def refusals(self, row: Sequence[Cell]) -> list[Refusal]:
        """Every cell of a row that its reader refuses."""
        refusals = []
        for reader, cell, one in zip(self._readers, self.cells(row), self._found.fed, strict=True):
            try:
                reader[cell]
            except CellRefused as refused:
                refusals.append(_refusal(one, cell, refused.reason))
        return refusals

    def refusal(self, row: Sequence[Cell], field_key: str, reason: Message) -> Refusal:
        """The cell of a field, refused; a field that no column feeds has none."""
        for cell, one in zip(self.cells(row), self._found.fed, strict=True):
            if one.field.key == field_key:
                return _refusal(one, cell, reason)
        return Refusal("", "", reason)

    def _values(self, cells: Sequence[Any]) -> tuple[Any, ...] | None:
        """One row alone."""
        try:
            return tuple(map(getitem, self._readers, cells))
        except CellRefused:
            return None

    def _reader(self, one: Fed) -> Reader:
        epoch_1904 = self._found.table.sheet.extent.epoch_1904
        read: Read = self.links.get(one.field.key) or reading(
            one.field, self._found.survey, self._found.languages, epoch_1904=epoch_1904
        )
        if len(one.headers) > 1:
            return Reader(joined(read))
        return Reader(read, truths=one.field.key not in self._found.survey.without_truths)


def _column(one: Fed, cells: Sequence[tuple[Cell, ...]]) -> Sequence[Any]:
    """The cells that feed a field, row by row."""
    if len(one.headers) == 1:
        return cells[one.headers[0].index]
    return list(zip(*(cells[header.index] for header in one.headers), strict=True))


def _read(reader: Reader, cells: Sequence[Any]) -> list[Any]:
    return list(map(reader.__getitem__, cells))


def _refusal(one: Fed, cell: Any, reason: Message) -> Refusal:
    cells = cell if isinstance(cell, tuple) else (cell,)
    labels = " + ".join(header.label for header in one.headers)
    return Refusal(labels, " ".join(map(show, cells)), reason)
