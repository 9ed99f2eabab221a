"""The page that a printer is measured with: lines whose place on the paper is known, and how to say what is off."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.labels.rules import FROM_LEFT, FROM_TOP
from coorddesk.reporting.canvas import new_canvas
from coorddesk.reporting.page import MILLIMETRES, MM, PaperSize
from coorddesk.reporting.paper import BLACK
from coorddesk.reporting.typeface import load_faces

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Stamp
    from coorddesk.reporting.typeface import Faces

_LENGTH = 150  # millimetres of the rulers
_SIZE, _SMALL = 10.5, 7.0


def write_calibration(page: PaperSize, shift: tuple[int, int], stream: IO[bytes], stamp: Stamp, texts: Texts) -> None:
    """Write the page for a paper; `shift` is what the printer is led by already, in tenths of a millimetre."""
    faces = load_faces()
    width, height = (side * MM for side in MILLIMETRES[page])
    canvas = new_canvas(_("Calibration page"), (width, height), stream, stamp, faces, texts)
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.saveState()
    canvas.translate(shift[0] * MM / 10, -shift[1] * MM / 10)
    _draw_rulers(canvas, height, faces)
    canvas.restoreState()
    _write(canvas, height, width, faces, texts)
    canvas.showPage()
    canvas.save()


def _draw_rulers(canvas: Canvas, height: float, faces: Faces) -> None:
    """Two rulers that cross where the two distances are measured."""
    left, top = FROM_LEFT * MM, height - FROM_TOP * MM
    canvas.setStrokeGray(BLACK)
    canvas.setFillGray(BLACK)
    canvas.setLineWidth(0.3)
    canvas.line(left, top, left + _LENGTH * MM, top)
    canvas.line(left, top, left, top - _LENGTH * MM)
    canvas.setFont(faces.regular.name, _SMALL)
    for millimetre in range(_LENGTH + 1):
        long = 4 if millimetre % 10 == 0 else 3 if millimetre % 5 == 0 else 2
        canvas.line(left + millimetre * MM, top, left + millimetre * MM, top - long * MM)
        canvas.line(left, top - millimetre * MM, left + long * MM, top - millimetre * MM)
        if millimetre and millimetre % 10 == 0:
            canvas.drawCentredString(left + millimetre * MM, top - 7 * MM, str(millimetre))
            canvas.drawString(left + 5 * MM, top - millimetre * MM - _SMALL / 3, str(millimetre))


def _write(canvas: Canvas, height: float, width: float, faces: Faces, texts: Texts) -> None:
    left, room = (FROM_LEFT + 22) * MM, width - (FROM_LEFT + 22 + 15) * MM
    down = height - (FROM_TOP + 22) * MM
    for face, grey, message in (
        (faces.bold, BLACK, _("Calibration page")),
        *((faces.regular, BLACK, message) for message in _HOW),
    ):
        canvas.setFont(face.name, _SIZE)
        canvas.setFillGray(grey)
        for line in face.lines(texts.say(message), _SIZE, room):
            canvas.drawString(left, down, line)
            down -= _SIZE * 1.45
        down -= _SIZE * 0.7


_HOW: tuple[Message, ...] = (
    _(
        "1. Both rulers should be {count} mm long. If they are not, print this page again, without “fit to page”.",
        count=_LENGTH,
    ),
    _("2. Measure from the left edge of the paper to the upright ruler: it should be {count} mm.", count=FROM_LEFT),
    _("3. Measure from the upper edge of the paper to the level ruler: it should be {count} mm.", count=FROM_TOP),
    _("4. Write both measures into the dialog “Printer offset”, and print this page again to see that they are right."),
)
