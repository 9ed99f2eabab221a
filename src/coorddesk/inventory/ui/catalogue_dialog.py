"""The catalogue: what devices are, in lists beside one another, each changed where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from coorddesk.core.messages import _
from coorddesk.inventory.ui.names import lists
from coorddesk.widgets.closing_dialog import ClosingDialog
from coorddesk.widgets.names_list import NamesList
from coorddesk.widgets.tokens import SNUG

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_SIZE = (820, 600)


class CatalogueDialog(ClosingDialog):
    """One list to a tab; Ctrl+Tab goes to the next."""

    def __init__(self, desk: Desk, owner: QWidget, first: int = 0) -> None:
        """`first` is the place of the list to begin with."""
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.lists: list[NamesList] = []
        for names in lists(desk.texts):
            made = NamesList(desk, names)
            framed = QWidget()
            layout = QVBoxLayout(framed)
            layout.setContentsMargins(0, SNUG, 0, 0)
            layout.addWidget(made)
            self.lists.append(made)
            self.tabs.addTab(framed, desk.texts.say(names.title))
        self.tabs.setCurrentIndex(first)
        super().__init__(desk, owner, _("Catalogue"), self.tabs, _SIZE)
        self.tabs.currentChanged.connect(self._on_turned)

    def open(self) -> None:
        """Show the dialog and read its first list."""
        super().open()
        self._on_turned(self.tabs.currentIndex())

    def _on_turned(self, place: int) -> None:
        """Read what is shown, and give it the keyboard."""
        self.lists[place].begin()
        self.lists[place].setFocus()
