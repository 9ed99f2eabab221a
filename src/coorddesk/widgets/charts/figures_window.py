"""Figures on screen: a sheet of tables and charts, and the window that it scrolls in."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _p
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout as Row

    from coorddesk.widgets.desk import Desk

_OF_WINDOW = 0.95


class FiguresSheet(QWidget):
    """A feature says in `build` how its figures are laid out.

    Signals:
        opened: what stands behind a figure that was clicked, or on which Enter was pressed.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self._shown: QWidget | None = None
        self._told: Any = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @abstractmethod
    def build(self, told: Any) -> QWidget:
        """The tables and charts of some figures."""

    def show_figures(self, told: Any) -> None:
        """Show these in place of those before, unless they are the same: the keyboard stays where it was."""
        if told == self._told:
            return
        self._told = told
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = self.build(told)
        self._layout.addWidget(self._shown)

    def part(self, title: Message | None, chart: QWidget) -> QWidget:
        """A chart on a card of its own, with its title above it."""
        made = QFrame()
        made.setProperty("kind", "card")
        layout = QVBoxLayout(made)
        layout.setContentsMargins(SNUG, SNUG, SNUG, SNUG)
        layout.setSpacing(TIGHT)
        if title is not None:
            head = label(self._desk, title, TypeScale.STRONG)
            head.setContentsMargins(TIGHT, 0, 0, 0)  # as the names below it
            layout.addWidget(head)
        layout.addWidget(chart)
        return made


class FiguresWindow(QDialog):
    """Goes when what is behind a figure is shown, and comes back as it was left.

    Signals:
        wanted: what stands behind a figure, which should be shown.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget, title: Message, sheet: FiguresSheet) -> None:
        """Build nothing but the window; `lay_out` puts the sheet into it."""
        super().__init__(owner)
        self._owner, self._desk = owner, desk
        self._sheet = sheet
        self.setWindowTitle(desk.texts.say(title))
        sheet.opened.connect(self._on_opened)

    def come_forward(self) -> None:
        """Be shown, as large as most of the window below if it was not."""
        if not self.isVisible():
            self.resize(self.sizeHint())
        self.show()
        self.raise_()
        self.activateWindow()

    def sizeHint(self) -> QSize:
        """Most of the window that it stands over."""
        return self._owner.window().size() * _OF_WINDOW

    def lay_out(self, top: Row, hint: Message) -> None:
        """Put `top` above the sheet, which scrolls, and what a click does below it."""
        body = QScrollArea(widgetResizable=True)
        body.setProperty("kind", "body")
        body.setFrameShape(QFrame.Shape.NoFrame)
        body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setWidget(self._sheet)
        self.body = body
        close = button(self._desk, _p("dismiss a message", "Close"))
        close.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(label(self._desk, hint, kind="muted"))
        below.addStretch()
        below.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addLayout(top)
        layout.addWidget(body, 1)
        layout.addLayout(below)

    def _on_opened(self, behind: object) -> None:
        self.hide()
        self.wanted.emit(behind)
