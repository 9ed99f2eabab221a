"""Dropping a sheet anywhere on the window starts its import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.widgets.drop_target import takes_files
from coorddesk.widgets.theme import TypeScale

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

SHEET_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")


class Dropping(QObject):
    """Watches the native window, since a text field would take the drop for text before its parents see it.

    What takes files itself, such as a card, is left to.

    Signals:
        dropped: the path of a sheet.
    """

    dropped = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        """Watch `window`, which must have its native handle."""
        super().__init__(window)
        self._window = window
        self._veil = QFrame(window)
        self._veil.setObjectName("drop_veil")
        words = QLabel(look.texts.say(_("Drop the sheet to see what it would bring")))
        words.setFont(look.theme.font(TypeScale.TITLE))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self._veil)
        layout.addWidget(words)
        self._veil.hide()
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags that carry one sheet."""
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove | QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._on_drag(event)
            case QEvent.Type.DragLeave:
                self._veil.hide()
        return False

    def _on_drag(self, event: QDropEvent) -> bool:
        sheet = sheet_in(event.mimeData())
        if sheet is None or takes_files(self._window.childAt(event.position().toPoint())):
            self._veil.hide()
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        dropping = event.type() is QEvent.Type.Drop
        self._veil.setVisible(not dropping)
        if dropping:
            self.dropped.emit(sheet)
        else:
            self._veil.setGeometry(self._window.rect())
            self._veil.raise_()
        return True


def sheet_in(data: QMimeData) -> Path | None:
    """The one sheet that is dragged, or a folder that may hold some."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) != 1 or not (paths[0].suffix.lower() in SHEET_SUFFIXES or paths[0].is_dir()):
        return None
    return paths[0]
