"""What is still to be thought of about a record: done or put off with one click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.notes.rules import due_said, presets
from coorddesk.widgets.controls import Picture, icon_button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, TIGHT

if TYPE_CHECKING:
    from coorddesk.notes.queries import ReminderRow
    from coorddesk.widgets.desk import Desk


class RemindersList(QWidget):
    """A line for each, the earliest first; what is due stands out.

    Signals:
        opened: the `ReminderRow` that was clicked.
        done: the one that is done.
        put_off: one, and the day on which it should come again.
    """

    opened = Signal(object)
    done = Signal(object)
    put_off = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        """Start without any."""
        super().__init__()
        self._desk = desk
        self._shown: tuple[object, ...] = ()
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(HAIR)
        self.hide()

    def show_rows(self, rows: Sequence[ReminderRow]) -> None:
        """Show these in place of those before."""
        today = self._desk.clock.today()
        if (today, *rows) == self._shown:
            return
        self._shown = (today, *rows)
        while self._lines:
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        for row in rows:
            self._lines.append(self._line(row, today))
            self._layout.addWidget(self._lines[-1])
        self.setVisible(bool(rows))

    def _line(self, row: ReminderRow, today: date) -> QWidget:
        is_due = row.day <= today
        line = QWidget()
        line.setObjectName("reminder")
        line.setProperty("kind", "due" if is_due else "coming")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(TIGHT, HAIR, HAIR, HAIR)
        layout.setSpacing(TIGHT)
        tone = Tone.WARNING if is_due else Tone.MUTED
        layout.addWidget(Picture(self._desk, "bell", ICON, tone))
        layout.addLayout(self._words(row, today), 1)
        done = icon_button(self._desk, "check", _("Done: {text}", text=row.text))
        done.clicked.connect(lambda: self.done.emit(row))
        layout.addWidget(done)
        layout.addWidget(self._later(row, today))
        return line

    def _words(self, row: ReminderRow, today: date) -> QVBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(link(self._desk, row.text, lambda: self.opened.emit(row)))
        when = _("{day} · {when}", day=row.day, when=due_said(row.day, today))
        words.addWidget(label(self._desk, when, TypeScale.CAPTION, "warning" if row.day <= today else "muted"))
        return words

    def _later(self, row: ReminderRow, today: date) -> QToolButton:
        later = icon_button(self._desk, "clock", _("Put off: {text}", text=row.text))
        menu = QMenu(later)
        for title, day in presets(today):
            action = menu.addAction(self._desk.texts.say(title))
            action.triggered.connect(lambda _checked=False, chosen=day: self.put_off.emit(row, chosen))
        later.setMenu(menu)
        later.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return later
