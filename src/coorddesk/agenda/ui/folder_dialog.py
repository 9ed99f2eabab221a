"""The dialog of the folder in which this PC keeps the calendar files of the desk up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from coorddesk.agenda.ui.calendar_keeping import choose_folder, folder_of, keep_now, mark_of_desk
from coorddesk.core.messages import _, _n, _p, verbatim
from coorddesk.widgets.controls import ButtonKind, breakable, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.agenda.reports import Kept
    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

_WIDTH = 520


class FolderDialog(QDialog):
    """What is chosen here takes effect at once."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Read which desk it is."""
        super().__init__(owner)
        self._desk = desk
        self._mark: str | None = None
        self.setWindowTitle(desk.texts.say(_("Folder of calendar files")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._folder = label(desk, scale=TypeScale.STRONG, wrap=True)
        self._told = Notice(desk, Tone.ACCENT)
        self._trouble = Notice(desk, Tone.DANGER)
        self.choose = button(desk, _("Choose a folder…"), icon="folder-open")
        self.none = button(desk, _("Keep none"), ButtonKind.QUIET)
        self._close = button(desk, _p("dismiss a message", "Close"), ButtonKind.PRIMARY)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.none.clicked.connect(self._on_none_clicked)
        self._close.clicked.connect(self.accept)
        self._lay_out()
        for each in (self.choose, self.none):
            each.setEnabled(False)
        desk.operations.read(self, mark_of_desk, self._on_mark_read, self._show_trouble)

    def keep(self, folder: Path) -> None:
        """Keep a folder from now on, and write into it at once."""
        assert self._mark is not None
        choose_folder(self._desk.settings, self._mark, folder)
        self._show_folder()
        keep_now(self._desk, self, folder, self._show_kept, self._show_trouble)

    def _lay_out(self) -> None:
        desk = self._desk
        about = _(
            "Calendars on other PCs and telephones can subscribe to these files: one with everything, one of each kind."
            " They are written anew after each change while CoordDesk is open here."
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        for each in (self.choose, self.none):
            buttons.addWidget(each)
        buttons.addStretch()
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(desk, about, kind="muted", wrap=True))
        layout.addWidget(self._folder)
        layout.addWidget(self._told)
        layout.addWidget(self._trouble)
        layout.addLayout(buttons)

    def _on_mark_read(self, mark: str) -> None:
        self._mark = mark
        self.choose.setEnabled(True)
        self._show_folder()
        folder = folder_of(self._desk.settings, mark)
        if folder is not None:
            keep_now(self._desk, self, folder, self._show_kept, self._show_trouble)

    def _show_folder(self) -> None:
        assert self._mark is not None
        folder = folder_of(self._desk.settings, self._mark)
        shown = verbatim(breakable(str(folder))) if folder is not None else _("No folder is kept on this PC.")
        self._folder.setText(self._desk.texts.say(shown))
        self.none.setEnabled(folder is not None)

    def _on_choose_clicked(self) -> None:
        assert self._mark is not None
        before = folder_of(self._desk.settings, self._mark)
        title = self._desk.texts.say(_("Choose the folder of the calendar files"))
        folder = QFileDialog.getExistingDirectory(self, title, str(before or ""))
        if folder:
            self.keep(Path(folder))

    def _on_none_clicked(self) -> None:
        assert self._mark is not None
        choose_folder(self._desk.settings, self._mark, None)
        self._told.say(None)
        self._trouble.say(None)
        self._show_folder()

    def _show_kept(self, kept: Kept) -> None:
        self._trouble.say(None)
        files = _n("{count} calendar file is kept there.", "{count} calendar files are kept there.", len(kept.files))
        self._told.say(files)

    def _show_trouble(self, error: UserError) -> None:
        self._told.say(None)
        self._trouble.say(error.message)
