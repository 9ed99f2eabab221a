"""Printing: the pages of a pdf on paper at their true size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from coorddesk.core.errors import Surroundings
from coorddesk.core.messages import _
from coorddesk.reporting.preview import page_count, page_image

if TYPE_CHECKING:
    from coorddesk.core.jobs import Progress

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


def printer_for(points: QSizeF, title: str) -> QPrinter:
    """A printer set to sheets of `points` width and height, without margins of its own: the pdf has its margins."""
    printer = QPrinter()
    printer.setDocName(title)
    printer.setResolution(_DOTS_PER_INCH)
    is_landscape = points.width() > points.height()
    orientation = QPageLayout.Orientation.Landscape if is_landscape else QPageLayout.Orientation.Portrait
    size = QPageSize(points.transposed() if is_landscape else points, QPageSize.Unit.Point)
    layout = QPageLayout(size, orientation, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    return printer


def print_pages(pdf: bytes, printer: QPrinter, progress: Progress) -> None:
    """Print the pages that the printer's dialog chose, all if it chose none. For the jobs lane.

    Raises `Surroundings` if the printer does not take the paper.
    """
    numbers = _chosen(printer, page_count(pdf))
    painter = QPainter()
    if not painter.begin(printer):
        raise Surroundings(_("The printer does not answer. Check that it is switched on, or choose another."))
    try:
        for done, number in enumerate(numbers):
            progress(done, len(numbers), _("Page {number}", number=number + 1))
            if done:
                _next_sheet(printer, number)
            _draw(painter, pdf, number, printer.resolution())
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _chosen(printer: QPrinter, count: int) -> range:
    first = max(1, printer.fromPage())
    last = min(printer.toPage() or count, count)
    return range(first - 1, last)


def _next_sheet(printer: QPrinter, number: int) -> None:
    if not printer.newPage():
        raise Surroundings(_("The printer stopped at page {number}.", number=number + 1))


def _draw(painter: QPainter, pdf: bytes, number: int, resolution: int) -> None:
    width, height, pixels = page_image(pdf, number, _DOTS_PER_INCH / _POINTS_PER_INCH)
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    size = QSizeF(width, height) * (resolution / _DOTS_PER_INCH)
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
