"""Who, if they like; and what will be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from coorddesk.core.messages import _, _p
from coorddesk.kiosk.rules import MOST_NAME, Draft
from coorddesk.kiosk.ui.touch import TEXT, TITLE, page_column, said, touch_button, touch_font
from coorddesk.widgets.controls import ButtonKind
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_MOST_SHOWN = 300


class WhoPage(QWidget):
    """The last question.

    Signals:
        typed: the name as it is now.
        sent: send it.
    """

    typed = Signal(str)
    sent = Signal()

    def __init__(self, look: Look, draft: Draft) -> None:
        """Show what was said, and ask."""
        super().__init__()
        column = page_column(self)
        column.addWidget(said(look, _("Who are you?"), TITLE, bold=True))
        column.addWidget(said(look, _("Your name or class, so that we can ask back. You need not say."), kind="muted"))
        self.who = QLineEdit(draft.who)
        self.who.setFont(touch_font(look, TEXT))
        self.who.setMaxLength(MOST_NAME)
        self.who.setAccessibleName(look.texts.say(_("Who are you?")))
        self.who.textChanged.connect(self.typed)
        column.addWidget(self.who)
        box = QFrame()
        box.setProperty("kind", "card")
        words = QVBoxLayout(box)
        words.setContentsMargins(WIDE, SNUG, WIDE, SNUG)
        words.setSpacing(TIGHT)
        words.addWidget(said(look, _("This will be sent") if draft.echo is None else _("You have this too"), bold=True))
        told = (draft.shown, draft.what, "" if draft.tile is None else " ".join(draft.words.split()))
        for line in told:
            if line:
                cut = line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
                words.addWidget(said(look, cut))
        column.addSpacing(ROOM)
        column.addWidget(box)
        column.addStretch(1)
        self.send = touch_button(look, _p("report", "Send"), ButtonKind.PRIMARY, "check")
        self.send.clicked.connect(self._on_send)
        self.who.returnPressed.connect(self._on_send)
        column.addWidget(self.send)

    def _on_send(self) -> None:
        """Once, however often it is pressed."""
        if self.send.isEnabled():
            self.send.setEnabled(False)
            self.sent.emit()
