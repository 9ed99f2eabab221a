"""A sheet of labels in hundredths of a millimetre: how many there are each way, how large, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from coorddesk.core.messages import Message, _, _p
from coorddesk.reporting.page import MILLIMETRES, PaperSize

HUNDREDTHS = 100
"""In a millimetre: labels of 2⅝ inches are 66.68 mm wide, and half a millimetre at the seventh row is seen."""

LONGEST_NAME = 60
MOST_OFFSET = 100
"""Tenths of a millimetre by which a printer may be off; more is another tray, or a page that was scaled."""

FROM_LEFT, FROM_TOP = 30, 40
"""Millimetres from the edges of the calibration page to the two lines that are measured."""

_SMALLEST = 500  # of a label, each way: no code that can be scanned is smaller
_MOST_CELLS = 400
_SLACK = 2  # sheets that are sold as wide as the paper come to it only nearly: three times 66.67 and the like


class Box(NamedTuple):
    """A rectangle in hundredths of a millimetre from the upper left corner of the paper."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Where it ends, below."""
        return self.top + self.height


@dataclass(frozen=True)
class SheetFormat:
    """A sheet of labels: `across` and `down` lead from one label's edge to the same edge of the next.

    All measures are hundredths of a millimetre. `key` is what settings and scripts call it, "own:3" one of the desk's.
    """

    key: str
    name: str
    page: PaperSize
    columns: int
    rows: int
    width: int
    height: int
    left: int
    top: int
    across: int
    down: int

    @property
    def count(self) -> int:
        """How many labels are on a sheet."""
        return self.columns * self.rows

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height of the paper."""
        width, height = MILLIMETRES[self.page]
        return round(width * HUNDREDTHS), round(height * HUNDREDTHS)

    def box(self, cell: int) -> Box:
        """Where a cell lies, counted from 1 line by line as one reads."""
        row, column = divmod(cell - 1, self.columns)
        return Box(self.left + column * self.across, self.top + row * self.down, self.width, self.height)

    @property
    def title(self) -> Message:
        """What it is called, and what that means: "L7160 (63.5 × 38.1 mm, 3 × 7)"."""
        return _(
            "{name} ({width} × {height} mm, {columns} × {rows})",
            name=self.name,
            width=_said(self.width),
            height=_said(self.height),
            columns=self.columns,
            rows=self.rows,
        )


MEASURES: dict[str, Message] = {
    "width": _("Width of a label"),
    "height": _("Height of a label"),
    "left": _("From the left edge of the paper"),
    "top": _("From the upper edge of the paper"),
    "across": _("From one label to the next, across"),
    "down": _("From one label to the next, down"),
}
"""The measures that people take, by the names of their fields."""


def boxes(sheet: SheetFormat) -> list[Box]:
    """Where every cell lies."""
    return [sheet.box(cell) for cell in range(1, sheet.count + 1)]


def refusal(sheet: SheetFormat) -> tuple[str, Message] | None:
    """Why a sheet cannot be: the field that is wrong, and the sentence; None where all is well."""
    if sheet.columns < 1 or sheet.rows < 1:
        return ("columns" if sheet.columns < 1 else "rows", _("A sheet has at least one label each way."))
    if sheet.count > _MOST_CELLS:
        return "rows", _("A sheet has {count} labels at most.", count=_MOST_CELLS)
    for key in ("width", "height"):
        if getattr(sheet, key) < _SMALLEST:
            return key, _("A label is at least {least} mm wide and high.", least=_SMALLEST // HUNDREDTHS)
    for key in ("left", "top"):
        if getattr(sheet, key) < 0:
            return key, _("The first label cannot begin outside the paper.")
    return _far_apart(sheet) or _overlap(sheet) or _beyond(sheet)


def _far_apart(sheet: SheetFormat) -> tuple[str, Message] | None:
    """Of a single column or row as well, where the measure leads nowhere."""
    for key, most in zip(("across", "down"), sheet.paper, strict=True):
        if not 0 <= getattr(sheet, key) <= most:
            return key, _("From one label to the next it is 0 to {most} mm.", most=_said(most))
    return None


def _overlap(sheet: SheetFormat) -> tuple[str, Message] | None:
    if sheet.columns > 1 and sheet.across < sheet.width:
        return "across", _("The labels would overlap: each is {width} mm wide.", width=_said(sheet.width))
    if sheet.rows > 1 and sheet.down < sheet.height:
        return "down", _("The labels would overlap: each is {height} mm high.", height=_said(sheet.height))
    return None


def _beyond(sheet: SheetFormat) -> tuple[str, Message] | None:
    last, (width, height) = sheet.box(sheet.count), sheet.paper
    if last.right > width + _SLACK:
        over = _said(last.right - width)
        return "columns", _("The last column would end {over} mm beyond the paper.", over=over)
    if last.bottom > height + _SLACK:
        over = _said(last.bottom - height)
        return "rows", _("The last row would end {over} mm below the paper.", over=over)
    return None


def centred(
    key: str,
    cells: tuple[int, int],
    size: tuple[int, int],
    pitch: tuple[int, int] | None = None,
    page: PaperSize = PaperSize.A4,
) -> SheetFormat:
    """A sheet whose labels lie in the middle of the paper, as those that are sold do; touching without a `pitch`."""
    (columns, rows), (width, height), (across, down) = cells, size, pitch or size
    paper_width, paper_height = (round(side * HUNDREDTHS) for side in MILLIMETRES[page])
    left = round((paper_width - (columns - 1) * across - width) / 2)
    top = round((paper_height - (rows - 1) * down - height) / 2)
    return SheetFormat(key, key, page, columns, rows, width, height, max(0, left), max(0, top), across, down)


def _said(hundredths: int) -> Message:
    """Millimetres with the decimals they have: 63.5."""
    whole, part = divmod(abs(hundredths), HUNDREDTHS)
    decimals = f"{part:02}".rstrip("0")
    return _p("millimetres", "{whole}.{part}", whole=whole, part=decimals) if decimals else Message(str(whole))
