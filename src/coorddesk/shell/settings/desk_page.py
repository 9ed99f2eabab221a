"""Settings of the desk: where it lies, and whether it is safe there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.shell.trouble_page import shown_address
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.shell.window_desk import WindowDesk


class DeskPage(QWidget):
    """Says where the desk is.

    Signals:
        other_desk_asked: the button.
    """

    other_desk_asked = Signal()

    def __init__(self, desk: WindowDesk) -> None:
        """Show the place, and look at it."""
        super().__init__()
        self._desk = desk
        self._notice = Notice(desk, Tone.WARNING)
        place = label(desk, verbatim(shown_address(desk.url)), wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._folder = button(desk, _("Open its folder"), icon="folder")
        self._folder.clicked.connect(self._on_folder_clicked)
        other = button(desk, _("Open another desk…"), icon="folder-open")
        other.clicked.connect(self.other_desk_asked)
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        row.addWidget(self._folder)
        row.addWidget(other)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(desk, _("This desk lies here"), TypeScale.STRONG))
        layout.addWidget(place)
        layout.addWidget(self._notice)
        layout.addLayout(row)
        layout.addStretch()
        desk.operations.read(self, lambda session: _place(session, desk.url), self._show_place)

    def _show_place(self, found: tuple[Path | None, Message | None]) -> None:
        self._path, warning = found
        self._folder.setVisible(self._path is not None)
        self._notice.say(warning)

    def _on_folder_clicked(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def _place(_session: Session, url: str) -> tuple[Path | None, Message | None]:
    """The file of the desk, None on a server, and why it should not lie there."""
    from coorddesk.core import engine, paths  # SQL, loaded by now

    path = engine.sqlite_path(url)
    return path, paths.is_unsafe(path) if path is not None else None
