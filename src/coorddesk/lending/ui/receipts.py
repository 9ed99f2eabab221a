"""The receipt of a loan: printed, shown or not, as it was wanted last time."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.widgets.desk import Desk

HOW = "lending.receipt"
"""Where the settings keep the choice."""


class How(StrEnum):
    """What becomes of the receipt of each loan."""

    NONE = "none"
    SHOWN = "shown"
    PRINTED = "printed"


_TITLES: dict[How, Message] = {
    How.NONE: _("No receipt"),
    How.SHOWN: _("Show the receipt"),
    How.PRINTED: _("Print the receipt at once"),
}


class Receipts(QObject):
    """`chooser` is the button whose menu says what is wanted."""

    def __init__(self, desk: Desk, page: QWidget, show_last: Callable[[], None]) -> None:
        """Do as was wanted last; `show_last` is asked for the receipt of the last loan."""
        super().__init__(page)
        self._desk = desk
        self.again = make_action(desk, page, _("Receipt of the last loan…"), "printer", "Ctrl+P", show_last)
        self.chooser: QPushButton = button(desk, _("Receipt"), icon="printer")
        menu, group = QMenu(self.chooser), QActionGroup(self)
        menu.addAction(self.again)
        menu.addSeparator()
        for how, title in _TITLES.items():
            action = menu.addAction(desk.texts.say(title))
            action.setCheckable(True)
            action.setChecked(how is self.how)
            action.triggered.connect(partial(self._choose, how))
            group.addAction(action)
        self.chooser.setMenu(menu)
        self._show()

    @property
    def how(self) -> How:
        """What is wanted."""
        kept = self._desk.settings.recall(HOW)
        return next((how for how in How if how.value == kept), How.NONE)

    def give(self, loan_id: int) -> None:
        """A loan was made."""
        if self.how is How.SHOWN:
            self.show(loan_id)
        elif self.how is How.PRINTED:
            self.print(loan_id)

    def show(self, loan_id: int) -> None:
        """Show the receipt of a loan before it is printed."""
        from coorddesk.lending.reports.slips import SLIPS  # no start needs papers

        self._desk.preview_report(SLIPS, SLIPS.choose(("loan", loan_id)))

    def print(self, loan_id: int) -> None:
        """Print it without a question."""
        from coorddesk.lending.reports.slips import SLIPS

        self._desk.print_report(SLIPS, SLIPS.choose(("loan", loan_id)))

    def _choose(self, how: How) -> None:
        self._desk.settings.remember(HOW, how.value)
        self._show()

    def _show(self) -> None:
        self.chooser.setText(self._desk.texts.say(_TITLES[self.how]))
