"""What is done twice by a quick hand happens once, and what two windows do to one desk is seen in both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QRadioButton, QTableView

from coorddesk.core.database import Database
from coorddesk.core.resources import resource
from coorddesk.core.story import change_sets
from coorddesk.directory.ui.place_tree import PlaceTree
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.ui.asset_dialog import AssetDialog
from coorddesk.inventory.ui.page import InventoryPage
from coorddesk.inventory.ui.retire_dialog import RetireDialog
from coorddesk.inventory.ui.status_dialog import StatusDialog
from coorddesk.shell.first_run import FirstRun, WayButton
from coorddesk.shell.history_dialog import HistoryDialog
from coorddesk.shell.import_wizard.wizard import ImportWizard
from coorddesk.shell.opening import Opening
from coorddesk.widgets.forms.merge_dialog import MergeDialog
from coorddesk.widgets.forms.record_dialog import RecordDialog
from tests.factories import make_asset, make_person, make_place, make_supplier
from tests.windows import Windows, press

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import FixedClock

CTRL = Qt.KeyboardModifier.ControlModifier


def rows(windows: Windows) -> int:
    return windows.find(QTableView).model().rowCount()


def deeds(path: Path, actor: Actor, clock: FixedClock) -> list[str]:
    """What the history says was done, the latest first."""
    database = Database(str(path), actor=actor, clock=clock)
    with database.reading() as session:
        said = [row.deed.text for row in change_sets(session, limit=20)]
    database.close()
    return said


def twice(windows: Windows, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for _time in range(2):
        open_ones = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
        window = next(open_ones, windows.window.frame)  # a dialog hears it in the window's place
        window.activateWindow()
        windows.wait(window.isActiveWindow)
        press(window.focusWidget(), key, modifier)
    windows.settle()


@pytest.mark.parametrize("tab", ["inventory", "places", "people", "suppliers"])
def test_a_new_record_asked_for_twice_is_one_form(opened: Windows, tab: str) -> None:
    opened.window.ask_for(f"tab:{tab}")
    opened.settle()
    twice(opened, Qt.Key.Key_N, CTRL)
    opened.dialog(RecordDialog).reject()


@pytest.mark.parametrize(("key", "dialog"), [(Qt.Key.Key_S, StatusDialog), (Qt.Key.Key_R, RetireDialog)])
def test_a_verb_asked_for_twice_is_one_form(opened: Windows, key: Qt.Key, dialog: type[RecordDialog]) -> None:
    opened.find(QTableView).selectRow(0)
    opened.settle()
    twice(opened, key)
    opened.dialog(dialog).reject()


def test_a_form_saved_twice_is_one_device(opened: Windows) -> None:
    press(opened.window.frame, Qt.Key.Key_N, CTRL)
    dialog = opened.dialog(AssetDialog)
    opened.settle()
    dialog.form.editor("tag").set_state("PC-3")
    for _time in range(2):
        QTest.mouseClick(dialog._save, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.gone(AssetDialog)
    assert rows(opened) == 3


def test_deleted_twice_is_deleted_once(opened: Windows) -> None:
    opened.find(QTableView).selectRow(0)
    opened.settle()
    twice(opened, Qt.Key.Key_Delete)
    assert rows(opened) == 1
    assert opened.take_heard() == []


def test_undo_pressed_twice_at_once_takes_one_deed_back(opened: Windows) -> None:
    for tag in ("PC-3", "PC-4"):
        opened.desk.operations.change(opened.window, partial(make_asset, tag=tag))
    opened.settle()
    twice(opened, Qt.Key.Key_Z, CTRL)
    opened.wait(lambda: not opened.desk.operations.jobs)
    opened.settle()
    assert opened.take_heard() == []
    assert rows(opened) == 3


@pytest.mark.parametrize(
    ("tab", "make"), [("people", make_person), ("suppliers", make_supplier), ("places", make_place)]
)
def test_a_record_deleted_twice_is_deleted_once(
    opened: Windows, tab: str, make: Callable[[Session], int], desk_file: Path, actor: Actor, clock: FixedClock
) -> None:
    opened.desk.operations.change(opened.window, make)
    opened.window.ask_for(f"tab:{tab}")
    opened.settle()
    view = opened.find(PlaceTree) if tab == "places" else opened.find(QTableView)
    view.setFocus()
    press(view, Qt.Key.Key_Home)
    opened.settle()
    twice(opened, Qt.Key.Key_Delete)
    assert opened.take_heard() == []
    assert deeds(desk_file, actor, clock)[0].startswith("Delete")


def test_a_beginning_clicked_twice_is_one_beginning(
    windows: Windows, tmp_path: Path, actor: Actor, clock: FixedClock
) -> None:
    path = tmp_path / "new.sqlite"
    windows.open(Opening(str(path), create=True))
    greeting = windows.find(FirstRun)
    greeting._form.editor("name").set_state("École Les Tilleuls")
    (way,) = [each for each in greeting.findChildren(WayButton) if each.accessibleName() == "Start empty"]
    for _time in range(2):
        QTest.mouseClick(way, Qt.MouseButton.LeftButton)
    windows.settle()
    assert windows.find(InventoryPage).isVisible()
    assert deeds(path, actor, clock) == ["Describe the organisation “{name}”", "Begin the desk"]


def test_an_import_started_twice_is_one_import(
    opened: Windows, desk_file: Path, actor: Actor, clock: FixedClock
) -> None:
    opened.window.ask_for("import")
    wizard = opened.dialog(ImportWizard)
    wizard.begin("assets", resource("samples/inventaire.xlsx"))
    opened.settle()
    wizard.foot.next.click()
    opened.settle()
    for _time in range(2):
        QTest.mouseClick(wizard.foot.next, Qt.MouseButton.LeftButton)
    opened.settle()
    wizard.reject()
    assert rows(opened) == 59
    assert len(deeds(desk_file, actor, clock)) == 4


def test_a_deed_undone_twice_in_the_history_is_undone_once(opened: Windows) -> None:
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    opened.settle()
    opened.window.ask_for("history")
    history = opened.dialog(HistoryDialog)
    opened.settle()
    for _time in range(2):
        QTest.mouseClick(history._undo, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.take_heard() == []
    assert rows(opened) == 2
    history.close()


@pytest.fixture
def beside(opened: Windows, qapp: QApplication, qtbot: QtBot, clock: FixedClock, desk_file: Path) -> Iterator[Windows]:
    """A second window on the desk that the first has open."""
    windows = Windows(qapp, qtbot, clock)
    windows.program.settings.remember("author", "Alex Petit")
    windows.open(Opening(str(desk_file)))
    yield windows
    windows.close()


def edit(windows: Windows, **texts: str) -> AssetDialog:
    """The form of the first device, with something typed."""
    windows.window.frame.activateWindow()
    windows.wait(windows.window.frame.isActiveWindow)
    windows.find(QTableView).selectRow(0)
    windows.settle()
    press(windows.window.frame.focusWidget(), Qt.Key.Key_F2)
    windows.settle()
    (dialog,) = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, AssetDialog) and each.isVisible() and each.desk is windows.desk
    ]
    for key, text in texts.items():
        dialog.form.editor(key).set_state(text)
    return dialog


def test_each_window_sees_what_the_other_did(opened: Windows, beside: Windows) -> None:
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    beside.wait(lambda: rows(beside) == 3)
    beside.desk.operations.change(beside.window, lambda session: make_asset(session, "PC-4"))
    opened.wait(lambda: rows(opened) == 4)


def test_undo_is_about_what_was_done_in_this_window(opened: Windows, beside: Windows) -> None:
    opened.desk.operations.change(opened.window, lambda session: make_asset(session, "PC-3"))
    beside.wait(lambda: rows(beside) == 3)
    beside.settle()
    assert not beside.window._undoing.undo_action.isEnabled()
    assert "PC-3" in opened.window._undoing.undo_action.text()


def test_two_people_in_one_record_keep_both_their_words(opened: Windows, beside: Windows) -> None:
    mine, theirs = edit(opened, name="Portable de la directrice"), edit(beside, serial="SN-1")
    theirs._save.click()
    beside.settle()
    mine._save.click()
    opened.settle()
    assert opened.gone(AssetDialog)
    database = opened.desk.operations._desk.result()
    with database.reading() as session:
        card = asset_card(session, 1)
    assert card is not None
    assert (card.row.name, card.row.serial) == ("Portable de la directrice", "SN-1")


def test_two_people_in_one_field_are_asked_which(
    opened: Windows, beside: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def go_back(dialog: MergeDialog) -> int:
        asked.append([choice.accessibleName() for choice in dialog.findChildren(QRadioButton)])
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(MergeDialog, "exec", go_back)
    mine, theirs = edit(opened, name="Portable de la directrice"), edit(beside, name="Portable du secrétariat")
    theirs._save.click()
    beside.settle()
    mine._save.click()
    opened.settle()
    assert asked == [
        ["Name, what you typed: Portable de la directrice", "Name, what stands there now: Portable du secrétariat"]
    ]
    assert mine.form.editor("name").state() == "Portable de la directrice"
    mine.form.settle()
    mine.reject()
