"""Orders on screen: written with a budget line each, sent, received into the inventory, cut and cancelled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coorddesk.budget.queries import LineChoice, figures_of_lines
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import Counting, OnOverspending, Section
from coorddesk.inventory.queries.lots import lot_card
from coorddesk.inventory.service import Arrival, LotDetails, NewLot, create_lot
from coorddesk.purchasing.queries import OrderQuery, order_card, order_ids, order_lines, order_row, receipts_of
from coorddesk.purchasing.rules.words import LineKind, OrderState, OrderStepKind
from coorddesk.purchasing.service import Came, OrderDeed, Receiving, receive_order, step_order
from coorddesk.purchasing.ui.budget_offer import BudgetOffer
from coorddesk.purchasing.ui.cut_dialog import CutDialog
from coorddesk.purchasing.ui.link_dialog import LinkDialog
from coorddesk.purchasing.ui.news_dialog import NewsDialog
from coorddesk.purchasing.ui.order_card import told_order
from coorddesk.purchasing.ui.order_dialog import OrderDialog
from coorddesk.purchasing.ui.order_lines import OrderLines
from coorddesk.purchasing.ui.orders_page import OrdersPage
from coorddesk.purchasing.ui.receive_dialog import ReceiveDialog
from coorddesk.purchasing.ui.send_dialog import SendDialog, StepDialog
from coorddesk.widgets.icons import Tone
from tests.purchasing.ui.school import School, an_order, make_school

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def school(driver: Driver) -> School:
    return driver.do(make_school)


def sent(driver: Driver, school: School, count: int = 2) -> int:
    """An order that was sent; returns its id."""

    def send(session: Session) -> int:
        order_id = an_order(session, school, count)
        row = order_row(session, order_id)
        assert row is not None
        step_order(session, OrderDeed(order_id, row.version, OrderStepKind.SENT, date(2026, 9, 2)))
        return order_id

    return driver.do(send)


def state(driver: Driver, order_id: int) -> OrderState | None:
    row = driver.read(lambda session: order_row(session, order_id))
    return None if row is None else row.state


def test_an_order_is_written_with_its_sums_and_what_stays_free(driver: Driver, school: School) -> None:
    page = driver.open(OrdersPage)
    driver.keys(page.list, Qt.Key.Key_N, CTRL)
    dialog = driver.dialog(OrderDialog)
    driver.pick(dialog, "supplier_id", "ldlc")
    lines = dialog._lines
    for column, text in ((0, "Portable"), (1, "8"), (2, "749,90"), (6, "2183")):
        lines.model.write_text(0, column, text)
    for column, text in ((0, "Sacoche"), (1, "60"), (2, "19,90"), (3, "10"), (6, "60632")):
        lines.model.write_text(1, column, text)
    assert lines.sums.totals.amount.gross == 848_856
    said = [(note.tone, driver.desk.texts.say(note.said)) for note in lines.sums.notes]
    assert said == [
        (Tone.MUTED, "€7,199.04 here, €12,800.96 stay free"),
        (Tone.WARNING, "€1,289.52 here: €489.52 more than is free"),
    ]
    driver.type(dialog, discount="50")
    assert lines.sums.totals.discount == 353_690
    dialog.form.editor("discount").set_value(None)
    lines._add_of_kind(LineKind.POSTAGE)
    lines.model.write_text(2, 2, "25")
    driver.save(dialog)
    (order_id,) = driver.read(lambda session: order_ids(session, OrderQuery()))
    card = driver.read(lambda session: order_card(session, order_id))
    assert card is not None
    assert [(line.label, line.kind, line.budget_line_id, line.amount.net) for line in card.lines] == [
        ("Portable", LineKind.GOODS, school.devices, 599_920),
        ("Sacoche", LineKind.GOODS, school.small, 107_460),
        ("Postage", LineKind.POSTAGE, school.small, 2_500),
    ]
    assert driver.said[-1] == ("say", "Order drawn up. It commits nothing until it is sent.")


def test_a_price_with_vat_is_taken_without_it(driver: Driver, school: School) -> None:
    lines = OrderLines(driver.desk)
    driver.bot.addWidget(lines)
    for row, typed in enumerate(("12.50 incl. VAT", "12,50 ttc", "12,50")):
        lines.model.write_text(row, 0, "Câble")
        lines.model.write_text(row, 3 + 1, "5,5" if row else "20")
        lines.model.write_text(row, 2, typed)
    assert [row.values["unit_price"] for row in lines.value()] == [1_042, 1_185, 1_250]


def test_what_a_line_lacks_is_said_where_it_is(driver: Driver, school: School) -> None:
    page = driver.open(OrdersPage)
    driver.keys(page.list, Qt.Key.Key_N, CTRL)
    dialog = driver.dialog(OrderDialog)
    driver.pick(dialog, "supplier_id", "ldlc")
    dialog._lines.model.write_text(0, 0, "Portable")
    driver.save(dialog)
    assert dialog._notice.accessibleName() == "Say the price of one, without VAT; 0 if it is free."
    dialog._lines.model.write_text(0, 2, "749,90")
    driver.save(dialog)
    assert dialog._notice.accessibleName() == "Say on which budget line it stands."
    driver.desk.answer = False
    driver.keys(dialog._lines.table, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # nothing that was typed is thrown away unasked
    assert driver.said[-1] == ("ask", "Throw away what you typed?")
    assert driver.read(lambda session: list(order_ids(session, OrderQuery()))) == []
    driver.desk.answer = True
    dialog.reject()


def test_sending_commits_each_line_and_shows_the_paper(driver: Driver, school: School) -> None:
    order_id = driver.do(lambda session: an_order(session, school, 2))
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_S)
    dialog = driver.dialog(SendDialog)
    driver.settle()
    assert driver.desk.texts.say(dialog.sums.notes[0].said) == "€1,797.60 here, €18,202.40 stay free"
    driver.save(dialog)
    assert state(driver, order_id) is OrderState.SENT
    assert ("report", "purchase-order") in driver.said
    figures = driver.read(lambda session: figures_of_lines(session, [school.devices]))
    assert figures == {school.devices: Figures(voted=2_000_000, committed=179_760)}


def test_what_a_blocking_line_does_not_bear_is_refused(driver: Driver, school: School) -> None:
    order_id = driver.do(lambda session: an_order(session, school, 30))
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_S)
    dialog = driver.dialog(SendDialog)
    driver.settle()
    assert dialog.sums.notes[0].tone is Tone.DANGER
    driver.save(dialog)
    assert "does not bear this" in dialog._notice.accessibleName()
    dialog.reject()
    assert state(driver, order_id) is OrderState.DRAFT


def test_a_receipt_makes_devices_of_what_was_scanned(driver: Driver, school: School) -> None:
    order_id = sent(driver, school)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_R)
    dialog = driver.dialog(ReceiveDialog)
    driver.type(dialog, number="BL-7")
    serials = dialog.arrivals._strip.form.editor("serials")
    serials.set_value("PF1\nPF2\nPF3")
    driver.save(dialog)
    assert dialog._notice.accessibleName() == "More serial numbers than the 2 that came."
    serials.set_value("PF1\nPF2")
    dialog.arrivals.model.write_text(2, 4, "0")  # the installation is still to be done
    driver.save(dialog)
    card = driver.read(lambda session: order_card(session, order_id))
    assert card is not None
    (receipt,) = card.receipts
    assert [(line.label, line.quantity) for line in receipt.lines] == [('Portable 14" i5 16 Go', 2), ('Sacoche 14"', 2)]
    lot_id = receipt.lines[0].lot_id
    assert lot_id is not None
    lot = driver.read(lambda session: lot_card(session, lot_id))
    assert lot is not None
    assert (lot.row.order_number, lot.row.supplier, lot.row.price) == ("BC-2026-001", "LDLC Pro", 89_880)
    assert card.row.state is OrderState.PARTLY_RECEIVED
    assert driver.said[-1] == ("say", "What came is written down: 2 new devices.")


def test_goods_are_found_in_the_inventory_afterwards(driver: Driver, school: School) -> None:
    order_id = sent(driver, school)

    def receive(session: Session) -> int:
        (line, *_others) = order_lines(session, order_id)
        receive_order(session, Receiving(order_id, date(2026, 9, 4), (Came(line.id, 2),)))
        return create_lot(session, NewLot(LotDetails("Portables", model_id=school.laptop), Arrival(2)))

    lot_id = driver.do(receive)
    page = driver.open(OrdersPage)
    (receipt,) = driver.read(lambda session: receipts_of(session, [order_id]))
    page.told._deeds["link"].take(receipt)
    dialog = driver.dialog(LinkDialog)
    driver.save(dialog)
    assert dialog._notice.accessibleName() == "Choose a lot for a line at least."
    driver.pick(dialog, str(receipt.lines[0].id), "porta")
    driver.save(dialog)
    (receipt,) = driver.read(lambda session: receipts_of(session, [order_id]))
    assert receipt.lines[0].lot_id == lot_id


def test_what_is_heard_of_an_order_is_kept(driver: Driver, school: School) -> None:
    order_id = sent(driver, school)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_W)
    dialog = driver.dialog(NewsDialog)
    driver.type(dialog, expected_on="18/09/2026", engagement_number="E-77")
    driver.save(dialog)
    row = driver.read(lambda session: order_row(session, order_id))
    assert row is not None
    assert (row.expected_on, row.engagement_number) == (date(2026, 9, 18), "E-77")


def test_a_part_is_cut_the_rest_cancelled_and_all_of_it_reopened(driver: Driver, school: School) -> None:
    order_id = sent(driver, school, 8)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_X)
    dialog = driver.dialog(CutDialog)
    dialog.grid.model.write_text(0, 4, "3")
    dialog.grid.model.write_text(3, 5, "Yes")
    driver.save(dialog)
    card = driver.read(lambda session: order_card(session, order_id))
    assert card is not None
    assert [(line.standing.kept, line.is_settled) for line in card.lines] == [
        (5, False),
        (8, False),
        (1, False),
        (1, True),
    ]
    driver.settle()
    driver.keys(page.list, Qt.Key.Key_K)
    driver.save(driver.dialog(StepDialog))
    assert state(driver, order_id) is OrderState.CANCELLED
    first = driver.read(lambda session: told_order(session, order_id, driver.desk.texts))[0].lines[0]
    assert [driver.desk.texts.say(said) for said, _tone in first.said] == [
        "8 × €749.00 excl. VAT",
        "21-2183 Matériel informatique",
        "3 cancelled",
    ]
    page.show_query(OrderQuery(past=True))
    driver.settle()
    page.list.select([order_id])
    driver.keys(page.list, Qt.Key.Key_B)
    driver.save(driver.dialog(StepDialog))
    assert state(driver, order_id) is OrderState.SENT


def test_cancelling_says_what_it_gives_back(driver: Driver, school: School) -> None:
    order_id = sent(driver, school, 8)

    def receive(session: Session) -> None:
        first = order_lines(session, order_id)[0]
        receive_order(session, Receiving(order_id, date(2026, 9, 3), (Came(first.id, 3),)))

    driver.do(receive)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_K)
    dialog = driver.dialog(StepDialog)
    driver.settle()
    row = driver.read(lambda session: order_row(session, order_id))
    assert row is not None
    assert (row.remaining, dialog.given_back.text()) == (771_144, "€5,015.04. What came stays ordered.")
    assert dialog.form.editor("words").control.hasFocus()
    assert [dialog._save.text(), dialog._cancel.text()] == ["Cancel the order", "Go back"]
    driver.save(dialog)
    row = driver.read(lambda session: order_row(session, order_id))
    assert row is not None
    assert row.remaining == 771_144 - 501_504


def test_what_a_request_kept_on_an_overspent_line_is_said_to_be_too_much(driver: Driver) -> None:
    said = (Section.OPERATING, -48_600, OnOverspending.WARN, Counting.GROSS)
    line = LineChoice(7, 1, "2026", "011-6184", "Formation", *said)
    offer = BudgetOffer([line], {7: Counting.GROSS}, {7: 117_600})
    (note,) = offer.notes([(7, Amounts(98_000, 19_600))])
    assert (note.tone, driver.desk.texts.say(note.said)) == (
        Tone.WARNING,
        "€1,176.00 here; the line is overspent by €486.00",
    )


def test_where_no_budget_line_is_yet_a_form_says_what_to_do(driver: Driver) -> None:
    driver.keys(driver.open(OrdersPage).list, Qt.Key.Key_N, CTRL)
    dialog = driver.dialog(OrderDialog)
    driver.settle()
    (note,) = dialog._lines.sums.notes
    assert (note.tone, driver.desk.texts.say(note.said)) == (
        Tone.WARNING,
        "There is no budget line yet. Open a fiscal year in “Situation”, and add its lines there.",
    )
    dialog.reject()


def test_the_same_is_ordered_again(driver: Driver, school: School) -> None:
    order_id = sent(driver, school)
    page = driver.open(OrdersPage)
    page.open_card(order_id)
    driver.keys(page.list, Qt.Key.Key_D)
    driver.save(driver.dialog(OrderDialog))
    again = max(driver.read(lambda session: order_ids(session, OrderQuery())))
    first, second = driver.read(lambda session: (order_card(session, order_id), order_card(session, again)))
    assert first is not None
    assert second is not None
    assert (second.row.reference, second.row.supplier, second.row.state) == (
        "BC-2026-002",
        "LDLC Pro",
        OrderState.DRAFT,
    )
    assert [line.amount for line in second.lines] == [line.amount for line in first.lines]
