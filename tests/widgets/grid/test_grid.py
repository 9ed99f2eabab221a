"""The grid of lines: typed by keys alone, understood cell by cell, and nothing that was typed lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message
from coorddesk.widgets.grid.cells import (
    AmountCells,
    Cells,
    Choice,
    ChoiceCells,
    GridColumn,
    RateCells,
    WholeCells,
)
from coorddesk.widgets.grid.choosing import ChoosingLine
from coorddesk.widgets.grid.editor import GridEditor, GridRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytestqt.qtbot import QtBot

    from coorddesk.core.texts import Texts
    from tests.widgets.sample import SampleDesk

LINES = ChoiceCells([Choice(1, "011 Small equipment"), Choice(2, "21 Devices"), Choice(3, "21 Devices, other")])


def _sum(values: Mapping[str, Any], texts: Texts) -> str:
    return texts.amount((values.get("count") or 1) * values["cents"]) if values.get("cents") is not None else ""


def _tenth(values: Mapping[str, Any]) -> int | None:
    cents = values.get("cents")
    return None if cents is None else cents // 10


COLUMNS = (
    GridColumn("what", Message("What"), Cells()),
    GridColumn("count", Message("Count"), WholeCells(1, 99), 60),
    GridColumn("cents", Message("Price"), AmountCells(), 90),
    GridColumn("rate", Message("Rate"), RateCells(), 60, is_main=False, first=2000, repeats=True),
    GridColumn("fee", Message("Fee"), AmountCells(), 60, is_main=False, follows=_tenth),
    GridColumn("line", Message("Line"), LINES, 160, repeats=True),
    GridColumn("sum", Message("Sum"), AmountCells(), 90, told=_sum),
)


@pytest.fixture
def grid(desk: SampleDesk, qtbot: QtBot) -> GridEditor:
    made = GridEditor(desk, COLUMNS)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.table.go_to(0, 0)
    return made


def typed(grid: GridEditor, *cells: str) -> None:
    """Each is typed and followed by Enter."""
    for text in cells:
        for letter in text:
            QTest.keyClicks(under_the_fingers(), letter)
        press(Qt.Key.Key_Return)
        QTest.qWait(5)


def under_the_fingers() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(under_the_fingers(), key, modifier)
    QApplication.processEvents()


def place(grid: GridEditor) -> tuple[int, int]:
    index = grid.table.currentIndex()
    return index.row(), index.column()


def test_lines_are_typed_by_keys_alone(grid: GridEditor, qtbot: QtBot) -> None:
    typed(grid, "Laptop", "8", "749,9", "small")
    qtbot.waitUntil(lambda: place(grid) == (1, 0))
    grid.activateWindow()  # a desktop does so when a list closes; the offscreen one does not
    qtbot.waitUntil(grid.table.hasFocus)
    typed(grid, "Bag", "", "19")
    assert [row.values for row in grid.value()] == [
        {"what": "Laptop", "count": 8, "cents": 74990, "rate": 2000, "fee": 7499, "line": 1},
        {"what": "Bag", "count": None, "cents": 1900, "rate": 2000, "fee": 190, "line": 1},
    ]
    assert grid.model.index(0, 6).data() == "5,999.20"


def test_enter_on_the_blank_line_goes_on_to_the_form(grid: GridEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.table.passed_on):
        press(Qt.Key.Key_Return)


def test_what_cannot_be_understood_stays_and_says_why(grid: GridEditor) -> None:
    typed(grid, "Laptop", "many")
    assert grid.model.line(0).texts[1] == "many"
    assert grid.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "Write a whole number from 1 to 99."
    assert "count" not in grid.sketch()[0].values
    with pytest.raises(UserError):
        grid.value()
    assert place(grid) == (0, 1)


def test_a_name_that_two_bear_is_not_guessed(grid: GridEditor) -> None:
    typed(grid, "Laptop")
    grid.model.write_text(0, 5, "devi")
    assert grid.model.means.trouble(grid.model.line(0), 5) != ""
    grid.model.write_text(0, 5, "devices other")
    assert grid.model.values(0)["line"] == 3
    grid.model.write_text(0, 5, "21 devices")
    assert grid.model.values(0)["line"] == 2  # called so in full


def test_what_follows_gives_way_to_what_was_typed(grid: GridEditor) -> None:
    typed(grid, "Laptop", "1", "100")
    grid.model.write_text(0, 4, "3")
    grid.model.write_text(0, 2, "200")
    assert grid.model.values(0)["fee"] == 300
    grid.model.write_text(0, 4, "")
    grid.model.write_text(0, 2, "400")
    assert grid.model.values(0)["fee"] == 4000


def test_the_list_of_a_cell_is_narrowed_and_its_first_line_taken(grid: GridEditor, qtbot: QtBot) -> None:
    grid.set_value([GridRow({"what": "Laptop", "rate": 2000})])
    grid.table.go_to(0, 5)
    press(Qt.Key.Key_Space)
    line = grid.table.findChild(ChoosingLine)
    assert line is not None
    qtbot.waitUntil(line.popup.isVisible)
    assert [line.popup.model().index(row, 0).data() for row in range(3)] == [each.name for each in LINES.options()]
    QTest.keyClicks(line, "dev")
    assert line.popup.model().rowCount() == 2
    QTest.keyClick(line.popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.model.values(0).get("line") == 2)


def test_one_step_back_brings_a_line_that_was_taken_out(grid: GridEditor) -> None:
    grid.set_value([GridRow({"what": "Laptop", "rate": 2000}, 7, "kept"), GridRow({"what": "Bag", "rate": 550}, 8)])
    before = grid.value()
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row.id for row in grid.value()] == [8]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert grid.value() == before
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row.id for row in grid.value()] == [8, 7]
    press(Qt.Key.Key_Delete)  # a cell is emptied, the line stays
    assert [(row.id, row.values["what"]) for row in grid.value()] == [(8, "Bag"), (7, None)]


def test_rows_of_a_sheet_are_pasted_from_a_cell_on(grid: GridEditor) -> None:
    QGuiApplication.clipboard().setText("Laptop\t8\t749,90\t5,5\nBag\t8\t19,90\t20\n")
    press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(row.values["what"], row.values["cents"], row.values["rate"]) for row in grid.value()] == [
        ("Laptop", 74990, 550),
        ("Bag", 1990, 2000),
    ]


def test_ctrl_d_repeats_what_stands_above(grid: GridEditor) -> None:
    grid.set_value([GridRow({"what": "Laptop", "cents": 500, "rate": 2000}), GridRow({"what": "Bag", "rate": 2000})])
    grid.table.go_to(1, 2)
    press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert grid.value()[1].values["cents"] == 500


def test_a_grid_that_does_not_grow_keeps_its_lines(desk: SampleDesk, qtbot: QtBot) -> None:
    columns = (GridColumn("what", Message("What"), Cells(), is_fixed=True), GridColumn("n", Message("N"), WholeCells()))
    made = GridEditor(desk, columns, grows=False)
    qtbot.addWidget(made)
    made.set_value([GridRow({"what": "Laptop"}, 1), GridRow({"what": "Bag"}, 2)])
    assert place(made) == (0, 1)
    made.table.setCurrentIndex(made.model.index(1, 1))
    made.model.take_out(1)
    made.model.write_text(1, 1, "4")
    assert [(row.id, row.values["n"]) for row in made.value()] == [(1, None), (2, 4)]
