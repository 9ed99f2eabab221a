"""A page of several lists behind tabs of their own: the verbs are those of the list in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from coorddesk.core.messages import Message
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.page import Page
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk


class Part(NamedTuple):
    """A list: the kind of its records, what its tab says, and how it is built."""

    kind: str
    title: Message
    make: Callable[[Desk], ListPage]


class ListsPage(Page):
    """Alt+1, Alt+2… turn to a list; the one that was looked at last comes first, the others are built when wanted."""

    parts: Sequence[Part] = ()

    def __init__(self, desk: Desk, name: str) -> None:
        """`name` is the page's key in the memory of this PC."""
        super().__init__(desk)
        self._name = name
        self._kinds = [each.kind for each in self.parts]
        self._made: dict[str, ListPage] = {}
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(False)  # what stands beside it yields first
        self.bar.setAccessibleName(desk.texts.say(self.title))
        self._stack = QStackedWidget()
        for place, each in enumerate(self.parts):
            self.bar.addTab(desk.texts.say(each.title))
            keys = QKeySequence(f"Alt+{place + 1}")
            self.bar.setTabToolTip(place, keys.toString(QKeySequence.SequenceFormat.NativeText))
            QShortcut(keys, self).activated.connect(lambda place=place: self.bar.setCurrentIndex(place))
        self._lay_out()
        last = desk.settings.recall(self._remembered, 0)
        self.bar.setCurrentIndex(last if last in range(len(self.parts)) else 0)
        self._stack.setCurrentWidget(self.current)
        self.bar.currentChanged.connect(self._on_turned)
        hand_focus_on(self, lambda: self.current.list)

    @property
    def current(self) -> ListPage:
        """The list in front."""
        return self.page_of(self._kinds[self.bar.currentIndex()])

    def page_of(self, kind: str) -> ListPage:
        """The list of a kind of record."""
        if kind not in self._made:
            self._made[kind] = self.parts[self._kinds.index(kind)].make(self.desk)
            self._stack.addWidget(self._made[kind])
        return self._made[kind]

    def turn_to(self, kind: str) -> ListPage:
        """Bring the list of a kind of record forward."""
        self.bar.setCurrentIndex(self._kinds.index(kind))
        return self.current

    def kind_of_alert(self, key: str) -> str:
        """The kind of record that an alert is about."""
        del key
        return self._kinds[0]

    def actions(self) -> list[QAction]:
        """The verbs of the list in front."""
        return self.current.actions()

    def shown(self) -> None:
        """Read the list in front."""
        self.current.shown()

    def hold_back(self) -> None:
        """Count nothing."""
        self.current.hold_back()

    def changed(self, changes: Changes) -> None:
        """Let every list know."""
        for page in self._made.values():
            page.changed(changes)

    def open_record(self, subject: Subject) -> None:
        """Show the card of a record in its list."""
        page = self.turn_to(subject[0])
        page.shown()
        page.open_record(subject)

    def open_list_of(self, kind: str, about: Subject) -> None:
        """Show those of a kind that belong to another record."""
        page = self.turn_to(kind)
        page.shown()
        page.open_list(about)

    def open_view(self, kind: str, view_id: int) -> None:
        """Open a saved view in its list."""
        page = self.turn_to(kind)
        page.shown()
        page.open_view(kind, view_id)

    def show_alert(self, key: str) -> None:
        """Show the records that an alert is about."""
        page = self.turn_to(self.kind_of_alert(key))
        page.shown()
        page.show_alert(key)

    def focus_search(self) -> None:
        """Put the cursor where the list in front is searched."""
        self.current.focus_search()

    def reload(self) -> None:
        """Read the list in front again."""
        self.current.reload()

    @property
    def _remembered(self) -> str:
        return f"{self._name}.list"

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.line = QHBoxLayout()
        """Where the tabs stand; at its end, what is about all lists."""
        self.line.setContentsMargins(ROOM, 0, ROOM, 0)
        self.line.addWidget(self.bar)
        self.line.addStretch(1)  # with a factor, or what stands at the end would take its part of the room
        layout.addLayout(self.line)
        layout.addWidget(self._stack, 1)

    def _on_turned(self, place: int) -> None:
        self._stack.setCurrentWidget(self.current)
        self.desk.settings.remember(self._remembered, place)
        self.turned.emit()
        self.current.shown()
