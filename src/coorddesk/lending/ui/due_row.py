"""Until when: the usual days, a key for each, and a day of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.lending.rules import DUE_PRESET_TITLES, DuePreset, due_on
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
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        """`page` lists the keys."""
        super().__init__()
        self._desk = desk
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
        self.day.line.editingFinished.connect(self._on_day_typed)
        layout.addWidget(self.day)

    def show_due(self, due: Due) -> None:
        """Show which is on."""
        self._group.setExclusive(False)
        for preset, made in self.buttons.items():
            made.setChecked(preset is due.preset)
        self._group.setExclusive(due.preset is not None)
        if not self.day.line.hasFocus():
            self.day.set_value(due.chosen if due.preset is None else due_on(due.preset, self._desk.clock.today()))

    def _choose(self, preset: DuePreset) -> None:
        self.chosen.emit(Due(preset))

    def _on_day_wanted(self) -> None:
        self.day.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.day.line.selectAll()

    def _on_day_typed(self) -> None:
        """A day that is meant, neither blank nor the one shown nor over."""
        try:
            day = self.day.value()
        except UserError:
            return
        if day is not None and day >= self._desk.clock.today() and self.day.line.isModified():
            self.day.line.setModified(False)
            self.chosen.emit(Due(None, day))
