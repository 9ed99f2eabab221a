"""Messages: the one module that speaks to the user in dialogs: a question, or their trouble in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Look

_TEXT_WIDTH = 380


def ask(
    look: Look,
    owner: QWidget | None,
    question: Message,
    detail: Message | None,
    yes: Message,
    *,
    dangerous: bool = False,
) -> bool:
    """Ask a question that is answered by the button `yes` or by going back; True for yes.

    A `dangerous` yes is red, and Enter does not press it.
    """
    dialog = MessageDialog(look, owner, question, detail, "triangle-alert" if dangerous else "circle-help")
    dialog.offer_back(_("Go back"))
    dialog.offer_yes(yes, dangerous=dangerous)
    return dialog.exec() == QDialog.DialogCode.Accepted


def warn(look: Look, owner: QWidget | None, error: UserError) -> None:
    """Say the user's trouble; the text can be selected and copied. What is being said already is not said again."""
    said = look.texts.say(error.message)
    for open_one in QApplication.topLevelWidgets():
        if isinstance(open_one, MessageDialog) and open_one.isVisible() and open_one.accessibleName() == said:
            return
    dialog = MessageDialog(look, owner, error.message, None, "circle-alert")
    dialog.offer_back(_p("dismiss a message", "Close"))
    dialog.exec()


class MessageDialog(QDialog):
    """A picture, a sentence, perhaps a second one, and one or two buttons."""

    def __init__(self, look: Look, owner: QWidget | None, text: Message, detail: Message | None, icon: str) -> None:
        """Build it without buttons; `offer_back` and `offer_yes` add them."""
        super().__init__(owner)
        self._look = look
        self.setWindowTitle("CoordDesk")
        self.setAccessibleName(look.texts.say(text))
        self.setModal(True)
        tone = Tone.ACCENT if icon == "circle-help" else Tone.WARNING
        body = QHBoxLayout()
        body.setSpacing(ROOM)
        body.addWidget(Picture(look, icon, AIRY, tone), alignment=Qt.AlignmentFlag.AlignTop)
        body.addLayout(self._sentences(text, detail))
        self._buttons = QDialogButtonBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(WIDE)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        layout.addLayout(body)
        layout.addWidget(self._buttons)

    def offer_back(self, text: Message) -> QPushButton:
        """Add the button that changes nothing; Enter and Esc press it."""
        back = button(self._look, text)
        back.setDefault(True)
        back.clicked.connect(self.reject)
        self._buttons.addButton(back, QDialogButtonBox.ButtonRole.RejectRole)
        back.setFocus()
        return back

    def offer_yes(self, text: Message, *, dangerous: bool) -> QPushButton:
        """Add the button that goes on; Enter presses it unless it is dangerous."""
        yes = button(self._look, text, ButtonKind.DANGER if dangerous else ButtonKind.PRIMARY)
        yes.clicked.connect(self.accept)
        self._buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        if not dangerous:
            yes.setDefault(True)
            yes.setFocus()
        return yes

    def _sentences(self, text: Message, detail: Message | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addWidget(self._sentence(label(self._look, text, TypeScale.STRONG, wrap=True)))
        if detail is not None:
            column.addWidget(self._sentence(label(self._look, detail, kind="muted", wrap=True)))
        column.addStretch()
        return column

    def _sentence(self, line: QLabel) -> QLabel:
        line.setFixedWidth(_TEXT_WIDTH)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return line
