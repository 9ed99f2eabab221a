from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QRadioButton,
    QWidget,
)

from coorddesk.core.messages import _
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.table.record_list import RecordList
from tests.widgets.gallery import NAMES, Gallery, settle
from tests.widgets.sample import SampleDesk, add_suppliers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from coorddesk.core.database import Database

EXHIBITS = (
    "controls", "list", "none-yet", "not-found", "form", "wrong-form", "merge", "calendar", "question", "danger",
    "trouble", "toast", "jobs", "report", "charts",
)  # fmt: skip
NAMELESS = {QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.Border, QAccessible.Role.Grouping}

pytestmark = pytest.mark.parametrize("lanes", ["threads"], indirect=True)


@pytest.fixture
def gallery(desk: SampleDesk, desk_database: Database, qtbot: QtBot) -> Iterator[Gallery]:
    with desk_database.transaction(_("Prepare")) as session:
        add_suppliers(session, [f"{name} {number}" for number in range(1, 4) for name in NAMES])
    window = QMainWindow()
    window.resize(960, 600)
    yield Gallery(desk, window)
    for top in QApplication.topLevelWidgets():
        if isinstance(top, RecordDialog):
            top.form.settle()
        if isinstance(top, QDialog):
            top.reject()
    window.close()
    window.deleteLater()
    settle(10)


def controls(exhibit: QWidget) -> list[QWidget]:
    """Everything that can be seen and used."""
    widgets = [exhibit, *exhibit.findChildren(QWidget)]
    return [
        widget
        for widget in widgets
        if widget.isVisible()
        and widget.isEnabled()
        and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton))
        and not widget.objectName().startswith(("qt_scrollarea", "qt_spinbox"))
        and not (isinstance(widget.parentWidget(), (QLineEdit, QComboBox)))  # parts of the one control
    ]


@pytest.mark.parametrize("name", EXHIBITS)
def test_every_control_has_a_name_and_a_role(gallery: Gallery, name: str) -> None:
    exhibit = gallery.exhibits()[name]()
    seen = controls(exhibit)
    assert seen
    nameless = []
    for widget in seen:
        found = QAccessible.queryAccessibleInterface(widget)
        assert found is not None
        assert found.role() is not QAccessible.Role.NoRole
        if not found.text(QAccessible.Text.Name) and found.role() not in NAMELESS:
            nameless.append((type(widget).__name__, widget.objectName(), found.role()))
    assert nameless == []


@pytest.mark.parametrize("name", ["form", "merge", "report", "question", "danger", "charts"])
def test_tab_goes_through_every_control_in_the_order_of_reading(gallery: Gallery, name: str, qtbot: QtBot) -> None:
    exhibit = gallery.exhibits()[name]()
    exhibit.activateWindow()
    qtbot.waitUntil(exhibit.isActiveWindow)
    wanted = [widget for widget in controls(exhibit) if is_stop(widget) and widget is not exhibit]
    visited: list[QWidget] = []
    for _step in wanted:
        widget = exhibit.focusWidget()
        visited.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert set(visited) == set(wanted)
    places = [widget.mapTo(exhibit, QPoint(0, 0)) for widget in visited]
    start = min(range(len(places)), key=lambda place: (places[place].y() // 20, places[place].x()))
    rows = [place.y() // 20 for place in places[start:] + places[:start]]
    assert rows == sorted(rows)


def is_stop(widget: QWidget) -> bool:
    """Whether Tab should stop there: of radio buttons that exclude each other, at the one that is chosen."""
    if isinstance(widget, QRadioButton) and not widget.isChecked():
        return False
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def test_the_table_tells_its_headings_and_cells(gallery: Gallery) -> None:
    made = gallery.exhibits()["list"]()
    assert isinstance(made, RecordList)
    table = QAccessible.queryAccessibleInterface(made.table)
    assert table is not None
    assert (table.role(), table.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Suppliers")
    heading, cell = table.child(1), table.child(6)  # 0 is the corner, 5 the number of the row
    assert (heading.role(), heading.text(QAccessible.Text.Name)) == (QAccessible.Role.ColumnHeader, "Name")
    assert (cell.role(), cell.text(QAccessible.Text.Name)) == (QAccessible.Role.Cell, "Alpha Bureautique & Cie 1")


def test_menus_say_what_they_do(gallery: Gallery) -> None:
    menu = gallery.exhibits()["columns"]()
    assert isinstance(menu, QMenu)
    assert all(action.text() for action in menu.actions() if not action.isSeparator())
    menu.close()
