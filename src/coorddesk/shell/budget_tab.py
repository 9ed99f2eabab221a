"""The tab of the budget: its situation, the ledger behind it, and all that is bought on its lines."""

from __future__ import annotations

import importlib
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.budget.queries.alerts import GRANTS, TO_CLOSE
from coorddesk.core.messages import Message, _
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.narrowing import InvoiceNeed, OrderNeed, RequestNeed
from coorddesk.widgets.actions import VerbRow, make_action
from coorddesk.widgets.focus import tab_in_order
from coorddesk.widgets.lists_page import ListsPage, Part

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from coorddesk.core.records import Subject
    from coorddesk.forecast.ui.costs_dialog import CostsDialog
    from coorddesk.forecast.ui.forecast_dialog import ForecastDialog
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.list_page import ListPage


def _part(kind: str, title: Message, page: str) -> Part:
    """A list whose page, "module:Class", is imported when it is looked at."""
    return Part(kind, title, partial(_made, page))


def _made(page: str, desk: Desk) -> ListPage:
    module, name = page.split(":")
    made: ListPage = getattr(importlib.import_module(module), name)(desk)
    return made


class BudgetTab(ListsPage):
    """Alt+1 turns to the situation, Alt+2 to the ledger, those after them to what is bought."""

    title = _("Budget")
    parts = (
        _part("budget_line", _("Situation"), "coorddesk.budget.ui.situation_page:SituationPage"),
        _part("budget_move", _("Ledger"), "coorddesk.budget.ui.moves_page:MovesPage"),
        _part("purchase_request", _("Requests"), "coorddesk.purchasing.ui.requests_page:RequestsPage"),
        _part("purchase_order", _("Orders"), "coorddesk.purchasing.ui.orders_page:OrdersPage"),
        _part("invoice", _("Invoices"), "coorddesk.purchasing.ui.invoices_page:InvoicesPage"),
        _part("contract", _("Contracts"), "coorddesk.purchasing.ui.contracts_page:ContractsPage"),
    )

    def __init__(self, desk: Desk) -> None:
        """Build the list that was looked at last; years and what comes are of all lists."""
        super().__init__(desk, "budget")
        self._forecast: ForecastDialog | None = None  # both come back as they were left
        self._costs: CostsDialog | None = None
        self.years = make_action(desk, self, _("Years…"), "calendar", "Shift+Y", self.show_years)
        self.forecast = make_action(desk, self, _("Forecast…"), "chart-column", "Shift+F", self.show_forecast)
        self.costs = make_action(desk, self, _("Costs…"), "layers", "Shift+C", self.show_costs)
        self.bank = make_action(desk, self, _("Bank…"), "list-checks", "Shift+B", self.show_bank)
        self._of_all = [self.years, self.forecast, self.costs, self.bank]
        row = VerbRow(self._of_all)
        self.line.addWidget(row)
        tab_in_order(self.bar, *row.buttons)

    def actions(self) -> list[QAction]:
        """The verbs of the list in front, and those of all lists."""
        return [*super().actions(), *self._of_all]

    def open_record(self, subject: Subject) -> None:
        """Show a record in its list; a year, a funding source and a decision by what belongs to them."""
        kind = _SHOWN_BY.get(subject[0])
        if subject[0] == "scenario":
            self.show_forecast(subject[1])
        elif kind is None:
            super().open_record(subject)
        else:
            self.open_list_of(kind, subject)

    def kind_of_alert(self, key: str) -> str:
        """What of purchases needs something; all else is about lines."""
        return next((kind for kind, needs in _NEEDS.items() if key in set(needs)), super().kind_of_alert(key))

    def show_alert(self, key: str) -> None:
        """Show what an alert is about: years that are over and grants that lapse have no list of their own."""
        if key == TO_CLOSE:
            self.show_years()
        elif key == GRANTS:
            self.show_fundings()
        else:
            super().show_alert(key)

    def show_years(self) -> None:
        """Show the fiscal years, which are opened, closed and reopened there."""
        from coorddesk.budget.ui.years_dialog import YearsDialog  # a start needs none, here and below

        dialog = YearsDialog(self.desk, self)
        dialog.year_wanted.connect(lambda year_id: self.open_record(("fiscal_year", year_id)))
        dialog.open()

    def show_fundings(self) -> None:
        """Show where the money comes from."""
        from coorddesk.budget.ui.fundings_dialog import FundingsDialog

        FundingsDialog(self.desk, self).open()

    def show_forecast(self, scenario_id: int | None = None) -> None:
        """Show where the year lands, the years after it, and what would be if."""
        if self._forecast is None:
            from coorddesk.forecast.ui.forecast_dialog import ForecastDialog

            self._forecast = ForecastDialog(self.desk, self)
        self._forecast.begin(scenario_id)

    def show_costs(self) -> None:
        """Show what rooms, departments, devices and categories cost."""
        if self._costs is None:
            from coorddesk.forecast.ui.costs_dialog import CostsDialog

            self._costs = CostsDialog(self.desk, self)
        self._costs.begin()

    def show_bank(self) -> None:
        """Show the lines of bank statements, by which payments are ticked off."""
        from coorddesk.purchasing.ui.bank_dialog import BankDialog

        shown = next((each for each in self.findChildren(BankDialog) if each.isVisible()), None)
        if shown is None:
            BankDialog(self.desk, self).open()
        else:  # it stands beside the window, where its key may be pressed again
            shown.raise_()
            shown.activateWindow()


_NEEDS: dict[str, type[StrEnum]] = {
    "contract": ContractNeed,
    "purchase_request": RequestNeed,
    "purchase_order": OrderNeed,
    "invoice": InvoiceNeed,
}
"""The alerts about purchases, by the kind of record that they are about."""
_SHOWN_BY = {"fiscal_year": "budget_line", "funding_source": "budget_line", "budget_decision": "budget_move"}
"""Records without a list of their own, and the list that tells of them."""
