"""Calendar files by hand: what is shown saved as one, others' taken in, a folder of them kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from coorddesk.agenda.reports import Wanted, calendar_file
from coorddesk.core.messages import Message, _, _n
from coorddesk.widgets.actions import gather, make_action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.agenda.ui.showing import Showing
    from coorddesk.widgets.desk import Desk

_SUFFIX = ".ics"
_FOLDER = "folder.calendars"


class CalendarVerbs(QObject):
    """Makes the actions; `showing` says what is shown."""

    def __init__(self, desk: Desk, page: QWidget, showing: Callable[[], Showing]) -> None:
        """`page` lists and owns them."""
        super().__init__(page)
        self._desk, self._page, self._showing = desk, page, showing
        make = partial(make_action, desk, page)
        self.save = make(_("Save what is shown as a calendar file…"), "file-down", "Ctrl+E", self._on_save)
        self.take_in = make(_("Take in a calendar file…"), "file-input", "I", self._on_take_in)
        self.keep = make(_("Keep a folder of calendar files…"), "folder", "K", self._on_keep)
        self.all = [self.save, self.take_in, self.keep]
        gather(desk, _("Calendar files"), self.all)

    def save_to(self, path: Path) -> None:
        """Write what is shown."""
        showing = self._showing()
        wanted = Wanted(showing.leaf, showing.kinds)
        work = partial(calendar_file, wanted, self._desk.features, self._desk.texts, path)
        title = _("Export of {file}", file=path.name)
        self._desk.operations.job(self._page, title, work, said=partial(_saved, path))

    def take_in_from(self, path: Path) -> None:
        """Show what a file would bring."""
        from coorddesk.agenda.ui.taking_in import TakingInDialog  # with the importer, now and then

        TakingInDialog(self._desk, self._page, path).open()

    def _on_save(self) -> None:
        say, day = self._desk.texts.say, self._showing().leaf.first
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = Path(self._desk.settings.recall(_FOLDER) or documents) / f"agenda {day.isoformat()}{_SUFFIX}"
        title = say(_("Save what is shown as a calendar file"))
        name, _filter = QFileDialog.getSaveFileName(self._page, title, str(place), self._pattern)
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == _SUFFIX else path.with_name(path.name + _SUFFIX)
            self._desk.settings.remember(_FOLDER, str(path.parent))
            self.save_to(path)

    def _on_take_in(self) -> None:
        title = self._desk.texts.say(_("Choose a calendar file"))
        place = self._desk.settings.recall(_FOLDER) or ""
        name, _filter = QFileDialog.getOpenFileName(self._page, title, place, self._pattern)
        if name:
            self._desk.settings.remember(_FOLDER, str(Path(name).parent))
            self.take_in_from(Path(name))

    def _on_keep(self) -> None:
        from coorddesk.agenda.ui.folder_dialog import FolderDialog  # once

        FolderDialog(self._desk, self._page).open()

    @property
    def _pattern(self) -> str:
        files = self._desk.texts.say(_("Calendar files"))
        return f"{files} (*{_SUFFIX})"


def _saved(path: Path, count: int) -> Message:
    entries = _n("{count} entry", "{count} entries", count)
    return _("{entries} saved: {name}", entries=entries, name=str(path))
