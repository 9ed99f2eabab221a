"""The oracles of the budget: an order of 1 000 EUR on three lines, and what each document takes and gives back."""

from __future__ import annotations

from dataclasses import replace

from coorddesk.budget.rules.vat import Amounts
from coorddesk.budget.rules.words import MoveKind
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.documents import (
    Carry,
    Cut,
    Documents,
    Invoice,
    InvoiceLine,
    Order,
    OrderLine,
    OrderStep,
    Payment,
    Request,
    RequestLine,
    RequestStep,
)
from coorddesk.purchasing.rules.moves import differences, moves_of
from coorddesk.purchasing.rules.remaining import paid_by_line
from coorddesk.purchasing.rules.states import is_late, order_state
from coorddesk.purchasing.rules.words import OrderState, OrderStepKind, RequestState
from tests.purchasing.bought import GROSS, day, invoiced, ordered, received, used

ORDER = ordered(70_000, 5_000, 25_000)
WHOLE = invoiced((1, 70_000), (2, 5_000), (3, 25_000))
COMMITTED, INVOICED, PAID = MoveKind.COMMITTED, MoveKind.INVOICED, MoveKind.PAID


def test_available_falls_by_the_order_in_every_state() -> None:
    delivered = Documents(orders=(ORDER,), receipts=(received(1, 2, 3),))
    billed = replace(delivered, invoices=(WHOLE,))
    paid = replace(billed, invoices=(invoiced((1, 70_000), (2, 5_000), (3, 25_000), paid=100_000),))
    assert used(Documents(orders=(replace(ORDER, steps=()),))) == {}
    assert used(Documents(orders=(ORDER,))) == {COMMITTED: 100_000}
    assert used(delivered) == {COMMITTED: 100_000}
    assert used(billed) == {INVOICED: 100_000}
    assert used(paid) == {INVOICED: 100_000, PAID: 100_000}
    assert used(paid, on=2) == {COMMITTED: 100_000}  # as it was on the day before the invoice
    assert [order_state(each, ORDER) for each in (Documents(), delivered, billed, paid)] == [
        OrderState.SENT,
        OrderState.RECEIVED,
        OrderState.INVOICED,
        OrderState.PAID,
    ]


def test_a_partial_invoice_leaves_the_rest_committed() -> None:
    part = Documents(orders=(ORDER,), invoices=(invoiced((1, 30_000)),))
    assert used(part) == {COMMITTED: 70_000, INVOICED: 30_000}
    back = replace(part, invoices=(*part.invoices, invoiced((1, 5_000), on=5, number=2, credit=True)))
    assert used(back) == {COMMITTED: 70_000, INVOICED: 25_000}
    again = replace(part, invoices=(*part.invoices, invoiced((1, 5_000), on=5, number=2, credit=True, again=True)))
    assert used(again) == {COMMITTED: 75_000, INVOICED: 25_000}


def test_cancelling_returns_what_neither_came_nor_was_invoiced() -> None:
    gone = ordered(70_000, 5_000, 25_000, cancelled=4)
    assert used(Documents(orders=(gone,))) == {}
    assert used(Documents(orders=(gone,), invoices=(invoiced((1, 30_000)),))) == {INVOICED: 30_000}
    assert used(Documents(orders=(gone,), receipts=(received(2),))) == {COMMITTED: 5_000}
    reopened = replace(gone, steps=(*gone.steps, OrderStep(day(6), OrderStepKind.REOPENED)))
    assert [used(Documents(orders=(reopened,)), on=each) for each in (3, 4, 6)] == [
        {COMMITTED: 100_000},
        {},
        {COMMITTED: 100_000},
    ]


