"""The first step: which file or folder, dropped, chosen or pasted; or an empty sheet to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, verbatim
from coorddesk.core.resources import resource
from coorddesk.importing.reading.pasted import Pasted
from coorddesk.shell.dropping import SHEET_SUFFIXES, sheet_in
from coorddesk.shell.saving import file_to_save
from coorddesk.shell.tabs import TABS
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import AIRY, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from coorddesk.importing.kind import ImportKind
    from coorddesk.shell.window_desk import WindowDesk

_PICTURE = 48
_PATTERN = "Excel (*.xlsx)"
_NATIVE = QKeySequence.SequenceFormat.NativeText
_RECENT_SHOWN = 5
_SAMPLE = "samples/inventaire.xlsx"
RECENT = "sheet"
"""Under this kind the settings keep the sheets that were taken in last."""


class FileStep(QWidget):
    """Waits for a sheet.

    Signals:
        chosen: the path of a file or folder, or the `Pasted` cells.
        template_asked: the key of a kind of which people want an empty sheet, and the path where it goes.
    """

    chosen = Signal(object)
    template_asked = Signal(str, object)

    def __init__(self, desk: WindowDesk, kinds: Sequence[ImportKind]) -> None:
        """Offer a place to drop a file, buttons to choose one, and those that were used last."""
        super().__init__()
        self._desk = desk
        self._kinds = kinds
        self.trouble = Notice(desk, Tone.DANGER)
        self.saved = Notice(desk, Tone.SUCCESS)
        self._choose = button(desk, _("Choose a file…"), ButtonKind.PRIMARY, "folder-open")
        self._choose.clicked.connect(self._on_choose_clicked)
        self._folder = button(desk, _("A whole folder…"), icon="folder")
        self._folder.clicked.connect(self._on_folder_clicked)
        self._paste = button(desk, _("Paste cells"), icon="copy")
        self._paste.setToolTip(QKeySequence(QKeySequence.StandardKey.Paste).toString(_NATIVE))
        self._paste.clicked.connect(self._on_paste_wanted)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self._on_paste_wanted)
        hand_focus_on(self, lambda: self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        layout.addWidget(self.trouble)
        layout.addWidget(self.saved)
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
            label(
                desk,
                _("Excel (.xlsx, .xls), LibreOffice (.ods) or csv, as you have it; a folder of them; or copied cells."),
                kind="muted",
            ),
            alignment=middle,
        )
        column.addWidget(
            label(desk, _("Nothing is written before you have seen what it would do."), kind="muted"), alignment=middle
        )
        column.addSpacing(ROOM)
        ways = QHBoxLayout()
        ways.setSpacing(TIGHT)
        for way in (self._choose, self._folder, self._paste):
            ways.addWidget(way)
        column.addLayout(_centred(ways))
        without = QHBoxLayout()
        without.setSpacing(WIDE)
        self._empty = button(desk, _("An empty sheet to fill in…"), ButtonKind.LINK)
        self._empty.clicked.connect(self._on_empty_clicked)
        sample = button(desk, _("No sheet at hand? Try the sample"), ButtonKind.LINK)
        sample.clicked.connect(lambda: self.chosen.emit(resource(_SAMPLE)))
        without.addWidget(self._empty)
        without.addWidget(sample)
        column.addLayout(_centred(without))
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
        self.saved.say(None)

    def show_saved(self, path: Path) -> None:
        """Say where the empty sheet is."""
        self.trouble.say(None)
        self.saved.say(_("Saved: {name}. Fill it in, save it, and choose it here.", name=str(path)))

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

    def _on_folder_clicked(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._desk.texts.say(_("Choose a folder of sheets")))
        if name:
            self.chosen.emit(Path(name))

    def _on_paste_wanted(self) -> None:
        """Take a file that was copied, or cells."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()  # none where nothing was ever copied
        sheet = None if data is None else sheet_in(data)
        if sheet is not None:
            self.chosen.emit(sheet)
        elif data is not None and data.text().strip():
            self.chosen.emit(Pasted(data.text(), data.html()))
        else:
            self.show_trouble(UserError(_("Nothing was copied. Copy cells in your spreadsheet, then paste them here.")))

    def _on_empty_clicked(self) -> None:
        """Ask of what kind, then where to."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, kind in enumerate(self._kinds):
            if place == len(TABS):  # what belongs to the others
                menu.addSeparator()
            action = menu.addAction(self._desk.texts.say(kind.title))
            action.triggered.connect(lambda _checked=False, kind=kind: self.ask_where(kind))
        menu.popup(self._empty.mapToGlobal(self._empty.rect().bottomLeft()))

    def ask_where(self, kind: ImportKind) -> None:
        """Ask where the empty sheet of a kind goes."""
        say = self._desk.texts.say
        name, _filter = QFileDialog.getSaveFileName(self, say(_("Save the empty sheet")), say(kind.title), _PATTERN)
        path = file_to_save(self._desk, self, name, (".xlsx",))
        if path is not None:
            self.template_asked.emit(kind.key, path)


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


def _centred(inner: QLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addLayout(inner)
    row.addStretch()
    return row
