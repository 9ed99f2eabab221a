"""The window of a kiosk: one page at a time, a way back, and no way out without the digits."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.kiosk.rules import (
    EMPTY,
    Catalogue,
    KioskReport,
    ReportKind,
    Slip,
    Solved,
    Step,
    first_level,
    provisional_number,
    report_of,
    report_of_sheet,
    solved_at,
    surveys_at,
)
from coorddesk.kiosk.ui.attendance import CALM_MILLISECONDS, Attendance
from coorddesk.kiosk.ui.bar import Bar
from coorddesk.kiosk.ui.idle_page import IdlePage
from coorddesk.kiosk.ui.pages import Pages, Scene, State, drawn_key
from coorddesk.kiosk.ui.pin_page import PinPage
from coorddesk.kiosk.ui.sent_page import SentPage
from coorddesk.kiosk.ui.touch import touch_sheet
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from coorddesk.core.clock import Clock
    from coorddesk.kiosk.imports.outbox import Outbox
    from coorddesk.kiosk.ui.slip_printer import SlipPrinter
    from coorddesk.widgets.desk import Look

KEYS = "Ctrl+Alt+Q"
"""Ask for the digits, as the lock on the screen does."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kiosk:
    """What this kiosk is: its name, what is kept of its PIN (nothing: it can be left), its languages, first its own."""

    name: str
    pin: str
    looks: Mapping[str, Look]