def test_a_line_is_cut_or_has_its_rest_given_back() -> None:
    line = OrderLine(1, 1, Price(3, 10_000), cuts=(Cut(day(2), 1),))
    order = Order(1, (OrderStep(day(1), OrderStepKind.SENT),), (line,))
    assert [used(Documents(orders=(order,)), on=each) for each in (1, 2)] == [
        {COMMITTED: 30_000},
        {COMMITTED: 20_000},
    ]
    cheaper = Documents(orders=(order,), invoices=(invoiced((1, 19_000)),))
    assert used(cheaper) == {COMMITTED: 1_000, INVOICED: 19_000}
    settled = replace(order, lines=(replace(line, cuts=(*line.cuts, Cut(day(4), None))),))
    assert used(replace(cheaper, orders=(settled,))) == {INVOICED: 19_000}


def test_a_request_keeps_its_place_until_it_is_ordered() -> None:
    steps = (RequestStep(day(0), RequestState.TO_APPROVE), RequestStep(day(0), RequestState.APPROVED))
    request = Request(1, steps, (RequestLine(1, 1, Price(4, 10_000)),))
    line = OrderLine(1, 1, Price(3, 9_000), request_line_id=1)
    order = Order(1, (OrderStep(day(1), OrderStepKind.SENT),), (line,))
    documents = Documents((request,), (order,))
    assert used(documents, on=0) == {MoveKind.PRE_COMMITTED: 40_000}
    assert used(documents) == {MoveKind.PRE_COMMITTED: 10_000, COMMITTED: 27_000}
    refused = replace(request, steps=(*steps, RequestStep(day(2), RequestState.DRAFT)))
    assert used(Documents((refused,), (order,))) == {COMMITTED: 27_000}


def test_what_is_open_is_carried_once_and_used_up_in_the_next_year() -> None:
    line = OrderLine(1, 1, Price(1, 70_000), carries=(Carry(day(10), 2, 9),))
    order = replace(ORDER, lines=(line,))
    documents = Documents(orders=(order,), invoices=(invoiced((1, 30_000)),))
    moves = moves_of(documents, GROSS)
    carried = [(m.place.line_id, m.cents, m.document) for m in moves if m.day == day(10)]
    assert carried == [(1, -40_000, ("budget_decision", 9)), (2, 40_000, ("budget_decision", 9))]
    assert moves_of(documents, GROSS)[:-2] == moves_of(
        Documents(orders=(replace(order, lines=(replace(line, carries=()),)),), invoices=documents.invoices), GROSS
    )


def test_a_payment_is_shared_out_to_the_cent_and_nothing_of_it_goes_to_what_costs_nothing() -> None:
    lines = tuple(
        InvoiceLine(n, n, amount) for n, amount in enumerate((Amounts(100, 20), Amounts(0), Amounts(7, -7)), 1)
    )
    paid = paid_by_line(Invoice(1, day(1), lines=lines, payments=(Payment(1, day(1), 50), Payment(2, day(2), 11))))
    assert [(line.id, amount) for line, amount in paid] == [(1, Amounts(51, 10)), (2, Amounts(0)), (3, Amounts(0))]
    assert paid_by_line(Invoice(1, day(1), lines=lines[1:])) == []


def test_moves_name_the_document_that_moved_them() -> None:
    documents = Documents(orders=(ORDER,), invoices=(invoiced((1, 30_000), paid=10_000),))
    said = [(m.place.line_id, m.place.kind, m.cents, m.document) for m in moves_of(documents, GROSS)][3:]
    assert said == [
        (1, COMMITTED, -30_000, ("invoice", 1)),
        (1, INVOICED, 30_000, ("invoice", 1)),
        (1, PAID, 10_000, ("payment", 1)),
    ]
    assert differences(moves_of(documents, GROSS), moves_of(documents, GROSS)) == []


def test_an_order_is_late_until_all_of_it_came() -> None:
    waiting = Documents(orders=(ORDER,), receipts=(received(1, 2),))
    assert order_state(waiting, ORDER) is OrderState.PARTLY_RECEIVED
    assert [is_late(waiting, ORDER, expected, day(5)) for expected in (day(4), day(5), None)] == [True, False, False]
    assert not is_late(Documents(orders=(ORDER,), receipts=(received(1, 2, 3),)), ORDER, day(4), day(5))
    assert not is_late(waiting, ordered(70_000, cancelled=3), day(4), day(5))
