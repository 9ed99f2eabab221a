"""The pages: one for each tab, made when it is first looked at, and what stands there while there is no desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from coorddesk.core.messages import Message
from coorddesk.core.records import OF_VIEW
from coorddesk.shell.memory import TAB
from coorddesk.shell.tabs import Tab, page_class
from coorddesk.widgets.controls import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.database import Changes
    from coorddesk.core.records import Alert, Subject
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.page import Page

_PATIENCE_MILLISECONDS = 400


class Pages(QStackedWidget):
    """Stands to the right of the navigation.

    Signals:
        turned: a tab and its page came forward.
    """

    turned = Signal(object, object)

    def __init__(self, desk: WindowDesk, tabs: Sequence[Tab]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._desk = desk
        self._tabs = {tab.key: tab for tab in tabs}
        self._made: dict[str, Page] = {}
        self._waiting = label(desk, kind="muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._waiting)

    @property
    def current(self) -> Page | None:
        """The page in front; None while something stands in for it."""
        return next((page for page in self._made.values() if page is self.currentWidget()), None)

    def unfinished(self) -> Message | None:
        """What the first page asks on which something would be lost."""
        return next((asked for page in self._made.values() if (asked := page.unfinished()) is not None), None)

    def place(self) -> QRect:
        """Where they stand in their window."""
        return QRect(self.mapTo(self.window(), QPoint()), self.size())

    def wait(self, message: Message) -> None:
        """Say what is being waited for, once that has taken a moment."""
        self._waiting.setText("")
        text = self._desk.texts.say(message)
        QTimer.singleShot(_PATIENCE_MILLISECONDS, self._waiting, lambda: self._waiting.setText(text))
        self.setCurrentWidget(self._waiting)

    def stand_in(self, widget: QWidget) -> None:
        """Show something in place of the pages."""
        self.addWidget(widget)
        self.setCurrentWidget(widget)

    def start(self) -> Page:
        """Show the tab that was looked at last."""
        last = self._desk.settings.recall(TAB, "")
        return self.turn_to(last if last in self._tabs else next(iter(self._tabs)))

    def start_anew(self) -> Page:
        """Show that tab as it is shown at first, whatever was done on its page."""
        for page in self._made.values():
            self.removeWidget(page)
            page.deleteLater()
        self._made.clear()
        page = self.start()
        page.hold_back()
        return page

    def turn_to(self, key: str) -> Page:
        """Bring a tab's page forward."""
        tab = self._tabs[key]
        if key not in self._made:
            if self._made:  # a lane may be loading the features: two threads amid one another's modules trip
                tuple(self._desk.features)
            self._made[key] = page_class(tab)(self._desk)
            self.addWidget(self._made[key])
            self._made[key].turned.connect(partial(self._on_part_turned, tab))
        page = self._made[key]
        self.setCurrentWidget(page)
        self._desk.settings.remember(TAB, key)
        self.turned.emit(tab, page)
        page.shown()
        return page

    def open_record(self, subject: Subject) -> None:
        """Bring a record's card forward, in the tab where it lives; one that lives in none has its card in a dialog."""
        if any(subject[0] in tab.records for tab in self._tabs.values()):
            self._home_of(subject[0]).open_record(subject)
            return
        from coorddesk.shell.plain_card import PlainCardDialog  # seldom wanted

        PlainCardDialog(self._desk, QApplication.activeWindow() or self.window(), subject).show()

    def open_list(self, kind: str, about: Subject) -> None:
        """Bring the records of a kind forward that belong to another."""
        self._home_of(kind).open_list_of(kind, about)

    def show_alert(self, alert: Alert) -> None:
        """Bring the records forward that an alert is about: a saved view in which something is new, or others."""
        if alert.key.startswith(OF_VIEW):
            self._home_of(alert.kind).open_view(alert.kind, int(alert.key.removeprefix(OF_VIEW)))
        else:
            self._home_of(alert.kind).show_alert(alert.key)

    def show_imported(self, kind: str) -> None:
        """Bring the tab forward whose records a sheet of this kind has brought."""
        self.turn_to(next(tab.key for tab in self._tabs.values() if kind in tab.imports))

    def changed(self, changes: Changes) -> None:
        """Let every page know what was committed."""
        for page in self._made.values():
            page.changed(changes)

    def _on_part_turned(self, tab: Tab) -> None:
        page = self._made[tab.key]
        if page is self.currentWidget():
            self.turned.emit(tab, page)

    def _home_of(self, kind: str) -> Page:
        return self.turn_to(next(tab.key for tab in self._tabs.values() if kind in tab.records))
