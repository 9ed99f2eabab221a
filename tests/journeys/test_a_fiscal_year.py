"""A fiscal year by keyboard: a budget imported and amended, a purchase up to its payment, a contract, the closing.

Three quotes become an order on three budget lines; it comes in two deliveries that make twelve devices, is invoiced for
more than was ordered, and some of that is given back. A contract is renewed, credits are transferred, the situation is
printed at the thirtieth of June and at closing, and what is still promised goes on in the next year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from coorddesk import features
from coorddesk.budget.models import BudgetDecision, FiscalYear
from coorddesk.budget.queries import SituationQuery, situation
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import DecisionKind, YearState
from coorddesk.budget.ui.close_year_dialog import CloseYearDialog
from coorddesk.budget.ui.decision_dialog import DecisionDialog
from coorddesk.budget.ui.situation_page import SituationPage
from coorddesk.budget.ui.transfer_dialog import TransferDialog
from coorddesk.budget.ui.year_dialog import YearDialog
from coorddesk.budget.ui.years_dialog import YearsDialog
from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.core.database import Database
from coorddesk.core.messages import _, _n, _p
from coorddesk.core.organisation import describe_organisation, organisation
from coorddesk.inventory.models import Asset
from coorddesk.inventory.service import create_category, seed_labels
from coorddesk.purchasing.models import PurchaseOrder
from coorddesk.purchasing.rules.contract_words import ContractKind, Renewal
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, RequestState
from coorddesk.purchasing.service import ContractDetails, create_contract
from coorddesk.purchasing.ui.commit_dialog import CommitDialog
from coorddesk.purchasing.ui.compare_dialog import CompareDialog
from coorddesk.purchasing.ui.contract_step_dialogs import RenewDialog
from coorddesk.purchasing.ui.contracts_page import ContractsPage
from coorddesk.purchasing.ui.decide_dialog import DecideDialog
from coorddesk.purchasing.ui.invoice_dialog import InvoiceDialog
from coorddesk.purchasing.ui.invoices_page import InvoicesPage
from coorddesk.purchasing.ui.order_dialog import OrderDialog
from coorddesk.purchasing.ui.orders_page import OrdersPage
from coorddesk.purchasing.ui.pay_dialog import PayDialog
from coorddesk.purchasing.ui.quote_dialog import QuoteDialog
from coorddesk.purchasing.ui.receive_dialog import ReceiveDialog
from coorddesk.purchasing.ui.request_dialog import RequestDialog
from coorddesk.purchasing.ui.requests_page import RequestsPage
from coorddesk.purchasing.ui.send_dialog import SendDialog
from coorddesk.widgets.day_dialog import DayDialog
from coorddesk.widgets.forms.suggestions import SuggestionsView
from coorddesk.widgets.grid.view import GridView
from coorddesk.widgets.report_dialog import ReportDialog
from tests.factories import make_supplier
from tests.journeys.conftest import School
from tests.journeys.hands import Hands
from tests.journeys.keyboard import CTRL, SHIFT, Keyboard, save_paper

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QModelIndex

    from coorddesk.widgets.list_page import ListPage
    from tests.desks import Desks

pytestmark = pytest.mark.journey

ALT = Qt.KeyboardModifier.AltModifier
JANUARY = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
SUPPLIERS = ("Adista", "Bechtle", "Calestor")
BUDGET = "\n".join(
    [
        "Chapitre;Article;Libellé;BP 2026",
        "011;60632;Petit équipement;2 000,00",
        "011;6156;Maintenance;3 000,00",
        "011;611;Prestations;1 500,00",
        "21;21838;Matériel informatique;6 000,00",
        "TOTAL;;;12 500,00",
    ]
)
NEEDS = (("Tablette", "12", "250", "21838"), ("Housse", "12", "20", "60632"), ("Mise en service", "1", "300", "611"))
QUOTES = (("260", "22", "320"), ("240", "20", "290"), ("250", "", "300"))
"""What each supplier asks for each line, without VAT; the last leaves one out."""
PROMISED = 4 * 24_000
"""Of the contract, which nobody invoiced; in cents, with VAT."""


@pytest.fixture
def school(desks: Desks) -> School:
    """A desk with three suppliers, and a contract that ends in March unless somebody renews it."""
    url = desks.fresh()
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(JANUARY))
    with database.transaction(_("Fill the desk")) as session:
        seed_labels(session)
        create_category(session, "Tablettes")
        describe_organisation(session, replace(organisation(session), name="École Les Tilleuls"))
        for name in SUPPLIERS:
            make_supplier(session, name)
        terms: dict[str, Any] = {"renewal": Renewal.EXPRESS, "every_months": 3, "net": 20_000}
        wish = ContractDetails("Maintenance du serveur", 1, date(2025, 4, 1), ContractKind.MAINTENANCE, **terms)
        create_contract(session, wish)
    database.close()
    return School(url, JANUARY)


def test_a_fiscal_year(at_school: Keyboard, school: School, tmp_path: Path) -> None:
    year = Year(at_school)
    open_the_year(year)
    import_the_budget(year, tmp_path / "budget.csv")
    amend_it(year)
    ask_for_tablets(year)
    compare_three_quotes(year)
    send_the_order(year, tmp_path / "order.pdf")
    receive_twice(year)
    enter_the_invoice(year)
    take_some_back(year)
    renew_the_contract(year)
    transfer(year)
    print_the_situation(year, tmp_path / "closing.pdf")
    print_that_of_june(year, tmp_path / "june.pdf")
    close_the_year(year)
    for paper in ("order", "june", "closing"):
        assert (tmp_path / f"{paper}.pdf").read_bytes().startswith(b"%PDF")
    used = {"voted": 1_250_000, "amended": 50_000, "invoiced": 410_400, "paid": 410_400}
    assert found_on(school.url) == {
        "years": {"2026": YearState.CLOSED, "2027": YearState.OPENED},
        "devices": 12,
        "orders": {"BC-2026-001": OrderState.PAID},
        "decisions": [
            *(DecisionKind.INITIAL, DecisionKind.AMENDMENT, DecisionKind.TRANSFER, DecisionKind.CARRY_FORWARD)
        ],
        "at the thirtieth of June": Figures(**used, committed=PROMISED),
        "at closing": Figures(**used, carried_forward=-PROMISED),
        "of the next year": Figures(carried_forward=PROMISED, committed=PROMISED),
        "contradictions": [],
    }


class Year(Hands):
    """Hands at the budget."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        keyboard.go_to("budget")
        self.page: SituationPage = keyboard.shown(SituationPage)

    def it_is(self, day: date) -> None:
        clock = self.page.desk.clock
        assert isinstance(clock, FixedClock)
        clock.moment = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)

    def turn(self, number: int, kind: type[ListPage]) -> ListPage:
        """Alt and a number, and the keyboard is in the list of that part."""
        self.back()
        self.keyboard.press(Qt.Key(Qt.Key.Key_0 + number), ALT)
        page: ListPage = self.keyboard.shown(kind)
        self.keyboard.press(Qt.Key.Key_F, CTRL)
        self.keyboard.press(Qt.Key.Key_Escape)
        return page

    def choose(self, page: ListPage, place: int = 0) -> Any:
        """One of the rows of a list, once it was painted; its verbs are keys then."""
        self.keyboard.wait(lambda: len(page.list.model.ids) > place)
        record_id = page.list.model.ids[place]
        self.keyboard.wait(lambda: page.list.row(record_id) is not None)
        self.keyboard.press(Qt.Key.Key_Home)
        for _down in range(place):
            self.keyboard.press(Qt.Key.Key_Down)
        self.keyboard.wait(lambda: page.list.selected_ids() == [record_id])
        return page.list.row(record_id)

    def becomes(self, page: ListPage, state: object, place: int = 0) -> None:
        self.keyboard.wait(lambda: getattr(page.list.row(page.list.model.ids[place]), "state", None) is state)

    def cells(self, *texts: str | None) -> None:
        """Type into one cell of a grid after the other; None passes one over, a "?" chooses the first that fits."""
        for text in texts:
            if not text:
                self.keyboard.press(Qt.Key.Key_Return)
                continue
            grid = self.keyboard._focus()
            assert isinstance(grid, GridView)
            before = grid.currentIndex()
            for letter in text.removeprefix("?"):
                QTest.keyClicks(self.keyboard._focus(), letter)
            chosen = self.keyboard.shown(SuggestionsView) if text.startswith("?") else self.keyboard._focus()
            QTest.keyClick(chosen, Qt.Key.Key_Return)
            self.keyboard.turn_to(grid.window())  # no window manager gives it back the keyboard once the list is gone
            self.keyboard.wait(partial(_went_on, grid, before))


