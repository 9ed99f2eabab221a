"""The bar above every page: search everything, undo and redo, reminders, import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from coorddesk.core.messages import _
from coorddesk.shell.bell import Bell
from coorddesk.widgets.controls import PushButton, ToolButton, button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ICON, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.widgets.desk import Look

SEARCH_KEYS = "Ctrl+K"
_HEIGHT = 49  # with the hairline below
_SEARCH_WIDTH = 460


class TopBar(QFrame):
    """Stands above the pages.

    Signals:
        asked: the key of a command (see `Menus`).
    """

    asked = Signal(str)

    def __init__(self, look: Look, undo: QAction, redo: QAction) -> None:
        """Build the bar."""
        super().__init__()
        self.setObjectName("top_bar")
        self.setFixedHeight(_HEIGHT)
        search = _SearchButton(look)
        search.clicked.connect(lambda: self.asked.emit("search"))
        take_in = button(look, _("Import a sheet…"), icon="file-spreadsheet")
        take_in.clicked.connect(lambda: self.asked.emit("import"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, TIGHT, ROOM, TIGHT)
        layout.setSpacing(HAIR)
        layout.addWidget(search)
        layout.addStretch()
        for action in (undo, redo):
            layout.addWidget(_action_button(action))
        self.bell = Bell(look)
        self.bell.clicked.connect(lambda: self.asked.emit("reminders"))
        layout.addWidget(self.bell)
        layout.addSpacing(SNUG)
        layout.addWidget(take_in)


class _SearchButton(PushButton):
    """Looks like a field, says its keys at its right edge."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.texts.say(_("Search everything")))
        self._theme = look.theme
        self._keys = QKeySequence(SEARCH_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.setObjectName("search_everything")
        self.setIcon(look.theme.icon("search", Tone.MUTED))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_SEARCH_WIDTH)
        self.setAccessibleDescription(self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self._theme.colour("muted" if self.isEnabled() else "disabled"))
        width = QFontMetrics(self.font()).horizontalAdvance(self._keys)
        place = self.rect().adjusted(self.width() - width - SNUG, 0, -SNUG, 0)
        if width < self.width() - self.sizeHint().width():
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys)


def _action_button(action: QAction) -> QToolButton:
    made = ToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setIconSize(QSize(ICON, ICON))
    made.setFixedSize(CONTROL_HEIGHT, CONTROL_HEIGHT)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
