"""Sheets whose cells are held in memory as they were read: of web pages and of workbooks written as one XML file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from zipfile import BadZipFile

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.reading.archives import MOST_CELLS, TooBig
from coorddesk.importing.reading.sheet import MOST_COLUMNS, Cell, Extent

MOST_HELD = 3_000_000
"""Cells that are not blank: a hundred thousand rows of thirty columns take 300 MB."""

MOST_CHARACTERS = 200 << 20
"""How much text they may hold together."""

_MOST_ROWS = 1 << 20


@dataclass
class Room:
    """How much the sheets of one file may still hold."""

    cells: int = MOST_HELD
    characters: int = MOST_CHARACTERS

    def take(self) -> None:
        """Make room for a cell."""
        self.cells -= 1
        if self.cells < 0:
            raise TooBig

    def take_text(self, text: str) -> None:
        """Make room for what a cell says."""
        self.characters -= len(text)
        if self.characters < 0:
            raise TooBig


@dataclass
class Grid:
    """A sheet in the making: cells are put where they stand, each row from left to right."""

    name: str | None
    room: Room
    visible: bool = True
    rows: dict[int, list[Cell]] = field(default_factory=dict)
    merges: dict[int, dict[int, int]] = field(default_factory=dict)
    width: int = 0
    height: int = 0

    def put(self, row: int, column: int, cell: Cell, merged_to: int = 0) -> None:
        """Put a cell, counted from 0; one that was merged with others reaches `merged_to` a column."""
        if cell == "":
            return
        self.room.take()
        if merged_to > column:
            self.merges.setdefault(row + 1, {})[column] = merged_to
        if column >= self.width or row >= self.height:
            self._stretch(row + 1, column + 1)
        cells = self.rows.setdefault(row, [])
        if column < len(cells):
            raise BadZipFile("two cells in one place")
        if column > len(cells):
            cells += [""] * (column - len(cells))
        cells.append(cell)

    def _stretch(self, height: int, width: int) -> None:
        self.height, self.width = max(self.height, height), max(self.width, width)
        if self.height > _MOST_ROWS or self.width > MOST_COLUMNS or self.width * self.height > MOST_CELLS:
            raise TooBig


class HeldSource:
    """A file whose sheets are all in memory."""

    delimiter: str | None = None
    warnings: tuple[Message, ...] = ()

    def __init__(self, grids: Sequence[Grid], encoding: str | None = None) -> None:
        """Take the sheets in their order; `encoding` is that of the text they were written in, where that is known."""
        self.encoding = encoding
        self.names: tuple[str | None, ...] = tuple(grid.name for grid in grids)
        self.visible: tuple[str | None, ...] = tuple(grid.name for grid in grids if grid.visible)
        self._sheets = {grid.name: HeldSheet(grid) for grid in grids}

    def sheet(self, name: str | None) -> HeldSheet:
        """The sheet of that name."""
        if name not in self._sheets:
            known = verbatim(", ".join(str(each) for each in self.names))
            raise UserError(
                _("The file has no sheet called “{name}”. Its sheets are: {names}.", name=name or "", names=known)
            )
        return self._sheets[name]


class HeldSheet:
    """A sheet in memory."""

    def __init__(self, grid: Grid) -> None:
        """Give the rows of `grid`."""
        self.name = grid.name
        self.extent = Extent(0, grid.width, grid.height)
        self._rows = grid.rows
        self._merges = grid.merges

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Every row from row 1 to the last that has a cell."""
        width = self.extent.width
        cells = (self._rows.get(row, ()) for row in range(self.extent.height or 0))
        return ([*row, *[""] * (width - len(row))] for row in cells)

    def merged(self, row: int) -> Mapping[int, int]:
        """The cells of a row that were merged with others to their right."""
        return self._merges.get(row, {})
