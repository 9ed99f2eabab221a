"""It is sent: its number, large; or thanks for what needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.kiosk.ui.touch import NUMBER, TITLE, page_column, said, touch_button
from coorddesk.widgets.controls import ButtonKind, Picture
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Look

_PICTURE = 88


class DonePage(QWidget):
    """The end of what somebody came for.

    Signals:
        finished: back to the first screen.
    """

    finished = Signal()

    def __init__(self, look: Look, title: Message, detail: Message | None = None, icon: str = "circle-check") -> None:
        """Say it."""
        super().__init__()
        self.look = look
        column = page_column(self)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Picture(look, icon, _PICTURE, _TONES[icon]), alignment=middle)
        column.addWidget(_middle(said(look, title, TITLE, bold=True)))
        self.build(column)
        if detail is not None:
            column.addWidget(_middle(said(look, detail, kind="muted")))
        column.addStretch(1)
        self.finish = touch_button(look, _("Finished"), ButtonKind.PRIMARY)
        self.finish.clicked.connect(self.finished)
        column.addWidget(self.finish)

    def build(self, column: QVBoxLayout) -> None:
        """Put something below the title."""


class SentPage(DonePage):
    """A report that is kept, with the number to ask for it by."""

    def __init__(self, look: Look, provisional: str) -> None:
        """Show the provisional number until the desk has drawn one."""
        self._provisional = provisional
        detail = _("It is kept, whatever happens to the network.")
        super().__init__(look, _("Thank you, it is reported."), detail)

    def build(self, column: QVBoxLayout) -> None:
        """The number, and what it is."""
        self.number: QLabel = _middle(said(self.look, verbatim(self._provisional), NUMBER, bold=True))
        self.about: QLabel = _middle(said(self.look, _("Your provisional number")))
        column.addWidget(self.number)
        column.addWidget(self.about)

    def show_number(self, number: int) -> None:
        """The desk has drawn it."""
        self.number.setText(self.look.texts.say(_("n° {number}", number=number)))
        self.about.setText(self.look.texts.say(_("Your number")))


_TONES = {"circle-check": Tone.SUCCESS, "thumbs-up": Tone.SUCCESS, "circle-alert": Tone.DANGER}


def _middle(line: QLabel) -> QLabel:
    line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return line
