"""The head of the counting screen: the room that is counted, from afar, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.widgets.controls import Picture, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, HAIR, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from coorddesk.stocktaking.queries import Progress
    from coorddesk.stocktaking.rules import Counts
    from coorddesk.widgets.desk import Desk

_BAR_WIDTH = 220


class RoomHead(QFrame):
    """Says where we are and what is left, in words and as a bar."""

    def __init__(self, desk: Desk) -> None:
        """No room yet."""
        super().__init__()
        self._desk = desk
        self._around = label(desk, kind="muted")
        self._name = label(desk, scale=TypeScale.DISPLAY)
        self._room, self._whole = label(desk, scale=TypeScale.HEADING), label(desk, kind="muted")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(_BAR_WIDTH)
        self._bar.setAccessibleName(desk.texts.say(_("How far the stocktake is")))
        self._lay_out()
        self.show_room("")

    def show_room(self, path: str) -> None:
        """Show the room by its path; an empty one says what to do."""
        say = self._desk.texts.say
        around, _separator, name = path.rpartition(PATH_SEPARATOR)
        self._name.setText(name or say(_("No room yet")))
        self._around.setText(around or ("" if name else say(_("Scan the label of a room, or type its name."))))
        self._around.setVisible(bool(self._around.text()))
        self.setAccessibleName(f"{self._name.text()} {self._around.text()}".strip())

    def show_progress(self, progress: Progress, *, in_room: bool) -> None:
        """Show how much is left, in the room if there is one and in all."""
        say = self._desk.texts.say
        self._room.setText(say(_left(progress.room)) if in_room else say(_left(progress.whole)))
        whole = progress.whole
        counted = _n(
            "{found} of {count} device in all", "{found} of {count} devices in all", whole.devices, found=whole.counted
        )
        self._whole.setText(say(counted))
        self._bar.setValue(whole.percent)

    def _lay_out(self) -> None:
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(self._around)
        named.addWidget(self._name)
        named.addStretch()
        told = QVBoxLayout()
        told.setSpacing(HAIR)
        for part in (self._room, self._whole, self._bar):
            told.addWidget(part, alignment=Qt.AlignmentFlag.AlignRight)
        told.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(ROOM, SNUG, ROOM, TIGHT)
        layout.setSpacing(SNUG)
        layout.addWidget(Picture(self._desk, "door-open", AIRY, Tone.ACCENT), alignment=Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(named, 1)
        layout.addLayout(told)


def _left(counts: Counts) -> Message:
    """What is left, or that nothing is."""
    if counts.to_find:
        return _n("{count} left to find", "{count} left to find", counts.to_find)
    return _("Nothing left to find") if counts.devices else _("Nothing is expected here")