def _went_on(grid: GridView, before: QModelIndex) -> bool:
    """Whether the keyboard went on: to another cell, or to what follows the grid."""
    return not grid.is_typing and (grid.currentIndex() != before or not grid.hasFocus())


def open_the_year(year: Year) -> None:
    keyboard = year.keyboard
    keyboard.tab_to(_("Open a fiscal year"), year.frame)
    keyboard.press(Qt.Key.Key_Space)
    dialog: YearDialog = year.in_front(YearDialog)
    keyboard.wait(dialog.form.isEnabled)
    year.save(YearDialog)
    keyboard.wait(lambda: year.page.year_id is not None)


def import_the_budget(year: Year, sheet: Path) -> None:
    from coorddesk.shell.import_wizard.wizard import ImportWizard  # as the program does, when it is wanted

    keyboard = year.keyboard
    sheet.write_text(BUDGET, encoding="utf-8-sig")
    year.back()
    wizard: ImportWizard = year.window(Qt.Key.Key_I, ImportWizard, CTRL)
    wizard.begin("budget-lines", sheet)  # what a file dropped on the window does
    keyboard.tab_to(_("See what it would do"), wizard)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(_n("Import {count} row", "Import {count} rows", 4), wizard)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab_to(_p("dismiss a message", "Close"), wizard)
    keyboard.press(Qt.Key.Key_Escape)
    keyboard.wait(lambda: keyboard.gone(ImportWizard))
    year.back()
    keyboard.wait(lambda: len(year.page.list.model.ids) == 4)


