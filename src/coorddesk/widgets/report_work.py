"""What is done about a report away from the window: made, drawn page by page, saved, printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, ReportKind, Stamp


@dataclass(frozen=True)
class Order:
    """What a report is made of."""

    kind: ReportKind
    choice: object
    stamp_of: Callable[[Session], Stamp]
    texts: Texts


@dataclass(frozen=True)
class Made:
    """A report that was made, and its pdf, held in memory: nothing has to be tidied up behind a closed window."""

    report: Report[Any] = field(repr=False)
    stamp: Stamp
    texts: Texts
    pdf: bytes = field(repr=False)
    pages: int


def make(order: Order, database: Database, progress: Progress) -> Made:
    """As a job: read the report and write its pdf."""
    from coorddesk.core.database import Lane  # SQL is loaded by now; reportlab and PDFium only for the first report
    from coorddesk.reporting.preview import page_count
    from coorddesk.reporting.write import write_report

    with database.reading(Lane.JOBS) as session:
        report, stamp = order.kind.build(session, order.choice), order.stamp_of(session)
    with TemporaryDirectory(prefix="coorddesk-report-") as folder:
        path = Path(folder) / "report.pdf"
        write_report(report, path, stamp, order.texts, progress)
        pdf = path.read_bytes()
    return Made(report, stamp, order.texts, pdf, page_count(pdf))


def draw(made: Made, page: int, scale: float, _session: Session) -> tuple[int, int, bytes]:
    """In the reading lane: a page as `reporting.preview.page_image` gives it."""
    from coorddesk.reporting.preview import page_image

    return page_image(made.pdf, page, scale)


def save(made: Made, path: Path, _database: Database, progress: Progress) -> None:
    """As a job: write the report in the format of the suffix."""
    from coorddesk.reporting.write import write_report

    write_report(made.report, path, made.stamp, made.texts, progress)


def print_on(made: Made, printer: QPrinter, _database: Database, progress: Progress) -> None:
    """As a job: print the pages that were chosen in the printer's dialog."""
    from coorddesk.widgets.printing import print_pages

    print_pages(made.pdf, printer, progress)
