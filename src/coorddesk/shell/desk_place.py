"""Where a new desk lies: asked at its first run, when another folder or a desk that was brought along costs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _
from coorddesk.shell.opening import Opening
from coorddesk.shell.trouble_page import shown_address
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.shell.window_desk import WindowDesk

_NAME = "desk.sqlite"


class DeskPlace(QWidget):
    """Says where the desk is, warns where it is not safe there, and offers two ways out.

    Signals:
        opening_asked: an `Opening`, of a desk in another folder or of this one with what was brought along.
    """

    opening_asked = Signal(object)

    def __init__(self, desk: WindowDesk) -> None:
        """Show the place, and have it looked at."""
        super().__init__()
        self._desk = desk
        self._notice = Notice(desk, Tone.WARNING)
        where = _("This desk is kept in {place}.", place=shown_address(desk.url))
        elsewhere = button(desk, _("Keep it in another folder…"), ButtonKind.LINK)
        elsewhere.clicked.connect(self._on_elsewhere_clicked)
        brought = button(desk, _("Take over the desk of another PC…"), ButtonKind.LINK)
        brought.clicked.connect(self._on_brought_clicked)
        ways = QHBoxLayout()
        ways.setSpacing(ROOM)
        ways.addWidget(elsewhere)
        ways.addWidget(brought)
        ways.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._notice)
        layout.addWidget(label(desk, where, TypeScale.CAPTION, "muted", wrap=True))
        layout.addLayout(ways)
        desk.operations.read(self, lambda session: _judged(session, desk.url), self._on_own_judged)

    def _on_own_judged(self, judged: tuple[str, Message | None]) -> None:
        self._notice.say(judged[1])

    def _on_elsewhere_clicked(self) -> None:
        title = self._desk.texts.say(_("Choose the folder for the desk"))
        folder = QFileDialog.getExistingDirectory(self, title, str(Path(self._desk.url).parent))
        if folder:
            url = str(Path(folder, _NAME))
            self._desk.operations.read(self, lambda session: _judged(session, url), self._on_other_judged)

    def _on_other_judged(self, judged: tuple[str, Message | None]) -> None:
        url, warning = judged
        keep = _("Keep it there")
        question = _("Keep the desk there all the same?")
        if warning is None or self._desk.ask(self, question, warning, keep, dangerous=True):
            self.opening_asked.emit(Opening(url, create=True, remember=True, instead_of=self._desk.url))

    def _on_brought_clicked(self) -> None:
        say = self._desk.texts.say
        both = say(_("Backups and archives"))
        kinds = f"{both} (*.coorddesk *.sqlite)"
        name, _filter = QFileDialog.getOpenFileName(self, say(_("Take over the desk of another PC")), "", kinds)
        if name:
            self.opening_asked.emit(self._desk.opening.anew(backup=Path(name)))


def _judged(_session: Session, url: str) -> tuple[str, Message | None]:
    """The address itself, and why a desk should not lie there."""
    from coorddesk.core import engine, paths  # SQL, loaded by now

    path = engine.sqlite_path(url)
    return url, paths.is_unsafe(path) if path is not None else None
