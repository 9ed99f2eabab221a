"""The figures in the window: every one of them leads to its tickets, by mouse and by keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coorddesk.core.clock import FixedClock
from coorddesk.helpdesk.queries import TicketQuery
from coorddesk.helpdesk.reports.figure_lines import told
from coorddesk.helpdesk.reports.figures import MONTH_FIGURES
from coorddesk.helpdesk.rules.figures import Behind, Figure, month_of, year_of
from coorddesk.helpdesk.ui.figures_dialog import FiguresDialog
from coorddesk.helpdesk.ui.page import HelpdeskPage
from coorddesk.widgets.charts import BarChart, ColumnChart, FigureTable
from tests.helpdesk.asked import TODAY, busy
from tests.helpdesk.ui.test_page import ids_shown

if TYPE_CHECKING:
    from tests.screens import Driver

_AUGUST = month_of(date(2026, 8, 1))


def opened(driver: Driver, page: HelpdeskPage) -> FiguresDialog:
    """The figures, by their key."""
    driver.keys(page.list.table, Qt.Key.Key_I)
    return driver.dialog(FiguresDialog)


def test_each_value_opens_its_tickets(driver: Driver) -> None:
    clock = driver.database.clock
    assert isinstance(clock, FixedClock)
    driver.do(lambda session: busy(session, clock))
    page = driver.open(HelpdeskPage)
    dialog = opened(driver, page)
    assert (dialog.period, dialog.choice.currentText()) == (_AUGUST, "08/2026")
    dialog.show_period(year_of(TODAY))
    driver.settle()
    lines = [line for each in driver.read(lambda s: told(s, year_of(TODAY))).sections for line in each.lines]
    wanted = {line.behind: line.count for line in lines if line.count}
    (columns,) = dialog.view.findChildren(ColumnChart)
    (table,) = dialog.view.findChildren(FigureTable)
    bars = [mark for chart in dialog.view.findChildren(BarChart) for mark in chart.buttons]
    asked: list[Behind] = []
    dialog.view.opened.disconnect()
    dialog.view.opened.connect(asked.append)
    for button in (*columns.buttons, *bars):
        button.click()
    for row in range(table.rowCount()):
        table.setCurrentCell(row, 0)
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert set(asked) == set(wanted)
    dialog.view.opened.connect(dialog._on_opened)
    first, *_rest, last = (each for each in bars if each.mark.key is not None)
    point = next(each for each in columns.buttons[24:] if each.mark.key is not None)
    for button in (first, last, columns.buttons[7], point):
        dialog.begin()
        driver.click(button)
        assert (len(ids_shown(page)), dialog.isVisible()) == (wanted[button.mark.key], False)
        assert page.query == TicketQuery(past=True, behind=button.mark.key)


def test_the_keyboard_turns_the_period_and_comes_back_to_where_it_was(driver: Driver) -> None:
    clock = driver.database.clock
    assert isinstance(clock, FixedClock)
    driver.do(lambda session: busy(session, clock))
    page = driver.open(HelpdeskPage)
    dialog = opened(driver, page)
    driver.keys(dialog, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (dialog.period, dialog.later.isEnabled()) == (month_of(TODAY), False)
    driver.keys(dialog.span, Qt.Key.Key_Down)
    assert (dialog.period, dialog.choice.currentText()) == (year_of(TODAY), "2026")
    driver.keys(dialog, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (dialog.choice.currentText(), dialog.choice.count()) == ("2025", 2)
    page.show_alert(MONTH_FIGURES.on_screen(_AUGUST)[1])  # type: ignore[misc]  # this one has a screen
    driver.settle()
    assert dialog.period == _AUGUST
    (chart, *_others) = dialog.view.findChildren(BarChart)
    driver.keys(chart.buttons[0], Qt.Key.Key_Down)
    at = QApplication.focusWidget()
    driver.keys(chart.buttons[1], Qt.Key.Key_Return)
    assert isinstance(page.query, TicketQuery)
    assert page.query.behind == Behind(Figure.SCORED, _AUGUST.first, _AUGUST.last, chart.buttons[1].mark.key.of)
    opened(driver, page)
    assert QApplication.focusWidget() is at is chart.buttons[1]
    dialog.reject()
