"""Makes sheets worse than people do: cells, rows and headers of a draft are mistreated, then the bytes of its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from tests.importing.corpus.cases import QUIRKS, Case
from tests.importing.corpus.draft import Draft, Line

Mistreat = Callable[[Draft], Draft]

_ODD_TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        (
            *('"', '""', '"a', 'a"b"', ";", ",", "\t", "|", "\n", "\r\n", "a;b\nc", "\0", "a\0b", "\ufeff", "\u202e"),
            *("=1+1", "@SUM(A1)", "+33", "-", "--", "'", "''", "#N/A", "#REF!", "Err:502", "1E5", "3.195E+12", "1e999"),
            *("NaN", "inf", "-0", "0x10", "1_000", "１２３", "٣", "1.000", "1,000", "1.000,00", "1'000", "12,345,67"),
            *("01/02/03", "31/02/2024", "99/99/9999", "2024-13-01", "29/02/2023", "12/2024", "2024", "45322", "-1"),
            *("1/1/0001", "31 févr. 2024", "hier", "24:00", "10:61", "Total", "TOTAL :", "N° inventaire", "sep=;"),
            *("oui", "non", "x", "VRAI", "TRUE", "?", "/", " / ", "a / b / c", "\N{NO-BREAK SPACE}", "\u200b"),
        )
    ),
    st.integers(1, 40_000).map("é".__mul__),
)
_ODD_CELLS = st.one_of(
    _ODD_TEXTS,
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2150, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2150, 1, 1)),  # noqa: DTZ001 - as a sheet holds it
)
_PLACES = st.integers(0, 200)
_TEXT_CELLS = _ODD_CELLS.map(lambda cell: cell if isinstance(cell, str) else str(cell))


def _cell(place: int, column: int, cell: Any) -> Mistreat:
    """Another cell in a row."""

    def change(draft: Draft) -> Draft:
        number = place % len(draft.lines)
        line = draft.lines[number]
        cells = {**line.cells, draft.columns[column % len(draft.columns)]: cell}
        return replace(draft, lines=(*draft.lines[:number], replace(line, cells=cells), *draft.lines[number + 1 :]))

    return change


def _row(place: int, cells: list[Any]) -> Mistreat:
    """One more row of whatever cells."""
    return lambda draft: draft.with_lines(Line(bare=tuple(cells)), at=place % (len(draft.lines) + 1))


def _doubled(place: int, times: int) -> Mistreat:
    return lambda draft: draft.with_lines(*[draft.lines[place % len(draft.lines)]] * times)


def _moved(place: int, to: int) -> Mistreat:
    def change(draft: Draft) -> Draft:
        lines = list(draft.lines)
        lines.insert(to % len(lines), lines.pop(place % len(lines)))
        return replace(draft, lines=tuple(lines))

    return change


def _header(column: int, text: str) -> Mistreat:
    return lambda draft: replace(draft, headers={**draft.headers, draft.columns[column % len(draft.columns)]: text})


def _without_column(column: int) -> Mistreat:
    return lambda draft: replace(
        draft, columns=tuple(key for place, key in enumerate(draft.columns) if place != column % len(draft.columns))
    )


def _column_again(column: int) -> Mistreat:
    return lambda draft: replace(draft, columns=(*draft.columns, draft.columns[column % len(draft.columns)]))


def _above(cells: list[Any]) -> Mistreat:
    return lambda draft: replace(draft, above=(*draft.above, tuple(cells)))


_MISTREATMENTS: st.SearchStrategy[Mistreat] = st.one_of(
    st.builds(_cell, _PLACES, _PLACES, _ODD_CELLS),
    st.builds(_cell, _PLACES, _PLACES, _ODD_CELLS),
    st.builds(_row, _PLACES, st.lists(_ODD_CELLS, max_size=20)),
    st.builds(_doubled, _PLACES, st.integers(1, 30)),
    st.builds(_moved, _PLACES, _PLACES),
    st.builds(_header, _PLACES, _TEXT_CELLS),
    st.builds(_without_column, st.integers(0, 4)),
    st.builds(_column_again, _PLACES),
    st.builds(_above, st.lists(_ODD_CELLS, max_size=5)),
)


@st.composite
def mistreated(draw: st.DrawFn) -> Draft:
    """A draft with some quirks of the corpus, and then some cells, rows or headers that nobody meant."""
    kind = draw(st.sampled_from(("csv", "tsv", "txt", "xlsx", "ods")))
    possible = [quirk for quirk in QUIRKS if kind in quirk.kinds and quirk.family not in {"name", "encoding"}]
    quirks = draw(st.lists(st.sampled_from(possible), max_size=4, unique_by=lambda quirk: quirk.family))
    draft = Case(kind, tuple(quirks)).draft.formed(ragged=draw(st.booleans()))
    for mistreat in draw(st.lists(_MISTREATMENTS, min_size=1, max_size=6)):
        draft = mistreat(draft)
    return draft


_DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(("flip", "cut", "blank", "double", "insert")), st.integers(0, 10**6), st.binary(max_size=8)
    ),
    min_size=1,
    max_size=12,
)


@st.composite
def damage(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Something that befalls the bytes of a file."""
    damages = draw(_DAMAGES)

    def befall(data: bytes) -> bytes:
        for what, where, other in damages:
            place = where % (len(data) + 1)
            match what:
                case "flip":
                    data = data[:place] + other + data[place + len(other) :]
                case "cut":
                    data = data[: max(place, len(data) // 2)]
                case "blank":
                    data = data[:place] + bytes(len(other) * 4) + data[place + len(other) * 4 :]
                case "double":
                    data = data[:place] + data[place // 2 : place] + data[place:]
                case "insert":
                    data = data[:place] + other + data[place:]
        return data

    return befall
