"""Where a table ends: remarks, totals, statistics and other tables below it are no records of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from coorddesk.core.fold import fold, fold_all
from coorddesk.importing.reading.sheet import Cell, Numbered
from coorddesk.importing.values.words import show

_TYPICAL_CELLS = 3  # a table has this many in a row; a remark below it has one
_KEPT_BELOW = 200  # rows with few cells; more of them are records
_SAMPLE = 50  # rows
_MOSTLY = 0.9
_TOTAL = re.compile(
    r"(?:(?:sous[ -]?|sub[ -]?|grand )?tota(?:l|ux)(?: generaux| general)?|somme|sum)(?: ?:.*| ?\(?\d+\)?)?"
)
_COUNT = re.compile(r"(?:nombre|nb|effectif|moyenne|dont|number of|count|average)\b.*|.*:")
_FIGURE = re.compile(r"[-+]?\d[\d\s.,]*(?:€|%)?")

_BLANK: Numbered = (0, ())


class Ending:
    """Looks for what stands below a table, after a blank row: sentences in one cell each, or rows of another kind."""

    def __init__(self, begins_table: Callable[[Sequence[Cell]], bool] = lambda _row: False) -> None:
        """Nothing was seen yet; `begins_table` tells the headers of another table."""
        self._begins_table = begins_table
        self._other: range | None = None
        self._filled: Counter[int] = Counter()  # rows by how many cells they fill, those with one left out
        self._last = 0
        self._sample: list[Sequence[Cell]] = []
        self._below: list[Numbered] = []  # rows with few cells since the last that is full, blank ones together

    def look(self, first: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Take rows into account that follow each other; `first` is the number of the first."""
        counts = [len(row) - row.count("") for row in rows]
        self._filled.update(count for count in counts if count > 1)
        few = max(1, self._typical / 2)
        if len(self._sample) < _SAMPLE:
            full = (row for row, count in zip(rows, counts, strict=True) if count > few)
            self._sample += [row for row, _ in zip(full, range(_SAMPLE - len(self._sample)), strict=False)]
        if min(counts, default=0) > few and not self._below:
            self._last = first + len(rows) - 1
            self._below.clear()
            return
        for number, row, count in zip(range(first, first + len(rows)), rows, counts, strict=True):
            if count > few:
                self._look_for_table(number, row)
                self._last = number
                self._below.clear()
            elif count and any(map(_text, row)):
                self._last = number
                self._below.append((number, row))
                if len(self._below) > _KEPT_BELOW:
                    self._below.clear()
            elif not self._below or self._below[-1] is not _BLANK:
                self._below.append(_BLANK)

    def _look_for_table(self, number: int, row: Sequence[Cell]) -> None:
        """Whether a full row after a blank one, and perhaps a title, begins another table."""
        if self._other is None and _BLANK in self._below and self._begins_table(row):
            title = self._blocks()[-1:] if self._below[-1] is not _BLANK else []
            self._other = range(title[0][0][0] if title else number, number + 1)

    @property
    def other_table(self) -> int | None:
        """The row of the headers of another table below."""
        return None if self._other is None else self._other[-1]

    @property
    def last_row(self) -> int:
        """The last row that is not blank, remarks included."""
        return self._last

    @property
    def remarks(self) -> range:
        """The rows below the table that are none of its own."""
        if self._typical < _TYPICAL_CELLS:
            return range(0)
        if self._other is not None:
            return range(self._other[0], self._last + 1)
        first = 0
        for block in reversed(self._blocks()):
            if not (all(map(_is_sentence, block)) or self._is_statistics(block) or self._is_table(block)):
                break
            first = block[0][0]
        return range(first, self._last + 1) if first else range(0)

    @property
    def _typical(self) -> int:
        """How many cells half of the rows fill, or more."""
        half, seen = self._filled.total() / 2, 0
        for count in sorted(self._filled, reverse=True):
            seen += self._filled[count]
            if seen >= half:
                return count
        return 0

    def _blocks(self) -> list[list[Numbered]]:
        """The rows that stand together, each block after a blank row."""
        blocks: list[list[Numbered]] = []
        for row in self._below:
            if row is _BLANK:
                blocks.append([])
            elif blocks:
                blocks[-1].append(row)
        return [block for block in blocks if block]

    def _is_statistics(self, block: Sequence[Numbered]) -> bool:
        """Whether rows of several cells hold a figure where the table has words, or a word where it has figures."""
        rows = [row for _, row in block if sum(1 for cell in row if _text(cell)) > 1]
        if len(rows) > 1 and not any(_is_figure(cell) for cell in rows[0]):
            rows = rows[1:]  # the headers
        return bool(rows) and len(block) > 1 and all(is_total(row) or self._is_foreign(row) for row in rows)

    def _is_table(self, block: Sequence[Numbered]) -> bool:
        """Whether rows are another, narrower table: its headers, perhaps below a title."""
        rows = [row for _, row in block if sum(1 for cell in row if _text(cell)) > 1]
        return bool(rows) and self._begins_table(rows[0])

    def _is_foreign(self, row: Sequence[Cell]) -> bool:
        first = next(cell for cell in row if _text(cell))
        if isinstance(first, str) and _COUNT.fullmatch(fold(first)):
            return True
        return any(_text(cell) and self._is_odd(index, cell) for index, cell in enumerate(row))

    def _is_odd(self, index: int, cell: Cell) -> bool:
        above = [_is_figure(row[index]) for row in self._sample if index < len(row) and _text(row[index])]
        alike = above.count(_is_figure(cell))
        return bool(above) and alike <= (1 - _MOSTLY) * len(above)


class HeadersAgain:
    """Knows headers that come once more, as where pages were put together, by what they say in the table's columns."""

    def __init__(self, rows: Iterable[Sequence[Cell]], places: Sequence[int]) -> None:
        """Take the rows of the headers, and the places in a row of the columns that feed something."""
        self._rows = [
            (first, texts)
            for row in rows
            if (texts := {place: fold(show(row[place])) for place in places})
            and (first := _first_said(texts)) is not None
        ]

    def __contains__(self, row: Sequence[Cell]) -> bool:
        """Whether a row is one of them."""
        return any(
            isinstance(cell := row[first], str)
            and fold(cell) == texts[first]
            and all(fold(show(row[place])) == text for place, text in texts.items())
            for first, texts in self._rows
        )

    def are_in(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether one of some rows is one of them."""
        for first, texts in self._rows:
            said = fold_all([cell if isinstance(cell := row[first], str) else "" for row in rows])
            if texts[first] in said and any(row in self for row in rows):
                return True
        return False


def _first_said(texts: Mapping[int, str]) -> int | None:
    return next((place for place, text in texts.items() if text), None)


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with "Total", and so adds up those above."""
    first = next((cell for cell in cells if cell != ""), "")
    return isinstance(first, str) and _TOTAL.fullmatch(fold(first)) is not None


def _text(cell: Cell) -> str:
    return show(cell).strip()


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _FIGURE.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _is_sentence(numbered: Numbered) -> bool:
    """One cell alone; a tag, a serial or a name has hardly two blanks, or a colon at its end."""
    texts = [text for cell in numbered[1] if (text := _text(cell))]
    return len(texts) == 1 and (texts[0].count(" ") > 1 or texts[0].endswith(":"))
