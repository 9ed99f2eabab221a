"""The counting screen and what leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from coorddesk.core.codes import code_of
from coorddesk.inventory.queries import asset_page
from coorddesk.inventory.service import Assignment, Chosen, assign_assets
from coorddesk.stocktaking.queries import stocktake
from coorddesk.stocktaking.rules import Counts
from coorddesk.stocktaking.service import NewStocktake, Scan, Scope, open_stocktake, scan
from coorddesk.stocktaking.ui import offers
from coorddesk.stocktaking.ui.close_dialog import CloseDialog
from coorddesk.stocktaking.ui.counting import CountingWindow
from coorddesk.stocktaking.ui.line_dialog import LineDialog
from coorddesk.stocktaking.ui.new_dialog import NewStocktakeDialog, StocktakeDialog
from coorddesk.stocktaking.ui.page import StocktakesPage
from coorddesk.stocktaking.ui.paste_dialog import PasteDialog
from coorddesk.widgets.empty import EmptyState
from tests.factories import make_asset, make_person, make_place
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def fill(session: Session) -> int:
    """PC-1 to PC-3 in room 1, PC-4 in room 2, and a stocktake of both."""
    house = make_place(session, "École")
    rooms = [make_place(session, name, inside=house) for name in ("Salle 1", "Salle 2")]
    for number in range(1, 5):
        make_asset(session, f"PC-{number}", place_id=rooms[0] if number < 4 else rooms[1], price=10_000)
    return house


@pytest.fixture
def window(driver: Driver) -> CountingWindow:
    """Counting, in no room yet."""
    house = driver.do(fill)
    driver.do(lambda s: open_stocktake(s, NewStocktake("Été", Scope(place_id=house))))
    page = driver.open(StocktakesPage)
    page.list.select([1])
    driver.keys(page.list.table, Qt.Key.Key_C)
    window = driver.dialog(CountingWindow)
    window.activateWindow()
    driver.bot.waitUntil(window.isActiveWindow)
    return window


def scan_in(driver: Driver, window: CountingWindow, *codes: str) -> str:
    for code in codes:
        window.field.setFocus()
        write(window.field, code)
        QTest.keyClick(window.field, Qt.Key.Key_Return)
    driver.settle()
    driver.settle()
    return window.answer._words.text()


def counts(driver: Driver) -> Counts:
    row = driver.read(lambda s: stocktake(s, 1))
    assert row is not None
    return row.counts


def test_it_is_said_what_to_scan_first(window: CountingWindow, driver: Driver) -> None:
    driver.settle()
    assert window.answer._words.text() == "Scan the label of a room, or type its name."
    window.reject()


def test_scans_wait_for_the_room_before_them(driver: Driver, window: CountingWindow) -> None:
    said = scan_in(driver, window, code_of(("place", 2)), "PC-1", code_of(("place", 3)), "PC-4", "PC-2")
    assert (said, window.head._name.text()) == ("PC-2: not in its place", "Salle 2")
    assert counts(driver) == Counts(to_find=1, found=2, misplaced=1)
    driver.keys(window.field, Qt.Key.Key_F4)
    assert window.answer._words.text() == "PC-2: moved to École / Salle 2"
    assert driver.read(lambda s: asset_page(s, [2])[2].place) == "École / Salle 2"
    for left in (1, 2):
        driver.keys(window.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert window.answer._words.text() == "Taken back"
        assert driver.read(lambda s: asset_page(s, [2])[2].place) == "École / Salle 1"
        assert counts(driver).to_find == left
    window.reject()


def test_what_is_in_two_rooms_is_counted_where_it_is_now(driver: Driver, window: CountingWindow) -> None:
    said = scan_in(driver, window, code_of(("place", 2)), "PC-1", "X-1", code_of(("place", 3)), "X-1")
    assert said == "X-1: counted in another room already"
    driver.keys(window.field, Qt.Key.Key_F4)
    assert window.answer._words.text() == "X-1: nobody knows this code"
    scan_in(driver, window, "PC-1")
    driver.keys(window.field, Qt.Key.Key_F4)
    assert window.answer._words.text() == "PC-1: not in its place"
    assert counts(driver) == Counts(to_find=3, misplaced=1, unknown=1)
    window.reject()


def test_what_has_no_label_is_counted_from_the_list(driver: Driver, window: CountingWindow) -> None:
    scan_in(driver, window, code_of(("place", 2)))
    table = window.board.list.table
    assert window.board.list.model.rowCount() == 3
    driver.keys(table, Qt.Key.Key_Home)
    driver.keys(table, Qt.Key.Key_F8)
    assert counts(driver) == Counts(to_find=3, missing=1)
    driver.keys(table, Qt.Key.Key_Home)
    driver.keys(table, Qt.Key.Key_Return)
    assert counts(driver) == Counts(to_find=2, missing=1, found=1)
    driver.keys(table, Qt.Key.Key_Home)
    driver.keys(table, Qt.Key.Key_F3)
    assert counts(driver) == Counts(to_find=1, missing=1, found=2)
    driver.keys(window.field, Qt.Key.Key_F6)
    assert window.board.list.model.rowCount() == 1
    window.board.filters.toggled.emit(("state", window.board._state))
    driver.settle()
    assert window.board.list.model.rowCount() == 4
    window.board.filters.toggled.emit(("room", (3, "École / Salle 2")))
    driver.settle()
    assert window.head._name.text() == "Salle 2"
    window.reject()


def test_a_thing_is_described_and_a_list_is_pasted(driver: Driver, window: CountingWindow) -> None:
    scan_in(driver, window, code_of(("place", 2)), "X-1")
    driver.keys(window.field, Qt.Key.Key_F2)
    dialog = driver.dialog(LineDialog)
    driver.type(dialog, note="Vieux poste")
    driver.save(dialog)
    QGuiApplication.clipboard().setText(f"PC-1\tPortable\n{code_of(('place', 3))}\nPC-4\nX-2\n")
    driver.keys(window.field, Qt.Key.Key_F7)
    pasting = driver.dialog(PasteDialog)
    driver.save(pasting)
    assert window.answer._words.text() == "3 things counted, 1 unknown"
    assert window.head._name.text() == "Salle 2"
    assert counts(driver) == Counts(to_find=2, found=2, unknown=2)
    window.reject()


def test_a_room_is_found_by_its_name_as_it_is_typed(driver: Driver, window: CountingWindow) -> None:
    window.field.setFocus()
    write(window.field, "salle 2")
    driver.bot.waitUntil(window.field._choices.isVisible)
    QTest.keyClick(window.field, Qt.Key.Key_Down)
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    driver.settle()
    assert (window.head._name.text(), window.answer._words.text()) == ("Salle 2", "Now in École / Salle 2")
    window.reject()


def test_another_program_counts_along_and_closes(driver: Driver, window: CountingWindow) -> None:
    scan_in(driver, window, code_of(("place", 2)))
    driver.do(lambda s: scan(s, Scan(1, 2, "PC-1")))
    driver.settle()
    assert window.head._room.text() == "2 left to find"
    driver.keys(window.field, Qt.Key.Key_F9)
    dialog = driver.dialog(CloseDialog)
    assert dialog.summary.text().splitlines()[:2] == [
        "1 of 4 devices found",
        "3 missing, worth €300.00",
    ]
    driver.save(dialog)
    assert counts(driver) == Counts(found=1, missing=3)
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, CountingWindow)] == []


def test_each_misplaced_device_is_moved_or_left_where_it_is(driver: Driver, window: CountingWindow) -> None:
    """PC-1 and PC-2 of room 1 turn up in room 2; PC-1 was only there for a visit."""
    for text in (code_of(("place", 3)), "PC-1", "PC-2"):
        scan_in(driver, window, text)
    driver.keys(window.field, Qt.Key.Key_F9)
    dialog = driver.dialog(CloseDialog)
    editor = dialog.form.editor("moves")
    ids: list[int] = sorted(editor.value())
    assert editor.shown(editor.value()) == (
        "PC-1 · Portable: from Salle 1 to Salle 2, PC-2 · Portable: from Salle 1 to Salle 2"
    )
    editor.set_value(frozenset(ids[1:]))
    driver.save(dialog)
    assert [row.place for row in driver.read(lambda s: asset_page(s, [1, 2])).values()] == [
        "École / Salle 1",
        "École / Salle 2",
    ]


def test_an_empty_desk_says_what_to_do_and_a_stocktake_is_opened(driver: Driver) -> None:
    driver.do(fill)
    page = driver.open(StocktakesPage)
    (empty,) = [state for state in page.list.findChildren(EmptyState) if state.isVisible()]
    (button,) = empty.findChildren(QPushButton)
    driver.click(button)
    dialog = driver.dialog(NewStocktakeDialog)
    driver.settle()
    assert dialog._expected.text() == "4 devices will be expected."
    assert dialog.form.touched() == []  # its name is proposed: Esc asks nothing
    driver.pick(dialog, "place", "salle 1")
    driver.settle()
    assert dialog.form.editor("name").value() == "Salle 1, 07/09/2026"
    assert dialog._expected.text() == "3 devices will be expected."
    driver.save(dialog)
    window = driver.dialog(CountingWindow)
    assert (window.head._name.text(), window.head._room.text()) == ("Salle 1", "3 left to find")
    window.reject()
    page.list.select([1])
    driver.keys(page.list.table, Qt.Key.Key_F2)
    editing = driver.dialog(StocktakeDialog)
    driver.type(editing, name="Rentrée")
    driver.save(editing)
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert driver.read(lambda s: stocktake(s, 1)) is None
    assert driver.said == [("say", "“Rentrée” saved."), ("say", "“Rentrée” deleted.")]


def test_devices_and_places_are_counted_from_their_own_screens(driver: Driver) -> None:
    house = driver.do(fill)
    page = driver.open(StocktakesPage)
    offers.count(driver.desk, page, [4])
    proposed = driver.dialog(NewStocktakeDialog)
    assert proposed.form.editor("place").value() == 3
    proposed.reject()
    driver.do(lambda s: open_stocktake(s, NewStocktake("Été", Scope(place_id=house))))
    offers.count(driver.desk, page, [4])
    dialog = driver.dialog(offers.CountDialog)
    driver.save(dialog)
    assert counts(driver) == Counts(to_find=3, found=1)
    offers.count_place(driver.desk, page, [house])
    driver.settle()
    driver.dialog(CountingWindow).reject()


def test_what_somebody_holds_is_counted_from_their_card(driver: Driver) -> None:
    def given(session: Session) -> int:
        person = make_person(session, "Diallo", "Awa")
        assets = [make_asset(session, f"PC-{number}") for number in range(3)]
        assign_assets(session, Assignment(Chosen(tuple(assets[:2])), person))
        return person

    person = driver.do(given)
    page = driver.open(StocktakesPage)
    offers.count_held(driver.desk, page, [person])
    proposed = driver.dialog(NewStocktakeDialog)
    driver.settle()
    assert proposed.form.editor("holder").value() == person
    assert proposed.form.editor("name").value() == "Awa Diallo, 07/09/2026"
    assert proposed._expected.text() == "2 devices will be expected."
    driver.save(proposed)
    driver.dialog(CountingWindow).reject()
    offers.count_held(driver.desk, page, [person])
    driver.settle()
    driver.dialog(CountingWindow).reject()
