"""Text files: csv, tsv and txt in any encoding and with any of the four usual delimiters."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from math import log2

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, digits
from coorddesk.core.sheets import unescape
from coorddesk.importing.reading.archives import MOST_CELLS, TooBig
from coorddesk.importing.reading.pasted import Origin
from coorddesk.importing.reading.sheet import MOST_COLUMNS, Extent
from coorddesk.importing.reading.text import Text, open_text
from coorddesk.importing.reading.trouble import said_clearly

DELIMITERS = (";", ",", "\t", "|")
"""What may stand between the cells of a text file."""

_MOST_ROWS = 8 << 20
_LONGEST_ROW = 8 << 20  # characters
_SAMPLE_LINES = 400
_SAMPLE_CHARACTERS = 100_000
_DIRECTIVE = "sep="  # Excel's own first line: "sep=;"
_END = "\0end of file"  # no text file that we take holds a zero
_LAST_ROW = [_END]
_ESCAPED = "\0'"  # what begins a cell that may be escaped, where zeros join the cells of a row


class Delimited:
    """Text with a mark between its cells: one sheet without a name."""

    names: tuple[str | None, ...] = (None,)
    visible = names

    def __init__(self, origin: Origin, encoding: str | None = None, delimiter: str | None = None) -> None:
        """Find out how the text is written, but for what people say of it; its rows are read later."""
        if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0'):
            raise UserError(_("One character stands between the cells of a text file, like ; or a comma."))
        self._text = open_text(origin, encoding)
        self._directive = False
        self.encoding = self._text.encoding
        self.delimiter, widths = self._look(delimiter)
        self._extent = Extent(0, max(widths, default=1), None, ragged=len(set(widths)) > 1)
        self.warnings: tuple[Message, ...] = _warnings(self._text.damaged)

    def sheet(self, name: str | None) -> DelimitedSheet:
        """The only sheet."""
        if name is not None:
            raise UserError(_("The file has no sheet called “{name}”: it is text, and only one table.", name=name))
        return DelimitedSheet(self._text, self.delimiter, self._directive, self._extent)

    def _look(self, chosen: str | None) -> tuple[str | None, list[int]]:
        """The delimiter and how many cells the first rows have."""
        lines = self._first_lines()
        declared = None
        if lines and lines[0].casefold().startswith(_DIRECTIVE):
            self._directive = True
            declared = lines.pop(0).strip("\r\n")[len(_DIRECTIVE) :]
        if chosen or declared in DELIMITERS:
            delimiter = chosen or declared
            return delimiter, _widths(lines, delimiter or "")
        scores = {delimiter: _regularity(_widths(lines, delimiter)) for delimiter in DELIMITERS}
        best = max(DELIMITERS, key=scores.__getitem__)
        if scores[best] == (0, 0):
            return None, []
        return best, _widths(lines, best)

    def _first_lines(self) -> list[str]:
        lines, size = [], 0
        for line in self._text.lines():
            lines.append(line)
            size += len(line)
            if len(lines) == _SAMPLE_LINES or size > _SAMPLE_CHARACTERS:
                break
        return lines


class DelimitedSheet:
    """The rows of a text."""

    name: str | None = None

    def __init__(self, text: Text, delimiter: str | None, directive: bool, extent: Extent) -> None:
        """Read `text` as found out by `Delimited`; a first line that is a `directive` is no row."""
        self.extent = extent
        self._text = text
        self._delimiter = delimiter
        self._directive = directive

    def rows(self) -> Iterator[list[str]]:
        """Every row as a spreadsheet would number it: a cell with line breaks is still one row."""
        with said_clearly(self._text.origin):
            width = self.extent.width
            most = min(_MOST_ROWS, MOST_CELLS // width)
            for number, row in enumerate(self._parted(), start=1):
                if number > most or len(row) > MOST_COLUMNS:
                    raise TooBig
                if len(row) < width:
                    row.extend([""] * (width - len(row)))
                yield list(map(unescape, row)) if row[0][:1] == "'" or _ESCAPED in "\0".join(row) else row

    def _parted(self) -> Iterator[list[str]]:
        """The cells of each row; a UserError names a row that never ends."""
        text = self._text.lines()
        if self._directive:
            next(text)
        lines = _Lines(chain(text, (_END,)))  # a file that ends within quotation marks would swallow the mark
        number = 0
        try:
            for row in csv.reader(lines, delimiter=self._delimiter or "\t"):
                if row == _LAST_ROW:
                    return
                number += 1
                lines.taken = 0
                yield row
        except csv.Error as error:
            raise _never_closed(number + 1) from error
        raise _never_closed(number)

    def merged(self, row: int) -> Mapping[int, int]:
        """Text has no merged cells."""
        return {}


class _Lines:
    """Lines, and how much the row that is being read has taken of them: one that never ends would take all."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.taken = 0
        self._lines = lines

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.taken += len(line)
            if self.taken > _LONGEST_ROW:
                raise csv.Error("a quotation mark is never closed")
            yield line


def _widths(lines: list[str], delimiter: str) -> list[int]:
    """How many cells each row has that is not blank."""
    try:
        return [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _regularity(widths: list[int]) -> tuple[float, int]:
    """How well a delimiter fits: by the share of rows that have the most common width above one, and by that width.

    A first row of another width speaks against it: "Prix A;Prix B" has no comma though each "12,50;9,90" has two.
    Many cells a row speak for it: a title may have the comma that all prices have, and ten semicolons are no chance.
    """
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0, 0
    width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
    against = 0.0 if widths[0] == width else 0.3 if widths[0] > 1 else 0.5
    return (round(rows / len(widths), 1) - against) * log2(width), width


def _warnings(damaged: int) -> tuple[Message, ...]:
    if not damaged:
        return ()
    return (
        _n(
            "{count} character of the file was already lost before it came here (shown as �).",
            "{count} characters of the file were already lost before it came here (shown as �).",
            damaged,
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
