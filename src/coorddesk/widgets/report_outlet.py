"""Where a report may go once it is made: into a file, into a draft of an e-mail, to a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSizeF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets import report_work
from coorddesk.widgets.report_bar import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coorddesk.widgets.desk import Desk

_FOLDER = "folder.reports"
_LONGEST_NAME = 70  # characters of a title: systems take 255 bytes, of which a letter may have three


class ReportOutlet(QObject):
    """Takes out what `made` gives: the report as it stands, None while there is none."""

    def __init__(
        self,
        desk: Desk,
        owner: QDialog,
        title: Message,
        made: Callable[[], report_work.Made | None],
        failed: Callable[[UserError], None],
    ) -> None:
        """`owner` owns the dialogs; `failed` says what went wrong."""
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._title = title
        self._made = made
        self._failed = failed

    def save(self, path: Path) -> None:
        """Write the report to a file, in the format of its suffix."""
        made = self._made()
        assert made is not None
        work = partial(report_work.save, made, path)
        saved = _("Saved as {name}", name=path.name)
        self._desk.operations.job(self, _("Saving {name}", name=path.name), work, None, self._failed, said=saved)

    def ask_where(self, suffix: str) -> None:
        """Ask for a file, and write the report there."""
        made = self._made()
        if made is None:
            return
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chooser = QFileDialog(self._owner, self._desk.texts.say(_("Save the report")))
        chooser.setDirectory(self._desk.settings.recall(_FOLDER) or documents)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(f"{FORMATS[suffix]} (*{suffix})")
        chooser.setDefaultSuffix(suffix.removeprefix("."))
        chooser.selectFile(_file_name(made.title, self._desk.clock.today(), suffix))
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.open()

    def mail(self, suffix: str) -> None:
        """Open a draft of an e-mail with the report attached."""
        made = self._made()
        if made is not None:
            work = partial(report_work.draft_mail, made, _file_name(made.title, self._desk.clock.today(), suffix))
            self._desk.operations.job(self, _("Preparing the e-mail"), work, self._on_mail_drafted, self._failed)

    def print(self) -> None:
        """Ask for a printer, and send the report there."""
        from PySide6.QtPrintSupport import QPrintDialog  # looks for printers; nobody waits for that before

        from coorddesk.widgets.printing import printer_for

        made = self._made()
        if made is None:
            return
        printer = printer_for(QSizeF(*made.report.page.points), made.title)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setMinMax(1, made.pages)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            printing = _("Printing “{report}”", report=self._title)
            work = partial(report_work.print_on, made, printer)
            said = _("“{report}” went to the printer", report=self._title)
            self._desk.operations.job(self, printing, work, None, self._failed, said=said)

    def _on_file_selected(self, file: str) -> None:
        path = Path(file)
        self._desk.settings.remember(_FOLDER, str(path.parent))
        self.save(path)

    def _on_mail_drafted(self, draft: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(draft))):
            said = _("No program here opens drafts of e-mails. Save the report, and attach it to a message yourself.")
            self._failed(UserError(said))


def _file_name(title: str, day: date, suffix: str) -> str:
    """A name that any system takes, from a title and a day."""
    plain = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    return f"{' '.join(plain.split())[:_LONGEST_NAME].rstrip()} {day.isoformat()}{suffix}"
