"""Text files: csv, tsv and txt in any encoding and with any of the four usual delimiters."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, digits
from coorddesk.core.sheets import unescape
from coorddesk.importing.reading.encoding import Encoding, detect_encoding
from coorddesk.importing.reading.sheet import Extent

_DELIMITERS = ";,\t|"
_SAMPLE_LINES = 400
_SAMPLE_CHARACTERS = 100_000
_DIRECTIVE = "sep="  # Excel's own first line: "sep=;"
_END = "\0end of file"  # no text file that we take holds a zero
_LAST_ROW = [_END]


class Delimited:
    """A text file: one sheet without a name."""

    names: tuple[str | None, ...] = (None,)
    visible = names

    def __init__(self, path: Path) -> None:
        """Find out how the file is written; its rows are read later."""
        encoding = detect_encoding(path)
        if encoding is None:
            raise UserError(not_a_sheet(path))
        self._path = path
        self._encoding = encoding
        self._directive = False
        self.encoding: str | None = encoding.name
        self.delimiter: str | None = None
        self.delimiter, width = self._look()
        self._extent = Extent(0, width, None, ragged=True)
        self.warnings: tuple[Message, ...] = _warnings(encoding)

    def sheet(self, name: str | None) -> DelimitedSheet:
        """The only sheet."""
        return DelimitedSheet(self._path, self._encoding, self.delimiter, self._directive, self._extent)

    def _look(self) -> tuple[str | None, int]:
        """The delimiter and how many cells a row has, from the first lines."""
        with _opened(self._path, self._encoding) as file:
            lines, size = [], 0
            for line in islice(file, _SAMPLE_LINES):
                lines.append(line)
                size += len(line)
                if size > _SAMPLE_CHARACTERS:
                    break
        if lines and lines[0].casefold().startswith(_DIRECTIVE):
            self._directive = True
            declared = lines.pop(0).strip()[len(_DIRECTIVE) :]
            if declared in _DELIMITERS:
                return declared, max(_widths(lines, declared), default=1)
        scores = {delimiter: _regularity(_widths(lines, delimiter)) for delimiter in _DELIMITERS}
        best = max(_DELIMITERS, key=scores.__getitem__)
        if scores[best] == (0, 0):
            return None, 1
        return best, max(_widths(lines, best))


class DelimitedSheet:
    """The rows of a text file."""

    name: str | None = None

    def __init__(self, path: Path, encoding: Encoding, delimiter: str | None, directive: bool, extent: Extent) -> None:
        """Read `path` as found out by `Delimited`; a first line that is a `directive` is no row."""
        self.extent = extent
        self._path = path
        self._encoding = encoding
        self._delimiter = delimiter
        self._directive = directive

    def rows(self) -> Iterator[list[str]]:
        """Every row as a spreadsheet would number it: a cell with line breaks is still one row."""
        width = self.extent.width
        number = 0
        with _opened(self._path, self._encoding) as file:
            if self._directive:
                next(file)
            # A file that ends within quotation marks would swallow the mark of its end.
            reader = csv.reader(chain(file, (_END,)), delimiter=self._delimiter or "\t")
            try:
                for row in reader:
                    if row == _LAST_ROW:
                        return
                    number += 1
                    if len(row) < width:
                        row.extend([""] * (width - len(row)))
                    yield [unescape(cell) if cell[:1] == "'" else cell for cell in row]
            except csv.Error as error:
                raise _never_closed(number + 1) from error
            raise _never_closed(number)


def not_a_sheet(path: Path) -> Message:
    """What to say of a picture, a letter or a program."""
    return _("{file} is not a sheet. Choose an .xlsx, .xls, .ods or .csv file.", file=path.name)


def _opened(path: Path, encoding: Encoding) -> IO[str]:
    codec = "utf-8-sig" if encoding.name == "utf-8" else encoding.name
    return path.open(encoding=codec, errors="replace", newline="")


def _widths(lines: list[str], delimiter: str) -> list[int]:
    """How many cells each row has that is not blank."""
    try:
        return [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _regularity(widths: list[int]) -> tuple[float, int]:
    """How well a delimiter fits: the share of rows that have the most common width above one, then that width.

    A first row of another width speaks against it: "Prix A;Prix B" has no comma though each "12,50;9,90" has two.
    """
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0, 0
    width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
    return round(rows / len(widths), 1) - (0.3 if widths[0] != width else 0), width


def _warnings(encoding: Encoding) -> tuple[Message, ...]:
    if not encoding.damaged:
        return ()
    return (
        _n(
            "{count} character of the file was already lost before it came here (shown as �).",
            "{count} characters of the file were already lost before it came here (shown as �).",
            encoding.damaged,
        ),
    )


def _never_closed(row: int) -> UserError:
    return UserError(
        _(
            "The quotation mark that opens in row {row} is never closed. "
            "Open the file in a spreadsheet, look at that row, and save it again.",
            row=digits(row),
        )
    )
