"""The menu bar: the window's commands, where people look for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from coorddesk.core.messages import Message, _, _p
from coorddesk.shell.settings.parts import PARTS
from coorddesk.shell.tabs import keys_of
from coorddesk.widgets.actions import WITHIN
from coorddesk.widgets.theme import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coorddesk.reporting.kind import ReportKind
    from coorddesk.shell.tabs import Tab
    from coorddesk.shell.undoing import Undoing
    from coorddesk.widgets.desk import Look
    from coorddesk.widgets.page import Page


@dataclass(frozen=True)
class Command:
    """Something the window does, by the key under which the window is asked for it."""

    key: str
    text: Message
    icon: str = ""
    keys: str = ""


_LINE = None
_FILE = (
    Command("import", _("Import a sheet…"), "file-spreadsheet", "Ctrl+I"),
    Command("export", _("Export to a sheet…"), "file-down", "Ctrl+Shift+E"),
    _LINE,
    Command("labels_ahead", _("Print labels ahead…"), "qr-code"),
    Command("file_papers", _("File signed pages…"), "file-input", "Ctrl+Shift+I"),
    _LINE,
    Command("back_up", _("Back up now"), "hard-drive"),
    Command("restore", _("Restore a backup…"), "archive-restore"),
    Command("archive", _("Save for another PC…"), "archive"),
    _LINE,
    Command("other_desk", _("Open another desk…"), "folder-open", "Ctrl+O"),
    Command("demo", _("Look at the demo"), "sparkles"),
    Command("kiosk", _("Open the kiosk on this PC…"), "laptop"),
    _LINE,
    Command("close", _("Quit"), "log-out", "Ctrl+Q"),
)
_EDIT = (
    _LINE,
    Command("copy", _("Copy"), "copy"),
    Command("find", _("Filter this list"), "funnel", "Ctrl+F"),
    Command("search", _("Search everything"), "search", "Ctrl+K"),
    _LINE,
    Command("reminders", _("To do…"), "bell", "Ctrl+R"),
    Command("history", _("History…"), "history", "Ctrl+H"),
    Command("settings", _("Settings…"), "settings", "Ctrl+,"),
)
_VIEW = (
    _LINE,
    Command("reload", _("Reload"), "refresh-cw", "F5"),
    Command("full_screen", _("Full screen"), "", "F11"),
    _LINE,
)
_HELP = (
    Command("shortcuts", _("Keyboard shortcuts"), "keyboard", "F1"),
    Command("logs", _("Open the folder of the logs"), "folder"),
    _LINE,
    Command("about", _("About CoordDesk"), "info"),
)
_WITHOUT_DESK = {"other_desk", "demo", "close", "full_screen", "shortcuts", "logs", "about"}
APPEARANCES = {
    Appearance.SYSTEM: _("As the system"),
    Appearance.LIGHT: _p("appearance", "Light"),
    Appearance.DARK: _p("appearance", "Dark"),
}


class Menus(QMenuBar):
    """The bar and its actions.

    Signals:
        asked: the key of a command; for a tab "tab:KEY", for a report "report:KEY".
        appearance_chosen: an `Appearance`.
    """

    asked = Signal(str)
    appearance_chosen = Signal(object)

    def __init__(self, look: Look, tabs: Sequence[Tab], undoing: Undoing) -> None:
        """Build every menu; the page's own and the reports are filled later."""
        super().__init__()
        self._look = look
        self._undoing = undoing
        self._actions: dict[str, QAction] = {}
        file, edit, view, helping = (
            self.addMenu(look.texts.say(title))
            for title in (_p("menu", "&File"), _p("menu", "&Edit"), _p("menu", "&View"), _p("menu", "&Help"))
        )
        self._add(file, _FILE)
        self._reports = QMenu(look.texts.say(_("Reports")), file)
        self._reports.setIcon(look.theme.icon("printer"))
        self._reports.setEnabled(False)
        file.insertMenu(self._actions["back_up"], self._reports)
        file.insertSeparator(self._actions["back_up"])
        edit.addActions([undoing.undo_action, undoing.redo_action])
        self._add(edit, _EDIT)
        self._add_parts_of_settings()
        self._offered: list[QAction] = []
        self._within: dict[str, QMenu] = {}
        self._page = QMenu(self)
        self._page.menuAction().setVisible(False)
        self.insertMenu(view.menuAction(), self._page)
        places = [Command(f"tab:{tab.key}", tab.title, tab.icon, keys_of(n)) for n, tab in enumerate(tabs, 1)]
        self._add(view, (*places, *_VIEW))
        self._add_appearances(view)
        self._add(helping, _HELP)

    def commands(self) -> list[QAction]:
        """What the search palette offers: everything that can be done now, the page's own first."""
        return [*self._offered, *self._actions.values()]

    def show_page(self, tab: Tab, page: Page) -> None:
        """Offer the page's own commands in a menu of its name, and its settings if it has some."""
        for action in self._page.actions():
            self._page.removeAction(action)  # `clear` would destroy those that nobody but their page holds
        for menu in self._within.values():
            menu.deleteLater()
        self._within = {}
        self._offered = [action for action in page.actions() if not action.isSeparator()]
        for action in page.actions():
            self._menu_of(action).addAction(action)
        self._own_settings.setVisible(bool(tab.settings))
        self._own_settings.setData(tab.settings)
        if tab.settings:
            self._page.addActions([self._line, self._own_settings])
        self._page.setTitle(self._look.texts.say(tab.title))
        self._page.menuAction().setVisible(bool(page.actions()))

    def show_reports(self, reports: Sequence[Sequence[ReportKind]]) -> None:
        """Offer the features' reports, a line between those of one and of the next; tool tips say what each is for."""
        self._reports.clear()
        self._reports.setToolTipsVisible(True)
        for place, kinds in enumerate(reports):
            self._add(self._reports, [_LINE] if place else [])
            self._add(self._reports, [Command(f"report:{kind.key}", kind.title, "printer") for kind in kinds])
            for kind in kinds:
                self._actions[f"report:{kind.key}"].setToolTip(self._look.texts.say(kind.explanation))
        self._reports.setEnabled(bool(reports))

    def set_ready(self, ready: bool) -> None:
        """Offer everything once a desk is open; before that, only what needs none."""
        for key, action in self._actions.items():
            action.setEnabled(ready or key in _WITHOUT_DESK)
        self._own_settings.setEnabled(ready)

    def keys(self) -> Iterator[tuple[str, str]]:
        """Every command with its keys, in words."""
        say, undoing = self._look.texts.say, self._undoing  # whose actions say the deed as well
        verbs = {undoing.undo_action: _p("button", "Undo"), undoing.redo_action: _p("button", "Redo")}
        own = [self._own_settings] if self._own_settings.isVisible() else []
        for action in (*self._offered, *own, *verbs, *self._actions.values()):
            if not action.shortcut().isEmpty():
                text = say(verbs[action]) if action in verbs else action.text().replace("&", "")
                yield text, action.shortcut().toString()

    def _menu_of(self, action: QAction) -> QMenu:
        """The page's menu, or the one in it for actions of a sort."""
        title = action.property(WITHIN)
        if title is None:
            return self._page
        if title not in self._within:
            self._within[title] = self._page.addMenu(action.icon(), title)
        return self._within[title]

    def _add(self, menu: QMenu, commands: Sequence[Command | None]) -> None:
        for command in commands:
            if command is None:
                menu.addSeparator()
                continue
            action = QAction(self._look.texts.say(command.text), menu)
            if command.icon:
                action.setIcon(self._look.theme.icon(command.icon))
            action.setShortcut(command.keys)
            action.triggered.connect(lambda _checked=False, key=command.key: self.asked.emit(key))
            menu.addAction(action)
            self._actions[command.key] = action

    def _add_parts_of_settings(self) -> None:
        """The parts stand in no menu but are found by search; that of the page in front is in its menu as well."""
        say, theme = self._look.texts.say, self._look.theme
        for part in PARTS:
            action = QAction(theme.icon(part.icon), say(_("Settings: {part}", part=part.title)), self)
            action.triggered.connect(lambda _checked=False, command=part.command: self.asked.emit(command))
            self._actions[part.command] = action
        self._line = QAction(self)
        self._line.setSeparator(True)
        self._own_settings = QAction(theme.icon("settings"), say(_("Settings of this page…")), self)
        self._own_settings.setShortcut("Ctrl+Shift+,")
        self._own_settings.triggered.connect(lambda: self.asked.emit(f"settings:{self._own_settings.data()}"))

    def _add_appearances(self, view: QMenu) -> None:
        menu = view.addMenu(self._look.texts.say(_("Appearance")))
        menu.setIcon(self._look.theme.icon("palette"))
        group = QActionGroup(menu)
        for appearance, title in APPEARANCES.items():
            action = QAction(self._look.texts.say(title), group, checkable=True)
            action.setChecked(appearance is self._look.theme.appearance)
            action.triggered.connect(lambda _checked=False, chosen=appearance: self.appearance_chosen.emit(chosen))
            menu.addAction(action)
