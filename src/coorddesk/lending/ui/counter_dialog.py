"""The counter over another page: for devices chosen in a list, or for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from coorddesk.core.messages import _
from coorddesk.lending.ui.counter_page import CounterPage
from coorddesk.widgets.on_screen import resize_on_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_SIZE = (940, 680)


class CounterDialog(QDialog):
    """Goes once the loan is made; what lies on it asks before it is thrown away."""

    def __init__(self, desk: Desk, owner: QWidget, subjects: Sequence[Subject]) -> None:
        """Lay these on it, as if they had been scanned."""
        super().__init__(owner)
        self._desk = desk
        self.setWindowTitle(desk.texts.say(_("Lend")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, *_SIZE)
        self.page = CounterPage(desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.page.counter.till.lent.connect(self._on_lent)
        self.page.lend_to(subjects)
        self.page.start()

    def _on_lent(self, _loan: int) -> None:
        till = self.page.counter.till
        self._desk.say(till.told[0].text, till.steps[-1].change_set)
        self.accept()

    def reject(self) -> None:
        """Nothing was written yet, but somebody has scanned it."""
        till = self.page.counter.till
        if till.basket.items and not self._is_sure():
            return
        super().reject()

    def _is_sure(self) -> bool:
        question = _("Leave without lending?")
        return self._desk.ask(self, question, None, _("Leave"), dangerous=True)
