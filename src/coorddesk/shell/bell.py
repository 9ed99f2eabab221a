"""The bell of the top bar: how many things need doing, and the way to them: reminders due, and alerts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter

from coorddesk.core.messages import _, _n
from coorddesk.feature import Feature, alerts
from coorddesk.widgets.controls import ToolButton
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, ICON

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.notes.ui.reminders_dialog import RemindersDialog
    from coorddesk.widgets.desk import Desk, Look

_MINUTE_MILLISECONDS = 60_000
_QUIET_MILLISECONDS = 1500  # after the last change: nobody at a counter waits for alerts between two scans
_MOST_SAID = 99
_BADGE = 15


class Bell(ToolButton):
    """Counts nothing until it is asked to watch a desk: the first page does not wait for it."""

    def __init__(self, look: Look) -> None:
        """Show no count yet."""
        super().__init__()
        self._look = look
        self._desk: Desk | None = None
        self._count = 0
        self.setIcon(look.theme.icon("bell"))
        self.setIconSize(QSize(ICON, ICON))
        self.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._day_ends = QTimer(self, interval=_MINUTE_MILLISECONDS)
        self._day_ends.timeout.connect(self._on_minute)
        self._read_soon = QTimer(self, interval=_QUIET_MILLISECONDS, singleShot=True)
        self._read_soon.timeout.connect(self._read)
        self._show((0, 0))

    def watch(self, desk: Desk) -> None:
        """Count what is due on a desk, now and after each change, and when a new day begins."""
        if self._desk is None:
            desk.operations.committed.connect(self._on_committed)
        self._desk = desk
        self._day = desk.clock.today()
        self._day_ends.start()
        self._read()

    def rest(self) -> None:
        """Show no count, which is of the day: the window poses for its portrait."""
        self._day_ends.stop()
        self._read_soon.stop()
        self._desk = None
        self._show((0, 0))

    @property
    def count(self) -> int:
        """How many are due, as it shows."""
        return self._count

    def _on_minute(self) -> None:
        if self._desk is not None and self._desk.clock.today() != self._day:
            self._day = self._desk.clock.today()
            self._read()

    def _on_committed(self, changes: Changes) -> None:
        if "reminder" in changes.kinds:
            self._read()
        elif self._desk is not None:
            self._read_soon.start()

    def _read(self) -> None:
        if self._desk is not None:
            work = partial(_to_do, self._desk.features, self._day)
            self._desk.operations.read(self, work, self._show, replaces="due")

    def _show(self, counted: tuple[int, int]) -> None:
        reminders, told = counted
        self._count = reminders + told
        due = _n("{count} reminder is due", "{count} reminders are due", reminders) if reminders else None
        warned = _n("{count} alert", "{count} alerts", told) if told else None
        words = [self._look.texts.say(each) for each in (warned, due) if each is not None]
        said = self._look.texts.say(_("To do: {what}", what=", ".join(words)) if words else _("To do: nothing"))
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the count over the bell's shoulder."""
        super().paintEvent(event)
        if not self._count:
            return
        text = f"{_MOST_SAID}+" if self._count > _MOST_SAID else str(self._count)
        font = self._look.theme.font(TypeScale.CAPTION)
        font.setPixelSize(_BADGE - 5)
        font.setBold(True)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font)
            width = max(_BADGE, painter.fontMetrics().horizontalAdvance(text) + 7)
            room = QRectF(self.width() - width, 0, width, _BADGE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.theme.colour("danger"))
            painter.drawRoundedRect(room, _BADGE / 2, _BADGE / 2)
            painter.setPen(self._look.theme.colour("on_danger"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def reminders_dialog() -> type[RemindersDialog]:
    """The dialog behind the bell."""
    from coorddesk.notes.ui.reminders_dialog import RemindersDialog  # loaded when it is first wanted

    return RemindersDialog


def _to_do(features: Sequence[Feature], today: date, session: Session) -> tuple[int, int]:
    """In the lane: how many reminders are due, and how many alerts there are."""
    from coorddesk.notes.queries import due_count  # SQL, loaded by now

    return due_count(session), len(alerts(session, features, today))
