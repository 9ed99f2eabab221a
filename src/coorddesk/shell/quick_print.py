"""Printing without a question: what a counter wants of every receipt."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtPrintSupport import QPrinterInfo

from coorddesk.core.messages import _
from coorddesk.opening import stamp_of
from coorddesk.widgets.report_work import Made, Order, make, print_on

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.reporting.kind import ReportKind
    from coorddesk.widgets.desk import Desk


def has_printer() -> bool:
    """Whether the system knows a usual printer."""
    return not QPrinterInfo.defaultPrinter().isNull()


def print_at_once(desk: Desk, owner: QWidget, kind: ReportKind, choice: object) -> None:
    """Make the report and print all of it, as two jobs of the job bar."""
    from coorddesk.widgets.printing import printer_for  # PDFium, only for paper

    title = _("Print: {report}", report=kind.title)

    def send(made: Made) -> None:
        printer = printer_for(QSizeF(*made.report.page.points), made.title)
        desk.operations.job(owner, title, partial(print_on, made, printer))

    order = Order(kind, choice, stamp_of, desk.texts)
    desk.operations.job(owner, title, partial(make, order), send)
