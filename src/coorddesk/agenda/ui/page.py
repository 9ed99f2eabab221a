"""Settings of the desk: when the house is open, and the days on which it is closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coorddesk.agenda.service import OpeningWish, TakenIn, set_opening, take_in_holidays
from coorddesk.agenda.ui.closures import closure_names
from coorddesk.agenda.ui.hours_form import HoursForm, Said, said
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.forms.written_form import WrittenForm
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.names_list import NamesList
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_LIST_HEIGHT = 320


class _Hours(WrittenForm):
    saved = _("The opening hours are written down.")

    def reading(self) -> Callable[[Session], Said]:
        return said

    def make(self, stands: Said) -> HoursForm:
        return HoursForm(self.desk, stands)

    def work(self, wish: OpeningWish) -> Callable[[Session], None]:
        return partial(_write, wish)


class HoursPage(QWidget):
    """The hours are written down with a button, as one change; days closed one by one, or out of a calendar file."""

    def __init__(self, desk: Desk) -> None:
        """Read what stands."""
        super().__init__()
        self._desk = desk
        self.hours = _Hours(desk)
        self._taken = Notice(desk, Tone.ACCENT)
        self.closures = NamesList(desk, closure_names())
        self.closures.setMinimumHeight(_LIST_HEIGHT)
        self._file = button(desk, _("From a calendar file (.ics)…"), icon="calendar-clock")
        self._file.clicked.connect(self._on_file_clicked)
        self._lay_out()
        self.closures.begin()

    def touched(self) -> bool:
        """Whether something is typed that is not written down yet."""
        return self.hours.touched()

    def _lay_out(self) -> None:
        desk = self._desk
        hint = _("Deadlines count these hours alone. Write them like 8:00-12:00, 13:30-17:30; a blank day is closed.")
        days = _("Education authorities publish school holidays as calendar files. The same file again does no harm.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(desk, hint, kind="muted", wrap=True))
        layout.addSpacing(TIGHT)
        layout.addWidget(self.hours)
        layout.addSpacing(ROOM)
        layout.addWidget(label(desk, _("Days closed"), TypeScale.STRONG))
        layout.addWidget(label(desk, days, kind="muted", wrap=True))
        layout.addWidget(self._taken)
        layout.addWidget(self._file, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.closures)
        layout.addStretch()

    def _on_file_clicked(self) -> None:
        say = self._desk.texts.say
        title, files = say(_("Choose a calendar of school holidays")), say(_("Calendar files"))
        kinds = f"{files} (*.ics)"
        name, _filter = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self._taken.say(None)
            work = partial(_take_in, Path(name))
            self._desk.operations.change(self, work, self._on_taken, self._show_trouble)

    def _on_taken(self, taken: tuple[TakenIn, tuple[Message, ...]]) -> None:
        counts, left_out = taken
        told = _("Holidays: {new} new, {changed} changed, {unchanged} as they were.", **counts._asdict())
        lines = [told, *(_("Left out: {entry}", entry=line) for line in left_out)]
        self._taken.say(verbatim("\n".join(map(self._desk.texts.say, lines))))

    def _show_trouble(self, error: UserError) -> None:
        self._taken.say(error.message)


def _write(wish: OpeningWish, session: Session) -> None:
    """In the lane."""
    set_opening(session, wish)


def _take_in(path: Path, session: Session) -> tuple[TakenIn, tuple[Message, ...]]:
    """In the lane."""
    from coorddesk.agenda.imports import names_of, read_calendar  # with the importer, which settings need not wait for

    read = read_calendar(path)
    taken = take_in_holidays(session, read.holidays)
    return taken, tuple(names_of(read.left_out))
