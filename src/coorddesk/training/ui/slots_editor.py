"""The editor of when a session is held: a line for each stretch of a day, and the way to draw up many at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTableWidgetItem

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.working_time import SHORT_WEEKDAYS
from coorddesk.training.rules.slots import SlotTimes, times_typed
from coorddesk.training.service import SlotWish
from coorddesk.widgets.controls import button
from coorddesk.widgets.forms.date_editor import date_typed
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.lines_editor import Line

_WEEKDAY = re.compile(r"^[^\d]+(?=\d)")
_DAY = 0
_DRAW_KEYS = "Ctrl+D"


class SlotsEditor(LinesEditor):
    """Its value is a tuple of `SlotWish`; a line with several times is as many slots."""

    columns = (("day", _("Day")), ("times", _p("training session", "From when to when")))
    widths = (210,)
    lines_seen = 5

    def __init__(self, desk: Desk) -> None:
        """Start with the blank line, and a button that draws dates up."""
        self._desk = desk
        self._is_writing = False
        super().__init__(desk)
        self._draw = button(desk, _("Draw up dates…"))
        self._draw.setAutoDefault(False)
        keys = QKeySequence(_DRAW_KEYS)
        why = desk.texts.say(_("Every Tuesday from 9:00 to 12:00, around holidays and closed days"))
        self._draw.setToolTip(f"{why} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})")
        self._draw.clicked.connect(self._on_draw)
        QShortcut(keys, self).activated.connect(self._on_draw)
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.addWidget(self._draw, 0, Qt.AlignmentFlag.AlignTop)
        self.table.itemChanged.connect(self._on_typed)

    def value(self) -> tuple[SlotWish, ...]:
        """The slots. Raises `UserError` if a day or a time is none."""
        found = []
        for row, line in self.typed():
            try:
                found += self._slots(line)
            except UserError:
                self.table.setCurrentCell(row, 0)
                raise
        return tuple(found)

    def sketch(self) -> tuple[SlotWish, ...]:
        """The slots that are understood so far, whatever else is typed."""
        found: list[SlotWish] = []
        for _row, line in self._filled():
            try:
                found += self._slots(line)
            except UserError:
                continue
        return tuple(found)

    def set_value(self, value: Any) -> None:
        """Show slots, in their order."""
        self._is_writing = True
        slots = sorted(value or (), key=lambda each: each.times)
        self.set_state([(each.id, (self._said(each.times.day), each.times.said)) for each in slots])
        self._is_writing = False

    def add(self, times: Iterable[SlotTimes]) -> None:
        """Show more of them; one that is there stays as it is."""
        there = self.sketch()
        known = {each.times for each in there}
        self.set_value((*there, *(SlotWish(each) for each in times if each not in known)))
        self.changed.emit()

    def shown(self, value: Any) -> str:
        """The slots, a line each."""
        if isinstance(value, str):
            return value
        return "\n".join(self._shown(each) for each in value or ())

    def _shown(self, each: Any) -> str:
        if isinstance(each, Message):
            return self.look.texts.say(each)
        return f"{self._said(each.times.day)} {each.times.said}"

    def _said(self, day: date) -> str:
        weekday = SHORT_WEEKDAYS[day.weekday()]
        return self.look.texts.say(_("{weekday} {day}", weekday=weekday, day=day))

    def _slots(self, line: Line) -> list[SlotWish]:
        said = self.said(line)
        day, times = self._day(said["day"]), times_typed(said["times"])
        if day is None:
            raise UserError(_("Say on which day."))
        if not times:
            raise UserError(_("Say from when to when, like 9:00-12:00."))
        slots = [SlotTimes(day, starts, ends) for starts, ends in times]
        return [SlotWish(each, line[0] if place == 0 else None) for place, each in enumerate(slots)]

    def _day(self, text: str) -> date | None:
        """A day as it is typed, or as it is shown with its weekday."""
        return date_typed(_WEEKDAY.sub("", text), self._desk.clock.today())

    def _on_typed(self, item: QTableWidgetItem) -> None:
        """Write a day in full, with its weekday, so that a slip is seen; the times of the line above go on."""
        if self._is_writing or item.column() != _DAY or not item.text().strip():
            return
        try:
            day = self._day(item.text())
        except UserError:
            return
        if day is None:
            return
        self._is_writing = True
        item.setText(self._said(day))
        times, above = self.table.item(item.row(), 1), self.table.item(item.row() - 1, 1)
        if times is not None and above is not None and not times.text():
            times.setText(above.text())
        self._is_writing = False

    def _on_draw(self) -> None:
        from coorddesk.training.ui.draw_dialog import DrawDialog  # most sessions have a day or two

        dialog = DrawDialog(self._desk, self, self.sketch())
        dialog.drawn.connect(self.add)
        dialog.open()
