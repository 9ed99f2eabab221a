"""The composition root of the window: settings, theme, lanes and window put together, and a desk opened in them."""

from __future__ import annotations

import getpass
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from coorddesk.core.access import Actor
from coorddesk.core.clock import Clock, SystemClock
from coorddesk.core.paths import own_folders
from coorddesk.core.resources import texts_for
from coorddesk.core.settings import FILE_NAME, Settings
from coorddesk.shell import geometry
from coorddesk.shell.crash_hook import CrashHook
from coorddesk.shell.main_window import MainWindow
from coorddesk.shell.opening_desk import Opening
from coorddesk.shell.start import Start
from coorddesk.shell.tabs import TABS, Tab
from coorddesk.shell.window_desk import APPEARANCE, AUTHOR, WindowDesk
from coorddesk.widgets.operations import Operations
from coorddesk.widgets.theme import Appearance, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coorddesk.core.paths import Folders
    from coorddesk.shell.crash_dialog import CrashDialog


def run(database: str | None = None, language: str | None = None) -> int:
    """Open the window, at a desk and in a language where they are named; returns once it is closed."""
    app = QApplication(sys.argv[:1])
    program = Program(app, own_folders(), language=language)
    program.open(program.first_opening(database))
    code = app.exec()
    program.close()
    return code


def take_picture(desk: Path, picture: Path) -> int:
    """Save what the window shows once the desk is open; returns 0, or 1 where that could not be."""
    app = QApplication(sys.argv[:1])
    program = Program(app, own_folders())
    start = program.open(Opening(str(desk)))
    start.settled.connect(lambda window: app.exit(0 if window.grab().save(str(picture)) else 1))
    start.failed.connect(lambda: app.exit(1))
    code = app.exec()
    program.close()
    return code


class Program(QObject):
    """One window over one desk at a time; another desk, or another language, is another window."""

    def __init__(
        self,
        app: QApplication,
        folders: Folders,
        *,
        language: str | None = None,
        tabs: Sequence[Tab] = TABS,
        clock: Clock | None = None,
    ) -> None:
        """Read this PC's choices, dress the application, and hear of every crash."""
        super().__init__()
        self._app = app
        self._folders = folders
        self._tabs = tabs
        self._clock = clock or SystemClock()
        self._opening = Opening("")
        self._operations: Operations | None = None
        self._crash: CrashDialog | None = None
        self._at_end = ExitStack()
        self._qt_words = QTranslator(self)
        self.window: MainWindow | None = None
        self.settings = Settings(folders.config / FILE_NAME)
        self._language = language or self.settings.language
        self._theme = Theme(app, Appearance(self.settings.recall(APPEARANCE, Appearance.SYSTEM)))
        self._hook = CrashHook(self)
        self._hook.crashed.connect(self._on_crashed)
        self._hook.install()
        app.setApplicationName("CoordDesk")
        app.setDesktopFileName("coorddesk")
        app.setWindowIcon(self._theme.icon("coorddesk"))

    def first_opening(self, named: str | None) -> Opening:
        """The desk named on the command line, or the one that was open last, or a new one in its usual place."""
        if named is not None:
            return Opening(named, create=True)
        last = self.settings.desk
        return Opening(last or str(self._folders.desk), create=last is None, remember=True)

    def open(self, opening: Opening) -> Start:
        """Open a desk in a new window; the desk that was open before is let go first."""
        if self._operations is not None:
            self._operations.close()
        self._operations = Operations(self)
        self._opening = opening
        window = self._show_window()
        start = Start(window, opening)
        window.painted.connect(self._on_painted)
        window.painted.connect(start.begin)
        return start

    def speak(self, language: str) -> None:
        """Show the same desk in another language, in a new window."""
        self.settings.language = self._language = language
        self._speak_qt()
        Start(self._show_window(), self._opening).resume()

    def close(self) -> None:
        """Finish what is being written, let go of the desk, and keep the choices."""
        if self._operations is not None:
            self._operations.close()
        self.settings.save()
        self._hook.remove()
        self._at_end.close()

    def _show_window(self) -> MainWindow:
        assert self._operations is not None
        old = self.window
        if old is not None:
            geometry.keep(old, self.settings)
        author = self.settings.recall(AUTHOR) or getpass.getuser()
        desk = WindowDesk(
            texts_for(self._language),
            self._theme,
            self._operations,
            Actor(author),
            self._clock,
            self.settings,
            self._opening,
            self._folders,
        )
        self.window = window = MainWindow(desk, self._tabs)
        window.opening_asked.connect(self.open)
        window.language_chosen.connect(self.speak)
        window.left.connect(self._app.quit)
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()
        return window

    def _on_painted(self) -> None:
        """Do what the first paint need not wait for."""
        from coorddesk.shell.logging_crashes import keep_logs

        self._at_end.enter_context(keep_logs(self._folders.logs))
        self._speak_qt()

    def _speak_qt(self) -> None:
        """Let Qt's own buttons and menus speak the language too."""
        QLocale.setDefault(QLocale(self._language))
        self._app.removeTranslator(self._qt_words)
        if self._qt_words.load(
            f"qtbase_{self._language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        ):
            self._app.installTranslator(self._qt_words)

    def _on_crashed(self, error: BaseException) -> None:
        """Tell of our bug; of one that comes again while it is told, in the same dialog."""
        from coorddesk.shell.crash_dialog import CrashDialog, report_of

        assert self.window is not None
        if self._crash is None or not isValid(self._crash):
            self._crash = CrashDialog(self.window.desk, self.window)
            self._crash.open()
        self._crash.add(report_of(error))