def amend_it(year: Year) -> None:
    """Five hundred more for the first line."""
    page = year.turn(1, SituationPage)
    year.choose(page)
    dialog: DecisionDialog = year.window(Qt.Key.Key_D, DecisionDialog)
    year.keyboard.wait(lambda: dialog.isAncestorOf(year.keyboard._focus()) and dialog.credits.sketch())
    year.cells("500")
    assert dialog.form.editor("kind").value() is DecisionKind.AMENDMENT
    year.save(DecisionDialog)


def ask_for_tablets(year: Year) -> None:
    """What is needed on three lines; handed in, and approved."""
    keyboard = year.keyboard
    page = year.turn(3, RequestsPage)
    dialog: RequestDialog = year.window(Qt.Key.Key_N, RequestDialog, CTRL)
    keyboard.wait(lambda: dialog._lines.offer.counting)
    keyboard.write("Tablettes")
    year.tab_into(_p("purchase", "Lines"))
    for label, quantity, price, account in NEEDS:
        year.cells(label, quantity, price, f"?{account}")
    year.save(RequestDialog)
    keyboard.turn_to(year.frame)
    year.choose(page)
    keyboard.press(Qt.Key.Key_H)
    year.becomes(page, RequestState.TO_APPROVE)
    year.window(Qt.Key.Key_A, DecideDialog)
    year.save(DecideDialog)
    year.becomes(page, RequestState.APPROVED)


