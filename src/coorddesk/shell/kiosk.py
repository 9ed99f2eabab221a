"""A PC that is a kiosk: its questions at the first start, then its window over the whole screen, and its courier."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.access import Actor, Role
from coorddesk.core.languages import LANGUAGES
from coorddesk.kiosk.imports.desk_line import DeskLine
from coorddesk.kiosk.imports.errand import KeptCatalogue, Way
from coorddesk.kiosk.imports.outbox import Outbox
from coorddesk.kiosk.rules import KioskPlace, recalled_place, stored_place
from coorddesk.kiosk.ui.courier import Courier
from coorddesk.kiosk.ui.set_up_page import SetUpPage
from coorddesk.kiosk.ui.slip_printer import SlipPrinter
from coorddesk.kiosk.ui.window import Kiosk, KioskWindow
from coorddesk.shell.crash_hook import CrashHook
from coorddesk.shell.logging_crashes import keep_logs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication, QWidget

    from coorddesk.core.clock import Clock
    from coorddesk.core.database import Database
    from coorddesk.core.folders import Folders
    from coorddesk.core.settings import Settings
    from coorddesk.widgets.desk import Look

PLACE = "kiosk"
"""Where the settings keep the answers; taken out of them, the questions are asked anew."""

OUTBOX = "outbox"
"""In the folder of a kiosk, what waits for its desk."""

_FOLDER, _CATALOGUE = "kiosk", "catalogue.json"


class KioskProgram(QObject):
    """Opens no desk in its window: whoever stands before it must not get at one."""

    def __init__(
        self, app: QApplication, settings: Settings, folders: Folders, looks: Mapping[str, Look], clock: Clock
    ) -> None:
        """`looks` are those of every language, the kiosk's own one first."""
        super().__init__()
        self._app, self._settings, self._clock = app, settings, clock
        self._looks, self._folder = looks, folders.data / _FOLDER
        self._at_end = ExitStack()
        self.screen: QWidget | None = None
        self.courier: Courier | None = None
        self._printer = SlipPrinter()
        self._at_end.callback(self._printer.close)
        hook = CrashHook(self)
        hook.crashed.connect(self._on_crashed)
        hook.install()
        self._at_end.callback(hook.remove)
        self._at_end.enter_context(keep_logs(folders.logs))

    def begin(self) -> None:
        """Ask what is not known yet, or fill the screen."""
        place = recalled_place(self._settings.recall(PLACE))
        if place is not None:
            self._open(place)
            return
        page = SetUpPage(next(iter(self._looks.values())))
        page.answered.connect(self._on_answered)
        self._fill(page)

    def close(self) -> None:
        """Let go of everything; what lies in the outbox goes out next time."""
        if self.courier is not None:
            self.courier.close()
            self.courier = None
        self._at_end.close()

    def _on_answered(self, place: KioskPlace) -> None:
        self._settings.remember(PLACE, stored_place(place))
        self._settings.save()
        self._open(place)

    def _open(self, place: KioskPlace) -> None:
        kiosk, way = Kiosk(place.name, place.pin, self._looks), way_to(place, self._clock)
        window, self.courier = staffed(self._app, kiosk, self._folder, way, self._clock, self._printer)
        self._fill(window)
        self.courier.start()

    def _fill(self, screen: QWidget) -> None:
        old, self.screen = self.screen, screen
        look = next(iter(self._looks.values()))
        screen.setWindowIcon(look.theme.icon("coorddesk"))
        screen.setGeometry(self._app.primaryScreen().geometry())  # where no window manager knows what full screen means
        screen.showFullScreen()
        if old is not None:
            old.hide()
            old.deleteLater()

    def _on_crashed(self, error: BaseException) -> None:
        """Our bug is in the log; whoever comes next finds the first screen."""
        del error
        if isinstance(self.screen, KioskWindow):
            self.screen.start_again()


def staffed(
    app: QApplication, kiosk: Kiosk, folder: Path, way: Way, clock: Clock, printer: SlipPrinter
) -> tuple[KioskWindow, Courier]:
    """The window of a kiosk and its courier, who know of each other; `folder` keeps what waits and what was shown."""
    outbox = Outbox(folder / OUTBOX)
    window = KioskWindow(app, kiosk, outbox, clock, printer)
    courier = Courier(outbox, way, KeptCatalogue(folder / _CATALOGUE))
    courier.news.connect(window.show_catalogue)
    courier.numbered.connect(window.show_number)
    window.put.connect(courier.hurry)
    app.commitDataRequest.connect(window.let_go)
    return window, courier


def looks_in(language: str, looks: Mapping[str, Look]) -> dict[str, Look]:
    """The looks of every language, this one first."""
    return {each: looks[each] for each in sorted(LANGUAGES, key=lambda known: known != language)}


def way_to(place: KioskPlace, clock: Clock) -> Way:
    """How a kiosk reaches its desk: through a folder, or straight to the database."""
    if place.has_folder:
        from coorddesk.kiosk.imports.shared_folder import (
            KioskSide,
        )  # takes in too, with SQL: not before the first paint

        return KioskSide(Path(place.desk))

    return line_to(place.desk, place.name, clock)


def line_to(url: str, kiosk: str, clock: Clock) -> Way:
    """Straight to a desk's database, as a kiosk."""

    def opened() -> Database:
        from coorddesk.opening import open_desk  # in the courier's thread, once the window is there

        return open_desk(url, create=False, actor=Actor(kiosk, Role.KIOSK, "kiosk"), clock=clock)

    return DeskLine(opened)
