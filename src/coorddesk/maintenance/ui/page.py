"""The tab of maintenance: what is due, the repairs and the log, each a list of its own behind a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from coorddesk.core.messages import _
from coorddesk.maintenance.rules import Urgency
from coorddesk.maintenance.ui.log_page import LogPage
from coorddesk.maintenance.ui.plans_page import PlansPage
from coorddesk.maintenance.ui.repairs_page import RepairsPage
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.list_page import ListPage
from coorddesk.widgets.page import Page
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.core.database import Changes
    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk

_REMEMBERED = "maintenance.list"
_KINDS = ("maintenance_plan", "repair", "maintenance_entry")


class MaintenancePage(Page):
    """Alt+1 to Alt+3 turn to a list; its verbs are those of the page."""

    title = _("Maintenance")

    def __init__(self, desk: Desk) -> None:
        """Build the lists, unread; the one that was looked at last comes first."""
        super().__init__(desk)
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(desk.texts.say(self.title))
        self._stack = QStackedWidget()
        self.plans, self.repairs, self.log = PlansPage(desk), RepairsPage(desk), LogPage(desk)
        self._lists: tuple[ListPage, ...] = (self.plans, self.repairs, self.log)
        for place, page in enumerate(self._lists):
            self.bar.addTab(desk.texts.say(page.title))
            self._stack.addWidget(page)
            keys = QKeySequence(f"Alt+{place + 1}")
            self.bar.setTabToolTip(place, keys.toString(QKeySequence.SequenceFormat.NativeText))
            QShortcut(keys, self).activated.connect(lambda place=place: self.bar.setCurrentIndex(place))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        line = QHBoxLayout()
        line.setContentsMargins(ROOM, 0, ROOM, 0)
        line.addWidget(self.bar)
        line.addStretch()
        layout.addLayout(line)
        layout.addWidget(self._stack, 1)
        last = desk.settings.recall(_REMEMBERED, 0)
        self.bar.setCurrentIndex(last if last in range(len(_KINDS)) else 0)
        self._stack.setCurrentIndex(self.bar.currentIndex())
        self.bar.currentChanged.connect(self._on_turned)
        hand_focus_on(self, lambda: self.current.list)

    @property
    def current(self) -> ListPage:
        """The list in front."""
        return self._lists[self._stack.currentIndex()]

    def turn_to(self, kind: str) -> ListPage:
        """Bring the list of a kind of record forward."""
        self.bar.setCurrentIndex(_KINDS.index(kind))
        return self.current

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
        for page in self._lists:
            page.changed(changes)

    def open_record(self, subject: Subject) -> None:
        """Show the card of a schedule, a repair or an entry."""
        page = self.turn_to(subject[0])
        page.shown()
        page.open_record(subject)

    def open_list_of(self, kind: str, about: Subject) -> None:
        """Show those of a kind that belong to another record."""
        page = self.turn_to(kind)
        page.shown()
        page.open_list(about)

    def show_alert(self, key: str) -> None:
        """Show the schedules that are so near, or the repairs in that state."""
        page = self.turn_to("maintenance_plan" if key in set(Urgency) else "repair")
        page.shown()
        page.show_alert(key)

    def focus_search(self) -> None:
        """Put the cursor where the list in front is searched."""
        self.current.focus_search()

    def reload(self) -> None:
        """Read the list in front again."""
        self.current.reload()

    def _on_turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.desk.settings.remember(_REMEMBERED, place)
        self.turned.emit()
        self.current.shown()
