"""What can be done once an import is over: look at the records, take it back, save the rows that were refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from coorddesk.core.messages import _, _p
from coorddesk.importing.reading.pasted import called
from coorddesk.shell.saving import file_to_save

if TYPE_CHECKING:
    from coorddesk.shell.import_wizard.flow import ImportFlow
    from coorddesk.shell.import_wizard.result_step import ResultStep
    from coorddesk.shell.window_desk import WindowDesk

_PATTERN = "Excel (*.xlsx)"


class Outcome(QObject):
    """Follows the last page.

    Signals:
        records_asked: the key of the kind whose records should be shown.
        undo_asked: the change set to take back; None where nothing was written.
    """

    records_asked = Signal(str)
    undo_asked = Signal(object)

    def __init__(self, desk: WindowDesk, owner: QWidget, flow: ImportFlow, page: ResultStep) -> None:
        """`owner` owns the file dialog."""
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._flow = flow
        page.records_asked.connect(lambda: self.records_asked.emit(flow.plan_shown.looked.kind.key))
        page.undo_asked.connect(lambda: self.undo_asked.emit(flow.change_set))
        page.save_asked.connect(self._on_save_asked)

    def _on_save_asked(self) -> None:
        say, origin = self._desk.texts.say, self._flow.plan_shown.looked.origin
        sheet = origin if isinstance(origin, Path) else Path.home() / say(called(origin))
        refused = say(_p("name of a file", "{name} - refused.xlsx", name=sheet.stem))
        place = str(sheet.with_name(refused))
        name, _filter = QFileDialog.getSaveFileName(self._owner, say(_("Save the refused rows")), place, _PATTERN)
        path = file_to_save(self._desk, self._owner, name, (".xlsx",))
        if path is not None:
            self._flow.save_refused(path)