def compare_three_quotes(year: Year) -> None:
    """The cheapest that leaves nothing out is marked; its order is drawn up."""
    keyboard = year.keyboard
    page = year.turn(3, RequestsPage)
    for supplier, prices in zip(SUPPLIERS, QUOTES, strict=True):
        year.back()
        year.choose(page)
        dialog: QuoteDialog = year.window(Qt.Key.Key_Q, QuoteDialog)
        year.pick(supplier.lower())
        keyboard.wait(partial(_is_picked, dialog))
        year.tab_into(_p("purchase", "Lines"))
        for price in prices:
            year.cells(None, None, price or None)
        year.save(QuoteDialog)
    year.back()
    keyboard.wait(lambda: year.choose(page).quotes == len(QUOTES))
    compare: CompareDialog = year.window(Qt.Key.Key_C, CompareDialog)
    keyboard.wait(lambda: compare.marked is not None)
    assert compare.marked is not None
    assert compare.marked.quote.supplier == SUPPLIERS[1]
    keyboard.press(Qt.Key.Key_Return, CTRL)
    order: OrderDialog = year.in_front(OrderDialog)
    keyboard.wait(lambda: order.version is not None)  # it is read first
    year.save(OrderDialog)


def _is_picked(dialog: QuoteDialog) -> bool:
    return dialog.form.editor("supplier_id").value() is not None


def send_the_order(year: Year, paper: Path) -> None:
    page = year.turn(4, OrdersPage)
    year.choose(page)
    year.window(Qt.Key.Key_S, SendDialog)
    year.save(SendDialog)
    year.in_front(ReportDialog)
    save_paper(year.keyboard, paper)
    year.back()
    year.becomes(page, OrderState.SENT)


def receive_twice(year: Year) -> None:
    """Five tablets, then the seven others with the rest of the order; all become devices."""
    for day, came in ((date(2026, 2, 10), ("5", "5", "0")), (date(2026, 2, 20), ())):
        year.it_is(day)
        page = year.turn(4, OrdersPage)
        year.choose(page)
        dialog: ReceiveDialog = year.window(Qt.Key.Key_R, ReceiveDialog)
        year.tab_into(_p("receipt", "What came"))
        year.cells(*came)
        for _line in came:
            year.keyboard.press(Qt.Key.Key_Up)
        enter_devices(year, dialog)
        year.save(ReceiveDialog)
        year.back()
        year.becomes(page, OrderState.PARTLY_RECEIVED if came else OrderState.RECEIVED)


def enter_devices(year: Year, dialog: ReceiveDialog) -> None:
    """Those of the line that has the keyboard."""
    year.keyboard.tab_to(_("Enter its devices into the inventory"), dialog)
    year.keyboard.press(Qt.Key.Key_Space)
    year.tab_into(_("Category"))
    year.pick("tablettes")


def enter_the_invoice(year: Year) -> None:
    """Twenty euros more than ordered, said before it is saved; ten of them come back, and the rest is paid."""
    year.it_is(date(2026, 3, 2))
    keyboard = year.keyboard
    page = year.turn(4, OrdersPage)
    year.choose(page)
    dialog: InvoiceDialog = year.window(Qt.Key.Key_I, InvoiceDialog)
    keyboard.wait(dialog._lines.sketch)
    year.fill(_p("invoice", "Number"), "F-2026-77")
    year.tab_into(_p("purchase", "Lines"))
    year.cells(None, None, "2900")
    keyboard.wait(dialog._differences.isVisible)
    year.save(InvoiceDialog)
    year.back()
    year.becomes(page, OrderState.INVOICED)


def take_some_back(year: Year) -> None:
    """A credit note on the first line; then what is left is paid."""
    year.it_is(date(2026, 3, 20))
    keyboard = year.keyboard
    year.choose(year.turn(4, OrdersPage))
    credit: InvoiceDialog = year.window(Qt.Key.Key_G, InvoiceDialog)
    keyboard.wait(credit._lines.sketch)
    assert credit._kind.value() is InvoiceKind.CREDIT_NOTE
    year.fill(_p("invoice", "Number"), "A-2026-9")
    year.tab_into(_p("purchase", "Lines"))
    year.cells(None, None, "10")
    year.save(InvoiceDialog)
    invoices = year.turn(5, InvoicesPage)
    keyboard.wait(lambda: len(invoices.list.model.ids) == 2)
    for _document in range(2):
        year.choose(invoices)
        year.window(Qt.Key.Key_P, PayDialog)
        year.save(PayDialog)
        year.back()
    keyboard.wait(lambda: not invoices.list.model.ids)


