"""The dialog of a short list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.widgets.closing_dialog import ClosingDialog
from coorddesk.widgets.names_list import Name, Names, NamesList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk

__all__ = ["Name", "Names", "NamesDialog"]

_SIZE = (560, 520)


class NamesDialog(ClosingDialog):
    """The list, and a button to close it."""

    def __init__(self, desk: Desk, owner: QWidget, names: Names) -> None:
        """Build it; `open` reads the names."""
        self.names = NamesList(desk, names)
        super().__init__(desk, owner, names.title, self.names, _SIZE)

    def open(self) -> None:
        """Show the dialog and read the names."""
        super().open()
        self.names.begin()
        self.names.setFocus()
