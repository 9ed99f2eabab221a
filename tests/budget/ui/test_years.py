"""Fiscal years on screen: opened, followed by the next, closed once nothing is promised, reopened with a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from coorddesk.budget.queries import accounts, fiscal_years, funding_sources, open_commitments
from coorddesk.budget.queries.year_list import years_with_figures
from coorddesk.budget.rules.accounts import accounts_of
from coorddesk.budget.rules.words import Chart, Section, YearState
from coorddesk.budget.service import (
    LineDetails,
    NewLine,
    NextYear,
    YearDetails,
    create_line,
    create_year,
    next_details,
    open_next_year,
)
from coorddesk.budget.ui.accounts_dialog import AccountDialog, AccountsDialog
from coorddesk.budget.ui.close_year_dialog import CloseYearDialog
from coorddesk.budget.ui.fundings_dialog import FundingDialog, FundingsDialog
from coorddesk.budget.ui.situation_page import SituationPage
from coorddesk.budget.ui.year_dialog import ReopenDialog, YearDialog
from coorddesk.budget.ui.years_dialog import YearsDialog
from tests.budget.ui.budgets import a_budget
from tests.screens import write

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def years(driver: Driver) -> YearsDialog:
    """The dialog of the years, over the situation."""
    dialog = YearsDialog(driver.desk, driver.open(SituationPage))
    dialog.open()
    driver.settle()
    return dialog


def test_a_school_year_is_named_after_its_days_and_brings_its_plan(driver: Driver) -> None:
    dialog = years(driver)
    driver.keys(dialog.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = driver.dialog(YearDialog)
    form.form.editor("is_school").set_value(value=True)
    form.form.editor("chart").set_value(Chart.EPLE)
    assert form.form.editor("name").value() == "2026-2027"
    driver.save(form)
    (row,) = driver.read(fiscal_years)
    assert (row.name, row.first_day.isoformat(), row.last_day.isoformat()) == ("2026-2027", "2026-09-01", "2027-08-31")
    assert driver.read(lambda session: len(accounts(session, Chart.EPLE))) == len(accounts_of(Chart.EPLE))
    dialog.reject()


def test_what_follows_the_latest_year_is_proposed_where_that_has_begun(driver: Driver) -> None:
    budget = driver.do(a_budget)
    dialog = years(driver)
    assert (dialog.list.selected_ids(), dialog.verbs.following.isEnabled()) == ([budget.year], True)
    driver.keys(dialog.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = driver.dialog(YearDialog)
    driver.settle()
    assert form.form.touched() == []
    driver.save(form)
    new = driver.read(fiscal_years)[0]
    assert (new.name, new.first_day, new.previous_id, new.lines) == ("2027", date(2027, 1, 1), budget.year, 0)
    dialog.reject()


def test_the_next_year_has_the_same_lines(driver: Driver) -> None:
    budget = driver.do(a_budget)
    dialog = years(driver)
    dialog.list.select([budget.year])
    driver.keys(dialog.list, Qt.Key.Key_N)
    driver.save(driver.dialog(YearDialog))
    new = driver.read(fiscal_years)[0]
    assert (new.name, new.previous_id, new.lines) == ("2027", budget.year, 3)
    dialog.reject()


def test_a_year_is_closed_once_its_commitments_went_on(driver: Driver) -> None:
    budget = driver.do(a_budget)
    dialog = years(driver)
    dialog.list.select([budget.year])
    driver.keys(dialog.list, Qt.Key.Key_C)
    closing = driver.dialog(CloseYearDialog)
    driver.settle()
    assert (closing.close_it.isEnabled(), closing.carry.isHidden(), closing.following.isHidden()) == (
        False,
        True,
        False,
    )
    closing.following.click()
    driver.save(driver.dialog(YearDialog))
    driver.settle()
    assert (closing.carry.isHidden(), closing.following.isHidden()) == (False, True)
    closing.carry.click()
    driver.settle()
    new = driver.read(fiscal_years)[0]
    (carried,) = driver.read(lambda session: open_commitments(session, new.id))
    assert carried.cents == 120_000
    assert driver.read(lambda session: open_commitments(session, budget.year)) == []
    assert closing.close_it.isEnabled()
    closing.close_it.click()
    driver.settle()
    assert not isValid(closing)
    assert driver.read(fiscal_years)[1].state is YearState.CLOSED
    asked = [said for kind, said in driver.said if kind == "ask"]
    assert asked == ["Close the year 2026 all the same?"]
    dialog.reject()


def test_a_commitment_without_a_line_to_go_on_waits_until_one_is_said(driver: Driver) -> None:
    budget = driver.do(a_budget)
    page = driver.open(SituationPage)

    def another(session: Session) -> int:
        year = create_year(session, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31)))
        return create_line(session, NewLine(year, LineDetails("Tout", code="T")))

    line = driver.do(another)
    closing = CloseYearDialog(driver.desk, page, budget.year)
    closing.open()
    driver.settle()
    closing.carry.click()
    driver.settle()
    assert len(driver.read(lambda session: open_commitments(session, budget.year))) == 1
    assert closing.body is not None
    driver.keys(closing, Qt.Key.Key_Escape)
    assert not isValid(closing), "nothing was said that would be lost"
    closing = CloseYearDialog(driver.desk, page, budget.year)
    closing.open()
    driver.settle()
    assert closing.body is not None
    closing.body._into[budget.paper].set_value(line)
    driver.desk.answer = False
    driver.keys(closing, Qt.Key.Key_Escape)
    assert closing.isVisible(), "what was said is asked about"
    closing.body.opened.emit(("budget_line", line))
    assert closing.isVisible(), "nor does a document leave it unasked"
    driver.desk.answer = True
    closing.carry.click()
    driver.settle()
    assert driver.read(lambda session: open_commitments(session, budget.year)) == []
    closing.reject()


def test_what_others_write_takes_nobody_from_the_field_they_type_in(driver: Driver) -> None:
    budget = driver.do(a_budget)
    driver.do(lambda session: open_next_year(session, NextYear(budget.year, next_details(session, budget.year))))
    closing = CloseYearDialog(driver.desk, driver.open(SituationPage), budget.year)
    closing.open()
    driver.settle()
    assert closing.body is not None
    assert closing.body.write_in("label")
    driver.do(lambda session: create_line(session, NewLine(budget.year, LineDetails("By another program"))))
    write(closing.focusWidget(), " bis")
    assert closing.body.typed()[0] == {"label": "Carry-forward 2026 bis"}
    closing.reject()


def test_a_closed_year_is_reopened_for_a_reason(driver: Driver) -> None:
    test_a_year_is_closed_once_its_commitments_went_on(driver)
    dialog = years(driver)
    closed = driver.read(fiscal_years)[1]
    dialog.list.select([closed.id])
    driver.settle()
    assert (dialog.verbs.close.isEnabled(), dialog.verbs.reopen.isEnabled()) == (False, True)
    driver.keys(dialog.list, Qt.Key.Key_R)
    form = driver.dialog(ReopenDialog)
    driver.type(form, reason="A forgotten invoice")
    driver.save(form)
    again = driver.read(years_with_figures)[1]
    assert (again.row.state, again.row.reopened_reason) == (YearState.OPENED, "A forgotten invoice")
    dialog.reject()


def test_enter_leads_to_the_situation_of_a_year(driver: Driver) -> None:
    budget = driver.do(a_budget)
    dialog = years(driver)
    wanted: list[int] = []
    dialog.year_wanted.connect(wanted.append)
    dialog.list.select([budget.year])
    driver.keys(dialog.list.table, Qt.Key.Key_Return)
    assert (wanted, isValid(dialog)) == ([budget.year], False)


def test_a_funding_source_is_written_and_changed(driver: Driver) -> None:
    dialog = FundingsDialog(driver.desk, driver.open(SituationPage))
    dialog.open()
    driver.settle()
    driver.keys(dialog.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = driver.dialog(FundingDialog)
    driver.type(form, name="Région", funder="Occitanie", amount="15 000", deadline="15/11/2026")
    driver.save(form)
    (row,) = driver.read(funding_sources)
    assert (row.name, row.funder, row.amount) == ("Région", "Occitanie", 1_500_000)
    dialog.list.select([row.id])
    driver.keys(dialog.list.table, Qt.Key.Key_Return)
    form = driver.dialog(FundingDialog)
    driver.type(form, conditions="Rooms only")
    driver.save(form)
    dialog.list.select([row.id])
    driver.keys(dialog.list, Qt.Key.Key_T)
    assert driver.said[-1] == ("open", ("funding_source", row.id))


def test_accounts_are_laid_down_and_written_one_by_one(driver: Driver) -> None:
    dialog = AccountsDialog(driver.desk, driver.open(SituationPage))
    dialog.open()
    driver.settle()
    menu = dialog.plans.menu()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    driver.settle()
    count = len(dialog.list.model.ids)
    assert count == driver.read(lambda session: len(accounts(session, Chart.EPLE)))
    driver.keys(dialog.list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = driver.dialog(AccountDialog)
    driver.type(form, number="60999", label="Divers")
    driver.save(form)
    own = list(driver.read(lambda session: accounts(session, Chart.OWN)))
    assert [(row.number, row.section) for row in own] == [("60999", Section.OPERATING)]
    dialog.search.setText("60999 div")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    driver.settle()
    assert list(dialog.list.model.ids) == [own[0].id]
    dialog.reject()
