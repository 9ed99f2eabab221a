"""Invoices on screen: what came is proposed, what differs is named before it is saved, paid one by one or together."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coorddesk.core.options import Option
from coorddesk.purchasing.queries import (
    InvoiceQuery,
    InvoiceRow,
    invoice_card,
    invoice_ids,
    invoice_row,
    order_card,
    order_lines,
    order_row,
)
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, OrderStepKind, PaymentMeans
from coorddesk.purchasing.service import (
    Came,
    Charge,
    InvoiceDetails,
    OrderDeed,
    Receiving,
    enter_invoice,
    receive_order,
    step_order,
)
from coorddesk.purchasing.ui.invoice_dialog import InvoiceDialog, invoice_of
from coorddesk.purchasing.ui.invoices_page import InvoicesPage
from coorddesk.purchasing.ui.orders_page import OrdersPage
from coorddesk.purchasing.ui.pay_dialog import PayDialog
from tests.purchasing.ui.school import School, an_order, make_school

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def school(driver: Driver) -> School:
    return driver.do(make_school)


def received(driver: Driver, school: School) -> int:
    """An order of two laptops and their bags that came, but for the installation; returns its id."""

    def receive(session: Session) -> int:
        order_id = an_order(session, school, 2)
        row = order_row(session, order_id)
        assert row is not None
        step_order(session, OrderDeed(order_id, row.version, OrderStepKind.SENT, date(2026, 9, 2)))
        card = order_card(session, order_id)
        assert card is not None
        came = tuple(Came(line.id, 2) for line in card.lines[:2])
        receive_order(session, Receiving(order_id, date(2026, 9, 4), came, "BL-1"))
        return order_id

    return driver.do(receive)


def entered(driver: Driver, school: School, number: str, net: int) -> int:
    """An invoice without an order; returns its id."""
    charge = Charge(net, net // 5, school.work, label="Dépannage")
    details = InvoiceDetails(school.ldlc, number, date(2026, 9, 1), (charge,))
    return driver.do(lambda session: enter_invoice(session, details).id)


def only(driver: Driver) -> InvoiceRow:
    (invoice_id,) = driver.read(lambda session: invoice_ids(session, InvoiceQuery(past=True)))
    row = driver.read(lambda session: invoice_row(session, invoice_id))
    assert row is not None
    return row


def test_an_invoice_of_an_order_says_what_came_and_names_what_differs(driver: Driver, school: School) -> None:
    order_id = received(driver, school)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_I)
    dialog = driver.dialog(InvoiceDialog)
    driver.settle()
    lines = dialog._lines
    assert [line.texts[:3] for line in lines.model.lines] == [
        ('Portable 14" i5 16 Go', "2", "1,498.00"),
        ('Sacoche 14"', "2", "39.80"),
        ("Frais de port", "1", "25.00"),
    ]
    notes = [driver.desk.texts.say(note.said) for note in lines.sums.notes]
    assert notes[0] == "€1,797.60 here, €18,202.40 stay free"  # what the order commits is used up, nothing more
    assert dialog._differences.accessibleName() == ""
    lines.model.write_text(0, 2, "1.510,00")
    driver.type(dialog, number="F-12")
    driver.bot.waitUntil(lambda: "Another price" in dialog._differences.accessibleName())
    driver.save(dialog)
    row = only(driver)
    assert (row.number, row.amount.net, row.amount.vat, row.orders) == ("F-12", 157_480, 31_496, "BC-2026-001")
    card = driver.read(lambda session: order_card(session, order_id))
    assert card is not None
    assert (card.row.state, len(card.differences)) == (OrderState.PARTLY_RECEIVED, 2)


def test_an_invoice_that_comes_before_the_goods_says_so(driver: Driver, school: School) -> None:
    def send(session: Session) -> int:
        order_id = an_order(session, school, 2)
        row = order_row(session, order_id)
        assert row is not None
        step_order(session, OrderDeed(order_id, row.version, OrderStepKind.SENT, date(2026, 9, 2)))
        postage = order_lines(session, order_id)[3]
        charge = Charge(2_500, 500, school.postage, postage.id, 1)
        enter_invoice(session, InvoiceDetails(school.ldlc, "F-0", date(2026, 9, 3), (charge,)))
        return order_id

    order_id = driver.do(send)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_I)
    dialog = driver.dialog(InvoiceDialog)
    driver.settle()
    assert [line.texts[1] for line in dialog._lines.model.lines] == ["2", "2", "1"]
    driver.type(dialog, number="F-12")
    driver.bot.waitUntil(lambda: "More than was received" in dialog._differences.accessibleName())
    dialog.form.settle()
    dialog.reject()


def test_what_nobody_saw_is_shown_before_it_is_saved(driver: Driver, school: School) -> None:
    order_id = received(driver, school)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_I)
    dialog = driver.dialog(InvoiceDialog)
    driver.settle()
    driver.type(dialog, number="F-12")
    dialog._lines.model.write_text(1, 2, "41")
    dialog._pause.stop()  # saved before the pause after typing is over
    driver.save(dialog)
    assert driver.read(lambda session: list(invoice_ids(session, InvoiceQuery()))) == []
    assert "€39.80 expected, €41.00 invoiced" in dialog._differences.accessibleName()
    driver.save(dialog)  # who saves again knows better
    assert only(driver).number == "F-12"


def test_a_credit_note_gives_back_and_may_be_invoiced_again(driver: Driver, school: School) -> None:
    order_id = received(driver, school)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_I)
    dialog = driver.dialog(InvoiceDialog)
    driver.type(dialog, number="F-12")
    driver.save(dialog)
    driver.settle()
    driver.keys(page.list, Qt.Key.Key_G)
    credit = driver.dialog(InvoiceDialog)
    driver.settle()
    driver.type(credit, number="A-3")
    credit._lines.model.write_text(1, 2, "9,90")
    credit._lines.model.write_text(1, 6, "Yes")
    driver.save(credit)
    ids = driver.read(lambda session: list(invoice_ids(session, InvoiceQuery(kind=InvoiceKind.CREDIT_NOTE))))
    card = driver.read(lambda session: invoice_card(session, ids[0]))
    assert card is not None
    assert [(line.label, line.amount.net, line.is_again) for line in card.lines] == [('Sacoche 14"', 990, True)]
    assert card.row.amount.gross == -1_188


def test_an_expense_without_an_order_is_entered_put_right_and_paid(driver: Driver, school: School) -> None:
    page = driver.open(InvoicesPage)
    driver.keys(page.list, Qt.Key.Key_N, CTRL)
    dialog = driver.dialog(InvoiceDialog)
    driver.pick(dialog, "supplier_id", "ldlc")
    driver.type(dialog, number="F-77", day="01/09/2026")
    for column, text in ((0, "Dépannage"), (2, "100"), (5, "611")):
        dialog._lines.model.write_text(0, column, text)
    driver.save(dialog)
    row = only(driver)
    assert (row.amount.net, row.amount.vat) == (10_000, 2_000)
    page.open_card(row.id)
    driver.keys(page.list, Qt.Key.Key_F2)
    edit = driver.dialog(InvoiceDialog)
    driver.settle()
    edit._lines.model.write_text(0, 4, "20,01")  # as the paper says it
    driver.save(edit)
    assert only(driver).amount.gross == 12_001
    driver.settle()
    driver.keys(page.list, Qt.Key.Key_P)
    pay = driver.dialog(PayDialog)
    pay.form.editor("means").set_value(PaymentMeans.CARD)
    driver.type(pay, cents="20,01")
    driver.save(pay)
    card = driver.read(lambda session: invoice_card(session, row.id))
    assert card is not None
    assert [(each.cents, each.means) for each in card.payments] == [(2_001, PaymentMeans.CARD)]
    assert card.row.left == 10_000
    page.told._deeds["take_back"].take(card.payments[0])
    driver.settle()
    assert only(driver).left == 12_001


def test_several_are_paid_in_one_deed(driver: Driver, school: School) -> None:
    ids = [entered(driver, school, f"F-{place}", 1_000 * place) for place in range(1, 4)]
    page = driver.open(InvoicesPage)
    page.list.select(ids)
    driver.keys(page.list, Qt.Key.Key_P)
    dialog = driver.dialog(PayDialog)
    assert dialog.total.text() == "€72.00"
    driver.type(dialog, reference="Mandat 12")
    driver.save(dialog)
    assert driver.said[-1] == ("say", "3 invoices paid.")
    assert driver.read(lambda session: list(invoice_ids(session, InvoiceQuery()))) == []


def test_more_than_is_left_is_refused_beside_its_field(driver: Driver, school: School) -> None:
    invoice_id = entered(driver, school, "F-1", 1_000)
    page = driver.open(InvoicesPage)
    page.list.select([invoice_id])
    driver.keys(page.list, Qt.Key.Key_P)
    dialog = driver.dialog(PayDialog)
    driver.type(dialog, cents="12,01")
    driver.save(dialog)
    said = dialog.form.editor("cents").control.accessibleDescription()
    assert said == "€12.00 are still to be paid."
    dialog.form.settle()
    dialog.reject()


def test_an_order_that_is_picked_brings_its_supplier_and_lines(driver: Driver, school: School) -> None:
    received(driver, school)
    page = driver.open(InvoicesPage)
    driver.keys(page.list, Qt.Key.Key_N, CTRL)
    dialog = driver.dialog(InvoiceDialog)
    driver.pick(dialog, "order_id", "bc-2026")
    driver.settle()
    assert dialog.form.editor("supplier_id").text() == "LDLC Pro"
    assert len(dialog._lines.model.lines) == 3
    dialog.form.settle()
    dialog.reject()


def test_lines_that_are_known_are_charged_as_they_are(driver: Driver, school: School) -> None:
    page = driver.open(InvoicesPage)
    charge = Charge(5_000, 1_000, school.work, label="Abonnement, trimestre 3")
    invoice_of(driver.desk, page, Option(school.bechtle, "Bechtle"), (charge,))
    dialog = driver.dialog(InvoiceDialog)
    driver.settle()
    driver.type(dialog, number="AB-3")
    driver.save(dialog)
    row = only(driver)
    assert (row.supplier, row.label, row.amount.gross) == ("Bechtle", "Abonnement, trimestre 3", 6_000)


def test_a_line_that_was_typed_without_an_amount_is_not_left_out(driver: Driver, school: School) -> None:
    page = driver.open(InvoicesPage)
    charge = Charge(5_000, 1_000, school.work, label="Abonnement, trimestre 3")
    invoice_of(driver.desk, page, Option(school.bechtle, "Bechtle"), (charge,))
    dialog = driver.dialog(InvoiceDialog)
    driver.settle()
    driver.type(dialog, number="AB-3")
    dialog._lines.model.write_text(1, 0, "Frais de dossier")
    driver.save(dialog)
    assert dialog._notice.accessibleName() == "Say the amount of this line, or take the line out (Ctrl+Del)."
    assert dialog._lines.table.currentIndex().row() == 1
    dialog._lines.model.write_text(1, 2, "10")
    dialog._lines.model.write_text(1, 5, "611")
    driver.save(dialog)
    assert only(driver).amount.gross == 7_200