def renew_the_contract(year: Year) -> None:
    page = year.turn(6, ContractsPage)
    year.choose(page)
    year.window(Qt.Key.Key_R, RenewDialog)
    year.save(RenewDialog)
    year.back()
    year.choose(page)
    dialog: CommitDialog = year.window(Qt.Key.Key_C, CommitDialog)
    year.tab_into(_("Instalments"))
    for _instalment in range(4):
        year.cells("?6156")
    year.save(CommitDialog)
    del dialog


def transfer(year: Year) -> None:
    page = year.turn(1, SituationPage)
    year.choose(page, 1)
    year.window(Qt.Key.Key_X, TransferDialog)
    year.tab_into(_p("transfer", "To the line"))
    year.pick("611")
    year.fill(_("Amount"), "250")
    year.save(TransferDialog)


def print_the_situation(year: Year, paper: Path) -> None:
    """As it is on the last day."""
    year.it_is(date(2026, 12, 31))
    page = year.turn(1, SituationPage)
    page.reload()  # the desk was open overnight
    year.keyboard.press(Qt.Key.Key_P, CTRL)
    year.in_front(ReportDialog)
    save_paper(year.keyboard, paper)


def print_that_of_june(year: Year, paper: Path) -> None:
    """As it was then, told on the last day."""
    page = year.turn(1, SituationPage)
    year.window(Qt.Key.Key_J, DayDialog)
    year.keyboard.press(Qt.Key.Key_A, CTRL)
    year.keyboard.write("30/06/2026")
    year.keyboard.press(Qt.Key.Key_Return)
    year.keyboard.wait(lambda: page.query.day == date(2026, 6, 30))
    year.back()
    year.keyboard.press(Qt.Key.Key_P, CTRL)
    year.in_front(ReportDialog)
    save_paper(year.keyboard, paper)


def close_the_year(year: Year) -> None:
    """The next is opened with the same lines; what is promised goes on in it, and the year is closed."""
    year.it_is(date(2027, 1, 5))
    keyboard = year.keyboard
    year.turn(1, SituationPage)
    years: YearsDialog = year.window(Qt.Key.Key_Y, YearsDialog, SHIFT)
    keyboard.wait(lambda: len(years.list.model.ids) == 1)
    keyboard.press(Qt.Key.Key_A, CTRL)
    keyboard.wait(lambda: years.list.row(years.list.model.ids[0]) is not None)
    year.window(Qt.Key.Key_N, YearDialog)
    year.save(YearDialog)
    keyboard.turn_to(years)
    keyboard.wait(lambda: len(years.list.model.ids) == 2)
    first = years.list.model.ids[-1]
    keyboard.press(Qt.Key.Key_End)
    keyboard.wait(lambda: years.list.selected_ids() == [first] and years.list.row(first) is not None)
    closing: CloseYearDialog = year.window(Qt.Key.Key_C, CloseYearDialog)
    keyboard.tab_to(_("Carry forward"), closing)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.tab_to(_("Close the year"), closing)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.wait(lambda: keyboard.gone(CloseYearDialog))


def found_on(url: str) -> dict[str, Any]:
    """What the desk says in the end."""
    database = Database(url, actor=Actor("Camille Martin"), clock=FixedClock(JANUARY))
    with database.reading() as session:
        found: dict[str, Any] = {
            "years": dict(session.execute(select(FiscalYear.name, FiscalYear.state)).all()),
            "devices": session.scalar(select(func.count(Asset.id))),
            "orders": dict(session.execute(select(PurchaseOrder.reference, PurchaseOrder.state)).all()),
            "decisions": list(session.scalars(select(BudgetDecision.kind).order_by(BudgetDecision.id))),
            "at the thirtieth of June": situation(session, SituationQuery(1, date(2026, 6, 30))).whole,
            "at closing": situation(session, SituationQuery(1)).whole,
            "of the next year": situation(session, SituationQuery(2)).whole,
            "contradictions": [
                each for feature in features.load() if feature.checks is not None for each in feature.checks(session)
            ],
        }
    database.close()
    return found
