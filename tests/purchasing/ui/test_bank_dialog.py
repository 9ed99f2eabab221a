"""Bank statements in their window, by the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from coorddesk.purchasing.queries.bank import BankQuery, bank_ids, bank_page
from coorddesk.purchasing.rules.bank import BankState
from coorddesk.purchasing.ui.bank_dialog import BankDialog
from coorddesk.purchasing.ui.bank_split_dialog import BankSplitDialog
from tests.purchasing.test_bank import DAY, booked, invoiced
from tests.purchasing.test_purchases import a_budget
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def owner(driver: Driver) -> QWidget:
    """What the window stands beside; who holds it keeps the window alive."""
    made = QWidget()
    driver.bot.addWidget(made)
    made.resize(1_280, 800)
    made.show()
    return made


def statement(session: Session) -> None:
    """Three invoices, and what the bank says of them, the latest day first."""
    a_budget(session)
    for number, cents in (("F-101", 12_000), ("F-102", 8_000), ("F-103", 30_000)):
        invoiced(session, number, cents)
    booked(session, -12_000, "VIR LDLC F-101", DAY.replace(day=6))
    booked(session, -900, "FRAIS DE TENUE", DAY.replace(day=5))
    booked(session, -38_000, "VIR GROUPE", DAY.replace(day=4))
    booked(session, -25_000, "CHEQUE 778", DAY.replace(day=3))


def open_dialog(driver: Driver, owner: QWidget) -> BankDialog:
    driver.do(statement)
    dialog = BankDialog(driver.desk, owner)
    dialog.open()
    driver.settle()
    activate(driver, dialog)
    QTest.keyClick(dialog.list.table, Qt.Key.Key_Home, CONTROL)
    driver.settle()
    return dialog


def activate(driver: Driver, dialog: BankDialog) -> None:
    """As a window manager does when what stood over it is closed."""
    dialog.activateWindow()
    driver.bot.waitUntil(dialog.isActiveWindow)


def standing(driver: Driver) -> dict[str, tuple[BankState, int, list[str]]]:
    def read(session: Session) -> dict[str, tuple[BankState, int, list[str]]]:
        page = bank_page(session, bank_ids(session, BankQuery(state=None)))
        return {row.label: (row.state, row.left, [each.number for each in row.ticked]) for row in page.values()}

    return driver.read(read)


def test_a_statement_is_ticked_off_by_the_keyboard(driver: Driver, owner: QWidget) -> None:
    dialog = open_dialog(driver, owner)
    assert (dialog.told.text(), dialog.below.isVisible()) == ("4 lines are to be ticked off.", True)
    table = dialog.list.table
    QTest.keyClick(table, Qt.Key.Key_Return)
    driver.settle()
    QTest.keyClick(table, Qt.Key.Key_L, CONTROL)
    driver.settle()
    QTest.keyClick(table, Qt.Key.Key_1)
    driver.settle()
    assert standing(driver) == {
        "VIR LDLC F-101": (BankState.TICKED, 0, ["F-101"]),
        "FRAIS DE TENUE": (BankState.ASIDE, -900, []),
        "VIR GROUPE": (BankState.TICKED, 0, ["F-102", "F-103"]),
        "CHEQUE 778": (BankState.OPEN, -25_000, []),
    }
    dialog.search.setText("nothing like it")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    driver.settle()
    assert not dialog.below.isVisible()
    dialog.close()
    driver.settle()


def test_enter_pressed_twice_ticks_one_line_off_and_the_next_is_only_looked_at(driver: Driver, owner: QWidget) -> None:
    dialog = open_dialog(driver, owner)
    table, interval = dialog.list.table, QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(60_000)
    QTest.keyClick(table, Qt.Key.Key_Return)
    driver.settle()
    QTest.keyClick(table, Qt.Key.Key_Down)
    driver.settle()
    QTest.keyClick(table, Qt.Key.Key_Return)
    driver.settle()
    QApplication.setDoubleClickInterval(interval)
    assert [state for state, _left, _of in standing(driver).values()].count(BankState.TICKED) == 1
    dialog.close()
    driver.settle()


def test_a_key_is_about_the_line_it_is_pressed_on_and_not_about_the_one_read_before(
    driver: Driver, owner: QWidget
) -> None:
    dialog = open_dialog(driver, owner)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(dialog.list.table, held)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):  # faster than a line is read
        QTest.keyClick(dialog.list.table, key)
    driver.settle()
    assert {state for state, _left, _of in standing(driver).values()} == {BankState.OPEN}
    dialog.close()
    driver.settle()


def open_split(driver: Driver, dialog: BankDialog) -> BankSplitDialog:
    """Look for a line by its words, and say by hand what it pays."""
    dialog.search.setFocus()
    write(dialog.search, "778")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    driver.settle()
    QTest.keyClick(dialog.list.table, Qt.Key.Key_Home, CONTROL)
    driver.settle()
    QTest.keyClick(dialog.list.table, Qt.Key.Key_D, CONTROL)
    return driver.dialog(BankSplitDialog)


def test_what_is_no_amount_is_not_paid_in_the_amount_of_before(driver: Driver, owner: QWidget) -> None:
    dialog = open_dialog(driver, owner)
    split = open_split(driver, dialog)
    QTest.keyClick(split.list, Qt.Key.Key_Space)
    for wrong in ("a hundred", ""):
        split.amount.control.setFocus()
        QTest.keyClick(split.amount.control, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(split.amount.control, Qt.Key.Key_Delete)
        write(split.amount.control, wrong)
        split.tick.click()
        assert (split.isVisible(), split.trouble.isVisible()) == (True, True)
    split.reject()
    activate(driver, dialog)
    dialog.close()
    driver.settle()
    assert standing(driver)["CHEQUE 778"] == (BankState.OPEN, -25_000, [])


def test_a_line_is_split_over_invoices_with_amounts(driver: Driver, owner: QWidget) -> None:
    dialog = open_dialog(driver, owner)
    split = open_split(driver, dialog)
    assert (split.list.topLevelItemCount(), split.tick.isEnabled()) == (3, False)
    QTest.keyClick(split.search, Qt.Key.Key_Down)
    split.list.setFocus()
    QTest.keyClick(split.list, Qt.Key.Key_Space)
    QTest.keyClick(split.list, Qt.Key.Key_End)
    QTest.keyClick(split.list, Qt.Key.Key_Space)
    assert [(part.of.number, part.cents) for part in split.parts()] == [("F-101", 12_000), ("F-103", 13_000)]
    split.amount.control.setFocus()
    QTest.keyClick(split.amount.control, Qt.Key.Key_A, CONTROL)
    write(split.amount.control, "14000")
    assert (split.told.text(), split.tick.isEnabled()) == ("€13,870.00 more than the line.", False)
    QTest.keyClick(split.amount.control, Qt.Key.Key_A, CONTROL)
    write(split.amount.control, "100")
    assert (split.told.text(), split.tick.isEnabled()) == ("€30.00 of the line are left.", True)
    driver.desk.answer = False
    QTest.keyClick(split, Qt.Key.Key_Escape)
    assert split.isVisible(), "what was ticked is asked about"
    driver.desk.answer = True
    split.tick.click()
    driver.settle()
    assert standing(driver)["CHEQUE 778"] == (BankState.OPEN, -3_000, ["F-101", "F-103"])
    activate(driver, dialog)
    QTest.keyClick(dialog.list.table, Qt.Key.Key_Backspace, CONTROL)
    driver.settle()
    assert standing(driver)["CHEQUE 778"] == (BankState.OPEN, -25_000, [])
    dialog.close()
    driver.settle()
