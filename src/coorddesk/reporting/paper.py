"""What stands around the contents of each page: letterhead and title, running head, footer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.reporting.page import MM
from coorddesk.reporting.pictures import fitted, read_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.page import Page
    from coorddesk.reporting.report import Stamp
    from coorddesk.reporting.typeface import Faces, Lines, Typeface

BLACK, GREY = 0.0, 0.35  # grey text stays readable on a tired printer
_TOP, _FOOTER = 13, 9  # millimetres of white at most, and from the paper's edge to the last baseline
_ABOVE_FOOTER = 8 * MM
_LOGO_ROOM = (45 * MM, 16 * MM)
_SMALL_LOGO_ROOM = (30 * MM, 10 * MM)
_LESS_TOP = 8  # millimetres of white above a copy that shares its sheet


class _Word(NamedTuple):
    """A line of text: `left` and `down` in points, from the margins to its baseline."""

    face: Typeface
    size: float
    grey: float
    left: float
    down: float
    text: str


@dataclass
class _Block:
    """Words and rules laid from the top margin down, in points."""

    height: float = 0.0
    words: list[_Word] = field(default_factory=list)
    rules: list[tuple[float, float]] = field(default_factory=list)

    def put(self, face: Typeface, size: float, lines: Lines, *, left: float = 0.0, grey: float = BLACK) -> None:
        """Lay lines below what is there already."""
        for line in lines:
            self.words.append(_Word(face, size, grey, left, self.height + size, line))
            self.height += size * 1.3

    def rule(self, thickness: float) -> None:
        """Lay a rule across the page."""
        self.rules.append((self.height, thickness))


@dataclass(frozen=True)
class Masthead:
    """What a paper says of itself: its title, if it shows one, and small lines below.

    `name` stands at the head of every page but the first.
    """

    name: str
    title: str = ""
    lines: tuple[str, ...] = ()


class Paper:
    """Pages of a size, and everything printed on them but what they are about."""

    def __init__(self, masthead: Masthead | None, page: Page, stamp: Stamp, faces: Faces, texts: Texts) -> None:
        """Lay out the letterhead and the running head; without a masthead all of the paper is left to its contents.

        Raises `UserError` if the stamp's logo cannot be read.
        """
        self._is_bare = masthead is None
        self.size = page.copy_points
        self.left = 0.0 if self._is_bare else page.margin * MM
        self.width = self.size[0] - 2 * self.left
        self.bottom = 0.0 if self._is_bare else min(_FOOTER, page.margin) * MM + _ABOVE_FOOTER
        self._is_small = page.copies > 1
        above = 0 if self._is_bare else min(_LESS_TOP if self._is_small else _TOP, page.margin)
        self._head = self.size[1] - above * MM
        self._foot = min(_FOOTER, page.margin) * MM
        self._stamp = stamp
        self._faces = faces
        self._texts = texts
        self._logo = _read_logo(stamp.logo) if stamp.logo else None
        room = _SMALL_LOGO_ROOM if self._is_small else _LOGO_ROOM
        self._logo_size = fitted(self._logo, room) if self._logo else (0.0, 0.0)
        self._first = _Block() if masthead is None else self._letterhead(masthead)
        self._later = _Block() if masthead is None else self._running_head(masthead)

    def top(self, number: int) -> float:
        """How high page `number` may begin, above the paper's lower edge."""
        return self._head - (self._first if number == 1 else self._later).height

    def room(self, number: int) -> float:
        """How much of a page is left below its head."""
        return self.top(number) - self.bottom

    def draw_head(self, canvas: Canvas, number: int) -> None:
        """Draw what stands above the contents of page `number`."""
        block = self._first if number == 1 else self._later
        if number == 1 and self._logo and not self._is_bare:
            from reportlab.lib.utils import ImageReader  # with the rest of reportlab, on first use

            width, height = self._logo_size
            canvas.drawImage(ImageReader(self._logo), self.left, self._head - height, width, height)
        self._write(canvas, block.words, self._head)
        canvas.setStrokeGray(BLACK)
        for down, thickness in block.rules:
            canvas.setLineWidth(thickness)
            canvas.line(self.left, self._head - down, self.left + self.width, self._head - down)

    def draw_foot(self, canvas: Canvas, number: int, total: int) -> None:
        """Draw what stands below the contents of page `number` of `total`: when, by whom, n/N.

        One of one page says so too: who holds it knows that nothing is missing. A bare one says nothing.
        """
        if self._is_bare:
            return
        face, say = self._faces.regular, self._texts.say
        page = say(_("Page {number}/{total}", number=number, total=total))
        width = face.width(page, 7.5)
        left = face.clipped(say(self._stamp.origin), 7.5, self.width - width - 5 * MM)
        words = (_Word(face, 7.5, GREY, 0, 0, left), _Word(face, 7.5, GREY, self.width - width, 0, page))
        self._write(canvas, words, self._foot)

    def _letterhead(self, masthead: Masthead) -> _Block:
        block, faces = _Block(), self._faces
        logo_width, logo_height = self._logo_size
        indent = logo_width + 5 * MM if self._logo else 0.0
        room = self.width - indent
        block.put(faces.bold, 11, at_most(3, faces.bold.lines(self._stamp.organisation, 11, room)), left=indent)
        address = at_most(6, faces.regular.lines(self._stamp.address, 8, room))
        block.put(faces.regular, 8, address, left=indent, grey=GREY)
        block.height = max(block.height, logo_height)
        if block.height:
            block.height += 3 * MM
            block.rule(0.5)
            block.height += (3 if self._is_small else 6) * MM
        if masthead.title:
            block.put(faces.bold, 17, at_most(3, faces.bold.lines(masthead.title, 17, self.width)))
            block.height += 1 * MM
            for text in masthead.lines:
                block.put(faces.regular, 9, at_most(12, faces.regular.lines(text, 9, self.width)), grey=GREY)
            block.height += 5 * MM
        return block

    def _running_head(self, masthead: Masthead) -> _Block:
        block, faces = _Block(), self._faces
        text = "  ·  ".join(filter(None, (self._stamp.organisation, masthead.name)))
        block.put(faces.regular, 8, at_most(2, faces.regular.lines(text, 8, self.width)), grey=GREY)
        block.height += 1 * MM
        block.rule(0.5)
        block.height += 4 * MM
        return block

    def _write(self, canvas: Canvas, words: Sequence[_Word], top: float) -> None:
        text = canvas.beginText()
        grey = -1.0
        for word in words:
            if word.grey != grey:
                grey = word.grey
                text.setFillGray(grey)
            text.setFont(word.face.name, word.size)
            text.setTextOrigin(self.left + word.left, top - word.down)
            text.textOut(word.text)
        canvas.drawText(text)


def at_most(count: int, lines: Lines) -> Lines:
    """The first lines, and a sign where there are more."""
    return lines if len(lines) <= count else (*lines[: count - 1], f"{lines[count - 1]} …")


@lru_cache(maxsize=1)
def _read_logo(data: bytes) -> Image:
    """The logo, read once for all the papers of a run."""
    picture = read_picture(data, _LOGO_ROOM)
    if picture is None:
        raise UserError(_("The organisation's logo cannot be read. Choose it again in the settings, as PNG or JPEG."))
    return picture
