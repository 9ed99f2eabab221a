"""A report cut into strips of known height, and the strips dealt out to pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Kind, cell_text
from coorddesk.reporting.grid import title_of
from coorddesk.reporting.totals import Tally, parts_of, whole_of

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.grid import Grid
    from coorddesk.reporting.report import Group, Report
    from coorddesk.reporting.report import Part as ReportPart
    from coorddesk.reporting.typeface import Faces, Lines

LEADING = 1.25  # line height, in sizes of its letters
_CACHED_TEXTS = 20_000  # per column: what repeats is broken into lines once
_ROWS_KEPT_WITH_HEADING = 2
_LINES_REPEATED = 3  # of a heading, at the top of a page: it stands whole where its group begins
_TALL = 0.5  # of a page: a taller strip is cut rather than moved to the next page


class Look(NamedTuple):
    """How strips of one part look: letters (in sizes of the grid's), white above and below (in the same)."""

    bold: bool
    scale: float
    above: float
    below: float


class Part(Enum):
    """What a strip of the table is."""

    TITLES = Look(bold=True, scale=1.0, above=0.3, below=0.45)
    PART = Look(bold=True, scale=1.3, above=0.9, below=0.5)
    HEADING = Look(bold=True, scale=1.15, above=0.45, below=0.45)
    CONTINUED = Look(bold=True, scale=1.0, above=0.45, below=0.45)
    ROW = Look(bold=False, scale=1.0, above=0.32, below=0.32)
    SUBTOTAL = Look(bold=True, scale=1.0, above=0.4, below=1.5)
    PART_TOTAL = Look(bold=True, scale=1.0, above=0.45, below=1.5)
    TOTAL = Look(bold=True, scale=1.0, above=0.6, below=0.6)
    NOTE = Look(bold=False, scale=1.15, above=2.0, below=1.0)


class Strip(NamedTuple):
    """One horizontal strip of the table: a label across it, cells in its columns, or both."""

    part: Part
    label: Lines
    cells: tuple[Lines, ...]
    height: float


class Chunk(NamedTuple):
    """Strips that stay on one page where they fit; `repeat` is the heading of a page that goes on with them."""

    strips: tuple[Strip, ...]
    repeat: Strip | None = None


class Setter:
    """Sets the parts of a report as strips of one grid."""

    def __init__(self, report: Report[Any], grid: Grid, faces: Faces, texts: Texts) -> None:
        """Set in the letters and widths of `grid`."""
        self._report = report
        self._grid = grid
        self._faces = faces
        self._texts = texts
        self._last = len(grid.lefts) - 1

    def titles(self) -> Strip:
        """The column titles, which head every page; short ones stand low, on the rule."""
        cells = [
            self._lines(Part.TITLES, title_of(column, self._texts), self._grid.room(place, place))
            for place, column in enumerate(self._report.columns)
        ]
        tallest = max(map(len, cells))
        return self._strip(Part.TITLES, (), tuple(("",) * (tallest - len(cell)) + cell for cell in cells))

    def chunks(self, tallies: Sequence[Tally]) -> Iterator[Chunk]:
        """The whole table below its column titles, in reading order; nothing is kept."""
        total = whole_of(self._report, tallies)
        if not total.count:
            yield Chunk((self._labelled(Part.NOTE, _empty_note(self._report)),))
            return
        set_row = self._row_setter()
        several, noun = len(tallies) > 1, self._report.noun
        begun = None
        parts = parts_of(self._report, tallies)
        for number, (group, tally, (part, of_part)) in enumerate(
            zip(self._report.groups, tallies, parts, strict=True), start=1
        ):
            above, below = [], []
            if group.part is not None and group.part is not begun:
                above.append(self._labelled(Part.PART, group.part.title))
            begun = group.part
            if several and group.title is not None:
                below.append(self._totals(Part.SUBTOTAL, self._summed(group, noun(tally.count)), tally))
            if part is not None:
                below.append(self._totals(Part.PART_TOTAL, part_label(part), of_part))
            if number == len(tallies):
                below.append(self._totals(Part.TOTAL, _("Total: {count}", count=noun(total.count)), total))
            yield from self._group_chunks(group, set_row, above, below)

    def cut(self, strip: Strip, height: float) -> tuple[Strip | None, Strip]:
        """The lines of a tall strip that fit into `height`, if any does, and the rest."""
        look = strip.part.value
        count = int((height / self._grid.size - look.above - look.below) / (LEADING * look.scale))
        if count < 1:
            return None, strip
        return (
            self._strip(strip.part, strip.label[:count], tuple(cell[:count] for cell in strip.cells)),
            self._strip(strip.part, strip.label[count:], tuple(cell[count:] for cell in strip.cells)),
        )

    def _group_chunks(
        self, group: Group[Any], set_row: Callable[[Any], Strip], above: Sequence[Strip], below: Sequence[Strip]
    ) -> Iterator[Chunk]:
        pending = [*above]
        again = None
        if group.title is not None:
            pending.append(self._labelled(Part.HEADING, group.title))
            again = self._labelled(Part.CONTINUED, _("{title} (continued)", title=group.title), _LINES_REPEATED)
        kept = _ROWS_KEPT_WITH_HEADING if pending else 1
        for number, row in enumerate(group.rows, start=1):
            pending.append(set_row(row))
            if kept <= number < len(group.rows):
                yield Chunk(tuple(pending), again)
                pending = []
        yield Chunk((*pending, *below), again)

    def _summed(self, group: Group[Any], counted: Message) -> Message:
        """What stands before the sum of a group: where groups are parts of something, its own title."""
        return counted if group.part is None or group.title is None else group_label(group.title)

    def _row_setter(self) -> Callable[[Any], Strip]:
        """The innermost loop of every report: one row, each text of a column measured once while it repeats."""
        texts, face, size = self._texts, self._faces.regular, self._grid.size
        look = Part.ROW.value
        white, line_height = (look.above + look.below) * size, LEADING * size
        columns: list[tuple[Any, Kind, float, dict[str, Lines]]] = [
            (column.value, column.kind, self._grid.room(place, place), {})
            for place, column in enumerate(self._report.columns)
        ]

        def set_row(row: Any) -> Strip:
            cells, tallest = [], 1
            for value_of, kind, room, known in columns:
                text = cell_text(value_of(row), kind, texts)
                lines = known.get(text)
                if lines is None:
                    if len(known) >= _CACHED_TEXTS:
                        known.clear()
                    lines = known[text] = face.lines(text, size, room)
                cells.append(lines)
                tallest = max(tallest, len(lines))
            return Strip(Part.ROW, (), tuple(cells), white + tallest * line_height)

        return set_row

    def _totals(self, part: Part, message: Message, tally: Tally) -> Strip:
        """A line of sums; its label stands before the first sum, or above them all where that is too narrow."""
        grid, text = self._grid, self._texts.say(message)
        summed = [place for place, amount in enumerate(tally.sums) if amount is not None]
        span = grid.room(0, summed[0] - 1) if summed and summed[0] else 0.0
        beside = self._faces.bold.width(text, grid.size) <= span
        label = self._lines(part, text, span if beside else grid.room(0, self._last))
        lifted = () if beside else ("",) * len(label)
        return self._strip(
            part,
            label,
            tuple(
                ()
                if amount is None
                else lifted + self._lines(part, cell_text(amount, column.kind, self._texts), grid.room(place, place))
                for place, (column, amount) in enumerate(zip(self._report.columns, tally.sums, strict=True))
            ),
        )

    def _labelled(self, part: Part, message: Message, most: int | None = None) -> Strip:
        label = self._lines(part, self._texts.say(message), self._grid.room(0, self._last))
        return self._strip(part, label[:most], ())

    def _lines(self, part: Part, text: str, room: float) -> Lines:
        look = part.value
        face = self._faces.bold if look.bold else self._faces.regular
        return face.lines(text, look.scale * self._grid.size, room)

    def _strip(self, part: Part, label: Lines, cells: tuple[Lines, ...]) -> Strip:
        look = part.value
        lines = max(1, len(label), *map(len, cells))
        return Strip(part, label, cells, self._grid.size * (look.above + look.below + lines * LEADING * look.scale))


def part_label(part: ReportPart[Any]) -> Message:
    """What stands before the sum of groups that are parts of something."""
    return group_label(part.title)


def group_label(title: Message) -> Message:
    """What stands before the sum of something that has a title."""
    return _("Total {title}", title=title)


def deal(
    chunks: Iterable[Chunk], setter: Setter, first_room: float, room: float, below: float = 0.0
) -> Iterator[list[Strip]]:
    """Deal the strips out to pages of `room` points, the first of `first_room`; one page at a time is held.

    Below the last chunk so many points are left on its page, where that is possible.
    """
    page: list[Strip] = []
    left = first_room
    for chunk, is_last in _told_last(chunks):
        height = sum(strip.height for strip in chunk.strips)
        kept = height + below if is_last and height + below <= room else height
        if kept > left and (page or kept <= room):
            yield page
            page, left = _new_page(chunk, chunk.strips[0], room)
        for strip in chunk.strips:
            rest = strip
            while rest.height > left:
                begun, rest = setter.cut(rest, left) if rest.height > room * _TALL else (None, rest)
                yield [*page, begun] if begun else page
                page, left = _new_page(chunk, strip, room)
            page.append(rest)
            left -= rest.height
    yield page


def _told_last(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, bool]]:
    before: Chunk | None = None
    for chunk in chunks:
        if before is not None:
            yield before, False
        before = chunk
    if before is not None:
        yield before, True


def _new_page(chunk: Chunk, strip: Strip, room: float) -> tuple[list[Strip], float]:
    """A page that goes on with `strip`, under its group's heading unless it is that."""
    if chunk.repeat is None or strip.part in {Part.HEADING, Part.PART}:
        return [], room
    return [chunk.repeat], room - chunk.repeat.height


def _empty_note(report: Report[Any]) -> Message:
    if report.filters:
        return _("This report is empty: nothing matches its filters.")
    return _("This report is empty: there is nothing to list yet.")
