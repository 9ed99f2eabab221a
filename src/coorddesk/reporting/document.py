"""A document as a pdf: its sheets one after the other, each with pages and numbers of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import Message, _
from coorddesk.reporting.blocks import (
    Block,
    Cards,
    DayGrid,
    Document,
    Heading,
    Listing,
    Paragraph,
    Register,
    Sheet,
    Title,
    WholeTable,
)
from coorddesk.reporting.canvas import new_canvas
from coorddesk.reporting.cards import card_pages
from coorddesk.reporting.charts import Pen
from coorddesk.reporting.days import day_pages
from coorddesk.reporting.grid import grid_of
from coorddesk.reporting.layout import Chunk, Part, Setter, deal
from coorddesk.reporting.paper import Masthead, Paper
from coorddesk.reporting.pieces import BELOW_BLOCK, Cutter, Draw, Piece
from coorddesk.reporting.register import parts
from coorddesk.reporting.report import Group, Report
from coorddesk.reporting.table import Table
from coorddesk.reporting.totals import tally_groups
from coorddesk.reporting.typeface import load_faces

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.layout import Strip
    from coorddesk.reporting.report import Stamp
    from coorddesk.reporting.typeface import Faces

_CUT_GREY = 0.6


class Placed(NamedTuple):
    """Something on a page, so many points below its top."""

    draw: Draw
    down: float


def write_document(
    document: Document, stream: IO[bytes], stamp: Stamp, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write the document into an open file; the same one and stamp give the same bytes. One sheet at a time is held."""
    faces = load_faces()
    canvas = new_canvas(document.title, document.page.points, stream, stamp, faces, texts)
    sheets = document.sheets or (_nothing(document),)
    for number, sheet in enumerate(sheets):
        progress(number, len(sheets), _("Writing sheet {number} of {total}", number=number + 1, total=len(sheets)))
        paper = Paper(_masthead(document, sheet, texts), document.page, stamp, faces, texts)
        if len(sheets) > 1:
            canvas.bookmarkPage(f"sheet{number}")
            canvas.addOutlineEntry(texts.say(sheet.name), f"sheet{number}")
        pages = _Layout(document, paper, faces, texts).pages(sheet)
        for page, placed in enumerate(pages, start=1):
            for copy in range(document.page.copies):
                with _moved_up(canvas, paper.size, copy):
                    paper.draw_head(canvas, page)
                    for draw, down in placed:
                        draw(canvas, paper.left, paper.top(page) - down)
                    paper.draw_foot(canvas, page, len(pages))
            canvas.showPage()
    canvas.save()
    progress(len(sheets), len(sheets))


@contextmanager
def _moved_up(canvas: Canvas, size: tuple[float, float], copies: int) -> Iterator[None]:
    """Draw above so many copies of a size, and above a line to cut along; the lowest stands where it would alone."""
    if not copies:
        yield
        return
    width, height = size
    canvas.saveState()
    canvas.translate(0, copies * height)
    canvas.setStrokeGray(_CUT_GREY)
    canvas.setLineWidth(0.5)
    canvas.setDash(2, 3)
    canvas.line(0, 0, width, 0)
    canvas.setDash()
    yield
    canvas.restoreState()


