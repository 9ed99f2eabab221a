"""Belongings: the first of the records that belong to another, each a click away, and the way to all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.widgets.controls import ButtonKind, button, label, rule
from coorddesk.widgets.link import link
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, SNUG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.records import Belongings, Hit
    from coorddesk.widgets.desk import Look


class BelongingsList(QWidget):
    """A heading for each kind of record, with its first few below.

    Signals:
        opened: the subject of a record that was clicked.
        all_wanted: the kind of records that should all be shown.
    """

    opened = Signal(object)
    all_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        """Start without any."""
        super().__init__()
        self._look = look
        self._shown: tuple[Belongings, ...] = ()
        self._parts: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SNUG)
        self.hide()

    def show_belongings(self, belongings: Sequence[Belongings]) -> None:
        """Show these in place of those before."""
        if tuple(belongings) == self._shown:
            return
        self._shown = tuple(belongings)
        while self._parts:
            gone = self._parts.pop()
            gone.hide()
            gone.deleteLater()
        for each in belongings:
            self._parts.append(self._part(each))
            self._layout.addWidget(self._parts[-1])
        self.setVisible(bool(belongings))

    def _part(self, each: Belongings) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(rule())
        head = QHBoxLayout()
        head.setContentsMargins(0, SNUG - HAIR, 0, 0)
        head.addWidget(label(self._look, each.title, TypeScale.STRONG))
        head.addStretch()
        if each.first:
            every = button(self._look, _("Show in the list"), ButtonKind.LINK)
            every.clicked.connect(lambda: self.all_wanted.emit(each.kind))
            head.addWidget(every)
        layout.addLayout(head)
        for hit in each.first:
            layout.addWidget(self._hit(hit))
        return part

    def _hit(self, hit: Hit) -> QLabel:
        return link(self._look, hit.title, lambda: self.opened.emit(hit.subject), self._look.texts.say(hit.detail))
