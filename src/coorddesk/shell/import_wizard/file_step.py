"""The first step: which file, dropped or chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.core.resources import resource
from coorddesk.shell.dropping import SHEET_SUFFIXES, sheet_in
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, ROOM, SNUG, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from coorddesk.core.errors import UserError
    from coorddesk.shell.window_desk import WindowDesk

_PICTURE = 48
_RECENT_SHOWN = 5
_SAMPLE = "samples/inventaire.xlsx"
RECENT = "sheet"
"""Under this kind the settings keep the sheets that were taken in last."""


class FileStep(QWidget):
    """Waits for a sheet.

    Signals:
        chosen: the path of a file.
    """

    chosen = Signal(object)

    def __init__(self, desk: WindowDesk) -> None:
        """Offer a place to drop a file, a button to choose one, and those that were used last."""
        super().__init__()
        self._desk = desk
        self.trouble = Notice(desk, Tone.DANGER)
        self._choose = button(desk, _("Choose a file…"), ButtonKind.PRIMARY, "folder-open")
        self._choose.clicked.connect(self._on_choose_clicked)
        hand_focus_on(self, lambda: self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        layout.addWidget(self.trouble)
        layout.addWidget(self._drop_place(), 1)
        layout.addLayout(self._recent())

    def _drop_place(self) -> QFrame:
        desk = self._desk
        place = _DropPlace(self.chosen.emit)
        column = QVBoxLayout(place)
        column.setSpacing(SNUG)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Picture(desk, "file-spreadsheet", _PICTURE, Tone.ACCENT), alignment=middle)
        column.addWidget(label(desk, _("Drop a sheet here"), TypeScale.TITLE), alignment=middle)
        column.addWidget(
            label(desk, _("Excel (.xlsx, .xls), LibreOffice (.ods) or csv, as you have it."), kind="muted"),
            alignment=middle,
        )
        column.addWidget(
            label(desk, _("Nothing is written before you have seen what it would do."), kind="muted"), alignment=middle
        )
        column.addSpacing(ROOM)
        column.addWidget(self._choose, alignment=middle)
        sample = button(desk, _("No sheet at hand? Try the sample"), ButtonKind.LINK)
        sample.clicked.connect(lambda: self.chosen.emit(resource(_SAMPLE)))
        column.addWidget(sample, alignment=middle)
        column.addStretch(3)
        return place

    def _recent(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        paths = [Path(name) for name in self._desk.settings.recent(RECENT)]
        there = [path for path in paths if path.suffix.lower() in SHEET_SUFFIXES and path.is_file()][:_RECENT_SHOWN]
        if there:
            row.addWidget(label(self._desk, _("Used last:"), kind="muted"))
        for path in there:
            again = button(self._desk, verbatim(path.name), ButtonKind.QUIET, "file-text")
            again.setToolTip(str(path))
            again.clicked.connect(lambda _checked=False, path=path: self.chosen.emit(path))
            row.addWidget(again)
        row.addStretch()
        return row

    def show_trouble(self, error: UserError | None) -> None:
        """Say what is wrong with the file that was chosen."""
        self.trouble.say(error.message if error is not None else None)

    def _on_choose_clicked(self) -> None:
        say = self._desk.texts.say
        sheets, every = say(_("Sheets")), say(_("All files"))
        patterns = " ".join(f"*{suffix}" for suffix in SHEET_SUFFIXES)
        last = next(iter(self._desk.settings.recent(RECENT)), "")
        folder = str(Path(last).parent) if last else ""
        title = say(_("Choose a sheet"))
        name, _filter = QFileDialog.getOpenFileName(self, title, folder, f"{sheets} ({patterns});;{every} (*)")
        if name:
            self.chosen.emit(Path(name))


class _DropPlace(QFrame):
    """A dashed field that takes a file."""

    def __init__(self, take: Callable[[Path], object]) -> None:
        super().__init__()
        self._take = take
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.setMinimumHeight(8 * AIRY)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if sheet_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        sheet = sheet_in(event.mimeData())
        if sheet is not None:
            event.acceptProposedAction()
            self._take(sheet)
