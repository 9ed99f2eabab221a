"""The words and rules of a page, read back from it: what the bare canvas draws that a paper is measured beside."""

from __future__ import annotations

from ctypes import c_uint
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_TEXT, FPDFPageObj_GetFillColor

if TYPE_CHECKING:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas


class Word(NamedTuple):
    """A line of a page: where it begins, in points, and how it looks."""

    left: float
    base: float
    face: str
    size: float
    grey: float
    text: str


class Leaf(NamedTuple):
    """The words of a page, and its rules: left, bottom, right, top in points."""

    words: list[Word]
    rules: list[tuple[float, float, float, float]]

    def draw(self, canvas: Canvas, text: str = "", becomes: str = "") -> None:
        """Draw it as a page of a canvas, with another text in place of one."""
        for left, base, face, size, grey, said in self.words:
            canvas.setFont(face, size)
            canvas.setFillGray(grey)
            canvas.drawString(left, base, said.replace(text, becomes) if text else said)
        for left, base, right, top in self.rules:
            canvas.line(left, base, right, top)
        canvas.showPage()


def leaves_of(pdf: BytesIO) -> list[Leaf]:
    """Every page of a paper."""
    return [_leaf(page) for page in pypdfium2.PdfDocument(pdf.getvalue())]


def _leaf(page: pypdfium2.PdfPage) -> Leaf:
    texts = page.get_objects([FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
    words = [_word(each) for each in texts if isinstance(each, pypdfium2.PdfTextObj)]
    return Leaf(words, [each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_PATH])])


def _word(of: pypdfium2.PdfTextObj) -> Word:
    red, green, blue, alpha = (c_uint() for _channel in range(4))
    FPDFPageObj_GetFillColor(of, red, green, blue, alpha)
    face = "DejaVuSans-Bold" if "Bold" in of.get_font().get_base_name() else "DejaVuSans"
    matrix = of.get_matrix()
    return Word(matrix.e, matrix.f, face, of.get_font_size(), red.value / 255, of.extract())
