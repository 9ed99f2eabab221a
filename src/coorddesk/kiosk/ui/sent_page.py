"""It is sent: its number, large; or thanks for what needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, digits, verbatim
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
        self.build_end(column)
        column.addWidget(self.finish)

    def build(self, column: QVBoxLayout) -> None:
        """Put something below the title."""

    def build_end(self, column: QVBoxLayout) -> None:
        """Put something above the last button."""


class SentPage(DonePage):
    """A report that is kept, with the number to ask for it by.

    Signals:
        slip_asked: put it onto paper.
    """

    slip_asked = Signal()

    def __init__(self, look: Look, provisional: str, *, may_print: bool) -> None:
        """Show the provisional number until the desk has drawn one; offer a slip where there is a printer."""
        self._provisional, self._may_print = provisional, may_print
        detail = _("It is kept, whatever happens to the network.")
        super().__init__(look, _("Thank you, it is reported."), detail)

    def build(self, column: QVBoxLayout) -> None:
        """The number, and what it is."""
        self.number: QLabel = _middle(said(self.look, verbatim(self._provisional), NUMBER, bold=True))
        self.about: QLabel = _middle(said(self.look, _("Your provisional number")))
        column.addWidget(self.number)
        column.addWidget(self.about)

    def build_end(self, column: QVBoxLayout) -> None:
        """The slip."""
        self.slip = touch_button(self.look, _("Print a slip"), ButtonKind.PLAIN, "printer")
        self.slip.setVisible(self._may_print)
        self.slip.clicked.connect(self._on_slip)
        column.addWidget(self.slip)

    def show_slip_failed(self) -> None:
        """It did not come out; the number on the screen holds."""
        self.slip.setText(self.look.texts.say(_("The slip could not be printed. Note the number, please.")))

    def _on_slip(self) -> None:
        """Once, however often it is pressed."""
        if self.slip.isEnabled():
            self.slip.setEnabled(False)
            self.slip.setText(self.look.texts.say(_("The slip is being printed")))
            self.slip_asked.emit()

    def show_number(self, number: int) -> None:
        """The desk has drawn it."""
        self.number.setText(self.look.texts.say(_("n° {number}", number=digits(number))))
        self.about.setText(self.look.texts.say(_("Your number")))


_TONES = {"circle-check": Tone.SUCCESS, "thumbs-up": Tone.SUCCESS, "circle-alert": Tone.DANGER}


def _middle(line: QLabel) -> QLabel:
    line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return line
