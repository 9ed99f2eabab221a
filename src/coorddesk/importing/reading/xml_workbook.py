"""Workbooks that Excel 2003 and many programs write as one XML file ("XML Spreadsheet 2003") and call .xls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from xml.parsers import expat
from zipfile import BadZipFile

from coorddesk.importing.reading.held import Grid, Room
from coorddesk.importing.reading.sheet import NOT_CALCULATED, Cell

SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
"""What such a file names near its beginning."""

_EPOCH_DAY = date(1899, 12, 31)  # a time without a day is of this one

Attributes = dict[str, str]


def sheets_of(pieces: Iterable[bytes], encoding: str | None) -> list[Grid]:
    """The sheets of a workbook, which comes in pieces; `encoding` is what people say against what the file says."""
    reader = _Reader()
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an unknown encoding, "x" columns
        raise BadZipFile("this is no workbook") from error
    return reader.grids


class _Local(dict[str, str]):
    """The name of an element or attribute without its prefix: "ss:Index" is "Index"."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


class _Reader:
    """Follows sheets, rows and cells as they come."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._row = self._rows = 0
        self._column = self._merged = 0
        self._type: str | None = None
        self._formula = False
        self._pieces: list[str] | None = None  # of what is open: a cell's own text, not its comment
        self._in_comment = False
        self._room = Room()
        self._local = _Local()
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "Worksheet": self._start_sheet,
            "Row": self._start_row,
            "Cell": self._start_cell,
            "Data": self._start_data,
            "Comment": self._start_comment,
            "Visible": self._start_visible,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "Cell": self._end_cell,
            "Data": self._end_data,
            "Comment": self._end_comment,
            "Visible": self._end_visible,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        """A sheet, row or cell begins."""
        begin = self._starts.get(self._local[name])
        if begin is not None:
            local = self._local
            begin({local[key]: value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        """A cell ends."""
        finish = self._ends.get(self._local[name])
        if finish is not None:
            finish()

    def text(self, text: str) -> None:
        """Text belongs to the cell that is open."""
        if self._pieces is not None:
            self._room.take_text(text)
            self._pieces.append(text)

    def _start_sheet(self, attributes: Attributes) -> None:
        self.grids.append(Grid(attributes.get("Name") or str(len(self.grids) + 1), self._room))
        self._row, self._rows = 0, 0

    def _start_row(self, attributes: Attributes) -> None:
        self._row = _place(attributes, self._row + self._rows)
        self._rows = 1 + int(attributes.get("Span", 0))
        self._column = 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._column = _place(attributes, self._column)
        self._merged = int(attributes.get("MergeAcross", 0))
        self._formula = "Formula" in attributes
        self._type = None

    def _end_cell(self) -> None:
        if self._type is None and self._formula:
            self._put(NOT_CALCULATED)
        self._column += 1 + self._merged

    def _start_data(self, attributes: Attributes) -> None:
        if not self._in_comment:
            self._type = attributes.get("Type", "String")
            self._pieces = []

    def _end_data(self) -> None:
        if self._pieces is not None and self._type is not None:
            self._put(_cell(self._type, "".join(self._pieces)))
            self._pieces = None

    def _start_comment(self, _attributes: Attributes) -> None:
        self._in_comment = True

    def _end_comment(self) -> None:
        self._in_comment = False

    def _start_visible(self, _attributes: Attributes) -> None:
        self._pieces = []

    def _end_visible(self) -> None:
        if self._pieces is not None and self.grids:
            self.grids[-1].visible = "".join(self._pieces).strip() == "SheetVisible"
        self._pieces = None

    def _put(self, cell: Cell) -> None:
        if not self.grids:
            raise BadZipFile("a cell outside of any sheet")
        self.grids[-1].put(self._row, self._column, cell, self._column + self._merged)


def _cell(kind: str, text: str) -> Cell:
    """What a cell is; a text that is not what it says of itself stays text."""
    try:
        match kind:
            case "Number":
                return float(text)
            case "DateTime":
                return _day(datetime.fromisoformat(text))
            case "Boolean":
                return text.strip() in {"1", "true"}
    except ValueError:
        return text
    return text


def _day(moment: datetime) -> date | time:
    if moment.date() <= _EPOCH_DAY:
        return moment.time()
    return moment if moment.time() != time() else moment.date()


def _place(attributes: Attributes, following: int) -> int:
    """Where a row or cell stands: where it says, or after the one before."""
    index = attributes.get("Index")
    if index is None:
        return following
    if int(index) <= following:
        raise BadZipFile("two cells in one place")
    return int(index) - 1


def _refuse_entity(*_: object) -> None:
    raise BadZipFile("a sheet declares no entities")
