"""Lists under headings: what they say, how they fold, and what is added up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from coorddesk.core.messages import _
from coorddesk.reporting.report import Group
from coorddesk.widgets.table.seen import seen_report
from tests.widgets.sample import SupplierQuery, Suppliers

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coorddesk.widgets.table.record_list import RecordList
    from tests.widgets.table.conftest import Bench

TOWNS = {"Lyon": (1, 4), "Paris": (2, 5, 6), "": (3,)}


class Towns(Suppliers):
    """Suppliers by their town, which stands in the field of the contact; their numbers are added up."""

    columns = tuple(replace(column, total=column.key == "id") for column in Suppliers.columns)
    groupable = ("contact",)


@pytest.fixture
def towns(bench: Bench) -> RecordList:
    bench.add(["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"])
    for town, ids in TOWNS.items():
        bench.run(f"UPDATE supplier SET contact = '{town}' WHERE id IN ({', '.join(map(str, ids))})")
    return bench.open(source=Towns())


@pytest.fixture
def grouped(bench: Bench, towns: RecordList) -> RecordList:
    bench.after(towns, lambda: towns.groups.choose("contact"))
    return towns


def rows(made: RecordList) -> list[str]:
    """Every row by its first cell; of a heading, all that it says."""
    return [made.model.cell(row, 0) for row in range(made.model.rowCount())]


def said(made: RecordList) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel) if label.isVisible() and label.text()]


def press(made: RecordList, key: Qt.Key) -> None:
    made.table.setFocus()
    QTest.keyClick(made.table, key)


def go_to(made: RecordList, row: int) -> None:
    made.table.setFocus()
    made.table.setCurrentIndex(made.model.index(row, 0))


def click(made: RecordList, row: int) -> None:
    where = made.table.visualRect(made.model.index(row, 0)).center()
    QTest.mouseClick(made.table.viewport(), Qt.MouseButton.LeftButton, pos=where)


ALL = ["nothing entered (1)", "Gamma", "Lyon (2)", "Alpha", "Delta", "Paris (3)", "Beta", "Epsilon", "Zeta"]


def test_records_stand_under_headings_in_the_order_of_that_column(grouped: RecordList, qtbot: QtBot) -> None:
    assert [text.removeprefix("Contact: ") for text in rows(grouped)] == ALL
    qtbot.waitUntil(lambda: said(grouped) == ["6 suppliers · Number: 21"])


def test_below_their_headings_records_keep_the_order_of_the_list(bench: Bench, grouped: RecordList) -> None:
    bench.show_query(grouped, SupplierQuery(sort="name", descending=True))
    assert rows(grouped)[2:] == ["Lyon (2)", "Delta", "Alpha", "Paris (3)", "Zeta", "Epsilon", "Beta"]


def test_headings_turn_round_with_the_order_of_their_own_column(bench: Bench, grouped: RecordList) -> None:
    bench.show_query(grouped, SupplierQuery(sort="contact", descending=True))
    assert [text for text in rows(grouped) if "(" in text] == ["Paris (3)", "Lyon (2)", "Contact: nothing entered (1)"]


def test_a_heading_adds_its_group_up_below_the_columns(grouped: RecordList) -> None:
    sums = [grouped.model.cell(row, 3) for row in (0, 2, 5)]
    assert sums == ["3", "5", "13"]


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ([Qt.Key.Key_Left], 7),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left], 7),
        ([Qt.Key.Key_Left, Qt.Key.Key_Right], 9),
        ([Qt.Key.Key_Return], 7),
        ([Qt.Key.Key_Space, Qt.Key.Key_Space], 9),
        ([Qt.Key.Key_Minus, Qt.Key.Key_Plus], 9),
    ],
)
def test_keys_fold_a_heading(grouped: RecordList, keys: list[Qt.Key], left: int) -> None:
    go_to(grouped, 2)
    for key in keys:
        press(grouped, key)
    assert grouped.model.rowCount() == left
    assert grouped.model.cell(grouped.table.current_row() or 0, 0) == "Lyon (2)"


def test_a_click_folds_a_heading_and_leaves_the_selection(grouped: RecordList) -> None:
    grouped.select([3])
    click(grouped, 5)
    assert rows(grouped)[-1] == "Paris (3)"
    assert grouped.selected_ids() == [3]
    click(grouped, 5)
    assert rows(grouped)[-4:] == ["Paris (3)", "Beta", "Epsilon", "Zeta"]


def test_a_double_click_on_a_heading_opens_nothing(grouped: RecordList, qtbot: QtBot) -> None:
    where = grouped.table.visualRect(grouped.model.index(2, 0)).center()
    with qtbot.assertNotEmitted(grouped.activated):
        QTest.mouseClick(grouped.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseDClick(grouped.table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_what_is_folded_stays_so_when_the_list_is_read_again(bench: Bench, grouped: RecordList, qtbot: QtBot) -> None:
    grouped.model.headings.press(grouped.model.ids[5])
    bench.run("UPDATE supplier SET contact = 'Paris' WHERE id = 1")
    bench.reload(grouped)
    assert rows(grouped)[2:] == ["Lyon (1)", "Delta", "Paris (4)"]
    qtbot.waitUntil(lambda: said(grouped) == ["6 suppliers · Number: 21"])


def test_a_record_that_is_looked_for_is_unfolded(grouped: RecordList) -> None:
    grouped.model.headings.fold_all(folded=True)
    assert len(rows(grouped)) == 3
    grouped.select([5])
    assert grouped.selected_ids() == [5]
    assert rows(grouped)[1:] == ["Lyon (2)", "Paris (3)", "Beta", "Epsilon", "Zeta"]


def test_headings_are_no_records(grouped: RecordList) -> None:
    grouped.table.selectAll()
    assert grouped.selected_ids() == [3, 1, 4, 2, 5, 6]
    go_to(grouped, 2)
    assert grouped.current_id() is None


def test_what_is_selected_is_added_up(bench: Bench, grouped: RecordList, qtbot: QtBot) -> None:
    grouped.select([5, 6])
    assert said(grouped) == ["6 suppliers, 2 selected"]
    qtbot.waitUntil(lambda: said(grouped) == ["6 suppliers, 2 selected · Number: 11"])


def test_totals_stand_below_their_columns_while_these_are_shown(towns: RecordList, qtbot: QtBot) -> None:
    assert towns.total_row.isVisible()
    qtbot.waitUntil(lambda: towns.total_row.accessibleName() == "Total: Number: 21")
    towns.columns._on_toggled(3, on=False)
    assert not towns.total_row.isVisible()


def test_a_list_without_sums_has_no_row_for_them(bench: Bench) -> None:
    bench.add(["Alpha"])
    made = bench.open()
    assert not made.total_row.isVisible()
    assert not made.foot.groups.isVisible()


def test_groups_are_remembered(bench: Bench, grouped: RecordList) -> None:
    again = bench.open(source=Towns())
    assert rows(again) == rows(grouped)
    bench.after(again, lambda: again.groups.choose(None))
    assert len(rows(again)) == 6
    assert rows(bench.open(source=Towns())) == rows(again)


def test_the_menu_says_what_the_groups_are(grouped: RecordList) -> None:
    menu = grouped.groups.menu(grouped)
    offered = [(action.text(), action.isChecked()) for action in menu.actions() if not action.isSeparator()]
    assert offered == [
        ("No groups", False),
        ("Contact", True),
        ("Fold all groups", False),
        ("Unfold all groups", False),
    ]
    assert grouped.foot.groups.text() == "Groups: Contact"


def test_the_menu_of_a_heading_selects_its_records(grouped: RecordList) -> None:
    grouped.model.headings.press(grouped.model.ids[5])
    go_to(grouped, 5)
    grouped.table.menu_wanted.emit(QPoint(5, 5))
    (menu,) = [menu for menu in grouped.findChildren(QMenu) if menu.isVisible()]
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [
        "Select these (3 suppliers)",
        "Unfold",
        "Fold all groups",
        "Unfold all groups",
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert grouped.selected_ids() == [2, 5, 6]


def test_groups_are_copied_where_no_column_shows_them(grouped: RecordList) -> None:
    grouped.select([1, 2])
    grouped.clipboard.copy(titles=True)
    assert QGuiApplication.clipboard().text() == "Name\tContact\tNumber\nAlpha\tLyon\t1\nBeta\tParis\t2\n"
    grouped.columns._on_toggled(1, on=False)
    grouped.clipboard.copy(titles=True)
    assert QGuiApplication.clipboard().text() == "Contact\tName\tNumber\nLyon\tAlpha\t1\nParis\tBeta\t2\n"


def test_what_is_seen_goes_on_paper(bench: Bench, grouped: RecordList) -> None:
    bench.show_query(grouped, SupplierQuery(text="a", sort="name", descending=True))
    header = grouped.table.horizontalHeader()
    header.moveSection(header.visualIndex(3), 0)
    kind, seen = seen_report(grouped, "suppliers", _("Suppliers"))
    with bench.database.reading() as session:
        report = kind.build(session, seen)
    assert [column.key for column in report.columns] == ["id", "name"]  # type: ignore[union-attr]  # a table
    groups: tuple[Group[object], ...] = report.groups  # type: ignore[union-attr]  # a table
    texts = bench.desk.texts
    told = [(texts.say(group.title or _("-")), [row.name for row in group.rows]) for group in groups]  # type: ignore[attr-defined]  # rows of suppliers
    assert told == [("Contact: nothing entered", ["Gamma"]), ("Lyon", ["Delta", "Alpha"]), ("Paris", ["Zeta", "Beta"])]
    assert [texts.say(text) for text in report.filters] == ["Search: “a”"]  # type: ignore[union-attr]  # a table


def test_columns_become_others_while_the_list_is_open(bench: Bench, towns: RecordList) -> None:
    source = towns.source
    towns.columns._on_toggled(1, on=False)
    source.columns = source.columns[:3]
    bench.after(towns, towns.renew_columns)
    assert [source.columns[place].key for place in towns.columns.shown()] == ["name"]
    assert rows(towns) == ["Alpha", "Beta", "Delta", "Epsilon", "Gamma", "Zeta"]
    assert not towns.total_row.isVisible()
