"""A sheet of paper: how large it is, which way it lies, and how much of its edge stays white."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coorddesk.core.messages import Message, _, verbatim

MM = 72 / 25.4  # points


class PaperSize(StrEnum):
    """The sheets that printers hereabouts are fed with."""

    A4 = "a4"
    A5 = "a5"
    A3 = "a3"
    LETTER = "letter"


PAPER_SIZE_TITLES: dict[PaperSize, Message] = {
    PaperSize.A4: verbatim("A4"),
    PaperSize.A5: verbatim("A5"),
    PaperSize.A3: verbatim("A3"),
    PaperSize.LETTER: _("US Letter"),
}
MILLIMETRES: dict[PaperSize, tuple[float, float]] = {
    PaperSize.A4: (210, 297),
    PaperSize.A5: (148, 210),
    PaperSize.A3: (297, 420),
    PaperSize.LETTER: (215.9, 279.4),
}
"""Width and height of each, upright."""

MARGINS = (8, 15, 25)
"""In millimetres: what a printer just leaves white, what looks well, and what can be filed in a binder."""


@dataclass(frozen=True)
class Page:
    """The paper that something is set on; `margin` in millimetres, at its left and right.

    With `copies` each sheet holds the same so many times, one below the other, to be cut apart.
    """

    size: PaperSize = PaperSize.A4
    landscape: bool = False
    margin: int = MARGINS[1]
    copies: int = 1

    @property
    def points(self) -> tuple[float, float]:
        """Width and height as it lies, in points."""
        width, height = (side * MM for side in MILLIMETRES[self.size])
        return (height, width) if self.landscape else (width, height)

    @property
    def copy_points(self) -> tuple[float, float]:
        """Width and height of one copy, in points."""
        width, height = self.points
        return width, height / self.copies


UPRIGHT, LYING = Page(), Page(landscape=True)
