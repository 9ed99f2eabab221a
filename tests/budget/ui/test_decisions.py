"""Credits on screen: voted, amended, transferred and taken back, with what comes of it said before it is saved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coorddesk.budget.queries import decisions, figures_of_lines, moves_page
from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.service import LineDetails, NewLine, Part, YearDetails, create_line, create_year
from coorddesk.budget.ui.correction_dialog import CorrectionDialog
from coorddesk.budget.ui.decision_dialog import DecisionDialog
from coorddesk.budget.ui.moves_page import MovesPage
from coorddesk.budget.ui.situation_page import SituationPage
from coorddesk.budget.ui.transfer_dialog import TransferDialog
from coorddesk.core.options import Option
from coorddesk.widgets.grid.editor import GridRow
from tests.budget.ui.budgets import VOTED, a_budget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver


def free(driver: Driver, *lines: int) -> list[int]:
    """What is free on lines."""
    figures = driver.read(lambda session: figures_of_lines(session, lines))
    return [figures[line].free for line in lines]


def under_the_fingers() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_amounts(driver: Driver, dialog: DecisionDialog, *amounts: str) -> None:
    """Type an amount beside each line from the first on, with Enter between them."""
    dialog.credits.table.setFocus()
    for amount in amounts:
        for letter in amount:
            QTest.keyClicks(under_the_fingers(), letter)
        QTest.keyClick(under_the_fingers(), Qt.Key.Key_Return)
        QTest.qWait(5)  # the next cell follows once this one is closed
    driver.settle()


def told(dialog: DecisionDialog | TransferDialog) -> list[str]:
    """What stands in it."""
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def test_a_budget_is_voted_line_by_line_and_the_year_before_may_be_taken_over(driver: Driver) -> None:
    def two_years(session: Session) -> tuple[int, int]:
        old = a_budget(session)
        new = create_year(session, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31), previous_id=old.year))
        details = LineDetails("Papier", code="L1", previous_id=old.paper)
        return new, create_line(session, NewLine(new, details))

    year, line = driver.do(two_years)
    page = driver.open(SituationPage)
    page.show_year(year)
    driver.settle()
    driver.keys(page.list, Qt.Key.Key_D)
    dialog = driver.dialog(DecisionDialog)
    assert (dialog.form.editor("kind").value(), dialog.form.editor("label").value()) == (
        DecisionKind.INITIAL,
        "Initial budget 2027",
    )
    dialog.take_over.click()
    assert dialog.credits.parts() == (Part(line, VOTED),)
    assert dialog.credits.sum.text() == "Sum: €5,000.00"
    driver.save(dialog)
    (decided,) = driver.read(lambda session: decisions(session, year))
    assert (decided.kind, decided.cents, decided.label) == (DecisionKind.INITIAL, VOTED, "Initial budget 2027")


def test_an_amendment_is_proposed_once_a_budget_was_voted_and_says_what_it_overspends(driver: Driver) -> None:
    budget = driver.do(a_budget)
    page = driver.open(SituationPage)
    driver.keys(page.list, Qt.Key.Key_D)
    dialog = driver.dialog(DecisionDialog)
    assert dialog.form.editor("label").value() == "Amendment 1"
    dialog.form.editor("kind").set_value(DecisionKind.SUPPLEMENTARY)
    assert dialog.form.editor("label").value() == "Supplementary budget 2026"
    dialog.form.editor("kind").set_value(DecisionKind.AMENDMENT)
    type_amounts(driver, dialog, "-3500", "250,50")
    assert dialog.credits.sum.text() == "Sum: -€3,249.50\n“L1 Papier” would be overspent by €500.00."
    driver.save(dialog)
    assert free(driver, *budget.lines) == [-50_000, 525_050, -100_000]
    assert driver.said[-1] == ("say", "“Amendment 1” written. “L1 Papier” is overspent by €500.00.")


def test_a_decision_without_an_amount_stays_open_and_says_so(driver: Driver) -> None:
    driver.do(a_budget)
    page = driver.open(SituationPage)
    driver.keys(page.list, Qt.Key.Key_D)
    dialog = driver.dialog(DecisionDialog)
    driver.save(dialog)
    assert "Say which lines get how much." in told(dialog)
    dialog.credits.add_row(GridRow({"line_id": None, "cents": 500}), "cents")
    driver.save(dialog)
    assert "Say on which line." in told(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_a_line_that_lacks_money_is_where_a_transfer_goes(driver: Driver) -> None:
    budget = driver.do(a_budget)
    page = driver.open(SituationPage)
    page.list.select([budget.projectors])
    driver.keys(page.list, Qt.Key.Key_X)
    dialog = driver.dialog(TransferDialog)
    assert (dialog.form.editor("target").value(), dialog.form.editor("cents").value()) == (budget.projectors, 100_000)
    driver.pick(dialog, "source", "logi")
    driver.save(dialog)
    assert free(driver, *budget.lines) == [300_000, 400_000, 0]
    assert [each.label for each in driver.read(lambda session: decisions(session, budget.year))] == ["BP", "Transfer 1"]


def test_a_line_that_refuses_overspending_gives_no_more_than_it_has(driver: Driver) -> None:
    def blocked(session: Session) -> tuple[int, int]:
        budget = a_budget(session)
        details = LineDetails("Fermée", code="L9", on_overspending=OnOverspending.BLOCK)
        return create_line(session, NewLine(budget.year, details)), budget.paper

    line, paper = driver.do(blocked)
    page = driver.open(SituationPage)
    driver.keys(page.list, Qt.Key.Key_X)
    dialog = driver.dialog(TransferDialog)
    dialog.form.editor("source").set_value(Option(line, "L9 Fermée"))
    dialog.form.editor("target").set_value(Option(paper, "L1 Papier"))
    driver.type(dialog, cents="10")
    driver.save(dialog)
    refusal = "The budget line “L9 Fermée” does not bear this: €10.00 is missing. Open credits, or choose another."
    assert refusal in told(dialog)
    assert free(driver, paper) == [300_000]
    dialog.reject()


def test_a_transfer_needs_two_lines(driver: Driver) -> None:
    budget = driver.do(a_budget)
    page = driver.open(SituationPage)
    driver.keys(page.list, Qt.Key.Key_X)
    dialog = driver.dialog(TransferDialog)
    for key in ("source", "target"):
        dialog.form.editor(key).set_value(Option(budget.paper, "L1 Papier"))
    driver.type(dialog, cents="10")
    driver.save(dialog)
    assert "Choose two lines." in told(dialog)
    dialog.form.editor("target").set_value(Option(budget.projectors, "L3"))
    driver.type(dialog, cents="0")
    driver.save(dialog)
    assert "Say how much." in told(dialog)
    dialog.reject()


def test_a_decision_is_taken_back_line_by_line_and_a_second_time_there_is_less_of_it(driver: Driver) -> None:
    budget = driver.do(a_budget)
    page = driver.open(MovesPage)
    page.show_narrowed(line=budget.software)
    driver.settle()
    page.list.select([page.list.model.ids[0]])
    driver.keys(page.list, Qt.Key.Key_B)
    dialog = driver.dialog(CorrectionDialog)
    driver.save(dialog)
    assert dialog.isVisible(), "why is asked for"
    driver.type(dialog, words="Voted on the wrong line")
    dialog.form.editor("lines").set_value(frozenset({budget.software}))
    driver.save(dialog)
    assert free(driver, *budget.lines) == [300_000, 0, -100_000]
    rows = driver.read(lambda session: moves_page(session, list(page.list.model.ids)))
    assert [rows[each].is_countered for each in page.list.model.ids] == [False, True]
    driver.keys(page.list, Qt.Key.Key_B)
    again = driver.dialog(CorrectionDialog)
    assert sorted(again.form.editor("lines").value()) == [budget.paper, budget.projectors]
    again.reject()


def test_the_ledger_opens_documents_and_lines(driver: Driver) -> None:
    budget = driver.do(a_budget)
    page = driver.open(MovesPage)
    page.open_list(("budget_line", budget.paper))
    driver.settle()
    assert len(page.list.model.ids) == 3
    page.list.select([page.list.model.ids[0]])
    driver.keys(page.list, Qt.Key.Key_O)
    driver.keys(page.list, Qt.Key.Key_T)
    assert driver.said == [("open", ("invoice", 2)), ("open", ("budget_line", budget.paper))]
    page.open_card(page.list.model.ids[0])
    driver.settle()
    assert page.card._title.text() == "€800.00"
