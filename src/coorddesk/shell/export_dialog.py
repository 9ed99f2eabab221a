"""Exporting every record of a kind to a sheet that can be imported again."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout

from coorddesk.core.messages import Message, _
from coorddesk.shell.saving import file_to_save
from coorddesk.shell.tabs import TABS
from coorddesk.widgets.controls import ButtonKind, button, choose_one, label
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.importing.kind import ImportKind
    from coorddesk.shell.window_desk import WindowDesk

_PATTERNS = "Excel (*.xlsx);;CSV (*.csv)"
_WIDTH = 460
_COLUMNS = 2
_FOLDER = "folder.exports"


class ExportDialog(QDialog):
    """Asks what and where; the writing is a job."""

    def __init__(self, desk: WindowDesk, owner: QWidget) -> None:
        """Offer what there is."""
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        by_tab = {key: place for place, key in enumerate(key for tab in TABS for key in tab.imports)}
        self._kinds = sorted(desk.import_kinds, key=lambda kind: by_tab.get(kind.key, len(by_tab)))
        self._choices = [QRadioButton(desk.texts.say(kind.title)) for kind in self._kinds]
        self.setWindowTitle(desk.texts.say(_("Export to a sheet")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(HAIR)
        layout.addWidget(label(desk, _("What should go into the sheet?"), TypeScale.TITLE))
        layout.addSpacing(SNUG)
        layout.addLayout(self._in_columns())
        choose_one(self._choices, self._choices[0])
        layout.addSpacing(SNUG)
        detail = _("Every record, under headers that CoordDesk knows: the sheet can be changed and imported again.")
        layout.addWidget(label(desk, detail, kind="muted", wrap=True))
        layout.addSpacing(ROOM)
        layout.addLayout(self._buttons())

    def _in_columns(self) -> QGridLayout:
        """The choices tab by tab: devices and what they are on the left, people and suppliers on the right."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(WIDE)
        grid.setVerticalSpacing(HAIR)
        rows = ceil(len(self._choices) / _COLUMNS)
        for place, choice in enumerate(self._choices):
            grid.addWidget(choice, place % rows, place // rows)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        go_on = button(self._desk, _("Choose where…"), ButtonKind.PRIMARY)
        go_on.setDefault(True)
        go_on.clicked.connect(self._on_go_on_clicked)
        cancel = button(self._desk, _("Cancel"))
        cancel.clicked.connect(self.reject)
        row.addStretch()
        row.addWidget(go_on)
        row.addWidget(cancel)
        return row

    def _on_go_on_clicked(self) -> None:
        say = self._desk.texts.say
        kind = next(kind for kind, choice in zip(self._kinds, self._choices, strict=True) if choice.isChecked())
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = Path(self._desk.settings.recall(_FOLDER, documents)) / f"{say(kind.title)}.xlsx"
        title = say(_("Export to a sheet"))
        name, chosen = QFileDialog.getSaveFileName(self, title, str(place), _PATTERNS)
        endings = (".csv", ".xlsx") if "csv" in chosen else (".xlsx", ".csv")
        path = file_to_save(self._desk, self, name, endings)
        if path is None:
            return
        self._desk.settings.remember(_FOLDER, str(path.parent))
        self._desk.operations.job(
            self._owner, _("Export of {file}", file=path.name), _exporting(kind, path, self._desk.texts), self._desk.say
        )
        self.accept()


def _exporting(kind: ImportKind, path: Path, texts: Texts) -> Callable[[Database, Progress], Message]:
    def work(database: Database, progress: Progress) -> Message:
        from coorddesk.core.database import Lane  # SQL, loaded by now
        from coorddesk.importing.exporting import columns_of
        from coorddesk.reporting.write import write_table

        with database.reading(Lane.JOBS) as session:
            write_table(columns_of(kind.on(session)), kind.rows(session), path, texts, progress)
        return _("Saved: {name}", name=str(path))

    return work
