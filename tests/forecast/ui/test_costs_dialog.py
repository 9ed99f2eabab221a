"""Costs in the window: added up in four ways, of any days, each figure with its records."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from coorddesk.core.spending import Outlay
from coorddesk.forecast.queries.costs import CostsQuery
from coorddesk.forecast.rules.costs import CostsBy
from coorddesk.forecast.ui.costs_dialog import CostsDialog
from coorddesk.forecast.ui.hour_dialog import HourDialog
from tests.forecast.conftest import used
from tests.screens import write

if TYPE_CHECKING:
    from tests.screens import Driver


def opened(driver: Driver) -> CostsDialog:
    owner = QWidget()
    driver.bot.addWidget(owner)
    owner.resize(1280, 800)
    owner.show()
    dialog = CostsDialog(driver.desk, owner)
    driver.bot.addWidget(dialog)
    dialog.begin()
    driver.settle()
    driver.settle()
    return dialog


def test_costs_are_explained_turned_and_priced(driver: Driver) -> None:
    things = driver.do(used)
    dialog = opened(driver)
    grid, view = dialog.view.grid, dialog.view

    def row(place: int) -> list[str]:
        return [grid.item(place, column).text() for column in range(grid.columnCount())]  # type: ignore[union-attr]

    assert row(0) == ["Everything", "€900.00", "€130.01", "€135.00", "–", "€1,165.01"]
    assert row(1) == ["Bâtiment A / Salle 12", "€800.00", "€130.01", "€90.00", "–", "€1,020.01"]
    grid.choose((things.room, Outlay.REPAIR))
    driver.settle()
    assert len(view.list.model.ids) == 3
    driver.keys(dialog, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    hour = driver.dialog(HourDialog)
    driver.type(hour, hour="33,33")
    driver.save(hour)
    assert row(0)[4] == "€16.67"
    dialog.by.setCurrentIndex(3)
    dialog.by.activated.emit(3)
    driver.settle()
    assert [row(place)[0] for place in range(3)] == ["Everything", "Portable", "No category"]
    driver.keys(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert dialog.query == CostsQuery(date(2025, 1, 1), date(2025, 12, 31), CostsBy.CATEGORY)
    assert row(0)[1:] == ["–"] * 5
    driver.keys(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert driver.desk.told[-1] == ("report", "costs-by-category")


def test_a_record_behind_a_figure_takes_the_place_of_costs(driver: Driver) -> None:
    things = driver.do(used)
    dialog = opened(driver)
    dialog.view.grid.choose((things.room, Outlay.REPAIR))
    driver.settle()
    dialog.view.list.activated.emit(1)
    assert driver.desk.told[-1][1][0] == "maintenance_entry"
    assert not dialog.isVisible()
    dialog.begin()
    driver.settle()
    assert dialog.isVisible()
    assert dialog.view.grid.key() == (things.room, Outlay.REPAIR)


def test_days_that_are_no_period_are_refused_in_words(driver: Driver) -> None:
    dialog = opened(driver)
    seen = dialog.query
    for last in ("31/02/2026", "31/12/2025", ""):
        dialog.last.line.setFocus()
        dialog.last.line.clear()
        write(dialog.last.line, last)
        QTest.keyClick(dialog.last.line, Qt.Key.Key_Return)
        assert (dialog.query, dialog.trouble.isVisible()) == (seen, True)
    write(dialog.last.line, "30/06/2026")
    QTest.keyClick(dialog.last.line, Qt.Key.Key_Return)
    assert (dialog.query.last, dialog.trouble.isVisible()) == (date(2026, 6, 30), False)
    driver.settle()
    dialog.hide()