class KioskWindow(QWidget):
    """Fills the screen. It knows a catalogue to show and an outbox to put reports into, and no desk.

    Signals:
        put: a report lies in the outbox.
        left: somebody knew the digits.
    """

    put = Signal()
    left = Signal()

    def __init__(
        self,
        app: QApplication,
        kiosk: Kiosk,
        outbox: Outbox,
        clock: Clock,
        printer: SlipPrinter,
        *,
        calm: int = CALM_MILLISECONDS,
    ) -> None:
        """`calm` is how many milliseconds a new page takes no finger."""
        super().__init__()
        self._kiosk, self._outbox, self._clock = kiosk, outbox, clock
        self._language = next(iter(kiosk.looks))
        self._printer = printer
        self._catalogue = EMPTY
        self._sent: KioskReport | None = None
        self._number: int | None = None
        self._past: list[State] = []
        self._state = State(Step.IDLE)
        self._rated: set[int] = set()
        self._may_leave = False
        self._attendance = Attendance(app, self, calm)
        self._attendance.forsaken.connect(self.start_again)
        self.page: QWidget = QWidget()
        self.bar = Bar(kiosk.looks)
        self._column = QVBoxLayout(self)
        self._build()
        self._show(self._state)

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """There is something else to show; whoever is reporting something is not disturbed."""
        self._catalogue = catalogue
        if isinstance(self.page, IdlePage) and not self.page.code.text():
            self._show(self._state)

    def show_number(self, key: str, number: int | None) -> None:
        """The desk has drawn the number of a report."""
        if number is not None and isinstance(self.page, SentPage) and self._state.draft.key == key:
            self._number = number
            self.page.show_number(number)

    def start_again(self) -> None:
        """Back to the first screen, in the kiosk's own language; what was typed and not sent is gone."""
        self._past.clear()
        self._language = next(iter(self._kiosk.looks))
        self._show(State(Step.IDLE))

    def go_back(self) -> None:
        """To the page before, or to the question before."""
        before = self._state.before
        if before is not None:
            self._show(before)
        elif self._past:
            self._show(self._past.pop())

    def speak(self, language: str) -> None:
        """Show the same page in another language."""
        self._language = language
        self._show(self._state)

    def go_on(self, state: State, language: str = "") -> None:
        """To another page, from which one may come back; in a language, if it is one of this kiosk's."""
        if self._state.sheet is None:  # questions come back by themselves, with their answers
            self._past.append(self._state)
        if language in self._kiosk.looks:
            self._language = language
        self._show(state)

    def keep(self, state: State) -> None:
        """Remember what is being typed on the page."""
        self._state = state

    def send(self) -> None:
        """Put the report, or what was answered, into the outbox; from there nothing loses it."""
        draft, sheet, name, now = self._state.draft, self._state.sheet, self._kiosk.name, self._clock.now()
        self._sent = report_of(draft, name, now) if sheet is None else report_of_sheet(sheet, name, now)
        self._number = None
        done = Step.SENT if sheet is None else Step.THANKS
        is_kept = self._put(self._sent)
        self._past.clear()
        self._show(State(done if is_kept else Step.FAILED, draft))

    def rate(self, solved: Solved, score: int) -> None:
        """Put a smiley into the outbox."""
        self._rated.add(solved.id)
        rating = KioskReport(
            drawn_key(), self._kiosk.name, self._clock.now(), ReportKind.RATING, ticket_id=solved.id, score=score
        )
        self._show(State(Step.THANKS if self._put(rating) else Step.FAILED))

    def print_slip(self) -> None:
        """Print what was sent last, with the number that it has by now."""
        assert self._sent is not None
        draft, sent = self._state.draft, self._sent
        slip = Slip(
            self._catalogue.organisation,
            self._kiosk.name,
            sent.moment,
            provisional_number(sent.key),
            self._number,
            draft.shown,
            draft.what,
        )
        self._printer.print_slip(slip, self._kiosk.looks[self._language].texts)

    def ask_pin(self) -> None:
        """Ask for the digits; a kiosk without any is left at once."""
        if not self._kiosk.pin:
            self._leave()
            return
        page = PinPage(self._kiosk.looks[self._language], self._kiosk.pin)
        page.opened.connect(self._leave)
        page.given_up.connect(self.start_again)
        self._past.clear()
        self._state = State(Step.IDLE)
        self._put_page(page)
        self.bar.stand_back(self._language, self._catalogue.organisation)

    def let_go(self) -> None:
        """The session of this PC ends: nothing holds the window back."""
        self._may_leave = True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, whatever key was pressed, until the digits were right."""
        event.setAccepted(self._may_leave)
        if self._may_leave:
            self.left.emit()

    def _build(self) -> None:
        self.setWindowTitle("CoordDesk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        theme = self._kiosk.looks[self._language].theme
        self.setStyleSheet(touch_sheet(theme.colours))
        theme.changed.connect(lambda: self.setStyleSheet(touch_sheet(theme.colours)))
        QShortcut(QKeySequence(KEYS), self, self.ask_pin)
        self._column.setContentsMargins(0, ROOM, 0, WIDE)
        self._column.setSpacing(ROOM)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.page, 1)
        self.bar.back_asked.connect(self.go_back)
        self.bar.start_asked.connect(self.start_again)
        self.bar.language_asked.connect(self.speak)
        self.bar.lock_asked.connect(self.ask_pin)

    def _show(self, state: State) -> None:
        self._state = state
        open_questions = [each for each in solved_at(self._catalogue, self._kiosk.name) if each.id not in self._rated]
        first = first_level(self._catalogue, self._kiosk.name)
        surveys = surveys_at(self._catalogue, self._kiosk.name, self._clock.today())
        scene = Scene(self._catalogue, surveys, next(iter(open_questions), None), first, self._printer)
        self._put_page(Pages(self, self._kiosk.looks[self._language], scene).page(state))

    def _put_page(self, page: QWidget) -> None:
        first: QWidget | None = page.focusWidget()
        old, self.page = self.page, page
        self._column.replaceWidget(old, page)
        old.hide()
        old.deleteLater()  # it may be the one that was pressed
        page.show()
        (page if first is None else first).setFocus()  # a scanner types wherever the keyboard is
        is_idle = isinstance(page, IdlePage)
        whose = self._catalogue.organisation
        self.bar.show_state(self._language, whose, may_go_back=bool(self._past), is_idle=is_idle)
        self._attendance.turn_page()

    def _put(self, report: KioskReport) -> bool:
        try:
            self._outbox.put(report)
        except OSError:
            _log.exception("a report could not be kept on this PC")
            return False
        self.put.emit()
        return True

    def _leave(self) -> None:
        self._may_leave = True
        self.close()
