"""The report dialog: a report on paper before it is printed, with the ways to print and save it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QSizeF, QStandardPaths, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, icon_button, label, rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.page_view import PageView
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.report import Report, ReportKind, Stamp
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.running_job import RunningJob

_FOLDER = "folder.reports"
_FORMATS = {".pdf": "PDF", ".xlsx": "Excel", ".csv": "CSV"}


class ReportDialog(QDialog):
    """Makes the report in the jobs lane, then shows its pages; closing it stops what is not done."""

    def __init__(
        self, desk: Desk, owner: QWidget, kind: ReportKind, choice: object, stamp_of: Callable[[Session], Stamp]
    ) -> None:
        """Build it; `open` makes the report. `stamp_of` reads what the paper says about itself."""
        super().__init__(owner)
        self._desk = desk
        self._kind = kind
        self._choice = choice
        self._stamp_of = stamp_of
        self._folder = TemporaryDirectory(prefix="coorddesk-report-")
        self._pdf = Path(self._folder.name) / "report.pdf"
        self._made: _Made | None = None
        self._page = 0
        self._job: RunningJob | None = None
        self.setWindowTitle(desk.texts.say(kind.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._connect()
        self._show_page_number()

    def open(self) -> None:
        """Show the dialog and make the report."""
        self.resize(self.sizeHint())
        super().open()
        work = partial(_make, _Order(self._kind, self._choice, self._stamp_of, self._pdf, self._desk.texts))
        title = _("Preparing “{report}”", report=self._kind.title)
        self._job = self._desk.operations.job(
            self, title, work, self._on_made, self._on_failed, settled=self._on_settled
        )
        self._job.progressed.connect(self._on_progressed)

    def _on_made(self, made: _Made) -> None:
        self._made = made
        for each in (self._print, *self._saves):
            each.setEnabled(True)
        self._stack.setCurrentWidget(self.view)
        self.view.setFocus()
        self._show_page(0)

    def _on_failed(self, error: UserError) -> None:
        self._waiting.hide()
        self._notice.say(error.message)

    def _on_settled(self) -> None:
        self._job = None

    def _on_progressed(self, done: int, total: int | None, _doing: Message | None) -> None:
        self._bar.setRange(0, total or 0)
        self._bar.setValue(done)

    def _on_page_drawn(self, page: int, image: tuple[int, int, bytes], scale: float) -> None:
        if page != self._page:
            return
        width, height, pixels = image
        picture = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
        self.view.show_page(picture, QSizeF(width / scale, height / scale))

    def _on_save_clicked(self, suffix: str) -> None:
        folder = self._desk.settings.recall(_FOLDER) or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        dialog = QFileDialog(self, self._desk.texts.say(_("Save the report")), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{_FORMATS[suffix]} (*{suffix})")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(self._file_name(suffix))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    def _on_file_selected(self, file: str) -> None:
        path = Path(file)
        self._desk.settings.remember(_FOLDER, str(path.parent))
        self.save(path)

    def save(self, path: Path) -> None:
        """Write the report to a file, in the format of its suffix."""
        assert self._made is not None
        self._notice.say(None)
        work = partial(_write, self._made.report, path, self._made.stamp, self._desk.texts)
        saved = _("Saved as {name}", name=path.name)
        self._desk.operations.job(self, _("Saving {name}", name=path.name), work, None, self._on_failed, said=saved)

    def _on_print_clicked(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog  # looks for printers; nobody waits for that before

        from coorddesk.widgets.printing import print_pages, printer_for

        assert self._made is not None
        title = self._desk.texts.say(self._kind.title)
        printer = printer_for(self.view.page_points(), title)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self._made.pages)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            printing = _("Printing “{report}”", report=self._kind.title)
            work = partial(_print, partial(print_pages, self._pdf, printer))
            said = _("“{report}” went to the printer", report=self._kind.title)
            self._desk.operations.job(self, printing, work, None, self._on_failed, said=said)

    def _turn(self, by: int) -> None:
        if self._made is not None and 0 <= self._page + by < self._made.pages:
            self._show_page(self._page + by)
            self.view.verticalScrollBar().setValue(0 if by > 0 else self.view.verticalScrollBar().maximum())

    def _show_page(self, page: int) -> None:
        self._page = page
        self._show_page_number()
        self._draw()

    def _draw(self) -> None:
        if self._made is None:
            return
        page, scale = self._page, self.view.scale()
        work = partial(_draw_page, self._pdf, page, scale)
        done = partial(self._on_page_drawn, page, scale=scale)
        self._desk.operations.read(self, work, done, self._on_failed, replaces="page")

    def _show_page_number(self) -> None:
        count = self._made.pages if self._made else 0
        said = _("Page {number} of {count}", number=self._page + 1, count=count) if count else Message("")
        text = self._desk.texts.say(said)
        self._number.setText(text)
        self.view.setAccessibleName(f"{self._desk.texts.say(self._kind.title)}, {text}")
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < count)

    def _file_name(self, suffix: str) -> str:
        title = self._desk.texts.say(self._kind.title)
        plain = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
        return f"{' '.join(plain.split())} {self._desk.clock.today().isoformat()}{suffix}"

    def _build(self) -> None:
        self._notice = Notice(self._desk, Tone.DANGER)
        self.view = PageView(self._desk)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_waiting())
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._build_bar())
        layout.addWidget(rule())
        layout.addWidget(self._notice)
        layout.addWidget(self._stack, 1)

    def _build_bar(self) -> QHBoxLayout:
        self._back = icon_button(self._desk, "chevron-left", _("Previous page"))
        self._on = icon_button(self._desk, "chevron-right", _("Next page"))
        self._number = QLabel()
        self._smaller = icon_button(self._desk, "zoom-out", _("Smaller"))
        self._larger = icon_button(self._desk, "zoom-in", _("Larger"))
        self._fit = button(self._desk, _("Whole page"), ButtonKind.QUIET)
        self._print = button(self._desk, _("Print…"), ButtonKind.PRIMARY, "printer")
        self._saves = [self._save_button(suffix) for suffix in _FORMATS]
        bar = QHBoxLayout()
        bar.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        bar.setSpacing(HAIR)
        turning: tuple[QWidget, ...] = (self._back, self._number, self._on)
        zooming: tuple[QWidget, ...] = (self._smaller, self._larger, self._fit)
        for group in (turning, zooming):
            for widget in group:
                bar.addWidget(widget)
            bar.addSpacing(SNUG)
        bar.addStretch()
        bar.addWidget(label(self._desk, _("Save as"), kind="muted"))
        bar.setSpacing(TIGHT)
        for each in (*self._saves, self._print):
            each.setEnabled(False)
            bar.addWidget(each)
        return bar

    def _save_button(self, suffix: str) -> QPushButton:
        made = QPushButton(_FORMATS[suffix])
        made.setAutoDefault(False)
        made.setAccessibleName(self._desk.texts.say(_("Save as {format}", format=_FORMATS[suffix])))
        made.clicked.connect(partial(self._on_save_clicked, suffix))
        return made

    def _build_waiting(self) -> QWidget:
        self._bar = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._bar.setFixedWidth(280)
        self._waiting = QWidget()
        layout = QVBoxLayout(self._waiting)
        layout.setSpacing(SNUG)
        layout.addStretch()
        told = label(self._desk, _("Preparing “{report}”", report=self._kind.title), TypeScale.HEADING)
        self._bar.setAccessibleName(told.text())
        for widget in (told, self._bar):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        around = QWidget()
        QVBoxLayout(around).addWidget(self._waiting)
        return around

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        self._smaller.clicked.connect(lambda: self.view.zoom_by(-1))
        self._larger.clicked.connect(lambda: self.view.zoom_by(1))
        self._fit.clicked.connect(lambda: self.view.zoom_to(None))
        self._print.clicked.connect(self._on_print_clicked)
        self.view.turned.connect(self._turn)
        self.view.scale_changed.connect(self._draw)
        for keys, take in {
            "PgDown": lambda: self._turn(1),
            "PgUp": lambda: self._turn(-1),
            "Ctrl++": lambda: self.view.zoom_by(1),
            "Ctrl+-": lambda: self.view.zoom_by(-1),
            "Ctrl+0": lambda: self.view.zoom_to(None),
            "Ctrl+P": self._print.click,
        }.items():
            QShortcut(QKeySequence(keys), self, take)

    def done(self, result: int) -> None:
        """Stop what is not done and throw the pages away."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)
        self._folder.cleanup()

    def sizeHint(self) -> QSize:
        """Most of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.9 if owner is not None else QSize(1000, 760)


@dataclass(frozen=True)
class _Order:
    """What a report is made of, and where its pdf goes."""

    kind: ReportKind
    choice: object
    stamp_of: Callable[[Session], Stamp]
    pdf: Path
    texts: Texts


@dataclass(frozen=True)
class _Made:
    """A report that was made, and how many pages its pdf has."""

    report: Report[Any]
    stamp: Stamp
    pages: int


def _make(order: _Order, database: Database, progress: Progress) -> _Made:
    """As a job: read the report and write its pdf."""
    from coorddesk.core.database import Lane  # SQL is loaded by now; reportlab only for the first report
    from coorddesk.reporting.preview import page_count
    from coorddesk.reporting.write import write_report

    with database.reading(Lane.JOBS) as session:
        report, stamp = order.kind.build(session, order.choice), order.stamp_of(session)
    write_report(report, order.pdf, stamp, order.texts, progress)
    return _Made(report, stamp, page_count(order.pdf))


def _write(
    report: Report[Any], path: Path, stamp: Stamp, texts: Texts, _database: Database, progress: Progress
) -> None:
    from coorddesk.reporting.write import write_report

    write_report(report, path, stamp, texts, progress)


def _print(pages: Callable[[Progress], None], _database: Database, progress: Progress) -> None:
    pages(progress)


def _draw_page(pdf: Path, page: int, scale: float, _session: Session) -> tuple[int, int, bytes]:
    from coorddesk.reporting.preview import page_image

    return page_image(pdf, page, scale)
