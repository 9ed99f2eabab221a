"""Chips: each says one filter that is on, and takes it off when it is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, PushButton, button
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.tokens import HAIR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from coorddesk.widgets.desk import Look

_WIDEST = 320


@dataclass(frozen=True)
class Chip:
    """A filter in words ("Place: Room 12"), and whatever its owner knows it by."""

    text: Message
    key: Any


class Chips(QWidget):
    """A line of chips, unseen while there is none.

    Signals:
        removed: the key of the chip that was pressed.
        cleared: all of them should go.
    """

    removed = Signal(object)
    cleared = Signal()

    def __init__(self, look: Look) -> None:
        """Start without any."""
        super().__init__()
        self._look = look
        self._shown: tuple[Chip, ...] = ()
        self._buttons: list[QPushButton] = []
        self.setAccessibleName(look.texts.say(_("Filters that are on")))
        self._layout = FlowLayout(self)
        self._layout.setSpacing(HAIR)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these in place of those before; the keyboard stays where it was among them."""
        if tuple(chips) == self._shown:
            return
        focused = next((place for place, made in enumerate(self._buttons) if made.hasFocus()), None)
        self._shown = tuple(chips)
        while self._buttons:
            gone = self._buttons.pop()
            gone.hide()
            gone.deleteLater()
        for chip in chips:
            self._buttons.append(self._chip(chip))
        if chips:
            clear = button(self._look, _("Remove all filters"), ButtonKind.LINK)
            clear.clicked.connect(self.cleared)
            self._buttons.append(clear)
        for made in self._buttons:
            self._layout.addWidget(made)
            made.show()  # at once, or it could not take the keyboard
        self.setVisible(bool(chips))
        if focused is not None and chips:
            self._buttons[min(focused, len(chips) - 1)].setFocus()

    def _chip(self, chip: Chip) -> QPushButton:
        text = self._look.texts.say(chip.text)
        made = _ChipButton(text)
        made.setToolTip(self._look.texts.say(_("Remove the filter “{filter}”", filter=chip.text)))
        made.setAccessibleName(made.toolTip())
        made.clicked.connect(lambda: self.removed.emit(chip.key))
        return made


class _ChipButton(PushButton):
    """A word and a cross; Delete presses it like Enter and the space bar."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.setText(f"{shown}\N{EN SPACE}✕".replace("&", "&&"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.click()
        else:
            super().keyPressEvent(event)
