"""The columns of a report as they stand on paper: how large the letters are, where each column begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.tables import RIGHT_ALIGNED, Kind, cell_text, heading
from coorddesk.reporting.totals import parts_of, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report
    from coorddesk.reporting.totals import Tally
    from coorddesk.reporting.typeface import Faces

LARGEST = 8.0  # points: ours is a large face, 8 of it read like 9 of most
READABLE = 7.2  # points, like 8 of most: letters become smaller only where words or figures would break
SMALLEST = 6.0  # points: below, nobody over forty reads it
_CHARACTER = 0.58  # ems: an average letter of ours
_GAP = 0.9  # ems between two columns
_BEHIND_FIGURES = 2.0  # gaps between figures, which stand right, and words, which stand left
_SHORT = 13 * _CHARACTER  # ems: a text that should stand in one line
_AIR = 1.15  # of its longest text that a column wishes for
_STRETCH = 1.4  # of its own width that a column of long texts wishes for
_LOOKED_AT = 500  # rows, from the first to the last, that tell how long the texts of a column are
_ROUNDED = 1e-6  # points: a word as wide as its column must not break for a difference in the last digit
_WIDEST_MOMENT = "00/00/0000 00:00"


@dataclass(frozen=True)
class Grid:
    """Where the columns stand, in points from the table's left edge; `size` is the letters'."""

    size: float
    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    right_aligned: tuple[bool, ...]

    @property
    def gap(self) -> float:
        """The white between two columns, in points."""
        return self.size * _GAP

    def room(self, first: int, last: int) -> float:
        """The width from one column to another, both included."""
        return self.rights[last] - self.lefts[first] + _ROUNDED


def grid_of(report: Report[Any], tallies: Sequence[Tally], room: float, faces: Faces, texts: Texts) -> Grid:
    """Share `room` points among the report's columns, with letters as large as they allow."""
    columns = report.columns
    needs = [_need(report, place, tallies, faces, texts) for place in range(len(columns))]
    least, wished = [need.least for need in needs], [need.wished for need in needs]
    right_aligned = tuple(column.kind in RIGHT_ALIGNED for column in columns)
    gaps = [_GAP * (_BEHIND_FIGURES if one and not next_ else 1.0) for one, next_ in pairwise(right_aligned)]
    white = sum(gaps)
    size = max(SMALLEST, min(LARGEST, max(READABLE, room / (sum(wished) + white)), room / (sum(least) + white)))
    widths = _shared(room - white * size, wished, [width * size for width in least])
    lefts = list(accumulate((size * gap + width for gap, width in zip(gaps, widths, strict=False)), initial=0.0))
    rights = tuple(left + width for left, width in zip(lefts, widths, strict=True))
    return Grid(size, tuple(lefts), rights, right_aligned)


def title_of(column: Column[Any], texts: Texts) -> str:
    """The title of a column, whose currency may stand below it: it would make narrow columns of many amounts wide."""
    return heading(column, texts).replace("\N{NO-BREAK SPACE}(", " (")


class _Need(NamedTuple):
    """How wide a column would like to be, and how narrow it may become, in ems."""

    wished: float
    least: float


def _need(report: Report[Any], place: int, tallies: Sequence[Tally], faces: Faces, texts: Texts) -> _Need:
    """A column of short texts leaves its width to others; an empty one keeps it, to be written in by hand."""
    column, face = report.columns[place], faces.regular
    wished = column.width * _CHARACTER
    title = title_of(column, texts)
    least = max(
        faces.bold.longest_word(title, 1),
        *(faces.bold.width(text, 1) for text in _widest_texts(report, place, tallies, texts)),
    )
    said = _said(report, column, texts)
    if not said:
        return _Need(wished, least)
    longest, most = max(face.width(text, 1) for text in said), wished * _STRETCH
    if column.kind is Kind.CODE:
        unbroken = min(most, longest)
    else:
        unbroken = min(wished, max(*(face.longest_piece(text, 1) for text in said), min(longest, _SHORT)))
    least = max(least, unbroken)
    above = faces.bold.width(title, 1)
    if place == 0 and any(following.total for following in report.columns[1:2]):
        above = wished  # what the sums are of stands there too
    return _Need(max(min(most, longest * _AIR), min(wished, above), least), least)


def _said(report: Report[Any], column: Column[Any], texts: Texts) -> set[str]:
    """The different texts of a column, as far as some of its rows tell; none of figures and days."""
    if column.kind in RIGHT_ALIGNED or column.kind in {Kind.DATE, Kind.MOMENT}:
        return set()
    every = (row for group in report.groups for row in group.rows)
    rows = islice(every, 0, None, 1 + report.count // _LOOKED_AT)
    return {text for row in rows if (text := cell_text(column.value(row), column.kind, texts))}


def _widest_texts(report: Report[Any], place: int, tallies: Sequence[Tally], texts: Texts) -> Iterable[str]:
    """The texts that no line break may split: the widest number or date of the column, and its total."""
    column = report.columns[place]
    yield ""
    if column.kind is Kind.MOMENT:
        yield _WIDEST_MOMENT
    elif column.kind is Kind.DATE:
        yield _WIDEST_MOMENT[:10]
    elif column.kind in RIGHT_ALIGNED:
        yield from (cell_text(value, column.kind, texts) for value in _extremes(column, report))
    wholes = (tally for part, tally in parts_of(report, tallies) if part is not None)
    for tally in (*tallies, *wholes, whole_of(report, tallies)):
        yield cell_text(tally.sums[place], column.kind, texts)


def _extremes(column: Column[Any], report: Report[Any]) -> tuple[int, int]:
    values = [value for group in report.groups for value in map(column.value, group.rows) if value is not None]
    return min(values, default=0), max(values, default=0)


def _shared(room: float, wished: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widths in proportion to what is wished, none below its least unless even those are too much together."""
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    settled: dict[int, float] = {}
    while True:
        open_places = [place for place in range(len(wished)) if place not in settled]
        scale = (room - sum(settled.values())) / sum(wished[place] for place in open_places)
        short = {place: least[place] for place in open_places if wished[place] * scale < least[place]}
        if not short:
            return [settled.get(place, wished[place] * scale) for place in range(len(wished))]
        settled |= short
