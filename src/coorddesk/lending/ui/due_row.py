"""Until when: the usual days, a key for each, and a day of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.lending.rules import DUE_PRESET_TITLES, DuePreset
from coorddesk.lending.ui.basket import Due
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import PushButton
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from coorddesk.widgets.desk import Desk

KEYS = {
    DuePreset.TODAY: "F2",
    DuePreset.WEEKEND: "F3",
    DuePreset.TWO_WEEKS: "F4",
    DuePreset.END_OF_YEAR: "F6",
    DuePreset.NEVER: "F7",
}
_SHORT: dict[DuePreset, Message] = {
    DuePreset.TODAY: _p("due", "Today"),
    DuePreset.WEEKEND: _p("due", "Weekend"),
    DuePreset.TWO_WEEKS: _p("due", "2 weeks"),
    DuePreset.END_OF_YEAR: _p("due", "End of year"),
    DuePreset.NEVER: _p("due", "No end"),
}
_DAY_KEY = "Ctrl+D"
_DAY_WIDTH = 124


class DueRow(QWidget):
    """One of them is always on.

    Signals:
        chosen: a `Due`.
        refused: a `Message` about a day that was typed and cannot be meant; the one before is shown again.
        left: Enter or Esc in the day: the keyboard is wanted elsewhere.
    """

    chosen = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` lists the keys."""
        super().__init__()
        self._desk = desk
        self._due = Due()
        self._group = QButtonGroup(self)
        self.buttons: dict[DuePreset, QPushButton] = {}
        layout = FlowLayout(self)
        layout.setSpacing(TIGHT)
        for preset, keys in KEYS.items():
            title = DUE_PRESET_TITLES[preset]
            action = make_action(
                desk, page, _("Until: {day}", day=title), "calendar", keys, partial(self._choose, preset)
            )
            made = PushButton(f"{desk.texts.say(_SHORT[preset])}  {keys}")
            made.setAccessibleName(action.toolTip())
            made.setProperty("kind", "preset")
            made.setCheckable(True)
            made.setToolTip(action.toolTip())
            made.clicked.connect(partial(self._choose, preset))
            self._group.addButton(made)
            self.buttons[preset] = made
            layout.addWidget(made)
        self.day = DateEditor(desk, desk.clock)
        self.day.setFixedWidth(_DAY_WIDTH)
        self.day.control.setAccessibleName(desk.texts.say(_("Until another day ({keys})", keys=_DAY_KEY)))
        self.day.control.setToolTip(self.day.control.accessibleName())
        make_action(desk, page, _("Until another day…"), "calendar", _DAY_KEY, self._on_day_wanted)
        self.day.line.editingFinished.connect(self._on_day_said)
        self.day.picked.connect(self._on_day_picked)
        self.day.line.installEventFilter(self)
        layout.addWidget(self.day)

    def show_due(self, due: Due) -> None:
        """Show which is on."""
        self._due = due
        self._group.setExclusive(False)
        for preset, made in self.buttons.items():
            made.setChecked(preset is due.preset)
        self._group.setExclusive(due.preset is not None)
        if not self.day.line.hasFocus():
            self._show_day()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter is done with the day, Esc gives the one before back; neither is meant for the page."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._show_day()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_day_said()
        else:
            return False
        self.left.emit()
        return True

    def _show_day(self) -> None:
        self.day.set_value(self._due.day(self._desk.clock.today()))

    def _choose(self, preset: DuePreset) -> None:
        self.chosen.emit(Due(preset))

    def _on_day_wanted(self) -> None:
        self.day.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.line.selectAll()

    def _on_day_picked(self) -> None:
        self._on_day_said()
        self.left.emit()

    def _on_day_said(self) -> None:
        """Take a day that is another; what is blank, over or no day at all is put back."""
        today = self._desk.clock.today()
        try:
            day = self.day.value()
        except UserError as error:
            self._refuse(error.message)
            return
        if day is not None and day < today:
            self._refuse(_("{day} is over: nothing can be lent until then.", day=day))
        elif day is None:
            self._show_day()
        elif day != self._due.day(today):
            self._due = Due(None, day)
            self.chosen.emit(self._due)

    def _refuse(self, why: Message) -> None:
        self._show_day()
        self.refused.emit(why)
