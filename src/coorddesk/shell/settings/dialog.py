"""The settings dialog: its parts at the left, one of them at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coorddesk.agenda.ui.page import HoursPage
from coorddesk.core.messages import _, _p
from coorddesk.helpdesk.ui.setup.page import SetupPage
from coorddesk.kiosk.ui.kiosks_page import KiosksPage
from coorddesk.notices.ui.settings_page import MessagesSettings
from coorddesk.shell.memory import AUTHOR
from coorddesk.shell.settings.backups_page import BackupsPage
from coorddesk.shell.settings.desk_page import DeskPage
from coorddesk.shell.settings.general_page import GeneralPage
from coorddesk.shell.settings.organisation_page import OrganisationPage
from coorddesk.shell.settings.parts import PARTS
from coorddesk.shell.settings.scanner_page import ScannerPage
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import CONTROL_HEIGHT, HAIR, ICON, ROOM, TIGHT, WIDE

if TYPE_CHECKING:
    from coorddesk.shell.window_desk import WindowDesk

_WIDTH, _HEIGHT, _PARTS_WIDTH = 860, 720, 190
"""What a window has around it on the screen, its title and a task bar, in pixels."""


class SettingsDialog(QDialog):
    """What is chosen here takes effect at once.

    Signals:
        language_chosen: 'fr' or 'en'.
        author_changed: the name in the history is another from now on.
        back_up_asked: make a backup now.
        backup_chosen: the path of the backup to put in the desk's place.
        other_desk_asked: open another desk.
    """

    language_chosen = Signal(str)
    author_changed = Signal()
    back_up_asked = Signal()
    backup_chosen = Signal(object)
    other_desk_asked = Signal()

    def __init__(self, desk: WindowDesk, owner: QWidget) -> None:
        """Build every part."""
        super().__init__(owner)
        self._desk = desk
        self._general = GeneralPage(desk)
        self._organisation = OrganisationPage(desk)
        self._hours = HoursPage(desk)
        self._helpdesk = SetupPage(desk)
        self._messages = MessagesSettings(desk)
        self._kiosks = KiosksPage(desk)
        self._scanner = ScannerPage(desk)
        self._backups = BackupsPage(desk)
        self._place = DeskPage(desk)
        self._title = label(desk, scale=TypeScale.TITLE)
        self._pages = QStackedWidget()
        self._parts = QListWidget()
        self.setWindowTitle(desk.texts.say(_("Settings")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        self._build()
        self._parts.currentRowChanged.connect(self._on_part_chosen)
        self._general.language_chosen.connect(self._on_language_chosen)
        self._backups.back_up_asked.connect(self.back_up_asked)
        self._backups.backup_chosen.connect(self._on_backup_chosen)
        self._place.other_desk_asked.connect(self._on_other_desk_asked)
        self._parts.setCurrentRow(0)

    def show_part(self, key: str) -> None:
        """Bring a part forward."""
        self._parts.setCurrentRow([part.key for part in PARTS].index(key))

    def show_new_backup(self) -> None:
        """A backup was made: list it."""
        self._backups.reload()

    def _build(self) -> None:
        say = self._desk.texts.say
        desk = (self._organisation, self._hours, self._helpdesk, self._messages, self._kiosks)
        for page in (self._general, *desk, self._scanner, self._backups, self._place):
            self._pages.addWidget(_scrolled(page))
        self._parts.setFixedWidth(_PARTS_WIDTH)
        self._parts.setIconSize(QSize(ICON + HAIR, ICON))
        self._parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts.setAccessibleName(say(_("Parts of the settings")))
        self._parts.setProperty("kind", "parts")
        for _key, title, icon in PARTS:
            item = QListWidgetItem(self._desk.theme.icon(icon), say(title))
            item.setSizeHint(QSize(0, CONTROL_HEIGHT + HAIR))
            self._parts.addItem(item)
        close = button(self._desk, _p("dismiss a message", "Close"), ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        right = QVBoxLayout()
        right.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        right.setSpacing(TIGHT)
        right.addWidget(self._title)
        right.addSpacing(TIGHT)
        right.addWidget(self._pages, 1)
        right.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._parts)
        layout.addLayout(right, 1)

    def _on_part_chosen(self, row: int) -> None:
        self._pages.setCurrentIndex(row)
        self._title.setText(self._desk.texts.say(PARTS[row].title))

    def _on_language_chosen(self, language: str) -> None:
        if language != self._desk.texts.language and self._may_close():
            self.accept()
            self.language_chosen.emit(language)

    def _on_backup_chosen(self, path: object) -> None:
        self.accept()
        self.backup_chosen.emit(path)

    def _on_other_desk_asked(self) -> None:
        self.accept()
        self.other_desk_asked.emit()

    def _may_close(self) -> bool:
        parts = (self._organisation.form, self._hours, self._messages)
        if not any(part.touched() for part in parts):
            return True
        return self._desk.ask(
            self, _("Throw away what you typed?"), None, _p("typed text", "Throw away"), dangerous=True
        )

    def done(self, result: int) -> None:
        """Take the name over; every way of closing comes here."""
        super().done(result)
        if self._general.author != self._desk.settings.recall(AUTHOR, ""):
            self._desk.settings.remember(AUTHOR, self._general.author or None)
            self.author_changed.emit()

    def reject(self) -> None:
        """Ask before something typed is lost."""
        if self._may_close():
            super().reject()


def _scrolled(page: QWidget) -> QScrollArea:
    """A part in an area of its own: none is scrolled because another is long."""
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
