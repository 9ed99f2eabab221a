"""The table in a sheet: where its headers are, and which columns are its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.reading.sheet import Cell, Sheet, column_letter
from coorddesk.importing.values.words import show
from coorddesk.importing.words import HeaderWords

_LOOKED_AT = 300  # rows that are not blank
_HEADER_WITHIN = 60
_AS_FULL = 0.6  # of the fullest row: a row of headers that nobody knows
_AS_LONG = 0.5  # of the table: columns behind a gap that still belong to it

Numbered = tuple[int, Sequence[Cell]]


@dataclass(frozen=True)
class Header:
    """A column of the table: its place in a row, its letter in the file, and what it is called.

    A header that comes twice is numbered ("Nom (2)"), a blank one is called by its letter ("[C]"). A column that
    stands `beside` the table belongs to another, shorter one.
    """

    index: int
    letter: str
    text: str
    label: str
    beside: bool = False


@dataclass(frozen=True)
class Table:
    """A table found in a sheet; rows are numbered as in the file, the first is 1.

    `width` is how many cells a row may have: more of them in a text file are a sign of damage.
    """

    sheet: Sheet
    header_row: int
    header_cells: tuple[Cell, ...]
    width: int
    headers: tuple[Header, ...]

    def rows(self, last_row: int | None = None) -> Iterator[Sequence[Cell]]:
        """Each row below the headers, blank ones included; the first is `header_row` + 1."""
        return islice(self.sheet.rows(), self.header_row, last_row)


def find_table(sheet: Sheet, words: HeaderWords) -> Table:
    """Find the headers: the row with most words that the kind knows, or else the first that looks like headers."""
    numbered = enumerate(sheet.rows(), start=1)
    filled = list(islice(((number, row) for number, row in numbered if any(map(_text, row))), _LOOKED_AT))
    if not filled:
        raise UserError(_("The sheet is empty."))
    header_row, cells = _header_row(filled[:_HEADER_WITHIN], words)
    body = [row for number, row in filled if number > header_row]
    width = _width(sheet, cells, body)
    return Table(sheet, header_row, tuple(cells), width, _headers(sheet, cells[:width], body, words))


def known_words(sheet: Sheet, words: HeaderWords) -> int:
    """How many fields the best row of headers of a sheet names."""
    rows = islice((row for row in sheet.rows() if any(map(_text, row))), _HEADER_WITHIN)
    return max((_known(row, words) for row in rows), default=0)


def _text(cell: Cell) -> str:
    """What a cell says, on one line."""
    return " ".join(show(cell).split())


def _header_row(filled: Sequence[Numbered], words: HeaderWords) -> Numbered:
    best = max(filled, key=lambda numbered: (_known(numbered[1], words), _texts(numbered[1])))
    if _known(best[1], words):
        return best
    fullest = max(sum(1 for cell in row if _text(cell)) for _, row in filled)
    return next(
        (
            numbered
            for numbered in filled
            if _texts(numbered[1]) >= max(_AS_FULL * fullest, 1) and _texts(numbered[1]) == _cells(numbered[1])
        ),
        filled[0],
    )


def _width(sheet: Sheet, cells: Sequence[Cell], body: Sequence[Sequence[Cell]]) -> int:
    """Where rows end: behind the last header, unless most rows of a text file go on without one."""
    named = 1 + max(index for index, cell in enumerate(cells) if _text(cell))
    longer = sum(1 for row in body if any(map(_text, row[named:])))
    return named if sheet.extent.ragged and 2 * longer <= len(body) else len(cells)


def _known(row: Sequence[Cell], words: HeaderWords) -> int:
    matches = (words.match(_text(cell)) for cell in row if isinstance(cell, str))
    return len({match.field.key for match in matches if match})


def _texts(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if isinstance(cell, str) and _text(cell))


def _cells(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if _text(cell))


def _headers(
    sheet: Sheet, cells: Sequence[Cell], body: Sequence[Sequence[Cell]], words: HeaderWords
) -> tuple[Header, ...]:
    texts = [_text(cell) for cell in cells]
    beside = _beside(texts, body, words)
    labels: Counter[str] = Counter()
    headers = []
    for index in _used(texts, body):
        letter = column_letter(sheet.extent.first_column + index)
        label = texts[index] or f"[{letter}]"
        labels[label] += 1
        if labels[label] > 1:
            label = f"{label} ({labels[label]})"
        headers.append(Header(index, letter, texts[index], label, index in beside))
    return tuple(headers)


def _used(texts: Sequence[str], body: Sequence[Sequence[Cell]]) -> list[int]:
    """The columns that have a header or a value."""
    return [index for index, text in enumerate(texts) if text or any(_text(row[index]) for row in body)]


def _beside(texts: Sequence[str], body: Sequence[Sequence[Cell]], words: HeaderWords) -> frozenset[int]:
    """The columns that belong to another table: behind a blank column, and not as long as the one that is meant."""
    blocks = [
        [index for _, index in group]
        for _, group in groupby(enumerate(_used(texts, body)), key=lambda placed: placed[1] - placed[0])
    ]
    main = max(blocks, key=lambda block: (_known([texts[index] for index in block], words), len(block)))
    length = _length(main, body)
    others = [block for block in blocks if block is not main and _length(block, body) < _AS_LONG * length]
    return frozenset(index for block in others for index in block)


def _length(block: Sequence[int], body: Sequence[Sequence[Cell]]) -> int:
    return sum(1 for row in body if any(_text(row[index]) for index in block))
