"""Where labels go: to a file or to a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSizeF, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.labels.ui import work

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.labels.ui.work import Wanted
    from coorddesk.widgets.desk import Desk

_POINTS = 72 / 25.4 / 100  # in a hundredth of a millimetre
PATTERN = "PDF (*.pdf)"
_FOLDER = "labels.folder"
_SUFFIX = "pdf"


class LabelOutput(QObject):
    """Works as jobs, over a dialog.

    Signals:
        printed: what went to the printer, a `Wanted`.
        refused: the `UserError` that kept labels from being saved or printed.
    """

    printed = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """`owner` is the dialog."""
        super().__init__(owner)
        self._desk = desk
        self._owner = owner

    def ask_where(self, wanted: Wanted, name: str) -> None:
        """Ask for a file, and save the labels there."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self._owner, self._desk.texts.say(_("Save the labels")))
        chooser.setDirectory(self._desk.settings.recall(_FOLDER) or documents)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(PATTERN)
        chooser.setDefaultSuffix(_SUFFIX)
        chooser.selectFile(f"{name} {self._desk.clock.today().isoformat()}.pdf")
        chooser.fileSelected.connect(lambda file: self._on_file_selected(wanted, Path(file)))
        chooser.open()

    def _on_file_selected(self, wanted: Wanted, path: Path) -> None:
        self._desk.settings.remember(_FOLDER, str(path.parent))
        self.save(wanted, path)

    def save(self, wanted: Wanted, path: Path) -> None:
        """Write all pages to a file."""
        said = _("Saved as {name}", name=path.name)
        self._do(_("Saving {name}", name=path.name), partial(work.save, wanted, path), said)

    def print(self, wanted: Wanted, name: str) -> None:
        """Ask for a printer, and print there."""
        from PySide6.QtPrintSupport import QPrintDialog  # looks for printers; nobody waits for that before

        from coorddesk.widgets.printing import printer_for

        width, height = wanted.run.sheet.paper
        printer = printer_for(QSizeF(width * _POINTS, height * _POINTS), name)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setMinMax(1, wanted.pages)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            said = _("The labels went to the printer")
            done = partial(self.printed.emit, wanted)
            self._do(_("Printing labels"), partial(work.print_on, wanted, printer), said, done)

    def _do(
        self,
        title: Message,
        job: Callable[[Database, Progress], None],
        said: Message,
        done: Callable[[], None] | None = None,
    ) -> None:
        def on_done(_nothing: None) -> None:
            if done is not None:
                done()

        self._desk.operations.job(self, title, job, on_done, self.refused.emit, said=said)
