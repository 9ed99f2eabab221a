"""The composition root of the window: settings, frame, theme, lanes and window put together, and a desk opened in them.

An empty frame with a portrait of the window is shown first, and only then is the rest imported: what stands among the
imports up here is paid for at every start before there is anything to see.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from coorddesk.core.folders import own_folders
from coorddesk.core.settings import FILE_NAME, Settings
from coorddesk.shell import memory
from coorddesk.shell.frame import Frame
from coorddesk.shell.last_look import LastLook
from coorddesk.shell.opening import Opening
from coorddesk.shell.quick_imports import spare_features
from coorddesk.widgets.collector import Collector

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.core.clock import Clock
    from coorddesk.core.folders import Folders
    from coorddesk.core.texts import Texts
    from coorddesk.shell.crash_dialog import CrashDialog
    from coorddesk.shell.crash_hook import CrashHook
    from coorddesk.shell.main_window import MainWindow
    from coorddesk.shell.portrait import Portrait
    from coorddesk.shell.qt_words import QtWords
    from coorddesk.shell.start import Start
    from coorddesk.shell.tabs import Tab
    from coorddesk.widgets.operations import Operations
    from coorddesk.widgets.theme import Theme

_PICTURE = (1280, 800)
_OUR_BUG = 70  # as on the command line
_TURN_SECONDS = 0.0005
"""How long the window waits for a lane to let go of Python's lock. A repaint lets go of it some hundred times, and with
Python's own five milliseconds each time it is held up for a second while a lane computes."""
_POSE_MILLISECONDS = 1000  # the rows that the larger window has room for are read meanwhile


def run(database: str | None = None, language: str | None = None, archive: str | None = None) -> int:
    """Open the window, at a desk, in a language and with an archive where they are named; returns once it is closed."""
    app = QApplication(sys.argv[:1])
    program = Program(app, own_folders(), language=language)
    opening = program.first_opening(database)
    program.open(opening._replace(archive=Path(archive)) if archive is not None else opening)
    code = app.exec()
    program.close()
    return code


def show_kiosk(language: str | None = None) -> int:
    """Fill the screen of a public PC; returns once it is closed."""
    from coorddesk.core.clock import SystemClock  # as below
    from coorddesk.core.languages import LANGUAGES
    from coorddesk.core.resources import texts_for
    from coorddesk.shell.kiosk import KioskProgram, looks_in
    from coorddesk.widgets.theme import Appearance, Theme

    app = QApplication(sys.argv[:1])
    folders = own_folders()
    settings = Settings(folders.config / FILE_NAME)
    theme = Theme(app, Appearance(settings.recall(memory.APPEARANCE, Appearance.SYSTEM)))
    looks = {each: _Look(texts_for(each), theme) for each in LANGUAGES}
    program = KioskProgram(app, settings, folders, looks_in(language or settings.language, looks), SystemClock())
    program.begin()
    code = app.exec()
    program.close()
    return code


def take_picture(desk: Path, picture: Path) -> int:
    """Save what the window shows once the desk is open; returns 0, or 1 where that could not be."""
    app = QApplication(sys.argv[:1])
    program = Program(app, own_folders())
    program.failed.connect(lambda: app.exit(1))
    program.crashed.connect(lambda: app.exit(_OUR_BUG))

    def take(window: MainWindow) -> None:
        app.exit(0 if window.frame.grab().save(str(picture)) else 1)

    def pose(window: MainWindow) -> None:
        window.frame.resize(*_PICTURE)
        QTimer.singleShot(_POSE_MILLISECONDS, lambda: take(window))

    program.settled.connect(pose)
    program.open(Opening(str(desk)))
    code = app.exec()
    program.close()
    return code


