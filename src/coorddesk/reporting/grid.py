"""The columns of a report as they stand on paper: how large the letters are, where each column begins and ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

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
SMALLEST = 6.0  # points: below, nobody over forty reads it
_CHARACTER = 0.58  # ems: an average letter of ours
_GAP = 0.9  # ems between two columns
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
    least = [
        max(
            faces.bold.longest_word(heading(column, texts), 1),
            *(faces.bold.width(text, 1) for text in _widest_texts(report, place, tallies, texts)),
        )
        for place, column in enumerate(columns)
    ]
    wished = [column.width * _CHARACTER for column in columns]
    gaps = _GAP * (len(columns) - 1)
    size = max(SMALLEST, min(LARGEST, room / (sum(wished) + gaps), room / (sum(least) + gaps)))
    widths = _shared(room - gaps * size, wished, [width * size for width in least])
    rights = list(accumulate(widths, lambda right, width: right + size * _GAP + width))
    return Grid(
        size,
        tuple(right - width for right, width in zip(rights, widths, strict=True)),
        tuple(rights),
        tuple(column.kind in RIGHT_ALIGNED for column in columns),
    )


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
