"""Asks which two fields one column feeds: "Marque / Modèle", "Nom Prénom"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.shell.import_wizard.decisions_bar import fill, titled
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, SNUG, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.importing.kind import ImportField
    from coorddesk.importing.look import SeenColumn
    from coorddesk.widgets.desk import Look


class TwoFieldsDialog(QDialog):
    """A box for the first part of each cell and one for the rest."""

    def __init__(self, look: Look, owner: QWidget, column: SeenColumn, fields: Sequence[ImportField]) -> None:
        """Ask about a column; what it feeds already stands first."""
        super().__init__(owner)
        self._look = look
        self.setWindowTitle(look.texts.say(_("Two fields in one column")))
        choices = [(field.key, look.texts.say(field.title)) for field in fields]
        self.first, self.rest = QComboBox(), QComboBox()
        for place, box in enumerate((self.first, self.rest)):
            fill(box, choices, column.fields[place] if place < len(column.fields) else None)
            box.currentIndexChanged.connect(self._on_chosen)
        self._take = button(look, _("Take as two fields"), ButtonKind.PRIMARY)
        self._take.setDefault(True)
        examples = "\n".join(column.examples)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(label(look, _("What stands in column “{label}”?", label=column.label), TypeScale.HEADING))
        layout.addWidget(label(look, verbatim(examples), kind="muted"))
        layout.addWidget(titled(look, _("First"), self.first))
        layout.addWidget(titled(look, _("Then"), self.rest))
        buttons = QDialogButtonBox()
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(button(look, _("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._on_chosen()

    @property
    def key(self) -> str:
        """The two fields as the mapping has them: "manufacturer+model"."""
        return f"{self.first.currentData()}+{self.rest.currentData()}"

    def _on_chosen(self) -> None:
        self._take.setEnabled(self.first.currentData() != self.rest.currentData())