class _Layout:
    """Lays the blocks of one sheet out on as many pages as they need.

    What comes last stands on the page of the foot, which would say nothing without it: signatures on a page of their
    own could stand under anything.
    """

    def __init__(self, document: Document, paper: Paper, faces: Faces, texts: Texts) -> None:
        self._document = document
        self._paper = paper
        self._faces = faces
        self._texts = texts
        self._cutter = Cutter(document, faces, texts)
        self._pages: list[list[Placed]] = [[]]
        self._down = 0.0

    def pages(self, sheet: Sheet) -> list[list[Placed]]:
        """What stands where."""
        above: list[Piece] = []
        foot = [piece for block in sheet.foot for piece in self._cutter.pieces(block, self._paper.width)]
        for place, block in enumerate(sheet.blocks, start=1):
            more = sheet.blocks[place] if place < len(sheet.blocks) else None
            above = self._put_block(block, above, more, _height(foot) if more is None else 0.0)
        self._put_foot(foot)
        return self._pages

    def _put_block(self, block: Block, above: list[Piece], more: Block | None, below: float) -> list[Piece]:
        """Put a block, and what still waits to stand `above` it; returns what waits for the next one."""
        if isinstance(block, Listing | WholeTable):
            self._put_listing(above, block, below)
        elif isinstance(block, Register):
            self._put_register(above, block, below)
        elif isinstance(block, DayGrid):
            self._put_days(block)
        elif isinstance(block, Cards):
            self._put_cards(block)
        elif pieces := list(self._cutter.pieces(block, self._paper.width)):
            if isinstance(block, Heading):
                return pieces
            pieces = [*above, *pieces]
            if self._explains(more, block):
                return [*pieces[:-2], *(piece._replace(keep=True) for piece in pieces[-2:])]
            self._put(pieces, below)
        return []

    def _explains(self, more: Block | None, block: Block) -> bool:
        """Whether what comes next is a small note on a block, which a page of its own would leave without a meaning."""
        is_note = isinstance(more, Paragraph) and more.quiet and bool(self._texts.say(more.text))
        return is_note and not (isinstance(block, Paragraph) and block.quiet)

    @property
    def _room(self) -> float:
        return self._paper.room(len(self._pages))

    def _new_page(self) -> None:
        self._pages.append([])
        self._down = 0.0

    def _put(self, pieces: Iterable[Piece], below: float = 0.0) -> None:
        """Put pieces on this page and the next ones, the last together with so many points below them."""
        groups = list(_kept_together(pieces))
        drawn = [place for place, together in enumerate(groups) if any(piece.draw for piece in together)]
        for place, together in enumerate(groups):
            height = _height(together)
            if [place] == drawn[-1:]:
                height += self._if_it_fits(height, below + sum(map(_height, groups[place + 1 :])))
            if self._pages[-1] and self._down + height > self._room:
                self._new_page()
            for piece in together:
                self._place(piece)

    def _if_it_fits(self, height: float, below: float) -> float:
        """What is to be left below something: nothing where one page does not hold both."""
        return below if height + below <= self._paper.room(2) else 0.0

    def _place(self, piece: Piece) -> None:
        if piece.draw is not None:
            self._pages[-1].append(Placed(piece.draw, self._down))
        if piece.draw is not None or self._pages[-1]:
            self._down += piece.height

    def _put_foot(self, pieces: Sequence[Piece]) -> None:
        """At the lower edge of the last page, or of one more where it does not fit any more."""
        if self._down + _height(pieces) > self._room and self._pages[-1]:
            self._new_page()
        spare = max(0.0, self._room - self._down - _height(pieces) - BELOW_BLOCK)
        pieces = [piece if piece.taller is None else piece.taller(spare) for piece in pieces]
        self._down = max(0.0, self._room - _height(pieces))
        for piece in pieces:
            self._place(piece)

    def _put_register(self, heading: Sequence[Piece], register: Register, below: float) -> None:
        """Each part of the columns from a page of its own on, its titles at the head of every page."""
        pending = list(heading)
        cut = list(parts(register, self._paper.width, Pen(self._faces, self._texts)))
        for number, part in enumerate(cut, start=1):
            if number > 1:
                self._new_page()
            pending.append(part.titles)
            groups = list(_kept_together(part.rows))
            for place, together in enumerate(groups, start=1):
                kept = BELOW_BLOCK + below if (number, place) == (len(cut), len(groups)) else 0.0
                if self._pages[-1] and self._down + _height([*pending, *together]) + kept > self._room:
                    self._new_page()
                    pending = pending or [part.titles]
                for piece in (*pending, *together):
                    self._place(piece)
                pending = []
        self._place(Piece(BELOW_BLOCK))

    def _put_days(self, grid: DayGrid) -> None:
        rooms = (self._room - self._down, self._paper.room(2))
        for number, piece in enumerate(day_pages(grid, self._paper.width, *rooms, Pen(self._faces, self._texts))):
            if number:
                self._new_page()
            self._place(piece)

    def _put_cards(self, cards: Cards) -> None:
        room = (self._paper.width, self._room)
        for draw in card_pages(cards, room, Pen(self._faces, self._texts)):
            if self._pages[-1]:
                self._new_page()
            self._place(Piece(room[1], draw))

    def _put_listing(self, heading: Sequence[Piece], listing: Listing | WholeTable, below: float) -> None:
        if isinstance(listing, WholeTable):
            self._put_table(heading, self._document.table, listing.nothing, below)
            return
        columns = listing.columns or self._document.table.columns
        report = Report(self._document.title, columns, (Group(None, listing.rows),), listing.noun or _unsaid)
        self._put_table(heading, report, listing.nothing, below, has_total=listing.noun is not None)

    def _put_begun(self, heading: Sequence[Piece], height: float, below: float) -> None:
        """Put what stands above a table where its first rows have room too: no heading stands alone."""
        if self._room - self._down < height + self._if_it_fits(height, below) and self._pages[-1]:
            self._new_page()
        for piece in heading:
            self._place(piece)

    def _put_table(
        self, heading: Sequence[Piece], report: Report[Any], nothing: Message, below: float, *, has_total: bool = True
    ) -> None:
        if not report.count:
            self._put([*heading, *self._cutter.note(nothing, self._paper.width)], below)
            return
        tallies = tally_groups(report)
        grid = grid_of(report, tallies, self._paper.width, self._faces, self._texts)
        setter = Setter(report, grid, self._faces, self._texts)
        titles = setter.titles()
        chunks = list(setter.chunks(tallies) if has_total else map(_without_total, setter.chunks(tallies)))
        below = BELOW_BLOCK + below if below else 0.0
        begun = _height(heading) + _height((titles, *chunks[0].strips))
        self._put_begun(heading, begun, below if len(chunks) == 1 else 0.0)
        first = self._room - self._down - titles.height
        later = self._paper.room(2) - titles.height
        for number, strips in enumerate(deal(chunks, setter, first, later, below)):
            if number:
                self._new_page()
            if strips:
                table = [titles, *strips]

                def draw(canvas: Canvas, left: float, top: float, table: Sequence[Strip] = table) -> None:
                    Table(canvas, grid, self._faces, left).draw(table, top)

                self._pages[-1].append(Placed(draw, self._down))
                self._down += sum(strip.height for strip in table)
        self._place(Piece(BELOW_BLOCK))


def _without_total(chunk: Chunk) -> Chunk:
    return chunk._replace(strips=tuple(strip for strip in chunk.strips if strip.part is not Part.TOTAL))


def _unsaid(_count: int) -> Message:
    return Message("")


def _height(pieces: Iterable[Piece | Strip]) -> float:
    return sum(piece.height for piece in pieces)


def _kept_together(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    together: list[Piece] = []
    for piece in pieces:
        together.append(piece)
        if not piece.keep:
            yield together
            together = []
    if together:
        yield together


def _masthead(document: Document, sheet: Sheet, texts: Texts) -> Masthead | None:
    if sheet.is_bare:
        return None
    name = texts.say(sheet.name)
    if sheet.title is None:
        return Masthead(name)
    lines = (document.title, *sheet.lines) if document.title != sheet.title else sheet.lines
    return Masthead(name, texts.say(sheet.title), tuple(map(texts.say, lines)))


def _nothing(document: Document) -> Sheet:
    note = _("There is nothing to print: nothing is kept yet, or nothing was chosen.")
    return Sheet(document.title, (Title(document.title), Paragraph(note)))
