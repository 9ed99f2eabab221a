"""The tab of lending: the counter, and the list of loans behind it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout

from coorddesk.core.messages import Message, _, _n
from coorddesk.lending.ui.counter_page import CounterPage
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import PushButton, rule
from coorddesk.widgets.page import Page
from coorddesk.widgets.tokens import ICON, ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QHBoxLayout as Row

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.lending.ui.loans_page import LoansPage
    from coorddesk.widgets.desk import Desk

_PART = "lending.part"
_COUNTER, _LOANS = "counter", "loans"
_TITLES: dict[str, tuple[Message, str, str]] = {
    _COUNTER: (_("Counter"), "scan-barcode", "Alt+1"),
    _LOANS: (_("All loans"), "list", "Alt+2"),
}


class LendingPage(Page):
    """Shows the part that was looked at last; the list is built when it is first wanted."""

    title = _("Loans")

    def __init__(self, desk: Desk) -> None:
        """Build the switch and the counter."""
        super().__init__(desk)
        self._stack = QStackedWidget()
        self.counter = CounterPage(desk)
        self._stack.addWidget(self.counter)
        self._loans: LoansPage | None = None
        self._buttons: dict[str, PushButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._switch())
        layout.addWidget(rule())
        layout.addWidget(self._stack, 1)
        kept = desk.settings.recall(_PART)
        self._part = kept if kept in _TITLES else _COUNTER

    @property
    def loans(self) -> LoansPage:
        """The list."""
        if self._loans is None:
            from coorddesk.lending.ui.loans_page import LoansPage  # most days begin at the counter

            self._loans = LoansPage(self.desk)
            self._loans.verbs.counter_wanted.connect(partial(self.turn_to, _COUNTER))
            self._stack.addWidget(self._loans)
        return self._loans

    def actions(self) -> list[QAction]:
        """Its own, and those of the part in front."""
        front = self.loans if self._part == _LOANS else self.counter
        return [*super().actions(), *front.actions()]

    def turn_to(self, part: str) -> None:
        """Bring a part forward, and let it have the keyboard."""
        self._part = part
        self.desk.settings.remember(_PART, part)
        self.shown()
        if part == _LOANS:
            self.loans.list.setFocus()
        self.turned.emit()

    def shown(self) -> None:
        """Read what the part in front shows, or let scans begin."""
        for key, made in self._buttons.items():
            made.setChecked(key == self._part)
        if self._part == _LOANS:
            self._stack.setCurrentWidget(self.loans)
            self.loans.shown()
        else:
            self._stack.setCurrentWidget(self.counter)
            self.counter.start()

    def hold_back(self) -> None:
        """Read no more than what is shown at first."""
        if self._part == _LOANS:
            self.loans.hold_back()

    def changed(self, changes: Changes) -> None:
        """Let the list know."""
        if self._loans is not None:
            self._loans.changed(changes)

    def open_record(self, subject: Subject) -> None:
        """Show a loan or a kit."""
        self.turn_to(_LOANS)
        self.loans.open_record(subject)

    def open_list(self, about: Subject) -> None:
        """Show the loans of a record."""
        self.turn_to(_LOANS)
        self.loans.open_list(about)

    def show_alert(self, key: str) -> None:
        """Show the loans that stand so: what is overdue, what is to be prepared."""
        self.turn_to(_LOANS)
        self.loans.show_alert(key)

    def lend(self, subjects: Sequence[Subject]) -> None:
        """Lay things on the counter, or let somebody borrow."""
        self.turn_to(_COUNTER)
        self.counter.lend_to(subjects)

    def unfinished(self) -> Message | None:
        """What lies on the counter is written nowhere yet."""
        count = self.counter.counter.till.basket.count
        if not count:
            return None
        return _n(
            "{count} thing lies on the counter and is not lent yet. Leave all the same?",
            "{count} things lie on the counter and are not lent yet. Leave all the same?",
            count,
        )

    def focus_search(self) -> None:
        """Put the cursor into the line of the part in front."""
        if self._part == _LOANS:
            self.loans.focus_search()
        else:
            self.counter.start()

    def reload(self) -> None:
        """Read the list again."""
        if self._loans is not None:
            self._loans.reload()

    def _switch(self) -> Row:
        row = QHBoxLayout()
        row.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        row.setSpacing(TIGHT)
        group = QButtonGroup(self)
        for key, (title, icon, keys) in _TITLES.items():
            action = make_action(self.desk, self, title, icon, keys, partial(self.turn_to, key))
            made = PushButton(self.desk.texts.say(title))
            made.setIcon(self.desk.theme.icon(icon))
            made.setIconSize(QSize(ICON + TIGHT, ICON))  # some air before the word
            made.setProperty("kind", "preset")
            made.setCheckable(True)
            made.setToolTip(action.toolTip())
            made.clicked.connect(action.trigger)
            group.addButton(made)
            self._buttons[key] = made
            row.addWidget(made)
        row.addStretch()
        return row
