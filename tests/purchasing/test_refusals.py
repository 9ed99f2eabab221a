"""What the verbs of purchasing refuse, each with its reason and nothing written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from coorddesk.core.errors import StaleWrite
from coorddesk.core.merging import Merge
from coorddesk.core.money import LARGEST
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.models import Supplier
from coorddesk.directory.service import Deletion, merge_suppliers
from coorddesk.features import load
from coorddesk.inventory.service import create_category
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest, Quote, RequestStep
from coorddesk.purchasing.queries import (
    OrderQuery,
    order_as_written,
    order_card,
    order_ids,
    receipts_of,
    request_as_written,
)
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Came,
    Charge,
    Cutting,
    InvoiceDetails,
    InvoiceEdit,
    Item,
    LotLink,
    Meeting,
    Need,
    NewDevices,
    NewQuote,
    Offer,
    OrderDetails,
    OrderEdit,
    OrderNews,
    Paying,
    QuoteDetails,
    QuoteEdit,
    Rating,
    Receiving,
    RequestDecision,
    RequestDetails,
    RequestEdit,
    create_order,
    create_quote,
    create_request,
    cut_order,
    decide_request,
    delete_order,
    delete_quote,
    delete_receipt,
    delete_request,
    edit_invoice,
    edit_order,
    edit_quote,
    edit_request,
    enter_invoice,
    follow_order,
    link_lot,
    meet_supplier,
    pay_invoice,
    rate_supplier,
    receive_order,
)
from tests.purchasing.buying import (
    DAY,
    a_desk,
    a_request,
    approved,
    chosen,
    decided,
    invoice_version,
    ordered,
    stepped,
)
from tests.refusing import refused
from tests.undoing import rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.refusing import Deed

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
TOMORROW = date(2026, 9, 8)
TABLET = Item("Tablette", 1, 10, 1_000, 0)


@pytest.fixture
def bought(database: Database) -> Database:
    """An approved request with a quote, an order of ten tablets that was sent, two of which came and are invoiced."""
    with database.transaction() as session:
        a_desk(session)
        request = approved(session)
        offer = (Offer("Tablette", 12, 19_000, 2000, request_line_id=1),)
        create_quote(session, NewQuote(request, QuoteDetails(1, "D-1", lines=offer)))
        ordered(session, TABLET)
        receive_order(session, Receiving(1, DAY, (Came(1, 2),)))
        enter_invoice(session, invoice())
    return database


def invoice(number: str = "F 1", **said: Any) -> InvoiceDetails:
    return replace(InvoiceDetails(1, number, DAY, (Charge(2_000, 0, 1, 1, 2, 0),)), **said)


def test_requests(bought: Database) -> None:
    def edited(request: int, **said: Any) -> Deed:
        return lambda session: edit_request(session, RequestEdit(request, _version(session, request), asked(**said)))

    def asked(**said: Any) -> RequestDetails:
        return replace(RequestDetails("Clés", lines=(Need("Clé"),)), **said)

    def back(day: date) -> Deed:
        return lambda session: decide_request(
            session, RequestDecision(2, _version(session, 2), RequestState.DRAFT, day)
        )

    with bought.transaction() as session:
        assert (create_request(session, asked()), create_request(session, asked(lines=()))) == (2, 3)
    assert refused(bought, lambda s: create_request(s, asked(title=" "))) == ("title", "Say what is needed.")
    gone = "What was chosen here is no longer there. Choose again."
    assert refused(bought, lambda s: create_request(s, asked(requester_id=9))) == ("requester_id", gone)
    assert refused(bought, lambda s: create_request(s, asked(lines=(Need("x", 0),))))[0] == "quantity"
    assert refused(bought, edited(1))[1] == "This request was handed in. Take it back first."
    assert refused(bought, lambda s: delete_request(s, Deletion(1, _version(s, 1))))[1].startswith("This request was")
    assert refused(bought, lambda s: decided(s, 3, RequestState.TO_APPROVE))[0] == "lines"
    assert refused(bought, lambda s: decided(s, 2, RequestState.APPROVED))[0] == "state"
    with bought.transaction() as session:
        decided(session, 2, RequestState.TO_APPROVE)
    assert refused(bought, lambda s: decided(s, 2, RequestState.APPROVED))[0] == "lines"
    assert refused(bought, lambda s: decided(s, 2, RequestState.REFUSED)) == (
        "words",
        "Say why the request is refused.",
    )
    assert refused(bought, back(DAY - timedelta(days=1))) == ("day", "This is before what happened last.")
    assert refused(bought, back(TOMORROW))[0] == "day"
    with bought.transaction() as session:
        decided(session, 2, RequestState.REFUSED, "Trop cher")
    assert refused(bought, lambda s: create_quote(s, NewQuote(2, QuoteDetails(1))))[1] == (
        "This request was refused. Take it back first."
    )


def test_a_request_that_was_taken_back_is_deleted_unless_somebody_made_an_offer(bought: Database) -> None:
    with bought.transaction() as session:
        one, other = a_request(session, RequestState.TO_APPROVE), a_request(session, RequestState.TO_APPROVE)
        for each in (one, other):
            decided(session, each, RequestState.DRAFT)
        create_quote(session, NewQuote(other, QuoteDetails(2)))
    said = refused(bought, lambda s: delete_request(s, Deletion(other, _version(s, other))))[1]
    assert said.startswith("“Tablettes de la salle 12” cannot be deleted")
    with bought.transaction() as session:
        delete_request(session, Deletion(one, _version(session, one)))
        assert (session.get(PurchaseRequest, one), request_as_written(session, one)) == (None, None)
        left = session.scalars(select(RequestStep.request_id).order_by(RequestStep.id)).all()
        assert left == [1, 1, other, other]


def test_a_quote_is_ordered_from_once_unless_its_order_is_gone(bought: Database) -> None:
    with bought.transaction() as session:
        drawn_up = chosen(session, 1)
    again = refused(bought, lambda s: chosen(s, 1))[1]
    assert again == "BC-2026-002 was drawn up from this quote already. Delete or cancel it first."
    with bought.transaction() as session:
        stepped(session, drawn_up)
        stepped(session, drawn_up, OrderStepKind.CANCELLED)
        assert chosen(session, 1) == drawn_up + 1
        delete_order(session, Deletion(drawn_up + 1, 1))
        assert chosen(session, 1) == drawn_up + 2


def test_a_draft_is_deleted_with_its_lines(bought: Database) -> None:
    before = rows(bought)
    with bought.transaction() as session:
        draft = create_order(session, OrderDetails(1, DAY, (TABLET, TABLET)))
        delete_order(session, Deletion(draft, 1))
    assert rows(bought) == before


def test_quotes(bought: Database) -> None:
    def quoted(**said: Any) -> Deed:
        return lambda session: create_quote(session, NewQuote(1, replace(QuoteDetails(1), **said)))

    assert refused(bought, quoted(supplier_id=9))[0] == "supplier_id"
    assert refused(bought, quoted(discount=10_001))[0] == "discount"
    assert refused(bought, quoted(day=DAY, valid_until=DAY - timedelta(days=1)))[0] == "valid_until"
    assert refused(bought, quoted(lines=(Offer("x", request_line_id=99),)))[0] == "lines"
    with bought.transaction() as session:
        create_quote(session, NewQuote(1, QuoteDetails(2, "vide")))
        other = a_request(session)
        create_quote(session, NewQuote(other, QuoteDetails(2, "", lines=(Offer("Port"),))))
    assert refused(bought, lambda s: chosen(s, 2)) == ("lines", "Say what is offered: a line at least.")
    assert refused(bought, lambda s: chosen(s, 3))[1] == (
        "Only what was approved is ordered. Have the request approved first."
    )
    with bought.transaction() as session:
        assert chosen(session, 1) == 2
    stays = "This quote was chosen: it stays as it was compared."
    version = 2
    assert refused(bought, lambda s: edit_quote(s, QuoteEdit(1, version, QuoteDetails(1)))) == (None, stays)
    assert refused(bought, lambda s: delete_quote(s, Deletion(1, version))) == (None, stays)
    with bought.transaction() as session:
        delete_quote(session, Deletion(2, 1))
        edit_quote(session, QuoteEdit(3, 1, QuoteDetails(2, "BV", lines=(Offer("Port", 2),))))
        assert session.get_one(Quote, 3).version == 3


def test_orders(bought: Database) -> None:
    def wrong(**said: Any) -> Deed:
        return lambda session: create_order(session, replace(OrderDetails(1, DAY, (TABLET,)), **said))

    assert refused(bought, wrong(supplier_id=9))[0] == "supplier_id"
    assert refused(bought, wrong(request_id=9))[0] == "request_id"
    assert refused(bought, wrong(discount=-1))[0] == "discount"
    assert refused(bought, wrong(lines=(replace(TABLET, unit_price=-1),)))[0] == "unit_price"
    assert refused(bought, wrong(lines=(replace(TABLET, model_id=9),)))[0] == "model_id"
    assert refused(bought, lambda s: create_order(s, OrderDetails(1, DAY), "BC-2026-001")) == (
        "reference",
        "The order BC-2026-001 is there already.",
    )
    sent = "This order was sent: its paper cannot be changed. Cancel a part of it, or order anew."
    assert refused(bought, lambda s: edit_order(s, OrderEdit(1, _order(s), OrderDetails(1, DAY)))) == (None, sent)
    assert refused(bought, lambda s: delete_order(s, Deletion(1, _order(s)))) == (None, sent)
    assert refused(bought, lambda s: stepped(s, 1))[1] == "An order is sent once, and has a line at least."
    reopened = OrderStepKind.REOPENED
    assert refused(bought, lambda s: stepped(s, 1, reopened))[1] == "Only a cancelled order is reopened."
    cancelled = OrderStepKind.CANCELLED
    assert refused(bought, lambda s: stepped(s, 1, cancelled, TOMORROW))[0] == "day"
    assert refused(bought, lambda s: stepped(s, 1, cancelled, DAY - timedelta(days=1)))[0] == "day"
    with bought.transaction() as session:
        stepped(session, 1, cancelled)
        assert session.get_one(PurchaseOrder, 1).state is OrderState.CANCELLED
    assert refused(bought, cut(1))[1] == "Only lines of an order that was sent are cancelled."
    assert refused(bought, lambda s: receive_order(s, Receiving(1, DAY, (Came(1, 1),))))[1] == (
        "Goods come of an order that was sent."
    )
    with bought.transaction() as session:
        stepped(session, 1, reopened)
        assert session.get_one(PurchaseOrder, 1).state is OrderState.PARTLY_RECEIVED


def test_no_more_of_a_line_is_cancelled_than_is_to_come(bought: Database) -> None:
    assert refused(bought, cut(9)) == ("quantity", "Only 8 of these are still to come.")
    assert refused(bought, cut(0))[0] == "quantity"
    assert refused(bought, cut(1, DAY - timedelta(days=1))) == ("day", "This is before the order was sent.")
    assert refused(bought, cut(1, TOMORROW))[0] == "day"
    with bought.transaction() as session:
        cut(3)(session)
        card = order_card(session, 1)
        assert card is not None
        assert (card.lines[0].cut, card.lines[0].standing.to_receive, card.row.ordered.gross) == (3, 5, 7_000)
        cut(5)(session)
        assert session.get_one(PurchaseOrder, 1).state is OrderState.INVOICED


def test_what_is_heard_of_an_order_is_written_down_and_found(bought: Database) -> None:
    with bought.transaction() as session:
        follow_order(session, OrderNews(1, _order(session), TOMORROW, " ENG 7 ", "Rupture"))
        written = order_as_written(session, 1)
        assert written is not None
        said = (written.details.expected_on, written.details.engagement_number, written.details.notes)
        assert said == (TOMORROW, "ENG 7", "Rupture")
        assert list(order_ids(session, OrderQuery("eng tablette rupture"))) == [1]
        draft = create_order(session, OrderDetails(1, DAY, (TABLET,)))
    assert refused(bought, lambda s: follow_order(s, OrderNews(draft, 1, TOMORROW)))[1] == (
        "Only an order that was sent is followed. Edit this one, or reopen it."
    )


def test_receipts(bought: Database) -> None:
    def came(quantity: int = 1, day: date = DAY, devices: NewDevices | None = None, line: int = 1) -> Deed:
        return lambda session: receive_order(session, Receiving(1, day, (Came(line, quantity, devices),)))

    assert refused(bought, came(9)) == ("lines", "Only 8 of these are still to come.")
    assert refused(bought, came(line=7)) == ("lines", "Nothing of this is still to come.")
    assert refused(bought, came(day=TOMORROW))[0] == "day"
    assert refused(bought, came(day=DAY - timedelta(days=1)))[0] == "day"
    assert refused(bought, lambda s: receive_order(s, Receiving(1, DAY, ())))[0] == "lines"
    assert refused(bought, lambda s: receive_order(s, Receiving(1, DAY, (Came(1, 1), Came(1, 1)))))[0] == "lines"
    assert refused(bought, came(devices=NewDevices(serials=("A", "B")))) == (
        "serials",
        "There are more serial numbers than the 1 that came.",
    )
    assert refused(bought, came(devices=NewDevices()))[0] == "category"
    with bought.transaction() as session:
        category = create_category(session, "Tablette")
        came(3, devices=NewDevices(category_id=category, serials=("A",)))(session)
    twice = NewDevices(category_id=1, serials=("A",))
    assert refused(bought, came(devices=twice))[0] == "serials"
    assert refused(bought, lambda s: delete_receipt(s, Deletion(2, 1)))[1] == (
        "Its devices are in the inventory already: the receipt stays."
    )
    assert refused(bought, lambda s: link_lot(s, LotLink(2, 1)))[0] == "lot_id"
    assert refused(bought, lambda s: link_lot(s, LotLink(1, 9)))[0] == "lot_id"
    assert refused(bought, lambda s: link_lot(s, LotLink(9, 1)))[0] == "receipt_line_id"
    with bought.transaction() as session:
        link_lot(session, LotLink(2, None))
        delete_receipt(session, Deletion(2, 1))
        assert [each.id for each in receipts_of(session, [1])] == [1]


def test_invoices(bought: Database) -> None:
    def entered(**said: Any) -> Deed:
        return lambda session: enter_invoice(session, invoice(**({"number": "F 2"} | said)))

    def edited(**said: Any) -> Deed:
        wish = replace(invoice(), **said)
        return lambda session: edit_invoice(session, InvoiceEdit(1, invoice_version(session, 1), wish))

    assert refused(bought, entered(number=" "))[0] == "number"
    assert refused(bought, entered(number="f 1"))[0] == "number"
    assert refused(bought, entered(lines=()))[0] == "lines"
    for wrong in (Charge(-5, 0, 1), Charge(LARGEST, 1, 1), Charge(5, -5, 1), Charge(5, 0, 1, None, -1)):
        assert refused(bought, entered(lines=(wrong,)))[0] == "lines"
    assert refused(bought, entered(day=TOMORROW))[0] == "day"
    assert refused(bought, entered(due_on=DAY - timedelta(days=1)))[0] == "due_on"
    assert refused(bought, entered(supplier_id=9))[0] == "supplier_id"
    assert refused(bought, entered(supplier_id=2)) == ("lines", "The order BC-2026-001 is another supplier’s.")
    assert refused(bought, entered(lines=(Charge(5, 0, 1, instalment_id=9),)))[0] == "lines"
    with bought.transaction() as session:
        draft = create_order(session, OrderDetails(1, DAY, (TABLET,)))
    line = (Charge(5, 0, 1, 2),)
    assert refused(bought, entered(lines=line)) == ("lines", "The order BC-2026-002 was not sent yet.")
    assert draft == 2
    assert refused(bought, lambda s: pay_invoice(s, Paying(1, DAY, 2_001))) == (
        "cents",
        "€20.00 are still to be paid.",
    )
    assert refused(bought, lambda s: pay_invoice(s, Paying(1, DAY - timedelta(days=1), 1)))[0] == "day"
    with bought.transaction() as session:
        edited(notes="Vue")(session)
        pay_invoice(session, Paying(1, DAY, 1_500))
    assert refused(bought, edited(kind=InvoiceKind.CREDIT_NOTE))[0] == "kind"
    assert refused(bought, edited(lines=(Charge(1_499, 0, 1, 1, 2, 0),)))[0] == "lines"
    assert refused(bought, edited(day=date(2026, 9, 3)))[0] == "day"
    with pytest.raises(StaleWrite), bought.transaction() as session:
        edit_invoice(session, InvoiceEdit(1, 1, invoice()))


def test_what_the_ledger_knows_is_not_undone_but_what_is_only_drawn_up_is(bought: Database) -> None:
    with bought.transaction() as session:
        stepped(session, create_order(session, OrderDetails(1, DAY, (TABLET,))))
    with bought.reading() as session:
        last = next_to_undo(session) or 0
    said = "What is written in the ledger stays. Cancel or correct the document instead."
    assert refused(bought, lambda s: undo(s, last)) == (None, said)
    before = rows(bought)
    with bought.transaction() as session:
        create_order(session, OrderDetails(1, DAY, (TABLET,)))
    with bought.reading() as session:
        last = next_to_undo(session) or 0
    with bought.transaction() as session:
        undo(session, last)
    assert rows(bought) == before


def test_somebody_elses_change_is_never_overwritten(bought: Database) -> None:
    with bought.transaction() as session:
        order, request = create_order(session, OrderDetails(1, DAY, (TABLET,))), a_request(session)
        drawn, asked = order_as_written(session, order), request_as_written(session, request)
    assert drawn is not None
    assert asked is not None
    with bought.transaction() as session:
        line = replace(drawn.details.lines[0], quantity=11)
        edit_order(session, OrderEdit(order, drawn.version, replace(drawn.details, lines=(line,))))
        need = replace(asked.details.lines[0], quantity=11)
        edit_request(session, RequestEdit(request, asked.version, replace(asked.details, lines=(need,))))
        seen = _order(session)
        cut(1)(session)
    with pytest.raises(StaleWrite), bought.transaction() as session:
        edit_order(session, OrderEdit(order, drawn.version, drawn.details))
    with pytest.raises(StaleWrite), bought.transaction() as session:
        edit_request(session, RequestEdit(request, asked.version, asked.details))
    with pytest.raises(StaleWrite), bought.transaction() as session:
        cut_order(session, Cutting(1, seen, 1, 1, DAY))


def test_ratings_and_meetings(bought: Database) -> None:
    def rated(**said: Any) -> Deed:
        return lambda session: rate_supplier(session, replace(Rating(1, DAY, {"price": 3}), **said))

    def met(**said: Any) -> Deed:
        return lambda session: meet_supplier(session, replace(Meeting(1, DAY, "Tarifs"), **said))

    for answer in (0, 6):
        assert refused(bought, rated(answers={"price": answer})) == ("price", "An answer is between 1 and 5.")
    with bought.transaction() as session:
        for answer in (1, 5):
            rated(answers={"price": answer})(session)
    assert refused(bought, rated(answers={"humour": 3}))[0] == "humour"
    assert refused(bought, rated(answers={}))[0] == "comment"
    assert refused(bought, rated(day=TOMORROW))[0] == "day"
    assert refused(bought, rated(supplier_id=2, order_id=1))[0] == "order_id"
    assert refused(bought, met(words=" "))[0] == "words"
    assert refused(bought, met(next_on=DAY))[0] == "next_on"


def test_suppliers_with_an_invoice_of_the_same_number_are_not_made_one(bought: Database) -> None:
    with bought.transaction() as session:
        enter_invoice(session, InvoiceDetails(2, "f1", DAY, (Charge(5, 0, 1),)))
        enter_invoice(session, InvoiceDetails(2, "F 1", DAY, (Charge(5, 0, 1),)))
    assert refused(bought, _merge)[1] == (
        "Both suppliers have an invoice “F 1”. If it is one, take one of them back first."
    )


def cut(quantity: int, day: date = DAY) -> Deed:
    return lambda session: cut_order(session, Cutting(1, _order(session), 1, quantity, day))


def _merge(session: Session) -> None:
    versions = [session.get_one(Supplier, each).version for each in (1, 2)]
    merge_suppliers(session, Merge(1, versions[0], 2, versions[1]), load())


def _version(session: Session, request: int) -> int:
    return session.get_one(PurchaseRequest, request).version


def _order(session: Session) -> int:
    return session.get_one(PurchaseOrder, 1).version
