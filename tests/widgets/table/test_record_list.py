from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from coorddesk.widgets.table.record_list import with_selected
from tests.widgets.sample import SupplierQuery
from tests.widgets.table.test_model import Failing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coorddesk.widgets.table.record_list import RecordList
    from tests.widgets.table.conftest import Bench

ALPHABET = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa"]
NOTHING = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def press(made: RecordList, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    made.table.setFocus()
    QTest.keyClick(made.table, key, modifiers)


def said(made: RecordList) -> list[str]:
    """What stands on the labels that can be seen, from the top down."""
    return [label.text() for label in made.findChildren(QLabel) if label.isVisible() and label.text()]


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def test_it_says_how_many_there_are_and_how_many_are_selected(bench: Bench) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    assert said(made) == ["10 suppliers"]
    made.select([1, 3, 5])
    assert said(made) == ["10 suppliers, 3 selected"]


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ("SELECT 1", [1, 4, 5]),
        ("DELETE FROM supplier WHERE id = 2", [1, 4, 5]),
        ("DELETE FROM supplier WHERE id IN (1, 2)", [4, 5]),
        ("UPDATE supplier SET name_folded = 'a' WHERE id = 10", [1, 4, 5]),
        ("UPDATE supplier SET name_folded = 'zz' WHERE id = 4", [1, 5, 4]),
        ("UPDATE supplier SET name_folded = CAST(1000 - id AS TEXT)", [5, 4, 1]),
    ],
)
def test_reading_again_keeps_the_selection(bench: Bench, change: str, left: list[int]) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    made.select([1, 4, 5])
    current = made.current_id()
    bench.run(change)
    bench.reload(made)
    assert made.selected_ids() == left
    if current in left:
        assert made.current_id() == current


def test_sorting_and_filtering_keep_what_is_still_there_selected(bench: Bench) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    made.select([6, 7, 8])
    bench.show_query(made, SupplierQuery(sort="contact", descending=True))
    assert made.selected_ids() == [8, 7, 6]
    bench.show_query(made, SupplierQuery(text="zeta"))
    assert made.selected_ids() == [6]
    bench.show_query(made, SupplierQuery())
    assert made.selected_ids() == [6]


def test_all_of_a_part_is_not_all_of_the_whole(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(400)])
    made = bench.open(SupplierQuery(text="supplier 000"))
    made.table.selectAll()
    bench.show_query(made, SupplierQuery())
    assert made.selected_ids() == list(range(1, 11))


def test_all_stay_selected_but_newcomers_are_not(bench: Bench) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    made.table.selectAll()
    bench.add(["Aardvark"])
    bench.reload(made)
    assert sorted(made.selected_ids()) == list(range(1, 11))
    bench.show_query(made, SupplierQuery(sort="contact"))
    assert sorted(made.selected_ids()) == list(range(1, 11))


def test_the_keyboard_stays_near_a_record_that_is_gone(bench: Bench) -> None:
    bench.add(sorted(ALPHABET))
    made = bench.open()
    made.select([4])
    bench.show_query(made, SupplierQuery(text="ta"))
    assert (made.current_id(), made.selected_ids()) == (bench_ids(made)[3], [])
    bench.show_query(made, SupplierQuery(text="nothing like that"))
    assert made.current_id() is None


def bench_ids(made: RecordList) -> list[int]:
    return list(made.model.ids)


def test_what_is_at_the_top_stays_there_when_rows_come_above(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(400)])
    made = bench.open()
    bar = made.table.verticalScrollBar()
    bar.setValue(3_010)
    top = bench_ids(made)[made.table.rowAt(0)]
    bench.add(["Aardvark", "Abacus"])
    bench.reload(made)
    assert bench_ids(made)[made.table.rowAt(0)] == top
    assert bar.value() == 3_010 + 2 * made.table.rowHeight(0)


def test_at_the_very_top_newcomers_are_seen(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(400)])
    made = bench.open()
    bench.add(["Aardvark"])
    bench.reload(made)
    assert made.table.verticalScrollBar().value() == 0
    assert bench.names(made)[0] == "Aardvark"


def test_another_query_shows_its_beginning_or_the_current_record(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(400)])
    made = bench.open()
    made.table.verticalScrollBar().setValue(3_000)
    bench.show_query(made, SupplierQuery(sort="number"))
    assert made.table.verticalScrollBar().value() == 0
    made.select([200])
    bench.show_query(made, SupplierQuery(sort="number", descending=True))
    shown = made.table.visualRect(made.table.currentIndex())
    assert made.table.viewport().rect().contains(shown.center())


