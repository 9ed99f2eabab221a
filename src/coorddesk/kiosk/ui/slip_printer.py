"""Prints slips in a thread of its own: a printer that is asleep keeps nobody before the kiosk waiting."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from coorddesk.widgets.lanes import ImmediateLane, Lane, ThreadLane

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.texts import Texts
    from coorddesk.kiosk.rules import Slip

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72

_log = logging.getLogger(__name__)


def usual_printer() -> QPrinter | None:
    """The printer of this PC on the paper it is set to; None where it has none."""
    info = QPrinterInfo.defaultPrinter()
    return None if info.isNull() else QPrinter(info)


class SlipPrinter(QObject):
    """Prints slips on the printer of this PC, if it has one.

    Signals:
        failed: a slip did not come out; the log says why.
    """

    failed = Signal()

    def __init__(self, find: Callable[[], QPrinter | None] = usual_printer, *, immediate: bool = False) -> None:
        """`find` gives the printer each time anew; with `immediate` the calling thread prints, for tests."""
        super().__init__()
        self._find = find
        self._lane: Lane = ImmediateLane() if immediate else ThreadLane("slips")
        self._count = 0

    @property
    def is_there(self) -> bool:
        """Whether there is a printer just now."""
        return self._find() is not None

    def print_slip(self, slip: Slip, texts: Texts) -> None:
        """Print one at the upper left of the paper, whatever that is: receipts and A4 alike."""
        printer = self._find()
        if printer is None:
            self.failed.emit()
            return
        self._count += 1
        self._lane.submit(self._count, lambda: self._print(slip, texts, printer))

    def close(self) -> None:
        """Wait for what is being printed."""
        self._lane.close()

    def _print(self, slip: Slip, texts: Texts, printer: QPrinter) -> None:
        """In the lane."""
        from coorddesk.kiosk.reports import write_slip  # reportlab and PDFium, only for paper
        from coorddesk.reporting.preview import page_image

        try:
            out = BytesIO()
            write_slip(slip, out, texts)
            width, height, pixels = page_image(out.getvalue(), 0, _DOTS_PER_INCH / _POINTS_PER_INCH)
            _draw(printer, QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888))
        except Exception:  # noqa: BLE001 - whoever stands there has their number on the screen; the log says the rest
            _log.exception("a slip was not printed")
            self.failed.emit()


def _draw(printer: QPrinter, picture: QImage) -> None:
    """At its true size, smaller only where the paper is."""
    painter = QPainter()
    if not painter.begin(printer):
        raise OSError("the printer does not answer")
    paper = printer.pageRect(QPrinter.Unit.DevicePixel)
    scale = printer.resolution() / _DOTS_PER_INCH
    scale = min(scale, paper.width() / picture.width(), paper.height() / picture.height())
    painter.drawImage(QRectF(0, 0, picture.width() * scale, picture.height() * scale), picture)
    painter.end()
