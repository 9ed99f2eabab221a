"""A line for a folder, typed or chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from coorddesk.core.messages import _
from coorddesk.widgets.controls import button
from coorddesk.widgets.forms.editors import LineEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look


class FolderEditor(LineEditor):
    """Its value is a path as typed, '' for none."""

    def __init__(self, look: Look) -> None:
        """Start empty."""
        self.choose = button(look, _("Choose…"), icon="folder-open")
        super().__init__(look, self.choose)
        self.choose.clicked.connect(self._on_choose)

    def value(self) -> str:
        """The path."""
        return self.line.text().strip()

    def _on_choose(self) -> None:
        title = self.look.texts.say(_("The folder that the kiosk and the desk share"))
        if folder := QFileDialog.getExistingDirectory(self.choose, title, self.line.text()):
            self.line.setText(folder)
