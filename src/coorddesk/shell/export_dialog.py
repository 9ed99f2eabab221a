"""Exporting every record of a kind to a sheet that can be imported again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from coorddesk.core.messages import Message, _
from coorddesk.shell.saving import file_to_save
from coorddesk.shell.tabs import TABS
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, ROW_HEIGHT, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.importing.kind import ImportKind
    from coorddesk.shell.window_desk import WindowDesk

_PATTERNS = "Excel (*.xlsx);;CSV (*.csv)"
_WIDTH, _HEIGHT = 460, 620
_KIND = Qt.ItemDataRole.UserRole
_FOLDER = "folder.exports"


class ExportDialog(QDialog):
    """Asks what and where; the writing is a job."""

    def __init__(self, desk: WindowDesk, owner: QWidget) -> None:
        """Offer what there is."""
        super().__init__(owner)
        self._desk = desk
        self._owner = owner
        self._kinds = {kind.key: kind for kind in desk.import_kinds}
        self.list = self._listed()
        self.setWindowTitle(desk.texts.say(_("Export to a sheet")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(label(desk, _("What should go into the sheet?"), TypeScale.TITLE))
        layout.addWidget(self.list, 1)
        detail = _("Every record, under headers that CoordDesk knows: the sheet can be changed and imported again.")
        layout.addWidget(label(desk, detail, kind="muted", wrap=True))
        layout.addLayout(self._buttons())
        resize_on_screen(self, _WIDTH, _HEIGHT)

    @property
    def kind(self) -> ImportKind:
        """What is chosen."""
        return self._kinds[self.list.currentItem().data(_KIND)]

    def _listed(self) -> QListWidget:
        """What there is, tab by tab; a letter leads to the next that begins with it."""
        say = self._desk.texts.say
        listed = QListWidget()
        listed.setProperty("kind", "choice")
        listed.setAccessibleName(say(_("What should go into the sheet?")))
        for tab in TABS:
            if tab.imports:
                self._head(listed, say(tab.title))
            for key in tab.imports:
                item = QListWidgetItem(say(self._kinds[key].title), listed)
                item.setData(_KIND, key)
                item.setSizeHint(QSize(0, ROW_HEIGHT))
        listed.setCurrentRow(1)  # below the first heading
        listed.itemActivated.connect(self._on_go_on_clicked)
        return listed

    def _head(self, listed: QListWidget, title: str) -> None:
        heading = QListWidgetItem(title, listed)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setFont(self._desk.theme.font(TypeScale.STRONG))
        heading.setSizeHint(QSize(0, ROW_HEIGHT + TIGHT))

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
        kind = self.kind
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
