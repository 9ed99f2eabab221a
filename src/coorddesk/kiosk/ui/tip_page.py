"""One tip before a fault is sent: what helps at once needs no ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.kiosk.rules import Tip
from coorddesk.kiosk.ui.touch import HEADING, TITLE, page_column, row_of, said, touch_area, touch_button
from coorddesk.widgets.controls import ButtonKind
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_WIDTH = 1040


class TipPage(QWidget):
    """Shows one article.

    Signals:
        helped: there is nothing left to report.
        useless: go on.
    """

    helped = Signal()
    useless = Signal()

    def __init__(self, look: Look, tip: Tip) -> None:
        """Its text stands as it was written, line by line."""
        super().__init__()
        column = page_column(self)
        column.addWidget(said(look, _("Try this first"), TITLE, bold=True))
        box = QFrame()
        box.setProperty("kind", "card")
        box.setMaximumWidth(_WIDTH)
        words = QVBoxLayout(box)
        words.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        words.setSpacing(ROOM)
        words.addWidget(said(look, tip.title, HEADING, bold=True))
        words.addWidget(said(look, tip.body))
        inside = QWidget()
        read = QVBoxLayout(inside)
        read.setContentsMargins(0, 0, 0, 0)
        read.addWidget(box)
        read.addStretch()
        column.addWidget(touch_area(inside), 1)
        helped = touch_button(look, _("That helped"), ButtonKind.PLAIN, "thumbs-up")
        helped.clicked.connect(self.helped)
        useless = touch_button(look, _("It does not help: report it"), ButtonKind.PRIMARY, "arrow-right")
        useless.clicked.connect(self.useless)
        column.addLayout(row_of(useless, helped))
