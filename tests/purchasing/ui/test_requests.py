"""Requests on screen: written, approved or refused with a reason, quoted, compared, and ordered from a quote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coorddesk.purchasing.queries import (
    OrderQuery,
    RequestQuery,
    RequestRow,
    order_card,
    order_ids,
    quotes_compared,
    request_card,
    request_ids,
    request_row,
)
from coorddesk.purchasing.rules.words import LineKind, OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    NewQuote,
    Offer,
    OrderDeed,
    QuoteDetails,
    RequestDecision,
    create_quote,
    decide_request,
    step_order,
)
from coorddesk.purchasing.ui.compare_dialog import CompareDialog
from coorddesk.purchasing.ui.decide_dialog import DecideDialog
from coorddesk.purchasing.ui.order_dialog import OrderDialog
from coorddesk.purchasing.ui.quote_dialog import QuoteDialog
from coorddesk.purchasing.ui.request_dialog import RequestDialog
from coorddesk.purchasing.ui.requests_page import RequestsPage
from tests.purchasing.ui.school import TODAY, School, a_request, make_school

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.screens import Driver

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def school(driver: Driver) -> School:
    return driver.do(make_school)


def row_of(driver: Driver, request_id: int) -> RequestRow:
    row = driver.read(lambda session: request_row(session, request_id))
    assert row is not None
    return row


def decide(driver: Driver, request_id: int, state: RequestState) -> None:
    wish = RequestDecision(request_id, row_of(driver, request_id).version, state, date(2026, 9, 2))
    driver.do(lambda session: decide_request(session, wish))


def approved(driver: Driver, school: School) -> int:
    """A request that was approved; returns its id."""
    request_id = driver.do(lambda session: a_request(session, school))
    for state in (RequestState.TO_APPROVE, RequestState.APPROVED):
        decide(driver, request_id, state)
    return request_id


def quoted(driver: Driver, request_id: int, supplier: int, price: int, *, bags: int | None = 1_990) -> None:
    """A quote for the laptops, the bags unless they are left out, and postage."""

    def enter(session: Session) -> None:
        card = request_card(session, request_id)
        assert card is not None
        laptop, bag = card.lines
        offers = [Offer("Portable", 8, price, request_line_id=laptop.id)]
        if bags is not None:
            offers.append(Offer("Sacoche", 8, bags, request_line_id=bag.id))
        postage = Offer("Frais de port", 1, 2_500, kind=LineKind.POSTAGE)
        create_quote(session, NewQuote(request_id, QuoteDetails(supplier, "D-1", lines=(*offers, postage))))

    driver.do(enter)


def test_a_request_is_written_handed_in_and_approved(driver: Driver, school: School) -> None:
    page = driver.open(RequestsPage)
    driver.keys(page.list, Qt.Key.Key_N, CTRL)
    form = driver.dialog(RequestDialog)
    driver.type(form, title="Écrans", justification="Deux postes sans écran.")
    for column, text in ((0, 'Écran 27"'), (1, "2"), (2, "189,00"), (4, "60632")):
        form._lines.model.write_text(0, column, text)
    driver.save(form)
    (request_id,) = driver.read(lambda session: request_ids(session, RequestQuery()))
    page.open_card(request_id)
    driver.settle()
    driver.keys(page.list, Qt.Key.Key_H)
    assert row_of(driver, request_id).state is RequestState.TO_APPROVE
    driver.settle()
    driver.keys(page.list, Qt.Key.Key_A)
    dialog = driver.dialog(DecideDialog)
    driver.settle()
    assert [driver.desk.texts.say(note.said) for note in dialog.sums.notes] == ["€453.60 here, €346.40 stay free"]
    driver.save(dialog)
    card = driver.read(lambda session: request_card(session, request_id))
    assert card is not None
    assert (card.row.state, card.row.amount.gross, card.lines[0].to_order) == (RequestState.APPROVED, 45_360, 2)
    assert driver.said[-1] == ("say", "“Écrans” is approved: its credits are kept for it.")


def test_a_key_pressed_twice_hands_in_once(driver: Driver, school: School) -> None:
    request_id = driver.do(lambda session: a_request(session, school))
    page = driver.open(RequestsPage)
    page.open_card(request_id)
    driver.settle()
    for _press in range(2):
        page.verbs.steps[RequestState.TO_APPROVE].trigger()
    driver.settle()
    assert [kind for kind, _said in driver.said] == ["say"]
    page.verbs.steps[RequestState.DRAFT].trigger()
    driver.settle()
    page.verbs.steps[RequestState.TO_APPROVE].trigger()
    driver.settle()
    assert row_of(driver, request_id).state is RequestState.TO_APPROVE


def test_a_refusal_says_why(driver: Driver, school: School) -> None:
    request_id = driver.do(lambda session: a_request(session, school))
    decide(driver, request_id, RequestState.TO_APPROVE)
    page = driver.open(RequestsPage)
    page.open_card(request_id)
    driver.keys(page.list, Qt.Key.Key_R)
    dialog = driver.dialog(DecideDialog)
    driver.save(dialog)
    assert row_of(driver, request_id).state is RequestState.TO_APPROVE
    driver.type(dialog, words="Pas cette année.")
    driver.save(dialog)
    card = driver.read(lambda session: request_card(session, request_id))
    assert card is not None
    assert (card.row.state, card.steps[-1].words) == (RequestState.REFUSED, "Pas cette année.")


def test_a_quote_begins_with_the_lines_of_its_request(driver: Driver, school: School) -> None:
    request_id = approved(driver, school)
    page = driver.open(RequestsPage)
    page.open_card(request_id)
    driver.keys(page.list, Qt.Key.Key_Q)
    dialog = driver.dialog(QuoteDialog)
    driver.pick(dialog, "supplier_id", "bechtle")
    model = dialog._lines.model
    model.write_text(0, 2, "739")
    model.write_text(2, 0, "Frais de port")  # the bags are left without a price: they are not offered
    model.write_text(2, 2, "25")
    model.write_text(2, 5, "post")
    driver.save(dialog)
    seen = driver.read(lambda session: quotes_compared(session, request_id, date(2026, 9, 7)))
    (each,) = seen.quotes
    assert (each.quote.supplier, each.is_whole, each.quote.amount.net, each.besides.net) == (
        "Bechtle",
        False,
        593_700,
        2_500,
    )
    assert [(line.label, line.quantity) for line in each.quote.lines] == [('Portable 14"', 8), ("Frais de port", 1)]


def test_the_cheapest_is_marked_and_ordered_from(driver: Driver, school: School) -> None:
    request_id = approved(driver, school)
    quoted(driver, request_id, school.ldlc, 74_900)
    quoted(driver, request_id, school.manutan, 70_000, bags=None)
    quoted(driver, request_id, school.bechtle, 73_900)
    page = driver.open(RequestsPage)
    page.open_card(request_id)
    driver.keys(page.list, Qt.Key.Key_C)
    dialog = driver.dialog(CompareDialog)
    driver.settle()
    cells = [[dialog.model.index(row, column).data() for column in range(4)] for row in range(dialog.model.rowCount())]
    assert cells[:5] == [
        ['8 × Portable 14"', "€7,190.40", "€6,720.00, cheapest", "€7,094.40"],
        ['8 × Sacoche 14"', "€191.04, cheapest", "not offered", "€191.04, cheapest"],
        ["Besides: postage, options", "€30.00", "€30.00", "€30.00"],
        ["Total excl. VAT", "€6,176.20", "€5,625.00", "€6,096.20"],
        ["Total incl. VAT", "€7,411.44", "€6,750.00", "€7,315.44, cheapest"],
    ]
    assert dialog.marked is not None
    assert dialog.marked.quote.supplier == "Bechtle"
    driver.keys(dialog.table, Qt.Key.Key_Left)
    assert dialog.marked.quote.supplier == "Manutan Collectivités"
    driver.keys(dialog.table, Qt.Key.Key_Right)
    driver.keys(dialog.table, Qt.Key.Key_Return, CTRL)
    order = driver.dialog(OrderDialog)  # drawn up, and opened to be looked over
    order.reject()
    (order_id,) = driver.read(lambda session: order_ids(session, OrderQuery()))
    card = driver.read(lambda session: order_card(session, order_id))
    assert card is not None
    assert (card.row.supplier, card.row.request, card.amount.gross) == ("Bechtle", "DA-2026-001", 731_544)
    assert [(line.kind, line.budget_line_id) for line in card.lines] == [
        (LineKind.GOODS, school.devices),
        (LineKind.GOODS, school.small),
        (LineKind.POSTAGE, school.devices),
    ]


def test_what_is_approved_is_ordered_without_a_quote(driver: Driver, school: School) -> None:
    request_id = approved(driver, school)
    page = driver.open(RequestsPage)
    page.open_card(request_id)
    driver.keys(page.list, Qt.Key.Key_O)
    dialog = driver.dialog(OrderDialog)
    said = [driver.desk.texts.say(note.said) for note in dialog._lines.sums.notes]
    assert said == ["€7,200.00 here, €12,800.00 stay free", "€192.00 here, €608.00 stay free"]  # once, not twice
    driver.pick(dialog, "supplier_id", "ldlc")
    driver.save(dialog)
    (order_id,) = driver.read(lambda session: order_ids(session, OrderQuery()))
    card = driver.read(lambda session: order_card(session, order_id))
    assert card is not None
    assert card.row.request == "DA-2026-001"
    assert all(line.request_line_id is not None for line in card.lines)
    wish = OrderDeed(order_id, card.row.version, OrderStepKind.SENT, TODAY)
    driver.do(lambda session: step_order(session, wish))
    page.show_query(RequestQuery(past=True))
    driver.settle()
    page.list.select([request_id])
    assert not page.verbs.order.isEnabled()  # nothing of it is left to order


def test_a_request_is_written_again(driver: Driver, school: School) -> None:
    request_id = approved(driver, school)
    page = driver.open(RequestsPage)
    page.open_card(request_id)
    driver.keys(page.list, Qt.Key.Key_D)
    driver.save(driver.dialog(RequestDialog))
    again = max(driver.read(lambda session: request_ids(session, RequestQuery())))
    first, second = row_of(driver, request_id), row_of(driver, again)
    assert (second.title, second.amount, second.state) == (first.title, first.amount, RequestState.DRAFT)
    card = driver.read(lambda session: request_card(session, again))
    assert card is not None
    assert [line.budget_line_id for line in card.lines] == [school.devices, school.small]
