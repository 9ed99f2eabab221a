"""The head of a round that is made: what it is called, since when, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n
from coorddesk.rounds.ui.cards import said_tour
from coorddesk.widgets.controls import Picture, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from coorddesk.rounds.queries import TourRow
    from coorddesk.widgets.desk import Look

_BAR_WIDTH = 220


class TourHead(QWidget):
    """Stands over the list, read from across the corridor."""

    def __init__(self, look: Look, called: str) -> None:
        """Build it for a round of that name."""
        super().__init__()
        self._look = look
        name, self._told = label(look, scale=TypeScale.DISPLAY), label(look, kind="muted")
        name.setText(called)
        self.left = label(look, scale=TypeScale.HEADING)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(look.texts.say(_("How far the round is")))
        named, told = QVBoxLayout(), QVBoxLayout()
        named.setSpacing(0)
        told.setSpacing(HAIR)
        named.addWidget(name)
        named.addWidget(self._told)
        for part in (self.left, self._bar):
            told.addWidget(part, alignment=Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout(self)
        head.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        head.setSpacing(SNUG)
        picture = Picture(look, "footprints", AIRY, Tone.ACCENT)
        head.addWidget(picture, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(named, 1)
        head.addLayout(told)

    def show_tour(self, row: TourRow) -> None:
        """Say how far it is by now."""
        counts = row.counts
        self._bar.setMaximum(max(1, counts.stops))
        self._bar.setValue(counts.seen)
        self.left.setText(self._look.texts.say(_left(counts.left)))
        self._told.setText(said_tour(row, self._look.texts))


def _left(count: int) -> Message:
    return _n("{count} stop left", "{count} stops left", count) if count else _("Everything was looked at")
