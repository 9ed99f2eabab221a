"""The empty state: says why there is nothing here and offers what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look

_PICTURE = 40
_TEXT_WIDTH = 420


@dataclass(frozen=True)
class Offer:
    """Something to do from here: the words on its button and what pressing it calls."""

    text: Message
    take: Callable[[], object]
    icon: str | None = None


@dataclass(frozen=True)
class Emptiness:
    """Why a list is empty, and what may be done about it; the first offer is the one to press."""

    icon: str
    title: Message
    detail: Message | None = None
    offers: tuple[Offer, ...] = ()


class EmptyState(QWidget):
    """Stands where the list would."""

    def __init__(self, look: Look, emptiness: Emptiness) -> None:
        """Build the picture, the sentence and the buttons, in the middle of the room there is."""
        super().__init__()
        self.buttons: list[QPushButton] = []
        """The offers."""
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(TIGHT)
        layout.addStretch(2)
        layout.addWidget(Picture(look, emptiness.icon, _PICTURE), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(TIGHT)
        layout.addWidget(self._line(label(look, emptiness.title, TypeScale.HEADING, wrap=True)))
        if emptiness.detail is not None:
            layout.addLayout(self._paragraph(label(look, emptiness.detail, kind="muted", wrap=True)))
        if emptiness.offers:
            layout.addSpacing(ROOM)
            layout.addLayout(self._buttons(look, emptiness.offers))
        layout.addStretch(3)
        if self.buttons:
            hand_focus_on(self, lambda: self.buttons[0])

    def _line(self, line: QLabel) -> QLabel:
        line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return line

    def _paragraph(self, text: QLabel) -> QHBoxLayout:
        """Lines short enough to read, as high as they need to be."""
        text.setFixedWidth(_TEXT_WIDTH)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._line(text))
        row.addStretch()
        return row

    def _buttons(self, look: Look, offers: tuple[Offer, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SNUG)
        row.addStretch()
        for place, offer in enumerate(offers):
            kind = ButtonKind.PLAIN if place else ButtonKind.PRIMARY
            made = button(look, offer.text, kind, offer.icon)
            made.clicked.connect(offer.take)
            self.buttons.append(made)
            row.addWidget(made)
        row.addStretch()
        return row
