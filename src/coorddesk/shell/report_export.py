"""Saving a report at once, without looking at it on paper first: asks where and as what, then writes it as a job."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from coorddesk.core.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.kind import ReportKind
    from coorddesk.reporting.report import Stamp
    from coorddesk.shell.window_desk import WindowDesk

_FOLDER = "folder.exports"
_USUAL = "xlsx"
_FILTERS = {"Excel (*.xlsx)": ".xlsx", "CSV (*.csv)": ".csv", "PDF (*.pdf)": ".pdf"}


class ReportExport(QFileDialog):
    """The system's dialog for a file's name and format."""

    def __init__(
        self,
        desk: WindowDesk,
        owner: QWidget,
        kind: ReportKind,
        choice: object,
        stamp_of: Callable[[Session], Stamp],
    ) -> None:
        """`open` asks; `stamp_of` reads what the paper says about itself."""
        super().__init__(owner, desk.texts.say(_("Export what is seen")))
        self._desk = desk
        self._owner = owner
        self._kind = kind
        self._choice = choice
        self._stamp_of = stamp_of
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.setDirectory(desk.settings.recall(_FOLDER) or documents)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setNameFilters(list(_FILTERS))
        self.setDefaultSuffix(_USUAL)
        title = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in desk.texts.say(kind.title))
        self.selectFile(f"{' '.join(title.split())} {desk.clock.today().isoformat()}.{_USUAL}")
        self.filterSelected.connect(lambda chosen: self.setDefaultSuffix(_FILTERS[chosen].removeprefix(".")))
        self.fileSelected.connect(self._on_file_selected)

    def save(self, path: Path) -> None:
        """Write the report to a file, in the format of its suffix."""
        self._desk.operations.job(
            self._owner,
            _("Export of {file}", file=path.name),
            partial(_write, self._kind, self._choice, self._stamp_of, self._desk.texts, path),
            said=_("Saved: {name}", name=str(path)),
        )

    def _on_file_selected(self, file: str) -> None:
        path = Path(file)
        if path.suffix.lower() not in _FILTERS.values():
            path = path.with_name(path.name + _FILTERS[self.selectedNameFilter()])
        self._desk.settings.remember(_FOLDER, str(path.parent))
        self.save(path)


def _write(  # noqa: PLR0913, PLR0917 - bound one after the other: a job holds no widget
    kind: ReportKind,
    choice: object,
    stamp_of: Callable[[Session], Stamp],
    texts: Texts,
    path: Path,
    database: Database,
    progress: Progress,
) -> None:
    """As a job."""
    from coorddesk.core.database import Lane  # SQL is loaded by now; reportlab only for the first report
    from coorddesk.reporting.write import write_report

    with database.reading(Lane.JOBS) as session:
        report, stamp = kind.build(session, choice), stamp_of(session)
    write_report(report, path, stamp, texts, progress)
