"""One label drawn into its cell: the code with its readable text, beside or above the words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.labels.reports.bars import bars, draw_bars, narrow_bar
from coorddesk.labels.reports.words import LEADING, Typesetter, Words, draw_words
from coorddesk.labels.rules import CodeKind, Style
from coorddesk.reporting.page import MM
from coorddesk.reporting.pictures import fitted, read_picture
from coorddesk.reporting.qr import QUIET_ZONE, draw_squares, squares

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.labels.rules import Label
    from coorddesk.reporting.typeface import Faces

_SMALLEST_SQUARE = 0.25 * MM  # of a QR code: three dots of a printer at 300 dots an inch
_LYING = 1.2  # from so many times as wide as high on, words stand beside the code
_CODE_SHARE, _UPRIGHT_SHARE = 0.44, 0.47  # of a label's width beside words, of its height above them
_BAR_SHARE = 0.34  # of a label's height
_CAPTION_SHARE = 0.085
_LARGEST_CAPTION, _SMALLEST_CAPTION = 11.0, 4.6
_LOGO_SHARE = 0.2
_BESIDE_CAPTION = 1.4 * MM  # of white, or it would run into the words
_LOWEST_FOR_LOGO = 17 * MM
_LOWEST_WITH_CAPTION = 9.5 * MM


class Room(NamedTuple):
    """A rectangle on the page in points, from its left edge and its top."""

    left: float
    top: float
    width: float
    height: float


class LabelDrawer:
    """Draws labels of one size in one style."""

    def __init__(self, style: Style, size: tuple[float, float], logo: bytes | None, faces: Faces) -> None:
        """`size` of a label in points; what is alike on all labels is prepared once."""
        self._style = style
        self._width, self._height = size
        self._pad = min(2.2 * MM, max(1.0 * MM, 0.06 * min(size)))
        self._setter = Typesetter(faces, self._height)
        self._caption = min(_LARGEST_CAPTION, max(_SMALLEST_CAPTION, _CAPTION_SHARE * self._height))
        self._logo = self._read_logo(logo) if style.logo and logo and self._height >= _LOWEST_FOR_LOGO else None

    def draw(self, canvas: Canvas, label: Label, left: float, top: float) -> None:
        """Draw one from its left edge and its top on. Raises `UserError` if its code has no room."""
        cell = Room(left, top, self._width, self._height)
        if self._style.frame:
            canvas.setStrokeGray(0.6)
            canvas.setLineWidth(0.25)
            canvas.rect(left, top - self._height, self._width, self._height, stroke=1, fill=0)
        if self._style.code is CodeKind.CODE128:
            self._draw_with_bars(canvas, label, cell)
        elif self._width >= _LYING * self._height:
            self._draw_beside(canvas, label, cell)
        else:
            self._draw_below(canvas, label, cell)

    def _draw_beside(self, canvas: Canvas, label: Label, cell: Room) -> None:
        pad, below = self._pad, self._caption * LEADING
        side = min(cell.height - pad - below, _CODE_SHARE * cell.width)
        if side < _LOWEST_WITH_CAPTION or not self._setter.has_room(label.readable, side - _BESIDE_CAPTION):
            below, side = 0.0, min(cell.height - pad / 2, _CODE_SHARE * cell.width)
            lines = (label.title, *label.lines) if label.title else label.lines
            label = replace(label, readable="", title=label.readable, lines=lines)
        over = (cell.height - side - below) / 2
        self._draw_square(canvas, label, Room(cell.left + pad / 2, cell.top - over, side, side))
        words = cell.left + pad + side
        room = Room(words, cell.top - pad, cell.left + cell.width - pad - words, cell.height - 2 * pad)
        self._draw_words(canvas, label, room)

    def _draw_below(self, canvas: Canvas, label: Label, cell: Room) -> None:
        pad, below = self._pad, self._caption * LEADING
        has_words = bool(label.title or label.lines or self._style.owner)
        most = cell.height * _UPRIGHT_SHARE if has_words else cell.height - pad - below
        side = min(cell.width - pad, most)
        left = cell.left + (cell.width - side) / 2
        self._draw_square(canvas, label, Room(left, cell.top - pad / 2, side, side))
        used = pad / 2 + side + below + pad / 2
        room = Room(cell.left + pad, cell.top - used, cell.width - 2 * pad, cell.height - used - pad)
        self._draw_words(canvas, label, room, is_centred=True)

    def _draw_square(self, canvas: Canvas, label: Label, room: Room) -> None:
        """A QR code, and below it what it says, as wide as its dark part and a little more."""
        code = squares(label.code)
        if code is None or room.width / (code.side + 2 * QUIET_ZONE) < _SMALLEST_SQUARE:
            raise UserError(_too_long(label.code, CodeKind.QR), field="code")
        draw_squares(canvas, code, room.width, (room.left, room.top))
        word = self._setter.caption(label.readable, room.width - _BESIDE_CAPTION, self._caption)
        white = QUIET_ZONE * room.width / (code.side + 2 * QUIET_ZONE)
        draw_words(canvas, [word], room.left, room.top - room.height + white * 0.4, room.width)

    def _draw_with_bars(self, canvas: Canvas, label: Label, cell: Room) -> None:
        """Bars as wide as the label, at its lower edge, below the words."""
        pad, below = self._pad, self._caption * LEADING
        code = bars(label.code)
        unit = None if code is None else narrow_bar(code, cell.width - pad)
        if code is None or unit is None:
            raise UserError(_too_long(label.code, CodeKind.CODE128, is_sayable=code is not None), field="code")
        has_words = bool(label.title or label.lines or self._style.owner)
        height = (cell.height - 2 * pad - below) * (_BAR_SHARE / (1 - _BAR_SHARE) if has_words else 1)
        height = min(height, 16 * MM)
        top = cell.top - cell.height + pad + below + height
        draw_bars(canvas, code, unit, height, (cell.left + (cell.width - code.width * unit) / 2, top))
        word = self._setter.caption(label.readable, cell.width - 2 * pad, self._caption)
        draw_words(canvas, [word], cell.left + pad, top - height - 0.1 * word.size, cell.width - 2 * pad)
        room = Room(cell.left + pad, cell.top - pad, cell.width - 2 * pad, cell.top - pad - top - pad / 2)
        if self._logo is not None and self._logo[2] <= room.height:
            picture, wide, high = self._logo
            canvas.drawImage(picture, room.left + room.width - wide, room.top - high, wide, high)
            room = room._replace(width=room.width - wide - pad)
        words = self._words(label, room, 0.0)
        draw_words(canvas, words.lines, room.left, room.top - max(0.0, room.height - words.height) / 2)

    def _draw_words(self, canvas: Canvas, label: Label, room: Room, *, is_centred: bool = False) -> None:
        """The logo, then the title and the fields, and whose it is; in the middle of the room's height."""
        logo, wide, high = self._logo or (None, 0.0, 0.0)
        above = high + 0.6 * MM if logo is not None and wide <= room.width else 0.0
        words = self._words(label, room, above)
        if above and not words.is_whole:
            above = 0.0  # what it is goes before whose it is
            words = self._words(label, room, above)
        top = room.top - max(0.0, room.height - above - words.height) / 2
        if logo is not None and above:
            left = room.left + (room.width - wide) / 2 if is_centred else room.left
            canvas.drawImage(logo, left, top - high, wide, high)
        draw_words(canvas, words.lines, room.left, top - above, room.width if is_centred else None)

    def _words(self, label: Label, room: Room, above: float) -> Words:
        return self._setter.set(label.title, label.lines, self._style.owner, (room.width, room.height - above))

    def _read_logo(self, data: bytes) -> tuple[ImageReader, float, float] | None:
        """The logo and its size; one that cannot be read is left out: labels are wanted all the same."""
        from reportlab.lib.utils import ImageReader  # with the rest of reportlab, on first use

        room = (0.3 * self._width, min(9 * MM, _LOGO_SHARE * self._height))
        picture = read_picture(data, room)
        return None if picture is None else (ImageReader(picture), *fitted(picture, room))


def _too_long(code: str, kind: CodeKind, *, is_sayable: bool = True) -> Message:
    if kind is CodeKind.QR:
        return _("“{code}” makes a code too fine for labels of this size. Choose larger ones.", code=code)
    if not is_sayable:
        return _("“{code}” has letters that no bars can say. Choose QR codes.", code=code)
    return _("“{code}” is too long for bars on labels of this width. Choose QR codes, or wider labels.", code=code)
