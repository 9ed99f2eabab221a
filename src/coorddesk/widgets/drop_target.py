"""A drop target: a part of a screen that takes what is dragged onto it, and says so while it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coorddesk.widgets.controls import label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_MINE = "takes_files"


class DropTarget(QObject):
    """Lays a veil over its widget while something is dragged there that it takes."""

    def __init__(
        self,
        look: Look,
        over: QWidget,
        words: Message,
        takes: Callable[[QMimeData], bool],
        take: Callable[[QMimeData], None],
    ) -> None:
        """Watch `over`; `words` stand on the veil."""
        super().__init__(over)
        self._over = over
        self._takes, self._take = takes, take
        self._veil = QFrame(over)
        self._veil.setObjectName("drop_veil")
        said = label(look, words, TypeScale.HEADING, wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self._veil)
        layout.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
        layout.addWidget(said)
        self._veil.hide()
        over.setAcceptDrops(True)
        over.setProperty(_MINE, True)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags and drops."""
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove | QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._on_drag(event)
            case QEvent.Type.DragLeave:
                self._veil.hide()
        return False

    def _on_drag(self, event: QDropEvent) -> bool:
        data = event.mimeData()
        if not self._takes(data):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        dropping = event.type() is QEvent.Type.Drop
        self._veil.setVisible(not dropping)
        if dropping:
            self._take(data)
        else:
            self._veil.setGeometry(self._over.rect())
            self._veil.raise_()
        return True


def takes_files(widget: QWidget | None) -> bool:
    """Whether a widget, or one around it, takes files that are dropped there."""
    while widget is not None:
        if widget.property(_MINE):
            return True
        widget = widget.parentWidget()
    return False
