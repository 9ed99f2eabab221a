"""The main window: navigation at the left, pages at the right, and everything that floats over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.shell import geometry
from coorddesk.shell.dialogs import Dialogs
from coorddesk.shell.dropping import Dropping
from coorddesk.shell.menus import Menus
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.opening_desk import Facts, Opening, facts_of
from coorddesk.shell.pages import Pages
from coorddesk.shell.search_palette import SearchPalette
from coorddesk.shell.top_bar import TopBar
from coorddesk.shell.undoing import Undoing
from coorddesk.shell.window_desk import APPEARANCE, Host
from coorddesk.shell.window_style import window_style
from coorddesk.widgets.job_bar import JobBar
from coorddesk.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.shell.tabs import Tab
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.page import Page
    from coorddesk.widgets.theme import Appearance

_FOLDED = "navigation.folded"
_WORK = 0


class MainWindow(QMainWindow):
    """Shows itself before there is a desk; pages come when `start` says that it is open.

    Signals:
        painted: the window has been on the screen once.
        opening_asked: an `Opening`, of another desk or of this one anew.
        language_chosen: 'fr' or 'en'.
        left: the user closed the window, and nothing held it back.
    """

    painted = Signal()
    opening_asked = Signal(object)
    language_chosen = Signal(str)
    left = Signal()

    def __init__(self, desk: WindowDesk, tabs: Sequence[Tab]) -> None:
        """Build what needs no desk."""
        super().__init__()
        self.desk = desk
        self._was_painted = False
        self._undoing = Undoing(desk, self)
        self._menus = Menus(desk, tabs, self._undoing)
        self._dialogs = Dialogs(desk, self, self._undoing, self._menus)
        self._navigation = Navigation(desk, tabs, folded=desk.settings.recall(_FOLDED, default=False))
        self._bar = TopBar(desk, self._undoing.undo_action, self._undoing.redo_action)
        self._pages = Pages(desk, tabs)
        self._stage = QStackedWidget()
        self._build()
        self._toast = Toast(desk, self._pages)
        self._palette = SearchPalette(desk, self, tabs, self._menus.commands)
        desk.host = Host(self._toast, self._pages, self._dialogs)
        self._connect()
        geometry.restore(self, desk.settings)

    def wait(self, message: Message) -> None:
        """Say what is being waited for before there are pages."""
        self._show_work(ready=False)
        self._pages.wait(message)

    def stand_in(self, widget: QWidget) -> None:
        """Show something in place of the pages (why there is no desk), until `start`."""
        self._show_work(ready=False)
        self._pages.stand_in(widget)

    def take_over(self, widget: QWidget) -> None:
        """Show something in place of everything (the first run), until `start`."""
        self._menus.hide()
        self._stage.addWidget(widget)
        self._stage.setCurrentWidget(widget)

    def start(self) -> None:
        """The desk is open: show the tab that was looked at last."""
        self._show_work(ready=True)
        self._menus.show_reports(self._dialogs.reports())
        self._undoing.refresh()
        self._pages.start()

    def show_facts(self, facts: Facts) -> None:
        """Say whose desk this is."""
        self._navigation.show_organisation(facts.organisation, facts.logo)

    def ask_for(self, key: str) -> None:
        """Carry out a command by its key (see `Menus`)."""
        page = self._pages.current
        match key.partition(":"):
            case "tab", _, tab:
                self._pages.turn_to(tab)
            case "search", *_:
                self._palette.open()
            case "find", *_ if page is not None:
                page.focus_search()
            case "reload", *_ if page is not None:
                page.reload()
            case "copy", *_:
                copy_from(self.focusWidget())
            case "full_screen", *_:
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            case "close", *_:
                self.close()
            case _:
                self._dialogs.open(key)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._bar)
        right.addWidget(self._pages, 1)
        right.addWidget(JobBar(self.desk, self.desk.operations))
        work = QWidget()
        layout = QHBoxLayout(work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._navigation)
        layout.addLayout(right, 1)
        self._stage.addWidget(work)
        self.setWindowTitle("CoordDesk")
        self.setMenuBar(self._menus)
        self.setCentralWidget(self._stage)
        self.setStyleSheet(window_style(self.desk.theme.colours))

    def _connect(self) -> None:
        operations, theme, settings = self.desk.operations, self.desk.theme, self.desk.settings
        operations.committed.connect(self._on_committed)
        operations.told.connect(self._toast.say)
        operations.refused.connect(self._on_refused)
        theme.changed.connect(lambda: self.setStyleSheet(window_style(theme.colours)))
        self._toast.undo_wanted.connect(self._undoing.undo_change_set)
        self._pages.turned.connect(self._on_turned)
        self._menus.asked.connect(self.ask_for)
        self._menus.appearance_chosen.connect(lambda appearance: choose_appearance(self.desk, appearance))
        self._bar.asked.connect(self.ask_for)
        self._navigation.asked.connect(self.ask_for)
        self._navigation.folded.connect(lambda folded: settings.remember(_FOLDED, folded))
        self.painted.connect(lambda: Dropping(self.desk, self).dropped.connect(self._dialogs.start_import_of))
        self._dialogs.opening_asked.connect(self._on_opening_asked)
        self._dialogs.records_asked.connect(self._pages.show_imported)
        self._dialogs.language_chosen.connect(self.language_chosen)
        self._dialogs.records_asked.connect(self._pages.show_imported)
        self._dialogs.language_chosen.connect(self.language_chosen)

    def _show_work(self, *, ready: bool) -> None:
        """Bring navigation and pages back; without a desk nothing on them can be asked for."""
        self._stage.setCurrentIndex(_WORK)
        self._menus.show()
        self._menus.set_ready(ready)
        self._navigation.setEnabled(ready)
        self._bar.setEnabled(ready)

    def _on_committed(self, changes: Changes) -> None:
        self._pages.changed(changes)
        if "organisation" in changes.kinds:
            self.desk.operations.read(self, facts_of, self.show_facts, replaces="facts")

    def _on_turned(self, tab: Tab, page: Page) -> None:
        self._navigation.choose(tab.key)
        self._menus.show_page(tab.title, page)

    def _on_refused(self, owner: object, error: UserError) -> None:
        self.desk.warn(owner if isinstance(owner, QWidget) else self, error)

    def _on_opening_asked(self, opening: Opening) -> None:
        if self._may_leave():
            self.opening_asked.emit(opening)

    def _may_leave(self) -> bool:
        jobs = self.desk.operations.jobs
        if not jobs:
            return True
        return self.desk.ask(
            self,
            _("“{job}” is still running. Stop it and leave?", job=jobs[0].title),
            _("Nothing of it will be kept; it can be started again."),
            _("Stop and leave"),
            dangerous=True,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the first paint is through."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before a job is lost, and remember where the window stood."""
        if not self._may_leave():
            event.ignore()
            return
        geometry.keep(self, self.desk.settings)
        event.accept()
        self.left.emit()


def choose_appearance(desk: WindowDesk, appearance: Appearance) -> None:
    """Change between light and dark, now and at the next start."""
    desk.theme.choose(appearance)
    desk.settings.remember(APPEARANCE, appearance.value)


def copy_from(widget: QWidget | None) -> None:
    """Copy what is selected where the keyboard is, as Ctrl+C there would."""
    copy = getattr(widget, "copy", None)
    if copy is not None:
        copy()
