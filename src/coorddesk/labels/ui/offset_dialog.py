"""The dialog of a printer that is off: a page to print and measure, and the two measures."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QVBoxLayout

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.labels.rules import FROM_LEFT, FROM_TOP, MOST_OFFSET
from coorddesk.labels.ui import work
from coorddesk.labels.ui.millimetres import MillimetreEditor
from coorddesk.labels.ui.output import PATTERN
from coorddesk.reporting.page import MILLIMETRES, MM
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.reporting.page import PaperSize
    from coorddesk.widgets.desk import Desk

_WIDTH = 560
_HUNDREDTHS, _TENTH = 100, 10  # in a millimetre; of these in a tenth


class OffsetDialog(QDialog):
    """Reckons what the printer must be led by from where two lines came to lie.

    Signals:
        chosen: tenths of a millimetre to the right, and down.
    """

    chosen = Signal(int, int)

    def __init__(self, desk: Desk, owner: QWidget, page: PaperSize, shift: tuple[int, int]) -> None:
        """`shift` is what the printer is led by already, on the calibration page too."""
        super().__init__(owner)
        self._desk = desk
        self._page = page
        self._shift = shift
        self.setWindowTitle(desk.texts.say(_("Printer offset")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form(desk)
        left, top = MillimetreEditor(desk), MillimetreEditor(desk)
        self.form.add("left", _("From the left edge to the upright ruler"), left)
        self.form.add("top", _("From the upper edge to the level ruler"), top)
        self.form.show_values({"left": FROM_LEFT * _HUNDREDTHS, "top": FROM_TOP * _HUNDREDTHS})
        self._notice = Notice(desk, Tone.DANGER)
        self.print = button(desk, _("Print the calibration page…"), icon="printer")
        self.save = button(desk, _("Save it as PDF…"))
        self._none = button(desk, _("No offset"))
        self._use = button(desk, _("Use these measures"), ButtonKind.PRIMARY)
        self._lay_out()
        self._none.setEnabled(shift != (0, 0))
        self.print.clicked.connect(self._on_print_wanted)
        self.save.clicked.connect(self._on_save_wanted)
        self._none.clicked.connect(partial(self._choose, 0, 0))
        self._use.clicked.connect(self._on_use_clicked)

    def _on_use_clicked(self) -> None:
        try:
            values = self.form.values()
        except UserError:
            return  # the form says it
        shift = [
            before + round((wanted * _HUNDREDTHS - (values[key] or 0)) / _TENTH)
            for before, key, wanted in zip(self._shift, ("left", "top"), (FROM_LEFT, FROM_TOP), strict=True)
        ]
        for key, tenths in zip(("left", "top"), shift, strict=True):
            if abs(tenths) > MOST_OFFSET:
                most = MOST_OFFSET // _TENTH
                said = _(
                    "A printer that is off by more than {most} mm scales the page: look at its settings.", most=most
                )
                self.form.show_error(UserError(said, field=key))
                return
        self._choose(*shift)

    def _choose(self, right: int, down: int) -> None:
        self.chosen.emit(right, down)
        self.accept()

    def _on_save_wanted(self) -> None:
        name = Path(self._desk.texts.say(_("Calibration page"))).with_suffix(".pdf").name
        file, _pattern = QFileDialog.getSaveFileName(self, self.save.text(), name, PATTERN)
        if file:
            self.write(Path(file))

    def write(self, path: Path) -> None:
        """Write the calibration page to a file."""
        saved = _("Saved as {name}", name=path.name)
        page = partial(work.save_calibration, self._page, self._shift, self._desk.texts, path)
        self._do(page, saved)

    def _on_print_wanted(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog  # looks for printers; nobody waits for that before

        from coorddesk.widgets.printing import printer_for

        width, height = MILLIMETRES[self._page]
        printer = printer_for(QSizeF(width * MM, height * MM), self.windowTitle())
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            page = partial(work.print_calibration, self._page, self._shift, self._desk.texts, printer)
            self._do(page, _("The calibration page went to the printer"))

    def _do(self, job: Callable[[Database, Progress], None], said: Message) -> None:
        self._notice.say(None)
        title = _("Printing the calibration page")
        self._desk.operations.job(self, title, job, None, lambda error: self._notice.say(error.message), said=said)

    def _lay_out(self) -> None:
        how = _(
            "Print the calibration page on plain paper, measure where its two rulers begin, and write both here. From "
            "then on, labels are led to their places on this PC."
        )
        buttons = QDialogButtonBox()
        buttons.addButton(self._use, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = button(self._desk, _("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self._none, QDialogButtonBox.ButtonRole.ResetRole)
        self._use.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(self._desk, how, wrap=True))
        layout.addWidget(self.print, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.save, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._notice)
        layout.addWidget(self.form)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH)