def test_a_record_selected_before_it_is_there_is_waited_for(bench: Bench) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    made.select([11])
    assert made.selected_ids() == []
    bench.add(["Lambda"])
    bench.reload(made)
    assert made.selected_ids() == [11]
    made.select([1])
    bench.reload(made)
    assert made.selected_ids() == [1]


def test_a_heading_sorts_up_and_down_and_is_remembered(bench: Bench) -> None:
    bench.add(["Beta", "Alpha", "Gamma"])
    made = bench.open()
    header = made.table.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (0, Qt.SortOrder.AscendingOrder)
    asked: list[SupplierQuery] = []
    made.query_changed.connect(asked.append)
    bench.after(made, lambda: bench.click_heading(made, 0))
    assert bench.names(made) == ["Gamma", "Beta", "Alpha"]
    bench.after(made, lambda: bench.click_heading(made, 1))
    assert bench.names(made) == ["Beta", "Alpha", "Gamma"]
    bench.after(made, lambda: bench.click_heading(made, 1))
    assert asked == [
        SupplierQuery(sort="name", descending=True),
        SupplierQuery(sort="contact"),
        SupplierQuery(sort="contact", descending=True),
    ]
    again = bench.open()
    assert again.query == SupplierQuery(sort="contact", descending=True)
    assert bench.names(again) == ["Gamma", "Alpha", "Beta"]


def test_a_heading_that_does_not_sort_leaves_everything_as_it_is(bench: Bench) -> None:
    bench.add(["Beta", "Alpha"])
    made = bench.open()
    bench.click_heading(made, 3)
    header = made.table.horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (0, Qt.SortOrder.AscendingOrder)
    assert made.query == SupplierQuery()


def test_a_sort_remembered_from_another_program_is_left_alone(bench: Bench) -> None:
    bench.add(["Beta", "Alpha"])
    bench.desk.settings.remember("sort.suppliers", ["no such column", True])
    assert bench.open().query == SupplierQuery()


def test_enter_and_a_double_click_open_a_record(bench: Bench) -> None:
    bench.add(sorted(ALPHABET))
    made = bench.open()
    opened: list[int] = []
    made.activated.connect(opened.append)
    made.table.setCurrentIndex(made.model.index(2, 0))
    press(made, Qt.Key.Key_Return)
    press(made, Qt.Key.Key_Return, CTRL)
    center = made.table.visualRect(made.model.index(4, 0)).center()
    QTest.mouseDClick(made.table.viewport(), Qt.MouseButton.LeftButton, pos=center)
    below = QPoint(5, made.table.viewport().height() - 5)
    QTest.mouseDClick(made.table.viewport(), Qt.MouseButton.LeftButton, pos=below)
    assert opened == [3, 5]


def test_the_keyboard_goes_everywhere(bench: Bench) -> None:
    bench.add([f"Supplier {number:04}" for number in range(400)])
    made = bench.open()
    made.table.setFocus()
    press(made, Qt.Key.Key_End)
    assert (made.current_id(), made.selected_ids()) == (400, [400])
    press(made, Qt.Key.Key_Home)
    assert made.current_id() == 1
    press(made, Qt.Key.Key_PageDown)
    assert 5 < (made.current_id() or 0) < 20
    press(made, Qt.Key.Key_Home)
    press(made, Qt.Key.Key_Down, SHIFT)
    assert made.selected_ids() == [1, 2]
    press(made, Qt.Key.Key_Down, CTRL)
    press(made, Qt.Key.Key_Down, CTRL)
    press(made, Qt.Key.Key_Space, CTRL)
    assert made.selected_ids() == [1, 2, 4]
    press(made, Qt.Key.Key_A, CTRL)
    assert len(made.selected_ids()) == 400
    press(made, Qt.Key.Key_End, SHIFT)
    assert made.current_id() == 400


def test_tab_leaves_the_list(bench: Bench) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    made.table.setFocus()
    press(made, Qt.Key.Key_Tab)
    assert not made.table.hasFocus()


def test_no_record_yet_and_none_found_are_two_things(bench: Bench) -> None:
    made = bench.open()
    assert said(made) == ["No supplier yet", "0 suppliers"]
    offer = next(button for button in made.findChildren(QPushButton) if button.text() == "New")
    QTest.mouseClick(offer, Qt.MouseButton.LeftButton)
    assert bench.pressed == ["new"]
    bench.add(ALPHABET)
    bench.show_query(made, SupplierQuery(text="zzz"))
    assert said(made) == ["Nothing found", "0 suppliers"]
    bench.show_query(made, SupplierQuery())
    assert said(made) == ["10 suppliers"]
    assert made.table.isVisible()


