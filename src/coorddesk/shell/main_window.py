"""The main window: a frame that has been painted, furnished with pages, menus and everything that floats over them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from coorddesk.core.messages import Message, _
from coorddesk.shell.dialogs import Dialogs
from coorddesk.shell.memory import FOLDED
from coorddesk.shell.menus import Menus
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.opening_desk import Facts, facts_of
from coorddesk.shell.pages import Pages
from coorddesk.shell.papers import file_papers
from coorddesk.shell.stage import Stage
from coorddesk.shell.top_bar import TopBar
from coorddesk.shell.undoing import Undoing
from coorddesk.shell.window_desk import Host
from coorddesk.shell.window_style import window_style
from coorddesk.widgets.job_bar import JobBar
from coorddesk.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.shell.frame import Frame
    from coorddesk.shell.opening import Opening
    from coorddesk.shell.search_palette import SearchPalette
    from coorddesk.shell.tabs import Tab
    from coorddesk.shell.window_desk import WindowDesk
    from coorddesk.widgets.page import Page


class MainWindow(QObject):
    """Lives in its frame; pages come when `start` says that the desk is open.

    Signals:
        opening_asked: an `Opening`, of another desk or of this one anew; no job holds it back.
        language_chosen: 'fr' or 'en'.
    """

    opening_asked = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, desk: WindowDesk, frame: Frame, tabs: Sequence[Tab]) -> None:
        """Furnish the frame with what needs no desk yet."""
        super().__init__(frame)
        self.desk = desk
        self.frame = frame
        self._tabs = tabs
        self._palette: SearchPalette | None = None
        self._undoing = Undoing(desk, frame)
        self._menus = Menus(desk, tabs, self._undoing)
        self._dialogs = Dialogs(desk, frame, self._undoing, self._menus)
        self._pages = Pages(desk, tabs)
        self._navigation = Navigation(desk, tabs, folded=desk.settings.recall(FOLDED, default=False))
        bar = TopBar(desk, self._undoing.undo_action, self._undoing.redo_action)
        self._stage = Stage(self._navigation, bar, self._pages, JobBar(desk, desk.operations))
        frame.setMenuBar(self._menus)
        frame.setCentralWidget(self._stage)
        frame.guard = self._may_leave
        self._dress()
        self._toast = Toast(desk, self._pages)
        desk.host = Host(self._toast, self._pages, self._dialogs)
        self._connect()

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
        self._stage.take_over(widget)

    def start(self) -> None:
        """The desk is open: show the tab that was looked at last."""
        self._show_work(ready=True)
        self._pages.start()
        self._undoing.refresh()

    def settle(self) -> None:
        """The first page is there: offer what nobody can have missed so far."""
        from coorddesk.agenda.ui.calendar_keeping import CalendarKeeping  # the first page did not wait for these
        from coorddesk.helpdesk.ui.desk_tending import DeskTending
        from coorddesk.kiosk.ui.desk_rounds import DeskRounds
        from coorddesk.shell.dropping import Dropping

        features = self.desk.features
        self.desk.operations.read(
            self, lambda _session: tuple(features), lambda _loaded: self._menus.show_reports(self._dialogs.reports())
        )
        self._stage.bar.bell.watch(self.desk)
        DeskRounds(self.desk.operations, self).start()
        DeskTending(self.desk.operations, self).start()
        CalendarKeeping(self.desk, self).start()
        dropping = Dropping(self.desk, self.frame)
        dropping.dropped.connect(self._dialogs.start_import_of)
        dropping.papers_dropped.connect(partial(file_papers, self.desk, self.frame))
        dropping.calendar_dropped.connect(partial(take_in_calendar, self.desk, self.frame))

    def show_facts(self, facts: Facts) -> None:
        """Say whose desk this is."""
        self._navigation.show_organisation(facts.organisation, facts.logo)

    @property
    def is_at_work(self) -> bool:
        """Whether a page is in front, and no job is running behind it."""
        return self._pages.current is not None and not self.desk.operations.jobs

    def begin_anew(self) -> Page:
        """Show the tab in front as a start would show it; nobody is there any more to be told anything."""
        self.desk.operations.refused.disconnect(self._on_refused)
        self._toast.hide()
        self._stage.bar.bell.rest()
        return self._pages.start_anew()

    def ask_for(self, key: str) -> None:
        """Carry out a command by its key (see `Menus`)."""
        page = self._pages.current
        match key.partition(":"):
            case "tab", _, tab:
                self._pages.turn_to(tab)
            case "search", *_:
                self._search()
            case "find", *_ if page is not None:
                page.focus_search()
            case "reload", *_ if page is not None:
                page.reload()
            case "copy", *_:
                copy_from(self.frame.focusWidget())
            case "full_screen", *_:
                self.frame.setWindowState(self.frame.windowState() ^ Qt.WindowState.WindowFullScreen)
            case "close", *_:
                self.frame.close()
            case _:
                self._dialogs.open(key)

    def _connect(self) -> None:
        operations = self.desk.operations
        self.desk.theme.changed.connect(self._dress)
        operations.committed.connect(self._on_committed)
        operations.told.connect(self._toast.say)
        operations.refused.connect(self._on_refused)
        self._toast.undo_wanted.connect(self._undoing.undo_change_set)
        self._pages.turned.connect(self._on_turned)
        self._menus.asked.connect(self.ask_for)
        self._menus.appearance_chosen.connect(self.desk.choose_appearance)
        self._stage.bar.asked.connect(self.ask_for)
        self._navigation.asked.connect(self.ask_for)
        self._navigation.folded.connect(lambda folded: self.desk.settings.remember(FOLDED, folded))
        self._dialogs.opening_asked.connect(self._on_opening_asked)
        self._dialogs.records_asked.connect(self._pages.show_imported)
        self._dialogs.language_chosen.connect(self.language_chosen)

    def _search(self) -> None:
        from coorddesk.shell.search_palette import SearchPalette

        if self._palette is None:
            self._palette = SearchPalette(self.desk, self.frame, self._tabs, self._menus.commands)
        self._palette.open()

    def _show_work(self, *, ready: bool) -> None:
        self._stage.show_work(ready=ready)
        self._menus.show()
        self._menus.set_ready(ready)

    def _dress(self) -> None:
        self.frame.setStyleSheet(window_style(self.desk.theme.colours))

    def _on_committed(self, changes: Changes) -> None:
        self._pages.changed(changes)
        if "organisation" in changes.kinds:
            self.desk.operations.read(self, facts_of, self.show_facts, replaces="facts")

    def _on_turned(self, tab: Tab, page: Page) -> None:
        self._navigation.choose(tab.key)
        self._menus.show_page(tab, page)

    def _on_refused(self, owner: object, error: UserError) -> None:
        self.desk.warn(owner if isinstance(owner, QWidget) else self.frame, error)

    def _on_opening_asked(self, opening: Opening) -> None:
        if self._may_leave():
            self.opening_asked.emit(opening)

    def _may_leave(self) -> bool:
        jobs = self.desk.operations.jobs
        if not jobs:
            question = self._pages.unfinished()
            return question is None or self.desk.ask(self.frame, question, None, _("Leave"), dangerous=True)
        return self.desk.ask(
            self.frame,
            _("“{job}” is still running. Stop it and leave?", job=jobs[0].title),
            _("Nothing of it will be kept; it can be started again."),
            _("Stop and leave"),
            dangerous=True,
        )


def take_in_calendar(desk: WindowDesk, owner: QWidget, path: Path) -> None:
    """Show what a calendar file would bring."""
    from coorddesk.agenda.ui.taking_in import TakingInDialog  # with the importer, now and then

    TakingInDialog(desk, owner, path).open()


def copy_from(widget: QWidget | None) -> None:
    """Copy what is selected where the keyboard is, as Ctrl+C there would."""
    copy = getattr(widget, "copy", None)
    if copy is not None:
        copy()
