"""What stands around the table on each page: letterhead and title, running head, footer."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, Stamp
    from coorddesk.reporting.typeface import Faces, Lines, Typeface

MM = 72 / 25.4  # points
BLACK, GREY = 0.0, 0.35  # grey text stays readable on a tired printer
_A4 = (210 * MM, 297 * MM)
_SIDE, _TOP, _BOTTOM = 15 * MM, 13 * MM, 17 * MM
_FOOTER = 9 * MM  # baseline above the paper's edge
_LOGO_ROOM = (45 * MM, 16 * MM)
_LOGO_DOTS = 300 / 72  # per point: more is wasted on paper
_LARGEST_DOT = 0.75  # points: a small logo is not blown up


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


class Paper:
    """A4 in the report's direction, and everything printed on it but the table."""

    def __init__(self, report: Report[Any], stamp: Stamp, faces: Faces, texts: Texts) -> None:
        """Lay out the letterhead and the running head."""
        self.size = _A4[::-1] if report.landscape else _A4
        self.left = _SIDE
        self.width = self.size[0] - 2 * _SIDE
        self._stamp = stamp
        self._faces = faces
        self._texts = texts
        self._logo = _read_logo(stamp.logo) if stamp.logo else None
        self._logo_size = _fitted(self._logo) if self._logo else (0.0, 0.0)
        self._first = self._letterhead(report)
        self._later = self._running_head(report)

    def top(self, number: int) -> float:
        """How high the table may begin on a page, above the paper's lower edge."""
        return self.size[1] - _TOP - (self._first if number == 1 else self._later).height

    def room(self, number: int) -> float:
        """How much of a page is left for the table."""
        return self.top(number) - _BOTTOM

    def draw_head(self, canvas: Canvas, number: int) -> None:
        """Draw what stands above the table of page `number`."""
        top = self.size[1] - _TOP
        block = self._first if number == 1 else self._later
        if number == 1 and self._logo:
            from reportlab.lib.utils import ImageReader  # with the rest of reportlab, on first use

            width, height = self._logo_size
            canvas.drawImage(ImageReader(self._logo), self.left, top - height, width, height)
        for word in block.words:
            self._write(canvas, word, top)
        for down, thickness in block.rules:
            canvas.setLineWidth(thickness)
            canvas.line(self.left, top - down, self.left + self.width, top - down)

    def draw_foot(self, canvas: Canvas, number: int, total: int) -> None:
        """Draw what stands below the table of page `number` of `total`: when, by whom, n/N."""
        face, say = self._faces.regular, self._texts.say
        page = say(_("Page {number}/{total}", number=number, total=total))
        width = face.width(page, 7.5)
        left = face.clipped(say(self._stamp.origin), 7.5, self.width - width - 5 * MM)
        for word in (_Word(face, 7.5, GREY, 0, 0, left), _Word(face, 7.5, GREY, self.width - width, 0, page)):
            self._write(canvas, word, _FOOTER)

    def _letterhead(self, report: Report[Any]) -> _Block:
        block, faces, say = _Block(), self._faces, self._texts.say
        logo_width, logo_height = self._logo_size
        indent = logo_width + 5 * MM if self._logo else 0.0
        room = self.width - indent
        block.put(faces.bold, 11, _at_most(3, faces.bold.lines(self._stamp.organisation, 11, room)), left=indent)
        address = _at_most(6, faces.regular.lines(self._stamp.address, 8, room))
        block.put(faces.regular, 8, address, left=indent, grey=GREY)
        block.height = max(block.height, logo_height)
        if block.height:
            block.height += 3 * MM
            block.rule(0.5)
            block.height += 6 * MM
        block.put(faces.bold, 17, _at_most(3, faces.bold.lines(say(report.title), 17, self.width)))
        block.height += 1 * MM
        count = say(report.noun(report.count))
        block.put(faces.regular, 9, (count,), grey=GREY)
        if report.filters:
            stated = faces.regular.lines(report.stated_filters(self._texts), 9, self.width)
            block.put(faces.regular, 9, _at_most(12, stated), grey=GREY)
        block.height += 5 * MM
        return block

    def _running_head(self, report: Report[Any]) -> _Block:
        block, faces = _Block(), self._faces
        parts = [self._stamp.organisation, self._texts.say(report.title)]
        text = faces.regular.clipped("  ·  ".join(filter(None, parts)), 8, self.width)
        block.put(faces.regular, 8, (text,), grey=GREY)
        block.height += 1 * MM
        block.rule(0.5)
        block.height += 4 * MM
        return block

    def _write(self, canvas: Canvas, word: _Word, top: float) -> None:
        canvas.setFont(word.face.name, word.size)
        canvas.setFillGray(word.grey)
        canvas.drawString(self.left + word.left, top - word.down, word.text)


def _at_most(count: int, lines: Lines) -> Lines:
    """The first lines, and a sign where more would push the table off its first page."""
    return lines if len(lines) <= count else (*lines[: count - 1], f"{lines[count - 1]} …")


def _read_logo(data: bytes) -> Image:
    """The logo on white, with no more dots than paper shows."""
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data)) as file:
            picture = ImageOps.exif_transpose(file).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        sentence = _("The organisation's logo cannot be read. Choose it again in the settings, as PNG or JPEG.")
        raise UserError(sentence) from error
    width, height = _LOGO_ROOM
    picture.thumbnail((int(width * _LOGO_DOTS), int(height * _LOGO_DOTS)))
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _fitted(picture: Image) -> tuple[float, float]:
    scale = min(_LARGEST_DOT, *(room / dots for room, dots in zip(_LOGO_ROOM, picture.size, strict=True)))
    return picture.width * scale, picture.height * scale
