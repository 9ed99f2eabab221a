"""The tab of the budget in the window: every list by keyboard, where alerts and searches lead, what is of all lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from coorddesk.budget.ui.fundings_dialog import FundingsDialog
from coorddesk.budget.ui.years_dialog import YearsDialog
from coorddesk.forecast.ui.costs_dialog import CostsDialog
from coorddesk.forecast.ui.forecast_dialog import ForecastDialog
from coorddesk.purchasing.ui.bank_dialog import BankDialog
from coorddesk.shell.budget_tab import BudgetTab
from tests.budget.ui.budgets import Budget, a_budget
from tests.shell.test_accessibility import nameless
from tests.shell.test_keyboard import meanings, name, reachable, walked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog
    from sqlalchemy.orm import Session

    from tests.windows import Windows

KINDS = ["budget_line", "budget_move", "purchase_request", "purchase_order", "invoice", "contract"]


@pytest.fixture
def tab(opened: Windows) -> BudgetTab:
    """The tab in front, on a desk with a budget."""
    made: list[Budget] = []

    def fill(session: Session) -> None:
        made.append(a_budget(session))

    opened.desk.operations.change(opened.window, fill)
    opened.settle()
    opened.window.ask_for("tab:budget")
    opened.settle()
    page = opened.window._pages.current
    assert isinstance(page, BudgetTab)
    return page


def leave(dialog: type[QDialog]) -> None:
    """Esc in the one dialog of a kind that is open."""
    (shown,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, dialog) and each.isVisible()]
    shown.reject()


def test_every_list_is_named_and_goes_by_keys_that_mean_one_thing(opened: Windows, tab: BudgetTab) -> None:
    frame = opened.window.frame
    for kind in KINDS:
        tab.turn_to(kind)
        opened.settle()
        assert nameless(frame) == []
        stops = walked(opened, frame)
        assert {name(stop) for stop in stops} == {name(stop) for stop in reachable(frame)}
        of_tab = [stop for stop in stops if tab.isAncestorOf(stop)]
        heads = [stop.mapTo(tab, QPoint(0, 0)).y() // 30 for stop in of_tab[: of_tab.index(tab.current.search)]]
        assert heads == sorted(heads), [name(stop) for stop in of_tab]
        for stop in reachable(frame):
            meant = meanings(frame, stop)
            assert {keys: texts for keys, texts in meant.items() if len(texts) > 1} == {}, (kind, name(stop))


def test_records_lead_to_the_list_that_tells_of_them(opened: Windows, tab: BudgetTab) -> None:
    ways = {
        ("budget_decision", 1): "budget_move",
        ("fiscal_year", 1): "budget_line",
        ("funding_source", 1): "budget_line",
        ("budget_move", 2): "budget_move",
    }
    for subject, kind in ways.items():
        tab.turn_to("invoice")
        opened.desk.open_record(subject)
        opened.settle()
        assert tab._kinds[tab.bar.currentIndex()] == kind, subject
    opened.desk.open_list("budget_move", ("budget_line", 1))
    opened.settle()
    assert len(tab.current.list.model.ids) == 3


def test_alerts_lead_to_what_they_are_about(opened: Windows, tab: BudgetTab) -> None:
    assert [tab.kind_of_alert(key) for key in ("approve", "late", "overdue", "missed", "overspent")] == [
        "purchase_request",
        "purchase_order",
        "invoice",
        "contract",
        "budget_line",
    ]
    tab.show_alert("overspent")
    opened.settle()
    assert list(tab.current.list.model.ids) == [3]


@pytest.mark.parametrize(
    ("deed", "dialog"),
    [
        ("years", YearsDialog),
        ("forecast", ForecastDialog),
        ("costs", CostsDialog),
        ("bank", BankDialog),
    ],
)
def test_what_is_of_all_lists_opens_beside_them(
    opened: Windows, tab: BudgetTab, deed: str, dialog: type[QDialog]
) -> None:
    getattr(tab, deed).trigger()
    opened.settle()
    leave(dialog)
    opened.settle()


def test_the_bank_has_one_window(opened: Windows, tab: BudgetTab) -> None:
    for _again in range(2):
        tab.bank.trigger()
        opened.settle()
    leave(BankDialog)
    opened.settle()


def test_a_year_that_is_over_and_a_grant_that_lapses_open_their_lists(opened: Windows, tab: BudgetTab) -> None:
    for key, dialog in (("to_close", YearsDialog), ("grants", FundingsDialog)):
        tab.show_alert(key)
        opened.settle()
        leave(dialog)
        opened.settle()
