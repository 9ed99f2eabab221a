"""Where a table ends: remarks and totals below it are no records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coorddesk.core.fold import fold
from coorddesk.importing.reading.sheet import Cell

_TYPICAL_CELLS = 3  # a table has this many in a row; a remark below it has one
_TOTAL = re.compile(
    r"(?:sous[ -]?|sub[ -]?|grand )?tota(?:l|ux)(?: general| generaux)?(?: \(?\d+\)?)?|somme|sum|nombre total"
)


class Ending:
    """Looks for remarks below a table: after a blank row, nothing but sentences in one cell each."""

    def __init__(self) -> None:
        """Nothing was seen yet."""
        self._rows = 0
        self._cells = 0
        self._last = 0
        self._remarks_from: int | None = None
        self._after_blank = False

    def look(self, number: int, cells: Sequence[Cell]) -> None:
        """Take the mapped cells of a row into account."""
        filled = len(cells) - cells.count("")
        if not filled:
            self._after_blank = self._rows > 0
            return
        self._rows += 1
        self._cells += filled
        self._last = number
        if filled > 1 or not _is_sentence(cells):
            self._remarks_from = None
        elif self._after_blank and self._remarks_from is None:
            self._remarks_from = number
        self._after_blank = False

    @property
    def last_row(self) -> int:
        """The last row that has anything for the table, remarks included."""
        return self._last

    @property
    def remarks(self) -> range:
        """The rows below the table that are none of its own."""
        if self._remarks_from is None or self._cells < _TYPICAL_CELLS * self._rows:
            return range(0)
        return range(self._remarks_from, self._last + 1)


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with "Total", and so adds up those above."""
    first = next((cell for cell in cells if cell != ""), "")
    return isinstance(first, str) and _TOTAL.fullmatch(fold(first).rstrip(" :")) is not None


def _is_sentence(cells: Sequence[Cell]) -> bool:
    """A tag, a serial or a name alone has hardly two blanks, or a colon at its end."""
    cell = next(cell for cell in cells if cell != "")
    return isinstance(cell, str) and (cell.strip().count(" ") > 1 or cell.strip().endswith(":"))
