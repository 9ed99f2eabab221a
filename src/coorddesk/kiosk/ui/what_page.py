"""What: a picture of a common fault, or one sentence."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from coorddesk.core.messages import _, _p, verbatim
from coorddesk.kiosk.rules import MOST_WORDS, Draft
from coorddesk.kiosk.rules import Tile as Fault
from coorddesk.kiosk.ui.touch import TEXT, TITLE, Tile, page_column, said, tile_area, touch_button, touch_font
from coorddesk.widgets.controls import ButtonKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_LINES_HIGH = 96


class WhatPage(QWidget):
    """Asks what does not work.

    Signals:
        typed: all the words there are now.
        chosen: a `Tile` of the catalogue; None goes on with the words alone.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, look: Look, faults: Sequence[Fault], draft: Draft) -> None:
        """Show the tiles, and the words that were typed before."""
        super().__init__()
        column = page_column(self)
        column.addWidget(said(look, _("What does not work?"), TITLE, bold=True))
        if draft.where:
            column.addWidget(said(look, verbatim(draft.shown), kind="muted"))
        tiles = []
        for fault in faults:
            tile = Tile(look, fault.icon, fault.title)
            tile.clicked.connect(partial(self.chosen.emit, fault))
            tiles.append(tile)
        column.addWidget(tile_area(tiles), 1)
        column.addWidget(said(look, _("Or say it in a sentence") if tiles else _("Say it in a sentence")))
        self.words = QPlainTextEdit(draft.words)
        self.words.setFont(touch_font(look, TEXT))
        self.words.setFixedHeight(_LINES_HIGH)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(look.texts.say(_("What does not work?")))
        self.words.textChanged.connect(self._on_typed)
        column.addWidget(self.words)
        self.go_on = touch_button(look, _p("next step", "Go on"), ButtonKind.PRIMARY, "arrow-right")
        self.go_on.clicked.connect(partial(self.chosen.emit, None))
        column.addWidget(self.go_on)
        self._offer()

    def _on_typed(self) -> None:
        text = self.words.toPlainText()
        if len(text) > MOST_WORDS:  # a scanner gone wild, or a cat: what is beyond would not be kept
            text = text[:MOST_WORDS]
            self.words.setPlainText(text)
            return
        self._offer()
        self.typed.emit(text)

    def _offer(self) -> None:
        self.go_on.setEnabled(bool(self.words.toPlainText().strip()))
