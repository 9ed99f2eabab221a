"""The rows of a sheet that say what its columns are: one, or two where some headers stand under a common one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coorddesk.importing.reading.sheet import Cell, Numbered, Sheet
from coorddesk.importing.values.words import show
from coorddesk.importing.words import HeaderWords

_HEADER_WITHIN = 60  # rows that are not blank
_SURELY_HEADERS = 3  # that are known
_AS_FULL = 0.6  # of the fullest row: a row of headers that nobody knows
_FILLED_BELOW = 0.5  # of the rows: a column whose header is above has values
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Heading:
    """The rows of headers: the number of the first, what they hold, and of each column what it may be called.

    The first of a column's names is what people are shown ("Garantie Début"); the others are tried as well where
    nobody knows it ("Début Garantie", "Début"). A column without a header has none.
    """

    row: int
    rows: tuple[tuple[Cell, ...], ...]
    names: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> list[str]:
        """What each column is called, "" where nothing."""
        return [names[0] if names else "" for names in self.names]

    def known(self, words: HeaderWords) -> list[str]:
        """By which of its names each column is known, "" where by none."""
        return [next(filter(words.match, names), "") for names in self.names]


def text_of(cell: Cell) -> str:
    """What a cell says, on one line."""
    return " ".join(show(cell).split())


def known_in(texts: Sequence[str], words: HeaderWords) -> int:
    """How many fields some headers name."""
    return len({match.field.key for text in texts if text and (match := words.match(text))})


def known_words(sheet: Sheet, words: HeaderWords) -> int:
    """How many fields the best row of headers of a sheet names."""
    filled = 0
    best = 0
    for row in sheet.rows():
        if any(map(text_of, row)):
            best = max(best, _known(row, words))
            filled += 1
            if filled == _HEADER_WITHIN:
                break
    return best


def find_heading(filled: Sequence[Numbered], sheet: Sheet, words: HeaderWords, depth: int | None) -> Heading:
    """Find the headers among the first rows that are not blank, in as many rows as people say."""
    place = _header_place(filled[:_HEADER_WITHIN], words)
    if not _known(filled[place][1], words):  # perhaps a long text stands above
        further = (place for place, (_, row) in enumerate(filled) if _known(row, words) >= _SURELY_HEADERS)
        place = next(further, place)
    return heading_at(filled, place, sheet, words, depth, before=True)


def heading_at(
    filled: Sequence[Numbered],
    place: int,
    sheet: Sheet,
    words: HeaderWords,
    depth: int | None,
    *,
    before: bool = False,
) -> Heading:
    """The headers that stand at `place`, with the row below or, where it may be `before`, above if they are two."""
    single = _single(filled[place])
    if depth == 1:
        return single
    pairs = [(place, place + 1)] + ([(place - 1, place)] if before else [])
    pairs = [(one, other) for one, other in pairs if one >= 0 and other < len(filled)]
    for one, other in pairs:
        heading = _double(filled[one], filled[other], sheet)
        if filled[other][0] == filled[one][0] + 1 and _is_double(heading, filled[other + 1 :], sheet, words):
            return heading
    return _double(filled[place], filled[place + 1], sheet) if depth == 2 and place + 1 < len(filled) else single


def _single(numbered: Numbered) -> Heading:
    number, cells = numbered
    return Heading(number, (tuple(cells),), tuple((text,) if (text := text_of(cell)) else () for cell in cells))


def _double(upper: Numbered, lower: Numbered, sheet: Sheet) -> Heading:
    over, under = _texts_of(upper[1], lower[1])
    common = _common(over, under, sheet.merged(upper[0]))
    names = tuple(_names(*pair, common.count(pair[0]) > 1) for pair in zip(common, under, strict=True))
    return Heading(upper[0], (tuple(upper[1]), tuple(lower[1])), names)


def _texts_of(*rows: Sequence[Cell]) -> list[list[str]]:
    """What the cells of some rows say, each row as long as the longest."""
    width = max(map(len, rows))
    return [[*map(text_of, row), *[""] * (width - len(row))] for row in rows]


def _common(over: Sequence[str], under: Sequence[str], merged: Mapping[int, int]) -> list[str]:
    """The upper header of each column: one that has several columns under it stands in the first, or in each of them.

    `merged` says how far some reach; where nothing is, one that is not alone reaches to the next.
    """
    common = list(over)
    for index, text in enumerate(over):
        end = merged.get(index, index) if merged else len(over) - 1
        if text and under[index]:
            for further in range(index + 1, end + 1):
                if over[further] not in {"", text} or not under[further]:
                    break
                common[further] = text
    return common


def _names(over: str, under: str, several: bool) -> tuple[str, ...]:
    if not over or not under:
        return (over or under,) if over or under else ()
    if under.casefold().startswith(over.casefold()):
        return (under,)
    return (f"{over} {under}", f"{under} {over}", under if several else over)


def _is_double(heading: Heading, body: Sequence[Numbered], sheet: Sheet, words: HeaderWords) -> bool:
    """Whether two rows are headers together, rather than a title and headers, or headers and a first record."""
    if not all(isinstance(cell, str) for cells in heading.rows for cell in cells):
        return False
    over, under = _texts_of(*heading.rows)
    merged = sheet.merged(heading.row)
    common = _common(over, under, merged)
    grouped = {index for index, text in enumerate(common) if text and under[index] and common.count(text) > 1}
    if not grouped or (merged and not any(index in merged for index in grouped)):
        return False
    alone = [text for index, text in enumerate(over) if index not in grouped]
    known = known_in(heading.known(words), words)
    if known < max(known_in(alone, words), known_in(under, words)):
        return False
    above = [index for index, text in enumerate(over) if text and not under[index]]
    if above:  # columns with one header have it above: the cells of the two rows were merged
        return _filled(above, body) >= _FILLED_BELOW and (bool(merged) or not any(map(_DIGIT.search, under)))
    if not known or known_in(under, words) < known_in(alone, words):
        return False
    # or below: then the lower row says all, unless it says something twice, or an upper one is not just a title
    some = bool(merged) and len(grouped) < sum(1 for text in under if text)
    told_apart = len(set(heading.texts)) > len(set(under))
    return some or told_apart or known > known_in(under, words)


def _filled(columns: Sequence[int], body: Sequence[Numbered]) -> float:
    """How many of the cells of some columns are not blank."""
    cells = [row[index] if index < len(row) else "" for _, row in body for index in columns]
    return sum(1 for cell in cells if cell != "") / len(cells) if cells else 0


def _header_place(filled: Sequence[Numbered], words: HeaderWords) -> int:
    """Where the row with most words that the kind knows is, or else the first that looks like headers.

    One word alone proves nothing below such a row: "PC" is a header here, and a value there.
    """
    best = max(
        range(len(filled)),
        key=lambda place: (_known(filled[place][1], words), _texts(filled[place][1])),
    )
    known = _known(filled[best][1], words)
    fullest = max(_cells(row) for _, row in filled)
    first = next(
        (
            place
            for place, (_, row) in enumerate(filled)
            if _texts(row) >= max(_AS_FULL * fullest, 1) and _texts(row) == _cells(row)
        ),
        0,
    )
    if not known or (known == 1 and first < best and _texts(filled[first][1]) >= max(_texts(filled[best][1]), 2)):
        return first
    return best


def _known(row: Sequence[Cell], words: HeaderWords) -> int:
    return known_in([text_of(cell) for cell in row if cell != "" and isinstance(cell, str)], words)


def _texts(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if cell != "" and isinstance(cell, str) and text_of(cell))


def _cells(row: Sequence[Cell]) -> int:
    return sum(1 for cell in row if cell != "" and text_of(cell))
