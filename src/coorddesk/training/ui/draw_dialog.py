"""Dates drawn up by a rule: every Tuesday from 9:00 to 12:00, around holidays, each day left out with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.dated import Period
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.working_time import SHORT_WEEKDAYS, WEEKDAYS
from coorddesk.training.queries import closed_days
from coorddesk.training.rules.slots import (
    MOST_SLOTS,
    Drawn,
    Pattern,
    SlotTimes,
    drawn,
    horizon,
    times_text,
    times_typed,
)
from coorddesk.training.ui.ticks_editor import TicksEditor
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.focus import own_enter
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, TIGHT, WIDE

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.training.service import SlotWish
    from coorddesk.widgets.desk import Desk

_WIDTH, _SEEN = 760, 8
_PAUSE_MILLISECONDS = 250
_MORNING = (9 * 60, 12 * 60)
_DAY = Qt.ItemDataRole.UserRole


class DrawDialog(QDialog):
    """What a rule comes to is listed as it is typed; a day that is left out may be ticked all the same.

    Signals:
        drawn: the slots of the days that are ticked.
    """

    drawn = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget, there: Sequence[SlotWish]) -> None:
        """`there` are the slots that the session has: their first day and times are where the rule begins."""
        super().__init__(owner)
        self._desk = desk
        self._pattern: Pattern | None = None
        self.setWindowTitle(desk.texts.say(_("Draw up dates")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(desk, 2)
        self._build(there)
        self.list = QListWidget()
        self.said = label(desk, kind="muted", wrap=True)
        self._take = button(desk, _("Add these dates"), ButtonKind.PRIMARY)
        self._take.setDefault(True)
        self._lay_out()
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self.draw)
        self.form.changed.connect(self._pause.start)
        self.list.itemChanged.connect(lambda _item: self._say_count())
        self.draw()

    def draw(self) -> None:
        """List what the rule comes to, or say what it lacks."""
        self._pause.stop()
        self._pattern = None
        try:
            pattern = self._read()
        except UserError as error:
            self._show(Drawn((), {}), error.message)
            return
        work = partial(_drawn, pattern, bool(self.form.editor("around").value()))
        done, failed = partial(self._on_drawn, pattern), lambda error: self._show(Drawn((), {}), error.message)
        self._desk.operations.read(self, work, done, failed, replaces="drawn")

    def accept(self) -> None:
        """Take the days that are ticked."""
        days = self._ticked()
        if self._pattern is None or not days:
            return
        times = self._pattern.times
        self.drawn.emit([SlotTimes(day, starts, ends) for day in days for starts, ends in times])
        super().accept()

    def _build(self, there: Sequence[SlotWish]) -> None:
        desk, form = self._desk, self.form
        today = desk.clock.today()
        slots = sorted(each.times for each in there)
        first = slots[0].day if slots else today
        times = [(each.starts, each.ends) for each in slots if each.day == first] or [_MORNING]
        weekdays = TicksEditor(desk, list(enumerate(WEEKDAYS, 1)), len(WEEKDAYS))
        form.add("weekdays", _("On which days"), weekdays, wide=True).set_value((first.isoweekday(),) if slots else ())
        hint = _("Several with a comma: 9:00-12:00, 13:30-16:30")
        form.add("times", _("From when to when"), TextEditor(desk), hint=hint).set_value(times_text(times))
        form.add("every", _("Every so many weeks"), NumberEditor(desk, 1, 52)).set_value(1)
        form.add("first", _p("dates", "From"), DateEditor(desk, desk.clock)).set_value(first)
        form.add("last", _p("dates", "Until"), DateEditor(desk, desk.clock))
        form.add("count", _("Or so many days"), NumberEditor(desk, 1, MOST_SLOTS))
        around = YesNoEditor(desk, _("Except holidays and closed days"))
        form.add("around", _("Except holidays and closed days"), around).set_value(True)
        form.settle()

    def _lay_out(self) -> None:
        self.list.setProperty("kind", "choice")
        self.list.setAccessibleName(self._desk.texts.say(_("Dates")))
        self.list.setMinimumHeight(_SEEN * ROW_HEIGHT)
        own_enter(self.list, self._on_enter)
        buttons = QDialogButtonBox()
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = button(self._desk, _("Cancel"))
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(self.form)
        above = QVBoxLayout()
        above.setSpacing(TIGHT)
        above.addWidget(self.said)
        above.addWidget(self.list, 1)
        layout.addLayout(above, 1)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)

    def _read(self) -> Pattern:
        """The rule as it is typed. Raises `UserError` for what is no value."""
        value = {key: self.form.editor(key).value() for key in ("weekdays", "times", "first", "last", "count", "every")}
        if value["first"] is None:
            raise UserError(_("Say from which day on."))
        times = times_typed(value["times"])
        return Pattern(value["first"], value["weekdays"], times, value["last"], value["count"], value["every"] or 1)

    def _on_drawn(self, pattern: Pattern, found: Drawn) -> None:
        self._pattern = pattern
        self._show(found, None)

    def _show(self, found: Drawn, trouble: Message | None) -> None:
        """Days that are held ticked, those left out not, with the reason."""
        texts = self._desk.texts
        self.list.blockSignals(True)
        self.list.clear()
        held = {each.day for each in found.slots}
        for day in sorted(held | found.left_out.keys()):
            said = _("{weekday} {day}", weekday=SHORT_WEEKDAYS[day.weekday()], day=day)
            if day not in held:
                said = _("{day}, left out: {reason}", day=said, reason=found.left_out[day])
            item = QListWidgetItem(texts.say(said))
            item.setData(_DAY, day)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if day in held else Qt.CheckState.Unchecked)
            if day not in held:
                item.setForeground(self._desk.theme.colour("muted"))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._take.setEnabled(trouble is None)
        if trouble is None:
            self._say_count()
        else:
            self.said.setText(texts.say(trouble))

    def _say_count(self) -> None:
        days = self._ticked()
        left = self.list.count() - len(days)
        said = _n("{count} day", "{count} days", len(days))
        if left:
            said = _n(
                "{days}, {count} left out: tick it to keep it",
                "{days}, {count} left out: tick one to keep it",
                left,
                days=said,
            )
        self.said.setText(self._desk.texts.say(said))
        self._take.setEnabled(bool(days))

    def _ticked(self) -> list[date]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_DAY) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _on_enter(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            is_ticked = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)


def _drawn(pattern: Pattern, is_around: bool, session: Session) -> Drawn:
    """In the lane; a rule that lacks something is refused before its days are looked up."""
    open_ended = replace(pattern, last=pattern.last or horizon(pattern))
    closed = closed_days(session, Period(pattern.first, open_ended.last or pattern.first)) if is_around else {}
    return drawn(pattern, closed)
