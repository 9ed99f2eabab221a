"""The table in a sheet: where its headers are, and which columns are its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, digits
from coorddesk.importing.finding.heading import Heading, find_heading, heading_at, known_in, text_of
from coorddesk.importing.reading.parts import part_name
from coorddesk.importing.reading.sheet import Cell, Numbered, Sheet, column_letter
from coorddesk.importing.words import HeaderWords

_LOOKED_AT = 300  # rows that are not blank
_CELLS_AT_ONCE = 1 << 20
_AS_LONG = 0.5  # of the table: columns behind a gap that still belong to it

Body = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Header:
    """A column of the table: its place in a row, its letter in the file, and what it is called.

    A header that comes twice is numbered ("Nom (2)"), a blank one is called by its letter ("[C]"). A column that
    stands `beside` the table belongs to another, shorter one. `names` are all texts by which it may be known, the
    best first: more than one where two rows of headers are read together (see `Heading`).
    """

    index: int
    letter: str
    text: str
    label: str
    beside: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table found in a sheet; rows are numbered as in the file, the first is 1.

    `width` is how many cells a row may have: more of them in a text file are a sign of damage. `others` are the
    names of tables beside it (see `Part`), `body` its first rows.
    """

    sheet: Sheet
    header_row: int
    header_rows: tuple[tuple[Cell, ...], ...]
    width: int
    headers: tuple[Header, ...]
    others: tuple[str, ...]
    body: Body

    @property
    def header_depth(self) -> int:
        """How many rows the headers take."""
        return len(self.header_rows)

    @property
    def first_row(self) -> int:
        """The number of the first row below the headers."""
        return self.header_row + self.header_depth

    def rows(self, last_row: int | None = None) -> Iterator[Sequence[Cell]]:
        """Each row below the headers, blank ones included; the first is `first_row`."""
        return _padded(islice(self.sheet.rows(), self.first_row - 1, last_row), self.sheet, self.headers[-1].index + 1)

    def chunks(self, rows_at_once: int, last_row: int | None = None) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
        """The rows some at a time, with the number of the first; fewer at once where they are very wide."""
        rows = self.rows(last_row)
        first = self.first_row
        at_once = max(1, min(rows_at_once, _CELLS_AT_ONCE // self.sheet.extent.width))
        while chunk := list(islice(rows, at_once)):
            yield first, chunk
            first += len(chunk)


def find_table(sheet: Sheet, words: HeaderWords, header_row: int | None = None, depth: int | None = None) -> Table:
    """Find the headers, in the row and in as many rows as people say, and which columns belong to them."""
    numbered = enumerate(sheet.rows(), start=1)
    wanted = islice(numbered, max(header_row or 1, 1) - 1, None)
    filled = list(islice(((number, row) for number, row in wanted if any(map(text_of, row))), _LOOKED_AT))
    if header_row is None:
        if not filled:
            raise UserError(_("The sheet is empty."))
        heading = find_heading(filled, sheet, words, depth)
    else:
        if not filled or filled[0][0] != header_row:
            raise UserError(_("Row {row} is blank, the headers cannot be there.", row=digits(header_row)))
        heading = heading_at(filled, 0, sheet, words, depth)
    return _table(sheet, heading, filled, words)


def _table(sheet: Sheet, heading: Heading, filled: Sequence[Numbered], words: HeaderWords) -> Table:
    below = heading.row + len(heading.rows)
    texts = heading.texts
    body = list(_padded((row for number, row in filled if number >= below), sheet, len(texts)))
    width = _width(sheet, texts, body)
    blocks = _blocks(texts[:width], body)
    others = _others(heading.known(words), blocks, body, words)
    beside = frozenset(index for block in others for index in block)
    return Table(
        sheet,
        heading.row,
        heading.rows,
        width,
        _headers(sheet, heading, sorted(index for block in blocks for index in block), beside),
        tuple(_called(sheet, block) for block in others),
        body,
    )


def _padded(rows: Iterator[Sequence[Cell]], sheet: Sheet, width: int) -> Iterator[Sequence[Cell]]:
    """Rows that are long enough, where the headers are longer than the first lines of a text let one expect."""
    if width <= sheet.extent.width:
        return rows
    return ([*row, *[""] * (width - len(row))] for row in rows)


def _width(sheet: Sheet, texts: Sequence[str], body: Body) -> int:
    """Where rows end: behind the last header, unless most rows of a text go on, or only behind a blank column."""
    named = 1 + max(index for index, text in enumerate(texts) if text)
    longer = [row for row in body if _says_something(row[named:])]
    apart = len(longer) > 1 and not any(text_of(row[named]) for row in longer)
    return named if sheet.extent.ragged and 2 * len(longer) <= len(body) and not apart else len(texts)


def _headers(sheet: Sheet, heading: Heading, used: Sequence[int], beside: frozenset[int]) -> tuple[Header, ...]:
    labels: Counter[str] = Counter()
    headers = []
    for index in used:
        letter = column_letter(sheet.extent.first_column + index)
        names = heading.names[index]
        label = names[0] if names else f"[{letter}]"
        labels[label] += 1
        if labels[label] > 1:
            label = f"{label} ({labels[label]})"
        headers.append(Header(index, letter, names[0] if names else "", label, index in beside, names))
    return tuple(headers)


def _blocks(texts: Sequence[str], body: Body) -> list[list[int]]:
    """The columns that have a header or a value, those together that stand side by side."""
    columns = list(zip(*body, strict=False)) or [()] * len(texts)
    used = [index for index, text in enumerate(texts) if text or _says_something(columns[index])]
    return [
        [index for _, index in group] for _, group in groupby(enumerate(used), key=lambda placed: placed[1] - placed[0])
    ]


def _others(known: Sequence[str], blocks: Sequence[list[int]], body: Body, words: HeaderWords) -> list[list[int]]:
    """The columns of other tables: behind a blank column, and not as long as the one that is meant."""
    main = max(blocks, key=lambda block: (known_in([known[index] for index in block], words), len(block)))
    length = _length(main, body)
    return [block for block in blocks if block is not main and _length(block, body) < _AS_LONG * length]


def _says_something(cells: Sequence[Cell]) -> bool:
    """Whether any of them does; those of a sheet that is declared to its last column are mostly blank."""
    return cells.count("") < len(cells) and any(map(text_of, cells))


def _length(block: Sequence[int], body: Body) -> int:
    return sum(1 for row in body if any(text_of(row[index]) for index in block))


def _called(sheet: Sheet, block: Sequence[int]) -> str:
    left = sheet.extent.first_column
    return part_name(sheet.name, left + block[0], left + block[-1])
