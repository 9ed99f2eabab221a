"""Settings of backups: the last ones, one more now, a second place, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.shell.backups import is_to_be_restored
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.backup import Backup
    from coorddesk.shell.window_desk import WindowDesk

_BYTES_OF_A_MEGABYTE = 1_000_000
_PATH = Qt.ItemDataRole.UserRole


class BackupsPage(QWidget):
    """Shows the backups of this desk, the latest first.

    Signals:
        back_up_asked: make one now.
        backup_chosen: the path of the one to put in the desk's place; the user is sure.
    """

    back_up_asked = Signal()
    backup_chosen = Signal(object)

    def __init__(self, desk: WindowDesk) -> None:
        """Read what there is."""
        super().__init__()
        self._desk = desk
        self._last = label(desk, wrap=True)
        self._list = QListWidget()
        self._list.setProperty("kind", "choice")
        self._list.setIconSize(QSize(ICON + HAIR, ICON))
        self._list.setAccessibleName(desk.texts.say(_("Backups, the latest first")))
        self._second = label(desk, kind="muted", wrap=True)
        self._restore = button(desk, _("Restore this backup…"), icon="archive-restore")
        self._restore.clicked.connect(self._on_restore_clicked)
        self._none = button(desk, _("No second place"), ButtonKind.QUIET)
        self._none.clicked.connect(lambda: self._choose_second(None))
        self._lay_out()
        self._show_second()
        self.reload()

    def _lay_out(self) -> None:
        desk = self._desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._last)
        layout.addLayout(self._buttons((_("Back up now"), "hard-drive", self.back_up_asked.emit)))
        layout.addSpacing(ROOM)
        layout.addWidget(label(desk, _("Second place"), TypeScale.STRONG))
        layout.addWidget(self._second)
        choose = self._buttons((_("Choose a folder…"), "folder-open", self._on_second_clicked))
        choose.insertWidget(1, self._none)
        layout.addLayout(choose)
        layout.addSpacing(ROOM)
        layout.addWidget(label(desk, _("Backups of this desk"), TypeScale.STRONG))
        layout.addWidget(self._list, 1)
        restore = self._buttons((_("Restore another file…"), "folder-open", self._on_other_clicked))
        restore.insertWidget(0, self._restore)
        layout.addLayout(restore)
        layout.addStretch()

    def reload(self) -> None:
        """Look at the folder of the backups again."""
        url = self._desk.url
        self._desk.operations.read(self, lambda session: _backups(session, url), self._show_backups)

    def _show_backups(self, backups: Sequence[tuple[Backup, int]]) -> None:
        texts = self._desk.texts
        self._list.clear()
        for backup, size in backups:
            words = _("{moment}  ·  {size} MB", moment=backup.moment, size=texts.number(size / _BYTES_OF_A_MEGABYTE, 1))
            item = QListWidgetItem(self._desk.theme.icon("archive", Tone.MUTED), texts.say(words))
            item.setData(_PATH, backup.path)
            item.setToolTip(str(backup.path))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._list.setVisible(bool(backups))
        self._restore.setEnabled(bool(backups))
        last = _("Last backup: {moment}. It was opened and checked.", moment=backups[0][0].moment) if backups else None
        self._last.setText(texts.say(last or _("There is no backup of this desk yet.")))

    def _show_second(self) -> None:
        place = self._desk.settings.second_backups
        nowhere = _(
            "None. A stick, or a folder that is copied elsewhere, keeps the desk safe when this PC is stolen or breaks."
        )
        self._second.setText(self._desk.texts.say(verbatim(place) if place else nowhere))
        self._none.setVisible(place is not None)

    def _on_second_clicked(self) -> None:
        title = self._desk.texts.say(_("Choose the second place for backups"))
        folder = QFileDialog.getExistingDirectory(self, title, self._desk.settings.second_backups or "")
        if folder:
            self._choose_second(folder)

    def _choose_second(self, folder: str | None) -> None:
        self._desk.settings.second_backups = folder
        self._show_second()

    def _on_restore_clicked(self) -> None:
        item = self._list.currentItem()
        self._restore_from(item.data(_PATH), verbatim(item.text()))

    def _on_other_clicked(self) -> None:
        say = self._desk.texts.say
        title, both = say(_("Choose a backup")), say(_("Backups and archives"))
        kinds = f"{both} (*.sqlite *.coorddesk)"
        name, _filter = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self._restore_from(Path(name), verbatim(Path(name).name))

    def _restore_from(self, path: Path, name: Message) -> None:
        if is_to_be_restored(self._desk, self, name):
            self.backup_chosen.emit(path)

    def _buttons(self, *offers: tuple[Message, str, Callable[[], object]]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        for text, icon, take in offers:
            made = button(self._desk, text, icon=icon)
            made.clicked.connect(lambda _checked=False, take=take: take())
            row.addWidget(made)
        row.addStretch()
        return row


def _backups(_session: Session, url: str) -> list[tuple[Backup, int]]:
    """The backups and their sizes in bytes."""
    from coorddesk.core import backup, trouble  # SQL, loaded by now

    with trouble.told_apart():
        return [(each, each.path.stat().st_size) for each in backup.list_backups(url)]
