from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.directory.ui.people_page import PeoplePage
from coorddesk.directory.ui.suppliers_page import SuppliersPage
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.shell.about_dialog import AboutDialog
from coorddesk.shell.history_dialog import HistoryDialog
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.shell.shortcuts_dialog import ShortcutsDialog
from coorddesk.shell.tabs import TABS
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.theme import Appearance
from coorddesk.widgets.toast import Toast
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.windows import Windows, part, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication, QDialog
    from sqlalchemy.orm import Session

CTRL = Qt.KeyboardModifier.ControlModifier
_FULL_HD_AT_200 = 960


def test_the_first_tab_shows_its_records(opened: Windows) -> None:
    assert opened.find(QTableView).model().rowCount() == 2


def test_tabs_turn_by_keyboard_and_are_remembered(opened: Windows, desk_file: object) -> None:
    frame = opened.window.frame
    licences = [tab.key for tab in TABS].index("licences")
    press(frame, Qt.Key(Qt.Key.Key_1 + licences), CTRL)
    opened.settle()
    assert opened.program.settings.recall("navigation.tab") == "licences"
    assert not part(frame, InventoryPage).isVisible()
    opened.program.speak("en")
    opened.settle()
    assert [line.text() for line in opened.find(Navigation).findChildren(QAbstractButton) if line.isChecked()] == [
        "Licences"
    ]


def test_no_part_of_a_page_flashes_up_as_a_window_while_it_is_made(opened: Windows, qapp: QApplication) -> None:
    class Flashes(QObject):
        seen: ClassVar[list[str]] = []

        def eventFilter(self, of: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(of, QWidget) and of.isWindow():
                self.seen.append(type(of).__name__)
            return False

    flashes = Flashes(opened.window)
    qapp.installEventFilter(flashes)
    for tab in TABS:
        opened.window.ask_for(f"tab:{tab.key}")
        opened.settle()
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    assert opened.window.frame.isActiveWindow()


def test_every_tab_fits_a_full_hd_screen_at_200_percent(opened: Windows) -> None:
    wanted: dict[str, int] = {}
    for tab in TABS:
        opened.window.ask_for(f"tab:{tab.key}")
        opened.settle()
        wanted[tab.key] = opened.window.frame.minimumSizeHint().width()
    assert {key: width for key, width in wanted.items() if width > _FULL_HD_AT_200} == {}


def test_a_record_is_opened_in_the_tab_where_it_lives(opened: Windows) -> None:
    opened.desk.operations.change(opened.window, lambda session: make_place(session, "Salle 12"))
    opened.settle()
    opened.desk.open_record(("place", 1))
    opened.settle()
    assert opened.program.settings.recall("navigation.tab") == "places"


def test_the_navigation_folds_and_stays_so(opened: Windows) -> None:
    navigation = opened.find(Navigation)
    wide = navigation.width()
    (fold,) = [
        line
        for line in navigation.findChildren(QAbstractButton)
        if line.accessibleName() == opened.say(_("Fold the navigation"))
    ]
    fold.click()
    assert navigation.width() < wide
    assert fold.accessibleName() == opened.say(_("Unfold the navigation"))
    folded = navigation.width()
    opened.program.speak("en")
    opened.settle()
    assert opened.find(Navigation).width() == folded


@pytest.mark.parametrize(
    ("key", "dialog"),
    [
        ("about", AboutDialog),
        ("shortcuts", ShortcutsDialog),
        ("history", HistoryDialog),
        ("settings", SettingsDialog),
    ],
)
def test_a_command_opens_its_dialog_once(opened: Windows, key: str, dialog: type[QDialog]) -> None:
    opened.window.ask_for(key)
    shown = opened.dialog(dialog)
    shown.close()
    opened.wait(lambda: opened.gone(dialog))


def test_the_page_of_shortcuts_lists_the_page_the_window_and_undo(opened: Windows) -> None:
    keys = dict(opened.window._menus.keys())
    assert {"Search everything", "Reload", "New device"} <= keys.keys()
    assert keys["Search everything"] == "Ctrl+K"


def test_copy_takes_what_is_selected_where_the_keyboard_is(opened: Windows) -> None:
    field = opened.find(SearchField)
    field.setText("Salle 12")
    field.setFocus()
    field.selectAll()
    opened.window.ask_for("copy")
    assert QGuiApplication.clipboard().text() == "Salle 12"


def test_appearance_is_chosen_in_the_menu_and_kept(opened: Windows) -> None:
    opened.window._menus.appearance_chosen.emit(Appearance.DARK)
    assert opened.desk.theme.is_dark
    assert opened.program.settings.recall("appearance") == "dark"
    opened.window._menus.appearance_chosen.emit(Appearance.LIGHT)
    assert not opened.desk.theme.is_dark


def test_trouble_that_nobody_takes_is_said_by_the_window(opened: Windows) -> None:
    def refuse(_session: object) -> None:
        raise UserError(_("This cannot be empty."))

    opened.desk.operations.change(opened.window, refuse)
    opened.wait(lambda: opened.heard)
    assert opened.take_heard() == ["This cannot be empty."]


def test_other_programs_changes_come_into_sight(opened: Windows, desk_file: object, actor: object) -> None:
    from coorddesk.core.database import Database

    other = Database(str(desk_file), actor=opened.desk.actor, clock=opened.desk.clock)
    with other.transaction() as session:
        make_asset(session, "PC-3")
    other.close()
    opened.wait(lambda: opened.find(QTableView).model().rowCount() == 3)


def test_what_was_said_stays_in_sight_when_a_tab_is_turned(opened: Windows) -> None:
    opened.desk.say(_("Copy"))
    for tab in ("places", "inventory"):
        opened.window.ask_for(f"tab:{tab}")
        opened.settle()
        toast = opened.find(Toast)
        topmost = opened.window._pages.childAt(toast.geometry().center())
        assert topmost is not None
        assert toast.isAncestorOf(topmost)


@pytest.mark.parametrize(("kind", "make"), [("person", make_person), ("supplier", make_supplier)])
def test_a_record_found_far_down_its_list_can_be_edited(opened: Windows, kind: str, make: Callable[..., int]) -> None:
    def fill(session: Session) -> int:
        return max(make(session, f"Martin {number:03}") for number in range(300))

    found: list[int] = []
    opened.desk.operations.change(opened.window, fill, found.append)
    opened.settle()
    opened.desk.open_record((kind, found[0]))
    opened.settle()
    page = opened.window._pages.current
    assert isinstance(page, PeoplePage | SuppliersPage)
    assert page.verbs.edit.isEnabled()
    page.verbs.edit.trigger()
    opened.settle()
    opened.dialog(RecordDialog).reject()


def test_a_record_that_lives_in_no_tab_has_its_card_in_a_dialog(opened: Windows) -> None:
    from coorddesk.shell.plain_card import PlainCardDialog

    def make(session: Session) -> None:
        make_asset(session, "PC-3", model=("Dell", "Latitude", "5420"))

    opened.desk.operations.change(opened.window, make)
    opened.settle()
    opened.desk.open_record(("model", 1))
    opened.settle()
    dialog = opened.dialog(PlainCardDialog)
    assert dialog.card._title.text() == "Dell Latitude 5420"
    assert [action.isEnabled() for action in dialog.card._made_parts()[0].actions] == [True] * 3
    press(dialog.card._scroll, Qt.Key.Key_Escape)
    assert opened.gone(PlainCardDialog)
