"""What is done about a report away from the window: made, set on paper, drawn, saved, mailed, printed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir, mkdtemp
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.reporting.setup import Printable, Setup, arranged

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.reporting.report import Stamp

_DRAFTS = "coorddesk-mail-"
_DAY = 86_400  # seconds: after that, a draft was sent or is not wanted


@dataclass(frozen=True)
class Order:
    """What a report is made of, and how it is to be set on paper."""

    kind: ReportKind
    choice: object
    stamp_of: Callable[[Session], Stamp]
    texts: Texts
    setup: Setup = field(default_factory=Setup)


@dataclass(frozen=True)
class Made:
    """A report as it was made and as it was set, and its pdf, held in memory: nothing has to be tidied up later."""

    own: Printable = field(repr=False)
    report: Printable = field(repr=False)
    setup: Setup
    stamp: Stamp
    texts: Texts
    pdf: bytes = field(repr=False)
    pages: int

    @property
    def title(self) -> str:
        """What it is called, in the reader's language."""
        return self.texts.say(self.report.title)


def make(order: Order, database: Database, progress: Progress) -> Made:
    """As a job: read the report and write its pdf."""
    from coorddesk.core.database import Lane  # SQL is loaded by now; reportlab and PDFium only for the first report

    with database.reading(Lane.JOBS) as session:
        own, stamp = order.kind.build(session, order.choice), order.stamp_of(session)
    return _set(own, order.setup, stamp, order.texts, progress)


def arrange(made: Made, setup: Setup, _database: Database, progress: Progress) -> Made:
    """As a job: set a report that was read already on paper in another way."""
    return _set(made.own, setup, made.stamp, made.texts, progress)


def draw(made: Made, page: int, scale: float, _session: Session) -> tuple[int, int, bytes]:
    """In the reading lane: a page as `reporting.preview.page_image` gives it."""
    from coorddesk.reporting.preview import page_image

    return page_image(made.pdf, page, scale)


def save(made: Made, path: Path, _database: Database, progress: Progress) -> None:
    """As a job: write the report in the format of the suffix."""
    from coorddesk.reporting.write import write_report

    write_report(made.report, path, made.stamp, made.texts, progress)


def draft_mail(made: Made, name: str, _database: Database, progress: Progress) -> Path:
    """As a job: write the draft of an e-mail with the report attached as a file called `name`; where it lies.

    It lies among temporary files until the mail program has read it, and goes when the next is written a day later.
    """
    from coorddesk.reporting.mail import draft
    from coorddesk.reporting.write import write_report

    folder = drafts_folder()
    attached = folder / name
    write_report(made.report, attached, made.stamp, made.texts, progress)
    text = made.texts.say(_("Please find attached: {title}.", title=made.title))
    signed = "\n".join(filter(None, (made.stamp.author, made.stamp.organisation)))
    mail = attached.with_suffix(".eml")
    mail.write_bytes(draft(made.title, f"{text}\n\n{signed}\n", name, attached.read_bytes()))
    attached.unlink()
    return mail


def drafts_folder() -> Path:
    """A new folder for drafts of e-mails; those of yesterday and before go."""
    folder = Path(mkdtemp(prefix=_DRAFTS))
    _forget_old_drafts(folder)
    return folder


def print_on(made: Made, printer: QPrinter, _database: Database, progress: Progress) -> None:
    """As a job: print the pages that were chosen in the printer's dialog."""
    from coorddesk.widgets.printing import print_pages

    print_pages(made.pdf, printer, progress)


def _set(own: Printable, setup: Setup, stamp: Stamp, texts: Texts, progress: Progress) -> Made:
    from coorddesk.reporting.preview import page_count
    from coorddesk.reporting.write import write_report

    report = arranged(own, setup)
    with TemporaryDirectory(prefix="coorddesk-report-") as folder:
        path = Path(folder) / "report.pdf"
        write_report(report, path, stamp, texts, progress)
        pdf = path.read_bytes()
    return Made(own, report, setup, stamp, texts, pdf, page_count(pdf))


def _forget_old_drafts(newest: Path) -> None:
    oldest = newest.stat().st_mtime - _DAY
    for folder in Path(gettempdir()).glob(f"{_DRAFTS}*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
