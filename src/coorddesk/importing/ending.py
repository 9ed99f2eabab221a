"""Where a table ends: remarks and totals below it are no records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from coorddesk.core.fold import fold
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.values.words import show

_TYPICAL_CELLS = 3  # a table has this many in a row; a remark below it has one
_TOTAL = re.compile(
    r"(?:(?:sous[ -]?|sub[ -]?|grand )?tota(?:l|ux)(?: generaux| general)?|somme|sum)(?: ?:.*| ?\(?\d+\)?)?"
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

    def look(self, number: int, row: Sequence[Cell]) -> None:
        """Take a row into account."""
        filled = len(row) - row.count("")
        if filled > 1:
            self._cells += filled
            self._rows += 1
            self._last = number
            self._remarks_from = None
            self._after_blank = False
        else:
            self._look_closer(number, row)

    def _look_closer(self, number: int, row: Sequence[Cell]) -> None:
        """A row with one cell at most: blank, a remark, or a record of few words."""
        text = next((show(cell).strip() for cell in row if cell != ""), "")
        if not text:
            self._after_blank = True
            return
        self._last = number
        if not _is_sentence(text):
            self._remarks_from = None
        elif self._after_blank and self._remarks_from is None:
            self._remarks_from = number
        self._after_blank = False

    @property
    def last_row(self) -> int:
        """The last row that is not blank, remarks included."""
        return self._last

    @property
    def remarks(self) -> range:
        """The rows below the table that are none of its own."""
        if self._remarks_from is None or not self._rows or self._cells < _TYPICAL_CELLS * self._rows:
            return range(0)
        return range(self._remarks_from, self._last + 1)


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with "Total", and so adds up those above."""
    first = next((cell for cell in cells if cell != ""), "")
    return isinstance(first, str) and _TOTAL.fullmatch(fold(first)) is not None


def _is_sentence(text: str) -> bool:
    """A tag, a serial or a name alone has hardly two blanks, or a colon at its end."""
    return text.count(" ") > 1 or text.endswith(":")
