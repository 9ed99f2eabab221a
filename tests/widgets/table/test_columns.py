from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton

from coorddesk.widgets.tokens import ICON
from tests.widgets.sample import SupplierRow, Suppliers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from coorddesk.widgets.icons import Tone
    from coorddesk.widgets.table.record_list import RecordList
    from tests.widgets.table.conftest import Bench

KEYS = ["name", "contact", "number", "id"]


def shown(made: RecordList) -> list[str]:
    return [KEYS[place] for place in made.columns.shown()]


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_a_list_begins_with_the_columns_of_its_source(bench: Bench) -> None:
    assert shown(bench.open()) == ["name", "contact", "id"]


def test_the_menu_shows_and_hides_columns_and_the_choice_is_remembered(bench: Bench) -> None:
    made = bench.open()
    entry(made.columns.menu(), "Customer number").trigger()
    entry(made.columns.menu(), "Contact").trigger()
    assert shown(made) == ["name", "id", "number"]
    assert shown(bench.open()) == ["name", "id", "number"]
    entry(made.columns.menu(), "Columns as at first").trigger()
    assert shown(made) == ["name", "contact", "id"]
    assert shown(bench.open()) == ["name", "contact", "id"]


def test_the_last_column_cannot_be_hidden(bench: Bench) -> None:
    made = bench.open()
    for title in ("Name", "Contact"):
        entry(made.columns.menu(), title).trigger()
    assert shown(made) == ["id"]
    assert not entry(made.columns.menu(), "Number").isEnabled()


def test_order_and_width_are_remembered(bench: Bench, qtbot: QtBot) -> None:
    made = bench.open()
    header = made.table.horizontalHeader()
    header.moveSection(1, 0)
    header.resizeSection(1, 222)
    qtbot.waitUntil(lambda: "columns.suppliers" in bench.desk.settings.kept)
    again = bench.open()
    assert shown(again) == ["contact", "name", "id"]
    assert again.table.columnWidth(1) == 222


def test_a_column_that_a_newer_program_brought_takes_its_place(bench: Bench) -> None:
    bench.desk.settings.remember("columns.suppliers", [["gone", 80, True], ["contact", 90, True], ["name", 100, False]])
    made = bench.open()
    assert shown(made) == ["contact", "id"]
    assert made.table.columnWidth(1) == 90


def test_the_menu_of_a_heading_sorts_by_it(bench: Bench) -> None:
    bench.add(["Alpha", "Beta"])
    made = bench.open()
    bench.after(made, entry(made.columns.menu(0), "Sort downwards").trigger)
    assert bench.names(made) == ["Beta", "Alpha"]
    bench.after(made, entry(made.columns.menu(0), "Sort upwards").trigger)
    assert bench.names(made) == ["Alpha", "Beta"]
    texts = [action.text() for action in made.columns.menu(3).actions()]
    assert "Sort upwards" not in texts


def test_the_menu_opens_from_the_heading_and_from_the_foot(bench: Bench) -> None:
    made = bench.open()
    header = made.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    button = next(button for button in made.findChildren(QToolButton) if button.accessibleName() == "Choose columns")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menus = [menu for menu in header.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 2
    assert all(entry(menu, "Columns as at first") for menu in menus)
    for menu in menus:
        menu.close()


def test_numbers_at_the_end_stay_near_the_others(bench: Bench) -> None:
    made = bench.open()
    header = made.table.horizontalHeader()
    assert not header.stretchLastSection()
    entry(made.columns.menu(), "Number").trigger()
    assert shown(made) == ["name", "contact"]
    assert header.stretchLastSection()
    header.moveSection(1, 0)
    entry(made.columns.menu(), "Number").trigger()
    assert not header.stretchLastSection()


class Plain(Suppliers):
    """The same list, whose texts stand alone."""

    def dots(self) -> Mapping[str, Callable[[SupplierRow], Tone | None]]:
        return {}


def test_a_column_with_dots_has_room_for_them_at_first(bench: Bench) -> None:
    with_dots, plain = bench.open(), bench.open(source=Plain())
    widths = [(with_dots.table.columnWidth(place), plain.table.columnWidth(place)) for place in (0, 1)]
    assert [one - other for one, other in widths] == [0, ICON]
