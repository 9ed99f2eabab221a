"""Contracts by keyboard: written down, committed for a year, invoiced, renewed, terminated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.service import Decision, LineDetails, NewLine, Part, YearDetails, create_line, create_year, decide
from coorddesk.purchasing.queries.contract_card import contract_card
from coorddesk.purchasing.queries.contract_due import committed_instalments
from coorddesk.purchasing.queries.contracts import contract_row
from coorddesk.purchasing.queries.contracts_about import lot_options
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.contract_words import ContractKind, ContractState, ContractStepKind
from coorddesk.purchasing.service import ContractDetails, contract_as_written, create_contract
from coorddesk.purchasing.ui.commit_dialog import CommitDialog
from coorddesk.purchasing.ui.contract_dialog import ContractDialog
from coorddesk.purchasing.ui.contract_offers import contract_of_devices, contract_of_licence, contract_of_supplier
from coorddesk.purchasing.ui.contract_step_dialogs import PriceDialog, RenewDialog, TerminateDialog
from coorddesk.purchasing.ui.contracts_page import ContractsPage
from coorddesk.purchasing.ui.instalment_dialog import InstalmentDialog
from coorddesk.purchasing.ui.invoice_dialog import InvoiceDialog
from coorddesk.widgets.forms.picked_editor import Picked
from tests.factories import make_asset, make_licence, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.purchasing.queries.contract_card import ContractCard
    from coorddesk.widgets.forms.record_dialog import RecordDialog
    from tests.screens import Driver

START = date(2026, 1, 1)
CONTROL = Qt.KeyboardModifier.ControlModifier


def a_school(session: Session) -> None:
    """The year 2026 with two lines, a supplier, and a contract whose notice is due soon."""
    year = create_year(session, YearDetails("2026", START, date(2026, 12, 31)))
    lines = [
        create_line(session, NewLine(year, LineDetails(label, chapter="011", on_overspending=kind)))
        for label, kind in (("Copies", OnOverspending.WARN), ("Licences", OnOverspending.BLOCK))
    ]
    decide(session, Decision(year, DecisionKind.INITIAL, "BP", START, tuple(Part(line, 300_000) for line in lines)))
    make_supplier(session, "Konica Minolta")
    details = ContractDetails("Copiers", 1, START, ContractKind.LEASE, months=12, notice_months=3, every_months=3)
    create_contract(session, replace(details, net=75_000, number="KM-4411"))


def card_of(driver: Driver, contract_id: int = 1) -> ContractCard:
    card = driver.read(lambda session: contract_card(session, contract_id))
    assert card is not None
    return card


def told_in(dialog: RecordDialog) -> str:
    """What is said below the fields."""
    shown = dialog.form.editor("told").control
    assert isinstance(shown, QLabel)
    return shown.text()


@pytest.fixture
def page(driver: Driver) -> ContractsPage:
    driver.do(a_school)
    made = driver.open(ContractsPage)
    made.open_card(1)
    driver.settle()
    return made


def test_a_contract_is_written_down_and_said_what_it_means(driver: Driver, page: ContractsPage) -> None:
    driver.do(lambda session: make_licence(session, "Adobe CC"))
    driver.keys(page.list, Qt.Key.Key_N, CONTROL)
    dialog = driver.dialog(ContractDialog)
    driver.type(dialog, name="Adobe", started_on="01/08/2024", months="36", notice_months="2", net="1200")
    assert "until 31/07/2027" in told_in(dialog)
    driver.pick(dialog, "supplier_id", "Adobe", 1)
    dialog.form.editor("covered").set_value((Picked("licence", 1, "Adobe CC"),))
    assert driver.read(lambda session: lot_options(session, "nothing")) == ()
    driver.save(dialog)
    written = driver.read(lambda session: contract_row(session, 2))
    assert written is not None
    assert (written.supplier, written.now.notice_by, written.price.net) == ("Adobe", date(2027, 5, 31), 120_000)
    assert list(card_of(driver, 2).covered) == [("licence", 1)]
    driver.keys(page.list.table, Qt.Key.Key_F2)
    again = driver.dialog(ContractDialog)
    driver.save(again)
    assert card_of(driver, 2).row.version == 1


def test_a_year_is_committed_and_what_that_asks_is_said(driver: Driver, page: ContractsPage) -> None:
    driver.keys(page.list.table, Qt.Key.Key_C)
    dialog = driver.dialog(CommitDialog)
    driver.settle()
    assert [row.beside.due.due_on.month for row in dialog.grid.sketch()] == [1, 4, 7, 10]
    driver.save(dialog)
    assert driver.read(committed_instalments) == []
    dialog.grid.model.write_text(1, 4, "011 Copies")
    assert [row.values["line"] for row in dialog.grid.sketch()] == [1, 1, 1, 1]
    dialog.grid.model.write_text(1, 4, "")
    assert [row.values["line"] for row in dialog.grid.sketch()] == [1, None, 1, 1]
    dialog.grid.model.write_text(1, 4, "011 Copies")
    told = told_in(dialog)
    assert "3,600.00" in told.replace("\u202f", "").replace("\xa0", "") or "600" in told
    driver.save(dialog)
    assert [each.remaining for each in driver.read(committed_instalments)] == [90_000] * 4
    assert [len(section.lines) for section in page.told.shown] == [4, 3]
    assert (page.told.below.isVisible(), page.told.above.isVisible()) == (True, False)  # its terms stand first
    assert "4 instalments committed." in str(driver.said)


def test_lines_chosen_for_a_year_are_there_again_when_it_is(driver: Driver, page: ContractsPage) -> None:
    driver.do(lambda session: create_year(session, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31))))
    driver.keys(page.list.table, Qt.Key.Key_C)
    dialog = driver.dialog(CommitDialog)
    dialog.grid.model.write_text(1, 4, "011 Copies")
    for place in (0, 2, 3):
        dialog.grid.model.write_text(place, 4, "")
    chosen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        driver.keys(dialog.form.editor("year_id").control, key)
        chosen.append([row.values["line"] for row in dialog.grid.sketch()])
    assert chosen == [[None] * 4, [None, 1, None, None]]
    driver.save(dialog)
    assert [each.remaining for each in driver.read(committed_instalments)] == [90_000]


def test_an_instalment_is_invoiced_changed_and_taken_back(driver: Driver, page: ContractsPage) -> None:
    driver.keys(page.list.table, Qt.Key.Key_C)
    dialog = driver.dialog(CommitDialog)
    dialog.grid.set_value([replace(row, values={**row.values, "line": 1}) for row in dialog.grid.sketch()])
    driver.save(dialog)
    latest, *_others, first = [line.about for line in page.told.shown[0].lines]
    page.told._deeds["invoice"].take(first)
    invoice = driver.dialog(InvoiceDialog)
    driver.settle()
    notes = [driver.desk.texts.say(note.said) for note in invoice._lines.sums.notes]
    assert notes == ["€900.00 here; the line is overspent by €600.00"]  # as before: the instalment commits it already
    driver.type(invoice, number="F-1")
    driver.save(invoice)
    page.told._deeds["take_back"].take(latest)
    driver.settle()
    assert [each.remaining for each in driver.read(committed_instalments)] == [0, 90_000, 90_000]
    page.told._deeds["change"].take(driver.read(committed_instalments)[1])
    changed = driver.dialog(InstalmentDialog)
    driver.type(changed, net="100", words="One machine less")
    driver.save(changed)
    assert [each.remaining for each in driver.read(committed_instalments)] == [0, 12_000, 90_000]


def test_a_contract_is_renewed_priced_and_terminated(driver: Driver, page: ContractsPage) -> None:
    driver.keys(page.list.table, Qt.Key.Key_R)
    renewal = driver.dialog(RenewDialog)
    driver.type(renewal, months="24")
    driver.save(renewal)
    driver.keys(page.list.table, Qt.Key.Key_P)
    price = driver.dialog(PriceDialog)
    driver.save(price)
    assert len(card_of(driver).steps) == 1  # neither an amount nor a rate was said
    driver.type(price, rate="2,5")
    driver.save(price)
    driver.keys(page.list.table, Qt.Key.Key_T)
    end = driver.dialog(TerminateDialog)
    assert end.form.editor("day").value() == date(2026, 12, 31)
    driver.save(end)
    kinds = [step.kind for step in card_of(driver).steps]
    assert kinds == [ContractStepKind.RENEWED, ContractStepKind.INDEXED, ContractStepKind.TERMINATED]
    assert card_of(driver).row.state is ContractState.ENDING
    driver.keys(page.list.table, Qt.Key.Key_B)
    assert [step.kind for step in card_of(driver).steps] == kinds[:2]


def test_the_list_is_narrowed_and_opened_by_alerts_and_records(driver: Driver, page: ContractsPage) -> None:
    page.show_alert(ContractNeed.DECIDE)
    driver.settle()
    assert list(page.list.model.ids) == [1]
    page.open_list(("supplier", 9))
    driver.settle()
    assert list(page.list.model.ids) == []
    page.show_all()
    driver.settle()
    page.list.select([1])
    driver.settle()
    driver.keys(page.list.table, Qt.Key.Key_Delete)
    assert list(page.list.model.ids) == []


def test_other_records_begin_a_contract(driver: Driver, page: ContractsPage) -> None:
    def begin(session: Session) -> None:
        make_licence(session, "Adobe CC", supplier_id=1, price=120_000)
        make_asset(session)

    driver.do(begin)
    contract_of_licence(driver.desk, page, [1])
    dialog = driver.dialog(ContractDialog)
    driver.type(dialog, started_on="01/01/2026")
    driver.save(dialog)
    written = driver.do(lambda session: contract_as_written(session, 2))
    assert (written.name, written.kind, written.net) == ("Adobe CC", ContractKind.LICENCE, 100_000)
    assert (written.supplier_id, written.covered) == (1, (("licence", 1),))
    for offer, ids in ((contract_of_devices, [1]), (contract_of_supplier, [1])):
        offer(driver.desk, page, ids)
        driver.dialog(ContractDialog).reject()
        driver.settle()
