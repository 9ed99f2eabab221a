"""What the window looked like when it was closed: recalled by the next start, and believed as far as it is true.

Rows are only remembered of a desk in the program's own folder: its file and the portrait are the same user's then.
Of a desk elsewhere, or on a server, the frame alone is remembered.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk import __version__
from coorddesk.shell.memory import TAB
from coorddesk.shell.portrait import ANY_DAY, Looks, Portrait, PortraitFile, Truth

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from coorddesk.core.clock import Clock
    from coorddesk.core.folders import Folders
    from coorddesk.core.settings import Settings


class LastLook:
    """Keeps one portrait: of the desk that was open last."""

    def __init__(self, app: QApplication, folders: Folders, settings: Settings) -> None:
        """See what the system shows windows with, before ours is dressed."""
        self._font = app.font().toString()
        self._is_dark = app.palette().window().color().lightnessF() < 0.5
        self._folders = folders
        self._settings = settings
        self._file = PortraitFile(folders.cache)

    def recall(self, url: str, language: str) -> Portrait | None:
        """The portrait of the window on a desk; another one is forgotten."""
        return self._file.recall(self._looks(url, language))

    def is_true(self, portrait: Portrait, url: str, clock: Clock | None) -> bool:
        """Whether the rows in a portrait are those in the desk today; if not, they are forgotten."""
        from coorddesk.core.clock import SystemClock  # not before the first paint
        from coorddesk.core.sqlite_file import mark_of

        file = self.file_of(url)
        if portrait.truth is None or file is None:
            return False
        days = {ANY_DAY, (clock or SystemClock()).today().isoformat()}
        if portrait.truth.day in days and portrait.truth.mark == mark_of(file):
            return True
        self.forget()
        return False

    def keep(self, portrait: Portrait | None, url: str, language: str) -> None:
        """Keep the portrait of a window whose desk is closed by now, unless somebody else has changed it meanwhile."""
        if portrait is not None and portrait.truth is not None:
            portrait = self._as_left(portrait, portrait.truth, url)
        if portrait is None:
            self.forget()
        else:
            self._file.keep(self._looks(url, language), portrait)

    def forget(self) -> None:
        """Remember no window: the next start begins with a plain frame."""
        self._file.forget()

    def file_of(self, url: str) -> Path | None:
        """The file of a desk whose rows may be remembered."""
        name = url.removeprefix("sqlite:///")
        if "://" in name:
            return None
        path = Path(name).resolve()  # where it lies for real: a link may lead to a shared folder
        return path if self._folders.data.resolve() in path.parents else None

    def _as_left(self, portrait: Portrait, read: Truth, url: str) -> Portrait | None:
        """With what its desk's file says now that it is closed; nothing may have been changed since it was read."""
        from coorddesk.core.sqlite_file import mark_of

        file = self.file_of(url)
        mark = None if file is None else mark_of(file)
        if mark is None or mark[0] != read.mark:
            return None
        return portrait._replace(truth=Truth(read.day, mark))

    def _looks(self, url: str, language: str) -> Looks:
        desk = url if "://" in url else str(Path(url).absolute())
        return Looks(__version__, desk, self._settings.recall(TAB, ""), language, self._font, self._is_dark)
