"""The report dialog: a report on paper before it is printed, with what may be changed of it and where it may go."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.core.records import Alert
from coorddesk.reporting.setup import Setup, decode, encode
from coorddesk.widgets import report_work
from coorddesk.widgets.controls import label, rule
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.page_view import PageView
from coorddesk.widgets.report_bar import ReportBar
from coorddesk.widgets.report_outlet import ReportOutlet
from coorddesk.widgets.report_setup import SetupPanel
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import SNUG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.errors import UserError
    from coorddesk.core.jobs import Progress
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.reporting.report import Stamp
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.running_job import RunningJob

_SETUP_SHOWN = "report.setup_shown"
_PROGRESS_WIDTH = 280


class ReportDialog(QDialog):
    """Makes the report in the jobs lane, then shows its pages; closing it stops a report that is not made yet."""

    def __init__(
        self, desk: Desk, owner: QWidget, kind: ReportKind, choice: object, stamp_of: Callable[[Session], Stamp]
    ) -> None:
        """Build it; `open` makes the report. `stamp_of` reads what the paper says about itself."""
        super().__init__(owner)
        self._desk = desk
        self._title = kind.title
        self._kind, self._choice = kind, choice
        self._remembered = f"report.{kind.key}"
        self._setup = self._tried = decode(desk.settings.recall(self._remembered))
        self._order = report_work.Order(kind, choice, stamp_of, desk.texts, self._setup)
        self._made: report_work.Made | None = None
        self._page = 0
        self._job: RunningJob | None = None
        self._is_busy = False
        self.setWindowTitle(desk.texts.say(kind.title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.outlet = ReportOutlet(
            desk, self, kind.title, lambda: None if self._is_busy else self._made, self._on_failed
        )
        self._build()
        self._connect()

    def open(self) -> None:
        """Show the dialog and make the report."""
        self.resize(self.sizeHint())
        super().open()
        self._set_about(partial(report_work.make, self._order))

    def save(self, path: Path) -> None:
        """Write the report to a file, in the format of its suffix."""
        self._notice.say(None)
        self.outlet.save(path)

    def _set_about(self, work: Callable[[Database, Progress], report_work.Made]) -> None:
        """Make the report, or set it in another way."""
        preparing = _("Preparing “{report}”", report=self._title)
        self._bar.show_page(0, 0)  # what is saved or printed meanwhile would not be what was asked for
        self._is_busy = True
        job = self._desk.operations.job(self, preparing, work, self._on_made, self._on_failed, settled=self._on_settled)
        job.progressed.connect(self._on_progressed)
        self._job = job if self._is_busy else None

    def _on_made(self, made: report_work.Made) -> None:
        self._notice.say(None)
        if self._made is None:
            self._stack.setCurrentWidget(self.view)
            self.view.setFocus()
            self._panel.show_setup(made.own, made.setup)
        self._made = made
        self._show_page(min(self._page, made.pages - 1))

    def _on_failed(self, error: UserError) -> None:
        self._waiting.hide()
        self._notice.say(error.message)

    def _on_settled(self) -> None:
        job, self._job, self._is_busy = self._job, None, False
        if self._made is None:
            if job is not None and job.cancelled:
                self.reject()  # in the job bar, say
        elif self._tried != self._setup:
            self._tried = self._setup
            self._set_about(partial(report_work.arrange, self._made, self._setup))

    def _on_setup_changed(self, setup: Setup) -> None:
        self._setup = setup
        lasting = replace(setup, title="", columns=()) if self._order.kind.of_the_moment else setup
        self._desk.settings.remember(self._remembered, encode(lasting))
        if self._job is not None:
            self._job.cancel()  # once it has stopped, the latest choice is set
        else:
            self._on_settled()

    def _on_setup_toggled(self, shown: bool) -> None:
        self._panel.setVisible(shown)
        self._desk.settings.remember(_SETUP_SHOWN, shown)

    def _on_progressed(self, done: int, total: int | None, _doing: Message | None) -> None:
        self._progress.setRange(0, total or 0)
        self._progress.setValue(done)

    def _on_page_drawn(self, page: int, image: tuple[int, int, bytes], scale: float) -> None:
        if page == self._page:
            width, height, pixels = image
            picture = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
            self.view.show_page(picture, QSizeF(width / scale, height / scale))

    def _turn(self, by: int) -> None:
        if self._made is not None and 0 <= self._page + by < self._made.pages:
            self._show_page(self._page + by)
            self.view.verticalScrollBar().setValue(0 if by > 0 else self.view.verticalScrollBar().maximum())

    def _show_page(self, page: int) -> None:
        assert self._made is not None
        self._page = page
        words = self._bar.show_page(page, self._made.pages)
        self.view.setAccessibleName(f"{self._desk.texts.say(self._title)}, {words}")
        self._draw()

    def _draw(self) -> None:
        if self._made is None:
            return
        page, scale = self._page, self.view.scale()
        work = partial(report_work.draw, self._made, page, scale)
        done = partial(self._on_page_drawn, page, scale=scale)
        self._desk.operations.read(self, work, done, self._on_failed, replaces="page")

    def _build(self) -> None:
        self._bar = ReportBar(self._desk, has_screen=self._kind.on_screen is not None)
        self._notice = Notice(self._desk, Tone.DANGER)
        self.view = PageView(self._desk)
        self.view.setAccessibleName(self._desk.texts.say(self._title))
        self._panel = SetupPanel(self._desk)
        self._panel.setVisible(bool(self._desk.settings.recall(_SETUP_SHOWN, default=True)))
        self._bar.setup.setChecked(not self._panel.isHidden())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_waiting())
        self._stack.addWidget(self.view)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._stack, 1)
        below.addWidget(self._panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._bar, rule(), self._notice):
            layout.addWidget(widget)
        layout.addLayout(below, 1)

    def _build_waiting(self) -> QWidget:
        self._progress = QProgressBar(minimum=0, maximum=0, textVisible=False)
        self._progress.setFixedWidth(_PROGRESS_WIDTH)
        told = label(self._desk, _("Preparing “{report}”", report=self._title), TypeScale.HEADING)
        self._progress.setAccessibleName(told.text())
        self._waiting = QWidget()
        layout = QVBoxLayout(self._waiting)
        layout.setSpacing(SNUG)
        layout.addStretch()
        for widget in (told, self._progress):
            layout.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        page = QWidget()
        QVBoxLayout(page).addWidget(self._waiting)
        return page

    def _connect(self) -> None:
        self._bar.turned.connect(self._turn)
        self._bar.zoomed.connect(self.view.zoom_by)
        self._bar.save_wanted.connect(self.outlet.ask_where)
        self._bar.mail_wanted.connect(self.outlet.mail)
        self._bar.print_wanted.connect(self.outlet.print)
        self._bar.setup_toggled.connect(self._on_setup_toggled)
        self._bar.screen_wanted.connect(partial(_leave_for_screen, self, self._desk, self._kind, self._choice))
        self._panel.changed.connect(self._on_setup_changed)
        self.view.turned.connect(self._turn)
        self.view.scale_changed.connect(self._draw)
        shortcuts: dict[str, Callable[[], object]] = {
            "PgDown": partial(self._turn, 1),
            "PgUp": partial(self._turn, -1),
            "Ctrl++": partial(self.view.zoom_by, 1),
            "Ctrl+-": partial(self.view.zoom_by, -1),
            "Ctrl+0": partial(self.view.zoom_by, 0),
            "Ctrl+P": self.outlet.print,
        }
        for keys, take in shortcuts.items():
            QShortcut(QKeySequence(keys), self, take)

    def done(self, result: int) -> None:
        """Stop what is not made yet."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def sizeHint(self) -> QSize:
        """Most of the window that it stands over."""
        owner = self.parentWidget()
        return owner.window().size() * 0.9 if owner is not None else QSize(1000, 760)


def _leave_for_screen(dialog: QDialog, desk: Desk, kind: ReportKind, choice: object) -> None:
    """Show on screen what the paper says."""
    assert kind.on_screen is not None
    page, key = kind.on_screen(choice)
    dialog.accept()
    desk.show_alert(Alert(key, page, kind.title, kind.explanation))
