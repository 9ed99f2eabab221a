"""The dialog in which two people's changes meet: field by field, theirs or mine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from coorddesk.core.errors import Difference, StaleWrite
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, label, rule
from coorddesk.widgets.forms.side_choice import SideChoice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.widgets.desk import Look

_WIDTH = 600


def choose_theirs(look: Look, owner: QWidget, error: StaleWrite, differences: Sequence[Difference]) -> set[str] | None:
    """Show both texts of each field that two people changed; the keys of those where theirs should stand.

    None means to go back to the form; nothing is asked where there is no such field.
    """
    if not differences:
        return set()
    dialog = MergeDialog(look, owner, error.message, differences)
    return dialog.data() if dialog.exec() == QDialog.DialogCode.Accepted else None


class MergeDialog(QDialog):
    """A line for each field that two people changed; mine is chosen at first, for it is what was just typed."""

    def __init__(self, look: Look, owner: QWidget, message: Message, differences: Sequence[Difference]) -> None:
        """Show texts as their fields write them; Esc goes back."""
        super().__init__(owner)
        self._look = look
        self._choices: dict[str, QRadioButton] = {}
        self.setModal(True)
        self.setWindowTitle(look.texts.say(_("Changed by somebody else")))
        self.setMinimumWidth(_WIDTH)
        save = button(look, _("Save what is chosen"), ButtonKind.PRIMARY)
        back = button(look, _("Go back"))
        save.setDefault(True)
        save.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        buttons = QDialogButtonBox()
        buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(look, message, wrap=True))
        layout.addLayout(self._grid(differences))
        layout.addStretch()
        layout.addWidget(buttons)

    def data(self) -> set[str]:
        """The keys of the fields where theirs is chosen."""
        return {key for key, theirs in self._choices.items() if theirs.isChecked()}

    def _grid(self, differences: Sequence[Difference]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, head in enumerate((_("What you typed"), _("What stands there now")), 1):
            grid.addWidget(label(self._look, head, TypeScale.STRONG), 0, column)
        grid.addWidget(rule(), 1, 0, 1, 3)
        for line, difference in enumerate(differences, 2):
            grid.addWidget(label(self._look, difference.title, kind="muted", wrap=True), line, 0)
            mine, theirs = self._choices_of(difference)
            mine.radio.setChecked(True)
            group = QButtonGroup(self)
            group.addButton(mine.radio)
            group.addButton(theirs.radio)
            grid.addWidget(mine, line, 1)
            grid.addWidget(theirs, line, 2)
            self._choices[difference.field] = theirs.radio
        return grid

    def _choices_of(self, difference: Difference) -> tuple[SideChoice, SideChoice]:
        title = difference.title
        yours, theirs = (text or self._look.texts.say(_("(nothing)")) for text in (difference.yours, difference.theirs))
        return (
            SideChoice(self._look, yours, _("{field}, what you typed: {value}", field=title, value=yours)),
            SideChoice(self._look, theirs, _("{field}, what stands there now: {value}", field=title, value=theirs)),
        )
