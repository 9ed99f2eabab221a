"""The whole desk in one file, for another PC: asked where to, made in the jobs lane, and read back whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from coorddesk.core.messages import Message, _
from coorddesk.shell.saving import file_to_save

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.move import Moved
    from coorddesk.shell.window_desk import WindowDesk

_SUFFIX = ".coorddesk"


def save_for_another_pc(desk: WindowDesk, owner: QWidget) -> None:
    """Ask where to, and begin."""
    say = desk.texts.say
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    place = str(folder / f"CoordDesk {desk.clock.today().isoformat()}{_SUFFIX}")
    archives = say(_("Archives"))
    kinds = f"{archives} (*{_SUFFIX})"
    name, _filter = QFileDialog.getSaveFileName(owner, say(_("Save the desk for another PC")), place, kinds)
    path = file_to_save(desk, owner, name, (_SUFFIX,))
    if path is None:
        return
    url, clock = desk.url, desk.clock

    def work(_database: Database, progress: Progress) -> Moved:
        from coorddesk.core.archive import pack  # SQL, loaded by now

        return pack(url, path, clock=clock, progress=progress)

    desk.operations.job(owner, _("Saving the desk"), work, lambda moved: desk.say(_told(moved, path)))


def _told(moved: Moved, path: Path) -> Message:
    if moved.troubles:
        return moved.troubles[0]
    return _("Saved as {name}. Double-click it on the other PC, where CoordDesk is installed.", name=path.name)
