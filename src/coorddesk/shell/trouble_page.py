"""The page in place of a desk that could not be opened: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from coorddesk.core.messages import _, verbatim
from coorddesk.shell.centred import centred
from coorddesk.widgets.controls import ButtonKind, Picture, button, label
from coorddesk.widgets.focus import hand_focus_on
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ICON, ROOM, ROW_HEIGHT, SNUG, TIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QPushButton

    from coorddesk.shell.opening_desk import NotOpened
    from coorddesk.widgets.desk import Look

_PICTURE = 40
_WIDTH = 560
_BACKUPS_SEEN = 5


class TroublePage(QWidget):
    """Says why there is no desk to work on.

    Signals:
        retry_asked, other_desk_asked, upgrade_asked: the buttons.
        backup_chosen: the path of the backup to put in the desk's place.
    """

    retry_asked = Signal()
    other_desk_asked = Signal()
    upgrade_asked = Signal()
    backup_chosen = Signal(object)

    def __init__(self, look: Look, trouble: NotOpened, url: str) -> None:
        """Build it; `url` is the desk that was wanted."""
        super().__init__()
        self._look = look
        column = QVBoxLayout()
        column.setSpacing(SNUG)
        column.addWidget(Picture(look, "triangle-alert", _PICTURE, Tone.WARNING))
        column.addWidget(label(look, _("The desk could not be opened"), TypeScale.TITLE))
        column.addWidget(_selectable(label(look, trouble.message, wrap=True)))
        column.addWidget(_selectable(label(look, verbatim(shown_address(url)), TypeScale.CAPTION, "muted", wrap=True)))
        column.addSpacing(TIGHT)
        column.addLayout(self._buttons(trouble))
        hand_focus_on(self, lambda: self._retry)
        if trouble.backups:
            column.addSpacing(ROOM)
            self._add_backups(column, trouble)
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(centred(middle))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard."""
        super().showEvent(event)
        self.setFocus()

    def _buttons(self, trouble: NotOpened) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        self._retry = button(self._look, _("Try again"), ButtonKind.PRIMARY, "refresh-cw")
        self._retry.clicked.connect(self.retry_asked)
        if trouble.can_upgrade:
            upgrade = button(self._look, _("Upgrade the desk"), icon="sparkles")
            upgrade.clicked.connect(self.upgrade_asked)
            row.addWidget(upgrade)
        other = button(self._look, _("Open another desk…"), icon="folder-open")
        other.clicked.connect(self.other_desk_asked)
        row.insertWidget(0, self._retry)
        row.addWidget(other)
        row.addStretch()
        return row

    def _add_backups(self, column: QVBoxLayout, trouble: NotOpened) -> None:
        look = self._look
        column.addWidget(label(look, _("Or put a backup in its place"), TypeScale.HEADING))
        column.addWidget(label(look, _("What is there now is kept beside it under another name."), kind="muted"))
        shown = QListWidget()
        shown.setProperty("kind", "choice")
        shown.setIconSize(QSize(ICON + HAIR, ICON))
        shown.setAccessibleName(look.texts.say(_("Backups, the latest first")))
        for backup in trouble.backups:
            item = QListWidgetItem(look.theme.icon("archive", Tone.MUTED), look.texts.moment(backup.moment))
            item.setData(Qt.ItemDataRole.UserRole, backup.path)
            shown.addItem(item)
        shown.setFixedHeight(ROW_HEIGHT * min(len(trouble.backups), _BACKUPS_SEEN))
        shown.setCurrentRow(0)
        restore = self._restore_button(shown)
        shown.itemActivated.connect(restore.click)
        column.addWidget(shown)
        column.addWidget(restore, alignment=Qt.AlignmentFlag.AlignLeft)

    def _restore_button(self, shown: QListWidget) -> QPushButton:
        restore = button(self._look, _("Restore this backup"), icon="archive-restore")
        restore.clicked.connect(lambda: self.backup_chosen.emit(shown.currentItem().data(Qt.ItemDataRole.UserRole)))
        return restore


def shown_address(url: str) -> str:
    """A path as it is, the address of a server without its password."""
    scheme, mark, rest = url.partition("://")
    secret, at, place = rest.rpartition("@")
    return f"{scheme}{mark}{secret.partition(':')[0]}{at}{place}" if mark else url


def _selectable(line: QLabel) -> QLabel:
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return line
