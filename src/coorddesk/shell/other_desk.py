"""Opening another desk: one that was used before, a file, a server, or a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from coorddesk.core.messages import _, _p
from coorddesk.shell.opening import Opening
from coorddesk.shell.saving import with_ending
from coorddesk.shell.trouble_page import shown_address
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.shell.window_desk import WindowDesk

_WIDTH, _LIST_HEIGHT = 620, 150
_PATTERN = "*.sqlite"
_ADDRESS = _("postgresql://name:password@server/desk")
_URL = Qt.ItemDataRole.UserRole


class OtherDeskDialog(QDialog):
    """Asks which desk.

    Signals:
        opening_asked: an `Opening`.
    """

    opening_asked = Signal(object)

    def __init__(self, desk: WindowDesk, owner: QWidget) -> None:
        """List the desks that were used before."""
        super().__init__(owner)
        self._desk = desk
        self.setWindowTitle(desk.texts.say(_("Open another desk")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._recent = self._build_recent()
        self._address = QLineEdit()
        self._address.setPlaceholderText(desk.texts.say(_ADDRESS))
        self._address.setAccessibleName(desk.texts.say(_("Address of a PostgreSQL database")))
        self._address.returnPressed.connect(self._on_address_entered)
        connect = button(desk, _("Connect"))
        connect.clicked.connect(self._on_address_entered)
        address = QHBoxLayout()
        address.setSpacing(TIGHT)
        address.addWidget(self._address, 1)
        address.addWidget(connect)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(label(desk, _("Which desk?"), TypeScale.TITLE))
        layout.addWidget(self._recent)
        layout.addLayout(self._files())
        layout.addWidget(label(desk, _("Or a desk that several PCs share, on a server"), kind="muted"))
        layout.addLayout(address)
        layout.addLayout(self._buttons())

    def _build_recent(self) -> QListWidget:
        recent = QListWidget()
        recent.setProperty("kind", "choice")
        recent.setAccessibleName(self._desk.texts.say(_("Desks used before")))
        recent.setIconSize(QSize(ICON + HAIR, ICON))
        recent.setFixedHeight(_LIST_HEIGHT)
        mine = str(self._desk.folders.desk)
        for url in dict.fromkeys([mine, *self._desk.settings.recent("desk")]):
            item = QListWidgetItem(self._desk.theme.icon("database", Tone.MUTED), shown_address(url))
            item.setData(_URL, url)
            recent.addItem(item)
        recent.setCurrentRow(0)
        recent.itemActivated.connect(lambda item: self._open(item.data(_URL)))
        return recent

    def _files(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        file = button(self._desk, _("Choose a file…"), icon="folder-open")
        file.clicked.connect(self._on_file_clicked)
        new = button(self._desk, _("New desk…"), icon="plus")
        new.clicked.connect(self._on_new_clicked)
        row.addWidget(file)
        row.addWidget(new)
        row.addStretch()
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        take = button(self._desk, _p("a desk", "Open"), ButtonKind.PRIMARY)
        take.setDefault(True)
        take.clicked.connect(lambda: self._open(self._recent.currentItem().data(_URL)))
        cancel = button(self._desk, _("Cancel"))
        cancel.clicked.connect(self.reject)
        row.addStretch()
        row.addWidget(take)
        row.addWidget(cancel)
        return row

    def _on_file_clicked(self) -> None:
        say = self._desk.texts.say
        desks, everything = say(_("Desks")), say(_("All files"))
        kinds = f"{desks} (*.sqlite);;{everything} (*)"
        name, _filter = QFileDialog.getOpenFileName(self, say(_("Choose a desk")), "", kinds)
        if name:
            self._open(name)

    def _on_new_clicked(self) -> None:
        say = self._desk.texts.say
        place = str(self._desk.folders.desk.parent)
        name, _filter = QFileDialog.getSaveFileName(self, say(_("Where should the new desk lie?")), place, _PATTERN)
        if name:
            self._open(str(with_ending(name, (".sqlite",))), create=True)

    def _on_address_entered(self) -> None:
        address = self._address.text().strip()
        if address:
            self._open(address, create=True)

    def _open(self, url: str, *, create: bool = False) -> None:
        own = Path(url) == self._desk.folders.desk
        self.accept()
        self.opening_asked.emit(Opening(url, create=create or own, remember=True))
