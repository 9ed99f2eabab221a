"""What kiosks sent that nobody could read: looked at, made a ticket of, or put away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.kiosk.queries import AsideRow, asides
from coorddesk.kiosk.service import Seen, dismiss, open_ticket_of
from coorddesk.widgets.controls import breakable, button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk

_MOST_SHOWN, _MOST_LETTERS = 20, 300


class AsidesList(QWidget):
    """Not to be seen while there are none."""

    def __init__(self, desk: Desk) -> None:
        """Build the heading; `begin` reads."""
        super().__init__()
        self._desk = desk
        self._cards = QWidget()
        about = _("A kiosk sent these, and they are no reports. Open a ticket if somebody wanted something.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(desk, _("Unreadable reports"), TypeScale.STRONG))
        layout.addWidget(label(desk, about, kind="muted", wrap=True))
        layout.addWidget(self._cards)
        self._layout = layout
        self.hide()
        desk.operations.committed.connect(self._on_committed)

    def begin(self) -> None:
        """Read them."""
        self._desk.operations.read(self, asides, self._show, replaces="asides")

    def _show(self, rows: Sequence[AsideRow]) -> None:
        old, self._cards = self._cards, QWidget()
        column = QVBoxLayout(self._cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SNUG)
        for row in rows[:_MOST_SHOWN]:
            column.addWidget(self._card(row))
        self._layout.replaceWidget(old, self._cards)
        old.deleteLater()
        self.setVisible(bool(rows))

    def _card(self, row: AsideRow) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(ROOM, SNUG, ROOM, SNUG)
        title = _("{kiosk}, {moment}: {file}", kiosk=row.kiosk, moment=row.moment, file=breakable(row.file))
        column.addWidget(label(self._desk, title, wrap=True))
        text = row.content if len(row.content) <= _MOST_LETTERS else f"{row.content[:_MOST_LETTERS]}…"
        column.addWidget(label(self._desk, verbatim(breakable(text)), kind="muted", wrap=True))
        line = QHBoxLayout()
        self._offer(line, _("Open a ticket"), partial(_ticket, row.id), _("A ticket was opened."))
        self._offer(line, _("Put away"), partial(_put_away, row.id), _("It was put away."))
        line.addStretch()
        column.addLayout(line)
        return card

    def _offer(self, line: QHBoxLayout, text: Message, work: Callable[[Session], object], said: Message) -> None:
        made = button(self._desk, text)
        made.clicked.connect(lambda: self._desk.operations.change(self, work, said=said))
        line.addWidget(made)

    def _on_committed(self, _changes: Changes) -> None:
        self.begin()


def _ticket(aside_id: int, session: Session) -> None:
    """In the lane."""
    open_ticket_of(session, Seen(aside_id))


def _put_away(aside_id: int, session: Session) -> None:
    """In the lane."""
    dismiss(session, Seen(aside_id))
