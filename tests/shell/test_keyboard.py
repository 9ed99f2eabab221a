"""The keyboard alone: Tab comes by everything in the order of reading, Enter does what it is on, Esc leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from coorddesk.core.resources import resource
from coorddesk.directory.ui.place_tree import PlaceTree
from coorddesk.inventory.ui.filter_panel import FilterPanel
from coorddesk.shell.export_dialog import ExportDialog
from coorddesk.shell.first_run import FirstRun
from coorddesk.shell.import_wizard.steps import Step
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.navigation import Navigation
from coorddesk.shell.opening import Opening
from coorddesk.shell.settings.dialog import SettingsDialog
from coorddesk.shell.tabs import TABS, keys_of
from coorddesk.shell.top_bar import TopBar
from coorddesk.shell.trouble_page import TroublePage
from coorddesk.widgets.actions import ActionBar
from coorddesk.widgets.card import Card
from coorddesk.widgets.chips import Chips
from coorddesk.widgets.filter_tree import FilterTree
from coorddesk.widgets.page import Page
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.views.panel import ViewsPanel
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.windows import Windows, press

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

PARTS = (
    (Navigation,),
    (TopBar,),
    (ActionBar,),
    (SearchField, Chips),
    (ViewsPanel, FilterTree, FilterPanel),
    (RecordList, PlaceTree),
    (Card,),
)
"""Of the window, as one reads it."""
LISTS = PARTS.index((RecordList, PlaceTree))
LINE = 20
MOST = 120


def walked(windows: Windows, window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the keyboard stops on its way round a window."""
    window.activateWindow()
    windows.wait(window.isActiveWindow)
    stops: list[QWidget] = []
    for _stop in range(MOST):
        focus = window.focusWidget()
        assert focus is not None, "nothing has the keyboard"
        if focus in stops:
            break
        stops.append(focus)
        press(focus, key)
    first = min(stops, key=lambda stop: place(window, stop))
    start = stops.index(first)
    return stops[start:] + stops[:start]


def reachable(window: QWidget) -> set[QWidget]:
    """Everything that can be used and waits for Tab."""
    return {each for each in window.findChildren(QWidget) if each.window() is window and is_stop(each)}


def is_stop(widget: QWidget) -> bool:
    """Whether Tab should come here: of radio buttons that exclude each other, to the one that is chosen."""
    if not (widget.isVisible() and widget.isEnabled()) or widget.focusProxy() is not None:
        return False
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        return False
    if isinstance(widget.parentWidget(), QLineEdit | QComboBox):
        return False  # parts of the one control
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def place(window: QWidget, stop: QWidget) -> tuple[int, int, int]:
    """Where a control stands: the part of the window, the line, and how far along it."""
    at = stop.mapTo(window, QPoint(0, 0))
    above: QWidget | None = stop
    while above is not None:
        for rank, kinds in enumerate(PARTS):
            if isinstance(above, kinds):
                return rank, at.y() // LINE, at.x()
        above = above.parentWidget()
    return LISTS, at.y() // LINE, at.x()


def check_walk(windows: Windows, window: QWidget) -> None:
    stops = walked(windows, window)
    assert {name(stop) for stop in stops} == {name(stop) for stop in reachable(window)}
    places = [place(window, stop) for stop in stops]
    assert places == sorted(places), [name(stop) for stop in stops]
    back = walked(windows, window, Qt.Key.Key_Backtab)
    assert [name(stop) for stop in back] == [name(stop) for stop in [stops[0], *reversed(stops[1:])]]


def name(stop: QWidget) -> str:
    text = getattr(stop, "text", None)
    return f"{type(stop).__name__} {stop.accessibleName() or (text() if callable(text) else '')}"


def live_in(session: Session) -> None:
    place_id = make_place(session, "Salle 12")
    person_id = make_person(session)
    supplier_id = make_supplier(session)
    make_asset(session, "PC-3", place_id=place_id, holder_id=person_id, supplier_id=supplier_id)


@pytest.fixture
def lived_in(opened: Windows) -> Windows:
    """The window on a desk with something in every tab."""
    opened.desk.operations.change(opened.window, live_in)
    opened.settle()
    return opened


@pytest.mark.parametrize("tab", ["inventory", "places", "people", "suppliers"])
@pytest.mark.parametrize("with_card", [False, True])
def test_tab_goes_round_every_page(lived_in: Windows, tab: str, with_card: bool) -> None:
    lived_in.window.ask_for(f"tab:{tab}")
    lived_in.settle()
    if with_card:
        kind, number = {"inventory": ("asset", 3)}.get(tab, (tab.rstrip("s").replace("people", "person"), 1))
        lived_in.desk.open_record((kind, number))
        lived_in.settle()
    check_walk(lived_in, lived_in.window.frame)


@pytest.mark.parametrize("tab", ["places", "people", "suppliers"])
def test_tab_goes_round_an_empty_page(opened: Windows, tab: str) -> None:
    opened.window.ask_for(f"tab:{tab}")
    opened.settle()
    check_walk(opened, opened.window.frame)


def test_a_list_that_finds_nothing_hands_the_keyboard_to_what_can_be_done(opened: Windows) -> None:
    opened.window.ask_for("find")
    field = opened.find(SearchField)
    field.setText("zzz")
    press(field, Qt.Key.Key_Return)
    opened.settle()
    press(field, Qt.Key.Key_Return)
    focus = opened.window.frame.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Show every device"
    press(focus, Qt.Key.Key_Return)
    opened.settle()
    assert opened.find(QTableView).model().rowCount() == 2


def test_tab_goes_round_the_first_run_from_the_name_on(windows: Windows, tmp_path: Path) -> None:
    windows.open(Opening(str(tmp_path / "new.sqlite"), create=True))
    assert windows.window.frame.focusWidget() is windows.find(FirstRun)._form.editor("name").control
    check_walk(windows, windows.window.frame)


