"""The editor of a day: typed as people write it, or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.values.dates import Order, date_reader
from coorddesk.importing.values.refusal import CellRefused
from coorddesk.widgets.forms.editors import LineEditor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import HAIR

if TYPE_CHECKING:
    from coorddesk.core.clock import Clock
    from coorddesk.widgets.desk import Look

_CALENDAR_WIDTH, _CALENDAR_HEIGHT = 308, 256
_ARROWS = (
    ("qt_calendar_prevmonth", "chevron-left", _("Previous month")),
    ("qt_calendar_nextmonth", "chevron-right", _("Next month")),
)
_DAY_AND_MONTH = re.compile(r"\s*(\d{1,2})[/.\- ](\d{1,2})\s*")
_read = date_reader(Order.DAY_FIRST, epoch_1904=False)


class DateEditor(LineEditor):
    """A day: 31/01/2026, 31/1/26, 31/1 (of this year), 31012026, 2026-01-31, 31 janvier 2026.

    Signals:
        picked: a day was chosen in the calendar.
    """

    picked = Signal()

    def __init__(self, look: Look, clock: Clock) -> None:
        """Take this year's number from `clock`."""
        super().__init__(look, hint=_("dd/mm/yyyy"))
        self._clock = clock
        self.add_button("calendar", _("Choose in a calendar (Down)")).triggered.connect(self._on_calendar_wanted)
        self.line.installEventFilter(self)
        self.line.editingFinished.connect(self._on_editing_finished)

    def value(self) -> date | None:
        """The day. Raises `UserError` if what is typed is none."""
        return date_typed(self.line.text(), self._clock.today())

    def shown(self, value: Any) -> str:
        """The day in figures."""
        return self.look.texts.date(value) if isinstance(value, date) else super().shown(value)

    def _on_calendar_wanted(self) -> None:
        self.open_calendar()

    def _on_editing_finished(self) -> None:
        """Write what was understood in full, so that a slip is seen."""
        try:
            day = self.value()
        except UserError:
            return
        if day is not None:
            self.set_value(day)

    def open_calendar(self) -> QFrame:
        """Show a calendar below, at the day typed or else today."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setProperty("kind", "card")
        calendar = self._calendar()
        calendar.activated.connect(lambda day: self._on_picked(day, popup))
        calendar.clicked.connect(lambda day: self._on_picked(day, popup))
        layout = QVBoxLayout(popup)
        layout.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
        layout.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        calendar.setFocus()
        return popup

    def _calendar(self) -> QCalendarWidget:
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(self.look.texts.language))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(_CALENDAR_WIDTH, _CALENDAR_HEIGHT)
        for part in (calendar, *calendar.findChildren(QTableView)):
            part.setAccessibleName(self.control.accessibleName())
        calendar.setSelectedDate(self._shown_first())
        pale = QTextCharFormat()
        pale.setForeground(self.look.theme.colour("muted"))
        calendar.setHeaderTextFormat(pale)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, pale)
        for name, icon, said in _ARROWS:
            arrow = calendar.findChild(QToolButton, name)
            assert isinstance(arrow, QToolButton)
            arrow.setIcon(self.look.theme.icon(icon, Tone.MUTED))
            arrow.setAccessibleName(self.look.texts.say(said))
        return calendar

    def _shown_first(self) -> QDate:
        try:
            day = self.value()
        except UserError:
            day = None
        return cast(QDate, day or self._clock.today())  # PySide takes a date for a QDate

    def _on_picked(self, day: QDate, popup: QFrame) -> None:
        popup.close()
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.picked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the calendar."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return True
        return False


def date_typed(text: str, today: date) -> date | None:
    """The day that somebody typed, day before month; without a year, one of this year. Raises `UserError`."""
    if not text.strip():
        return None
    short = _DAY_AND_MONTH.fullmatch(text)
    try:
        return _read(f"{short[1]}/{short[2]}/{today.year}" if short else text)
    except CellRefused as refused:
        raise UserError(refused.reason) from refused
