"""A purchase from its request to its payment, on both databases, and what its verbs refuse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.service import Decision, LineDetails, NewLine, Part, YearDetails, create_line, create_year, decide
from coorddesk.core.errors import UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest
from coorddesk.purchasing.rules.words import OrderState, OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Came,
    Charge,
    InvoiceDetails,
    Item,
    Need,
    OrderDeed,
    OrderDetails,
    OrderEdit,
    Paying,
    Receiving,
    RequestDecision,
    RequestDetails,
    create_order,
    create_request,
    decide_request,
    delete_invoice,
    edit_order,
    enter_invoice,
    pay_invoice,
    receive_order,
    step_order,
)
from tests.factories import make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

DAY = date(2026, 9, 1)
BOUGHT = (("Ordinateur", 70_000), ("Sacoche", 5_000), ("Installation", 25_000))


def a_budget(session: Session) -> None:
    """A line of 1 000 EUR that refuses more, and a supplier."""
    year = create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))
    line = create_line(session, NewLine(year, LineDetails("Matériel", on_overspending=OnOverspending.BLOCK)))
    decide(session, Decision(year, DecisionKind.INITIAL, "BP", date(2026, 1, 1), (Part(line, 100_000),)))
    make_supplier(session)


def figures(database: Database) -> Figures:
    with database.reading() as session:
        return figures_of_lines(session, [1])[1]


def ordered(session: Session, *items: Item) -> int:
    order = create_order(session, OrderDetails(1, DAY, items))
    sent(session, order)
    return order


def sent(session: Session, order: int, kind: OrderStepKind = OrderStepKind.SENT) -> None:
    version = session.get_one(PurchaseOrder, order).version
    step_order(session, OrderDeed(order, version, kind, DAY))


def state_of(database: Database) -> OrderState:
    with database.reading() as session:
        return session.get_one(PurchaseOrder, 1).state


def test_available_falls_by_the_order_at_every_state(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        needs = tuple(Need(label, 1, cents, 0, 1) for label, cents in BOUGHT)
        create_request(session, RequestDetails("Poste de la salle 12", lines=needs))
        for state in (RequestState.TO_APPROVE, RequestState.APPROVED):
            version = session.get_one(PurchaseRequest, 1).version
            decide_request(session, RequestDecision(1, version, state, DAY))
    assert figures(database) == Figures(100_000, pre_committed=100_000)
    items = [Item(label, 1, 1, cents, 0, request_line_id=n) for n, (label, cents) in enumerate(BOUGHT, 1)]
    with database.transaction() as session:
        assert ordered(session, *items) == 1
    assert (figures(database), state_of(database)) == (Figures(100_000, committed=100_000), OrderState.SENT)
    with database.transaction() as session:
        receive_order(session, Receiving(1, DAY, (Came(1, 1),), "BL 1"))
    assert state_of(database) is OrderState.PARTLY_RECEIVED
    with database.transaction() as session:
        receive_order(session, Receiving(1, DAY, (Came(2, 1), Came(3, 1))))
        charges = tuple(Charge(cents, 0, 1, n, 1, 0) for n, (_label, cents) in enumerate(BOUGHT, 1))
        enter_invoice(session, InvoiceDetails(1, "F 1", DAY, charges))
    assert (figures(database), state_of(database)) == (Figures(100_000, invoiced=100_000), OrderState.INVOICED)
    with database.transaction() as session:
        pay_invoice(session, Paying(1, DAY, 100_000))
    assert (figures(database).paid, figures(database).available) == (100_000, 0)
    assert state_of(database) is OrderState.PAID


def test_a_line_that_blocks_is_not_ordered_on_beyond_its_credits(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        ordered(session, Item("Ordinateur", 1, 1, 60_000, 0))
    with pytest.raises(UserError) as refused, database.transaction() as session:
        ordered(session, Item("Ordinateur", 1, 1, 60_000, 0))
    assert refused.value.field == "line"
    with database.transaction() as session:
        sent(session, 1, OrderStepKind.CANCELLED)
        ordered(session, Item("Ordinateur", 1, 1, 60_000, 0))
    assert figures(database) == Figures(100_000, committed=60_000)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_was_sent_stays_and_what_was_entered_wrongly_is_taken_back(database: Database) -> None:
    with database.transaction() as session:
        a_budget(session)
        ordered(session, Item("Clé", 1, 10, 1_000, 0))
    with pytest.raises(UserError), database.transaction() as session:
        edit_order(session, OrderEdit(1, session.get_one(PurchaseOrder, 1).version, OrderDetails(1, DAY)))
    with pytest.raises(UserError), database.transaction() as session:
        receive_order(session, Receiving(1, DAY, (Came(1, 11),)))
    with database.transaction() as session:
        enter_invoice(session, InvoiceDetails(1, "F 1", DAY, (Charge(3_000, 0, 1, 1, 3, 0),)))
    assert figures(database) == Figures(100_000, committed=7_000, invoiced=3_000)
    with pytest.raises(UserError), database.transaction() as session:
        enter_invoice(session, InvoiceDetails(1, "f 1", DAY, (Charge(3_000, 0, 1),)))
    with database.transaction() as session:
        delete_invoice(session, Deletion(1, 1))
    assert figures(database) == Figures(100_000, committed=10_000)
    with database.reading() as session:
        last = next_to_undo(session)
    with pytest.raises(UserError), database.transaction() as session:
        undo(session, last or 0)
