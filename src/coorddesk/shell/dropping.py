"""What is dropped anywhere on the window: a sheet starts its import, signed pages are filed, a calendar is taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.labels.rules import SCAN_SUFFIXES
from coorddesk.widgets.drop_target import takes_files
from coorddesk.widgets.theme import TypeScale

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".ofx")


_SHEET = _("Drop the sheet to see what it would bring")
_PAPERS = _("Drop the signed pages to see where they would be filed")
_CALENDAR = _("Drop the calendar to see what it would bring")
CALENDAR_SUFFIX = ".ics"


class Dropping(QObject):
    """Watches the native window, since a text field would take the drop for text before its parents see it.

    What takes files itself, such as a card, is left to.

    Signals:
        dropped: the path of a sheet.
        papers_dropped: the paths of scans.
        calendar_dropped: the path of a calendar file.
    """

    dropped = Signal(object)
    papers_dropped = Signal(object)
    calendar_dropped = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        """Watch `window`, which must have its native handle."""
        super().__init__(window)
        self._window = window
        self._veil = QFrame(window)
        self._veil.setObjectName("drop_veil")
        self._say = look.texts.say
        self._words = words = QLabel()
        words.setFont(look.theme.font(TypeScale.TITLE))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self._veil)
        layout.addWidget(words)
        self._veil.hide()
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags that carry one sheet, one calendar, or scans."""
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove | QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._on_drag(event)
            case QEvent.Type.DragLeave:
                self._veil.hide()
        return False

    def _on_drag(self, event: QDropEvent) -> bool:
        taken = self._taken(event.mimeData())
        if taken is None or takes_files(self._window.childAt(event.position().toPoint())):
            self._veil.hide()
            return False
        signal, words, what = taken
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        dropping = event.type() is QEvent.Type.Drop
        self._veil.setVisible(not dropping)
        if dropping:
            signal.emit(what)
        else:
            self._words.setText(self._say(words))
            self._veil.setGeometry(self._window.rect())
            self._veil.raise_()
        return True

    def _taken(self, data: QMimeData) -> tuple[SignalInstance, Message, object] | None:
        """Who is told of what is dragged, and what is said of it meanwhile."""
        if papers := papers_in(data):
            return self.papers_dropped, _PAPERS, papers
        if (calendar := calendar_in(data)) is not None:
            return self.calendar_dropped, _CALENDAR, calendar
        sheet = sheet_in(data)
        return None if sheet is None else (self.dropped, _SHEET, sheet)


def calendar_in(data: QMimeData) -> Path | None:
    """The one calendar file that is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() == CALENDAR_SUFFIX else None


def sheet_in(data: QMimeData) -> Path | None:
    """The one sheet that is dragged, or a folder that may hold some."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1 or not (paths[0].suffix.lower() in SHEET_SUFFIXES or paths[0].is_dir()):
        return None
    return paths[0]


def papers_in(data: QMimeData) -> list[Path]:
    """The scans that are dragged, if there is nothing else among them."""
    paths = [Path(url.toLocalFile()) for url in data.urls()]
    return paths if paths and all(path.suffix.lower() in SCAN_SUFFIXES and path.is_file() for path in paths) else []
