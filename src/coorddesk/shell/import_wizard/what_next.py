"""What may be done with what an import has just added: labels of the new devices, badges of the new people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from coorddesk.core.story import added_rows
from coorddesk.shell.offers import added_offers, take
from coorddesk.widgets.controls import button
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_KINDS = frozenset(offered.kind for offered in added_offers())


class WhatNext(QWidget):
    """A button for each thing that features offer; out of sight where there is none."""

    def __init__(self, desk: Desk, before: QWidget) -> None:
        """Offer nothing yet. What is offered is reached by Tab from `before`."""
        super().__init__()
        self._desk = desk
        self._before = before
        self._buttons: list[QPushButton] = []
        self._row = FlowLayout(self)
        self._row.setSpacing(TIGHT)
        self.hide()

    def show_added(self, change_set: int | None) -> None:
        """Offer what goes with the rows that a change set added; None was none."""
        self._show({})
        if change_set is not None:
            self._desk.operations.read(self, partial(_added, change_set), self._show, replaces="added")

    def _show(self, added: Mapping[str, Sequence[int]]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        before = self._before
        for offered in added_offers():
            ids = added.get(offered.kind)
            if ids and offered.added is not None:
                made = button(self._desk, offered.added(len(ids)), icon=offered.icon)
                made.clicked.connect(partial(take, self._desk, self, offered, ids))
                self._row.addWidget(made)
                self._buttons.append(made)
                QWidget.setTabOrder(before, made)
                before = made
        self.setVisible(bool(self._buttons))


def _added(change_set: int, session: Session) -> dict[str, list[int]]:
    """In the lane."""
    return added_rows(session, change_set, _KINDS)
