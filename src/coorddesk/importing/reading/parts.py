"""A sheet seen another way: some of its columns alone, or with cells that people typed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.reading.sheet import Cell, Sheet, column_index, column_letter

_ADDRESS = re.compile(r"(?:(?P<sheet>.*)!)?(?P<first>[A-Z]{1,3}):(?P<last>[A-Z]{1,3})")


class Part:
    """Some columns of a sheet, as if it had no others; called "Parc!F:H", or "F:H" where the sheet has no name."""

    def __init__(self, sheet: Sheet, first: int, last: int) -> None:
        """Take the columns from `first` to `last`, counted as in the file from 0."""
        left = sheet.extent.first_column
        self._from, self._to = first - left, last - left + 1
        if not 0 <= self._from < self._to <= sheet.extent.width:
            raise UserError(_("The sheet has no columns {columns}.", columns=part_name(None, first, last)))
        self._sheet = sheet
        self.name: str | None = part_name(sheet.name, first, last)
        self.extent = replace(sheet.extent, first_column=first, width=self._to - self._from, ragged=False)

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every row of the sheet, cut to size."""
        columns = slice(self._from, self._to)
        return (row[columns] for row in self._sheet.rows())

    def merged(self, row: int) -> Mapping[int, int]:
        """As in the sheet."""
        merged = self._sheet.merged(row).items()
        return {
            first - self._from: last - self._from for first, last in merged if self._from <= first and last < self._to
        }


class Corrected:
    """A sheet in which people typed some cells anew."""

    def __init__(self, sheet: Sheet, corrections: Mapping[int, Mapping[int, str]]) -> None:
        """Take `corrections` by row and index of the cell for what the sheet says."""
        self.name = sheet.name
        self.extent = sheet.extent
        self._sheet = sheet
        self._corrections = sorted(corrections.items())

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every row, those in between as they are."""
        rows = self._sheet.rows()
        number = 1
        for row_number, cells in self._corrections:
            yield from islice(rows, row_number - number)
            for row in islice(rows, 1):
                yield [cells.get(index, cell) for index, cell in enumerate(row)]
            number = row_number + 1
        yield from rows

    def merged(self, row: int) -> Mapping[int, int]:
        """As in the sheet."""
        return self._sheet.merged(row)


def part_name(sheet: str | None, first: int, last: int) -> str:
    """How people name some columns of a sheet, as a spreadsheet does."""
    columns = f"{column_letter(first)}:{column_letter(last)}"
    return columns if sheet is None else f"{sheet}!{columns}"


def parsed_part(name: str) -> tuple[str | None, int, int] | None:
    """The sheet and the columns that a name means; None where it is no such name."""
    found = _ADDRESS.fullmatch(name)
    return found and (found["sheet"], column_index(found["first"]), column_index(found["last"]))