def test_trouble_stands_in_the_list_with_a_way_to_try_again(bench: Bench, qtbot: QtBot) -> None:
    bench.add([f"Supplier {number:04}" for number in range(300)])
    source = Failing()
    made = bench.open(source=source)
    made.model.cell(299, 0)
    qtbot.waitUntil(lambda: not made.table.isVisible())
    assert said(made) == ["The server does not answer.", "300 suppliers"]
    source.pages.clear()
    again = next(button for button in made.findChildren(QPushButton) if button.isVisible())
    bench.after(made, lambda: QTest.mouseClick(again, Qt.MouseButton.LeftButton))
    assert made.table.isVisible()


def test_copying_takes_the_selected_rows_as_they_are_shown(bench: Bench) -> None:
    bench.add(["Alpha", "Beta", "Gamma"])
    made = bench.open()
    made.select([1, 3])
    press(made, Qt.Key.Key_C, CTRL)
    assert clipboard().text() == "Alpha\tContact 1\t1\nGamma\tContact 3\t3\n"
    assert clipboard().hasHtml()
    assert bench.desk.told == [("say", "2 rows copied")]
    press(made, Qt.Key.Key_C, CTRL | SHIFT)
    assert clipboard().text() == "Name\tContact\tNumber\nAlpha\tContact 1\t1\nGamma\tContact 3\t3\n"


def test_copying_follows_the_order_of_the_columns(bench: Bench) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    made.table.horizontalHeader().moveSection(0, 1)
    made.select([1])
    made.clipboard.copy()
    assert clipboard().text() == "Contact 1\tAlpha\t1\n"


def test_copying_nothing_leaves_the_clipboard_alone(bench: Bench) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    QGuiApplication.clipboard().setText("before")
    press(made, Qt.Key.Key_C, CTRL)
    assert clipboard().text() == "before"


def test_copying_reads_what_was_never_painted(bench: Bench, qtbot: QtBot) -> None:
    bench.add([f"Supplier {number:04}" for number in range(1_000)])
    made = bench.open()
    made.table.selectAll()
    made.clipboard.copy()
    qtbot.waitUntil(lambda: bench.desk.told == [("say", "1,000 rows copied")])
    lines = clipboard().text().splitlines()
    assert (len(lines), lines[-1]) == (1_000, "Supplier 0999\tContact 1000\t1000")


def test_a_verb_reaches_all_that_is_selected_painted_or_not(bench: Bench, qtbot: QtBot) -> None:
    bench.add([f"Supplier {number:04}" for number in range(1_000)])
    made = bench.open()
    made.table.selectAll()
    reached: list[str] = []
    with_selected(made, lambda rows: reached.extend(row.name for row in rows))
    qtbot.waitUntil(lambda: bool(reached))
    assert (len(reached), reached[0], reached[-1]) == (1_000, "Supplier 0000", "Supplier 0999")
    made.select([1])
    with_selected(made, lambda rows: reached.append(f"{len(rows)} at once"))
    assert reached[-1] == "1 at once"
    bench.run("DELETE FROM supplier")
    made.model.pages.begin_anew()
    with_selected(made, lambda _rows: reached.append("nothing is left"))
    bench.settle(made)
    assert reached[-1] == "1 at once"


def test_the_menu_offers_the_verbs_of_the_page_and_copying(bench: Bench, qtbot: QtBot) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    verb = QAction("Retire", made)
    made.menu_actions.append(verb)
    made.select([1])
    position = made.table.visualRect(made.model.index(0, 0)).center()
    made.table.menu_wanted.emit(made.table.viewport().mapToGlobal(position))
    menus = [menu for menu in made.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menus[0].actions()] == ["Retire", "", "Copy", "Copy with headings"]
    menus[0].close()


def test_hidden_rows_of_the_selection_model_follow_moved_columns(bench: Bench) -> None:
    bench.add(ALPHABET)
    made = bench.open()
    made.table.horizontalHeader().moveSection(0, 2)
    QTest.mouseClick(
        made.table.viewport(), Qt.MouseButton.LeftButton, pos=made.table.visualRect(made.model.index(0, 0)).center()
    )
    QTest.mouseClick(
        made.table.viewport(), Qt.MouseButton.LeftButton, SHIFT, made.table.visualRect(made.model.index(3, 1)).center()
    )
    assert made.selected_ids() == bench_ids(made)[:4]
    made.table.selectionModel().select(
        made.model.index(1, 0), QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows
    )
    assert made.selected_ids() == [bench_ids(made)[row] for row in (0, 2, 3)]
    assert said(made) == ["10 suppliers, 3 selected"]