def test_trouble_waits_for_enter(windows: Windows, desk_file: Path, tmp_path: Path) -> None:
    windows.open(Opening(str(tmp_path / "later.sqlite")))
    check_walk(windows, windows.window.frame)
    desk_file.rename(tmp_path / "later.sqlite")
    windows.find(TroublePage).setFocus()
    press(windows.window.frame.focusWidget(), Qt.Key.Key_Return)
    windows.settle()
    assert windows.find(QTableView).model().rowCount() == 2


@pytest.mark.parametrize("key", ["about", "shortcuts", "history", "export", "other_desk"])
def test_tab_goes_round_every_dialog_and_escape_leaves_it(opened: Windows, key: str) -> None:
    opened.window.ask_for(key)
    dialog = opened.dialog(QDialog)
    opened.settle()
    check_walk(opened, dialog)
    press(dialog, Qt.Key.Key_Escape)
    assert opened.gone(QDialog)


@pytest.mark.parametrize("part", ["general", "organisation", "backups", "desk"])
def test_tab_goes_round_every_part_of_the_settings(opened: Windows, part: str) -> None:
    opened.window.ask_for("settings")
    dialog = opened.dialog(SettingsDialog)
    dialog.show_part(part)
    opened.settle()
    check_walk(opened, dialog)
    press(dialog, Qt.Key.Key_Escape)
    assert opened.gone(SettingsDialog)


def test_tab_goes_round_every_step_of_the_wizard(opened: Windows) -> None:
    opened.window.ask_for("import")
    wizard = opened.dialog(ImportWizard)
    check_walk(opened, wizard)
    wizard.begin("assets", resource("samples/inventaire.xlsx"))
    opened.settle()
    for step in (Step.PLAN, Step.RESULT):
        check_walk(opened, wizard)
        wizard.foot.next.click()
        opened.settle()
        assert wizard.steps.current == step
    check_walk(opened, wizard)


def test_enter_on_cancel_cancels(opened: Windows) -> None:
    opened.window.ask_for("export")
    dialog = opened.dialog(ExportDialog)
    dialog.activateWindow()
    opened.wait(dialog.isActiveWindow)
    (cancel,) = [each for each in dialog.findChildren(QPushButton) if each.text() == "Cancel"]
    cancel.setFocus()
    QTest.keyClick(cancel, Qt.Key.Key_Return)
    assert opened.gone(ExportDialog)
    assert opened.desk.operations.jobs == ()


def test_enter_on_a_verdict_of_the_plan_shows_its_rows_and_imports_nothing(opened: Windows) -> None:
    opened.window.ask_for("import")
    wizard = opened.dialog(ImportWizard)
    wizard.begin("assets", resource("samples/inventaire.xlsx"))
    opened.settle()
    wizard.foot.next.click()
    opened.settle()
    (refused,) = [each for each in wizard.findChildren(QPushButton) if each.text() == "2 refused"]
    refused.setFocus()
    press(refused, Qt.Key.Key_Return)
    opened.settle()
    assert wizard.steps.current == Step.PLAN
    assert refused.isChecked()
    assert opened.find(QTableView).model().rowCount() == 2


def test_no_keys_mean_two_things(lived_in: Windows) -> None:
    frame = lived_in.window.frame
    pages = set()
    for number, tab in enumerate(TABS, 1):
        if keys_of(number):
            press(frame, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.ControlModifier)
        else:
            lived_in.window.ask_for(f"tab:{tab.key}")
        lived_in.settle()
        pages.add(type(front(lived_in)))
        for stop in reachable(frame):
            meant = meanings(frame, stop)
            assert {keys: texts for keys, texts in meant.items() if len(texts) > 1} == {}, name(stop)
    assert len(pages) == len(TABS)


@pytest.mark.parametrize("tab", ["inventory", "places", "people", "suppliers"])
def test_keys_mean_the_same_when_one_comes_back_to_a_page(lived_in: Windows, tab: str) -> None:
    lived_in.window.ask_for(f"tab:{tab}")
    lived_in.settle()
    page = front(lived_in)
    before = meanings(lived_in.window.frame, page)
    for there in ("inventory", "places", tab):
        lived_in.window.ask_for(f"tab:{there}")
        lived_in.settle()
    assert front(lived_in) is page
    assert meanings(lived_in.window.frame, page) == before


def front(windows: Windows) -> Page:
    """The tab's own page; it may have others in it."""
    page = windows.window._pages.current
    assert page is not None
    return page


def meanings(window: QWidget, focus: QWidget) -> dict[str, list[str]]:
    """What each key does while the keyboard is in `focus`, by the rules of Qt."""
    found: dict[str, dict[QObject, str]] = {}
    for owner in (window, *window.findChildren(QWidget)):
        near = owner is focus or owner.isAncestorOf(focus)
        for action in owner.actions():
            if is_heard(action.shortcutContext(), owner, near):
                for keys in action.shortcuts():
                    found.setdefault(keys.toString(), {})[action] = action.text()
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        assert isinstance(parent, QWidget)
        if is_heard(shortcut.context(), parent, parent is focus or parent.isAncestorOf(focus)):
            found.setdefault(shortcut.key().toString(), {})[shortcut] = type(parent).__name__
    return {keys: sorted(each.values()) for keys, each in found.items()}


def is_heard(context: Qt.ShortcutContext, owner: QWidget, near: bool) -> bool:
    match context:
        case Qt.ShortcutContext.WidgetShortcut | Qt.ShortcutContext.WidgetWithChildrenShortcut:
            return near
        case _:
            return owner.isVisible() or isinstance(owner, QMenu)
