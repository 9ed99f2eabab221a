"""The slip of a report: a strip of paper as receipts are, with the number to ask by, large and as a code."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, NamedTuple

from coorddesk.core.messages import Message, _, _p, digits, verbatim
from coorddesk.reporting.canvas import new_canvas
from coorddesk.reporting.page import MM
from coorddesk.reporting.paper import BLACK
from coorddesk.reporting.qr import draw_squares, squares
from coorddesk.reporting.report import Stamp
from coorddesk.reporting.typeface import load_faces

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from coorddesk.core.texts import Texts
    from coorddesk.kiosk.rules import Slip
    from coorddesk.reporting.typeface import Faces, Typeface

_WIDTH, _EDGE = 72 * MM, 2 * MM  # what a printer of receipts reaches on its roll of 80 mm
_CODE = 30 * MM
_NUMBER, _TEXT, _SMALL = 30.0, 10.0, 8.5
_LEADING = 1.3
_MOST_LINES = 6
"""Lines of a sentence that are printed: nobody's paper ends for a scanner gone wild."""


def write_slip(slip: Slip, stream: IO[bytes], texts: Texts) -> None:
    """Write the strip, as long as it must be."""
    faces = load_faces()
    lines = [line for part in _parts(slip, faces, texts) for line in _set(part, texts)]
    code = squares(slip.code)
    assert code is not None  # so short a text always fits
    height = 2 * _EDGE + _CODE + sum(line.height for line in lines)
    stamp = Stamp(slip.organisation, "", None, slip.kiosk, slip.moment)
    canvas = new_canvas(_("Slip of a report"), (_WIDTH, height), stream, stamp, faces, texts)
    down = height - _EDGE
    for line in lines:
        down -= line.height
        line.draw(canvas, down)
    draw_squares(canvas, code, _CODE, ((_WIDTH - _CODE) / 2, down))
    canvas.showPage()
    canvas.save()


class _Part(NamedTuple):
    text: Message
    face: Typeface
    size: float = _TEXT
    is_centred: bool = False
    above: float = 0.0


class _Line(NamedTuple):
    text: str
    part: _Part
    above: float

    @property
    def height(self) -> float:
        return self.above + self.part.size * _LEADING

    def draw(self, canvas: Canvas, down: float) -> None:
        canvas.setFont(self.part.face.name, self.part.size)
        canvas.setFillGray(BLACK)
        base = down + self.part.size * (_LEADING - 1)
        if self.part.is_centred:
            canvas.drawCentredString(_WIDTH / 2, base, self.text)
        else:
            canvas.drawString(_EDGE, base, self.text)


def _parts(slip: Slip, faces: Faces, texts: Texts) -> list[_Part]:
    number, about = verbatim(slip.provisional), _("Your provisional number")
    if slip.number is not None:
        number, about = _("n° {number}", number=digits(slip.number)), _("Your number")
    facts = ((_("Where"), slip.where), (_p("report", "What"), slip.what), (_("When"), texts.moment(slip.moment)))
    return [
        _Part(verbatim(slip.organisation), faces.bold, is_centred=True),
        _Part(_("Report taken at the kiosk “{name}”", name=slip.kiosk), faces.regular, _SMALL, is_centred=True),
        _Part(number, faces.bold, _NUMBER, is_centred=True, above=_TEXT),
        _Part(about, faces.regular, _SMALL, is_centred=True),
        *(
            part
            for title, said in facts
            if said
            for part in (_Part(title, faces.bold, _SMALL, above=_SMALL), _Part(verbatim(said), faces.regular))
        ),
        _Part(_("Keep this slip: with its number you can ask how it is going."), faces.regular, _SMALL, above=_TEXT),
    ]


def _set(part: _Part, texts: Texts) -> list[_Line]:
    found = part.face.lines(texts.say(part.text), part.size, _WIDTH - 2 * _EDGE)
    cut = list(found[:_MOST_LINES])
    if len(found) > _MOST_LINES:
        cut[-1] = f"{cut[-1].rstrip()[:-1]}…"
    return [_Line(text, part, 0.0 if place else part.above) for place, text in enumerate(cut)]
