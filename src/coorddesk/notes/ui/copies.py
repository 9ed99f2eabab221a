"""Attached files outside the desk: copies that the system's programs open, and copies that people keep."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, QObject, QStandardPaths, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from coorddesk.core.errors import Surroundings
from coorddesk.core.files import get
from coorddesk.core.messages import _
from coorddesk.core.whole_file import whole_file
from coorddesk.notes.rules import is_program_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.notes.queries import AttachmentRow
    from coorddesk.widgets.desk import Desk

_FOLDER = "notes.folder"


class Copies(QObject):
    """One for a window; the copies that were only opened go with the program."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        """Make no folder yet."""
        super().__init__(parent)
        self._desk = desk
        self._folder: QTemporaryDir | None = None
        program = QCoreApplication.instance()
        assert program is not None
        program.aboutToQuit.connect(self.clear)

    def open(self, owner: QWidget, row: AttachmentRow) -> None:
        """Open a copy that can be read only with the program that the system has for it; a program is never run."""
        if is_program_name(row.name):
            self._offer_to_save(owner, row)
            return
        folder = self._below(row.file)
        if folder is None:
            said = _(
                "{name} was not opened: the temporary folder of this PC is full or locked. Save a copy elsewhere.",
                name=row.name,
            )
            self._desk.warn(owner, Surroundings(said))
            return
        self._desk.operations.read(owner, partial(_copy, row, folder), self._open_copy)

    def save(self, owner: QWidget, row: AttachmentRow) -> None:
        """Ask where to, and write a copy there."""
        say, settings = self._desk.texts.say, self._desk.settings
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = Path(settings.recall(_FOLDER, documents)) / row.name
        name, _pattern = QFileDialog.getSaveFileName(owner, say(_("Save a copy")), str(place))
        if name:
            settings.remember(_FOLDER, str(Path(name).parent))
            said = _("Saved: {file}", file=Path(name).name)
            self._desk.operations.read(owner, partial(_save, row, Path(name)), lambda _done: self._desk.say(said))

    def clear(self) -> None:
        """Remove every copy that was only opened."""
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.remove()

    def _below(self, file_hash: str) -> Path | None:
        """A folder for one file, so that it keeps its name, into which nobody else may look; None if none is made."""
        if self._folder is None:
            folder = QTemporaryDir(QDir.tempPath() + "/coorddesk-XXXXXX")
            if not folder.isValid():
                return None
            self._folder = folder
        return Path(self._folder.path()) / file_hash[:16]

    def _open_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            trouble = _("No program of this PC opens {name}. Save a copy, then open it from there.", name=path.name)
            self._desk.warn(None, Surroundings(trouble))

    def _offer_to_save(self, owner: QWidget, row: AttachmentRow) -> None:
        question = _("{name} is a program. It is not opened from here.", name=row.name)
        detail = _("Whoever attached it may be mistaken about what it does. Save it only if you know what it is.")
        if self._desk.ask(owner, question, detail, _("Save a copy…")):
            self.save(owner, row)


def _copy(row: AttachmentRow, folder: Path, session: Session) -> Path:
    """In the lane."""
    path = folder / row.name
    if not path.exists():
        data = get(session, row.file)
        folder.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as file:
            file.write(data)
        path.chmod(stat.S_IREAD)  # what is written into a copy would be lost
    return path


def _save(row: AttachmentRow, path: Path, session: Session) -> None:
    """In the lane."""
    data = get(session, row.file)
    with whole_file(path) as file:
        file.write(data)
