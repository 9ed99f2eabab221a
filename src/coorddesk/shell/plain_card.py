"""The card of a record that lives in no tab, such as a model: its picture, files, what belongs to it, its history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from coorddesk.core.messages import _p
from coorddesk.feature import Feature, belongings, named, story
from coorddesk.widgets.card import Card, CardContent
from coorddesk.widgets.on_screen import resize_on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_SIZE = (460, 620)
_FIRST = 12


class PlainCardDialog(QDialog):
    """Stays beside the window, as a page's card would."""

    def __init__(self, desk: Desk, owner: QWidget, subject: Subject) -> None:
        """Build it and read the record."""
        super().__init__(owner)
        kind, record_id = subject
        self.setWindowTitle(desk.texts.say(_p("screen", "Card")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        features = desk.features
        first, others = (desk.offers(self, kind, lambda: [record_id], first=is_first) for is_first in (True, False))
        self.card = Card(desk, kind, lambda session, shown: plain_card(session, (kind, shown), features), first, others)
        self.card.left.connect(self.reject)
        self.card.closed.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)
        resize_on_screen(self, *_SIZE)
        self.card.show_record(record_id)
        self.card.setFocus()


def plain_card(session: Session, subject: Subject, features: Sequence[Feature]) -> CardContent | None:
    """What the card says; None if the record is no longer there."""
    title = named(session, features, [subject]).get(subject)
    if title is None:
        return None
    return CardContent(
        title, belongings=belongings(session, features, subject, _FIRST), story=story(session, features, subject)
    )