class Program(QObject):
    """One window over one desk at a time; another desk, or another language, is another window.

    Signals:
        settled: the `MainWindow` shows the first rows of its first page.
        failed: the desk could not be opened, and the window says why.
        crashed: our bug; the exception, which a dialog tells.
    """

    settled = Signal(object)
    failed = Signal()
    crashed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        folders: Folders,
        *,
        language: str | None = None,
        tabs: Sequence[Tab] | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Read this PC's choices."""
        super().__init__()
        spare_features()
        sys.setswitchinterval(_TURN_SECONDS)
        self._app = app
        self._folders = folders
        self._tabs = tabs
        self._clock = clock
        self._opening = Opening("")
        self._operations: Operations | None = None
        self._theme: Theme | None = None
        self._crash: CrashDialog | None = None
        self._hook: CrashHook | None = None
        self._qt_words: QtWords | None = None
        self._at_end = ExitStack()
        self._collector = Collector(self, self._has_jobs)
        self._at_end.callback(self._collector.close)
        self.settled.connect(self._collector.start)
        self.settings = Settings(folders.config / FILE_NAME)
        self._language = language or self.settings.language
        self._last_look = LastLook(app, folders, self.settings)
        self._portrait: Portrait | None = None
        self.frame: Frame | None = None
        self.window: MainWindow | None = None
        app.setApplicationName("CoordDesk")
        app.setDesktopFileName("coorddesk")
        app.setQuitOnLastWindowClosed(False)  # there is a portrait to be taken yet

    def first_opening(self, named: str | None) -> Opening:
        """The desk named on the command line, or the one that was open last, or a new one in its usual place."""
        if named is not None:
            return Opening(named, create=True)
        last = self.settings.desk
        return Opening(last or str(self._folders.desk), create=last is None, remember=True)

    def open(self, opening: Opening) -> None:
        """Open a desk in a new window; the desk that was open before is let go first."""
        self._let_go()
        self._opening = opening
        portrait = self._recalled()
        self._show_frame(lambda: self._furnish().begin(), portrait)

    def speak(self, language: str) -> None:
        """Show the same desk in another language, in a new window."""
        self.settings.language = self._language = language
        self._opening = self._opening.anew()  # it is open: no backup comes in its place, no archive is offered again
        self._show_frame(lambda: self._furnish().resume())

    def close(self) -> None:
        """Finish what is being written, let go of the desk, and keep the choices."""
        self._keep_looks()
        self._let_go()
        self._last_look.keep(self._portrait, self._opening.url, self._language)
        self.settings.save()
        self._at_end.close()

    def _has_jobs(self) -> bool:
        return self._operations is not None and bool(self._operations.jobs)

    def _let_go(self) -> None:
        if self._operations is not None:
            self._operations.close()
            self._operations = None

    def _keep_looks(self) -> None:
        """Remember where the window stands, and its colour."""
        if self.frame is not None:
            self.frame.keep_geometry()
        if self._theme is not None:
            self.settings.remember(memory.GROUND, self._theme.colours.window)

    def _recalled(self) -> Portrait | None:
        """What the window looked like last time; a desk that is opened later is another one, or was changed."""
        if self.frame is None:
            return self._last_look.recall(self._opening.url, self._language)
        self._last_look.forget()
        return None

    def _show_frame(self, then: Callable[[], None], portrait: Portrait | None = None) -> None:
        """Show an empty frame in place of the one before, and go on when it has been painted."""
        old = self.frame
        self._keep_looks()
        self.window = None
        self.frame = Frame(self.settings, portrait)
        self.frame.painted.connect(lambda: self._look_back(then))
        self.frame.left.connect(self._on_left)
        self.frame.show()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _look_back(self, then: Callable[[], None]) -> None:
        """Show the page as it was left where that is still true, and go on."""
        assert self.frame is not None
        portrait = self.frame.portrait
        if portrait is not None and self._last_look.is_true(portrait, self._opening.url, self._clock):
            self.frame.show_page()
        QTimer.singleShot(0, then)

    def _furnish(self) -> Start:
        """Import and build what the first paint did not wait for."""
        from coorddesk.core.access import Actor  # all of these
        from coorddesk.core.clock import SystemClock
        from coorddesk.core.resources import texts_for
        from coorddesk.shell.account import account_name
        from coorddesk.shell.curtain import Curtain
        from coorddesk.shell.main_window import MainWindow
        from coorddesk.shell.start import Start
        from coorddesk.shell.tabs import TABS
        from coorddesk.shell.window_desk import WindowDesk
        from coorddesk.widgets.operations import Operations

        assert self.frame is not None
        theme = self._settle_in()
        self._operations = self._operations or Operations(self)
        self.window = MainWindow(
            WindowDesk(
                texts_for(self._language),
                theme,
                self._operations,
                Actor(self.settings.recall(memory.AUTHOR) or account_name()),
                self._clock or SystemClock(),
                self.settings,
                self._opening,
                self._folders,
            ),
            self.frame,
            self._tabs or TABS,
        )
        self.window.opening_asked.connect(self.open)
        self.window.language_chosen.connect(self.speak)
        start = Start(self.window, self._opening)
        if self.frame.portrait is not None and self.frame.has_page:
            curtain = Curtain(self.frame, self.frame.portrait)
            start.settled.connect(curtain.lift)
            start.failed.connect(curtain.lift)
        start.settled.connect(self.settled)
        start.failed.connect(self.failed)
        return start

    def _settle_in(self) -> Theme:
        """Hear of every crash, keep a log, dress, and let Qt's own words be in the language too."""
        from PySide6.QtGui import QIcon

        from coorddesk.shell.crash_hook import CrashHook
        from coorddesk.shell.logging_crashes import keep_logs
        from coorddesk.widgets.theme import Appearance, Theme

        if self._theme is None:
            self._theme = Theme(self._app, Appearance(self.settings.recall(memory.APPEARANCE, Appearance.SYSTEM)))
            self._app.setWindowIcon(self._theme.icon("coorddesk"))
            self._at_end.callback(self._app.setWindowIcon, QIcon())  # what draws it goes with the theme
        if self._hook is None:
            self._hook = CrashHook(self)
            self._hook.crashed.connect(self._on_crashed)
            self._hook.untold.connect(self._on_untold)  # a lambda would keep the program for ever
            self._hook.install()
            self._at_end.callback(self._hook.remove)
            self._at_end.enter_context(keep_logs(self._folders.logs))
        self._speak_qt()
        return self._theme

    def _speak_qt(self) -> None:
        from PySide6.QtCore import QLocale

        from coorddesk.core.resources import texts_for
        from coorddesk.shell.qt_words import QtWords

        QLocale.setDefault(QLocale(self._language))
        if self._qt_words is not None:
            self._app.removeTranslator(self._qt_words)
        self._qt_words = QtWords(self, texts_for(self._language))
        if self._qt_words.has_words:
            self._app.installTranslator(self._qt_words)

    def _on_untold(self) -> None:
        self._app.exit(_OUR_BUG)

    def _on_left(self) -> None:
        """Take the portrait of the closed window for the next start, then end."""
        self._last_look.forget()  # the one before was taken with other choices than those saved now
        self._keep_looks()
        self.settings.save()
        if self.window is None or not self.window.is_at_work:
            self._app.quit()
            return
        from coorddesk.shell.posing import Posing

        posing = Posing(self.window, self._last_look.file_of(self._opening.url))
        posing.done.connect(self._on_posed)
        QTimer.singleShot(0, posing.begin)  # when Qt has closed the window

    def _on_posed(self, portrait: Portrait | None) -> None:
        self._portrait = portrait
        self._app.quit()

    def _on_crashed(self, error: BaseException) -> None:
        """Tell of our bug; of one that comes while it is told, in the same dialog."""
        from shiboken6 import isValid

        from coorddesk.core.resources import texts_for
        from coorddesk.shell.crash_dialog import CrashDialog, report_of

        assert self._theme is not None
        if self._crash is None or not isValid(self._crash):
            self._crash = CrashDialog(_Look(texts_for(self._language), self._theme), self.frame)
            self._crash.open()
        self._crash.add(report_of(error))
        self.crashed.emit(error)


class _Look(NamedTuple):
    """What a dialog needs where there may be no window yet."""

    texts: Texts
    theme: Theme
