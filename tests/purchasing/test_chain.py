"""From a need to a payment: quotes side by side, an order, devices in the inventory, invoices that differ, credit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.check import check_desk
from coorddesk.core.dated import DatedState, Period
from coorddesk.core.records import Subject
from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.feature import named
from coorddesk.features import load
from coorddesk.inventory.models import Asset, Lot
from coorddesk.inventory.service import ModelWords, find_or_create_model
from coorddesk.purchasing.feature import PURCHASING
from coorddesk.purchasing.models import Quote
from coorddesk.purchasing.queries import (
    OrderQuery,
    differences_foreseen,
    invoice_as_written,
    invoice_card,
    order_as_written,
    order_card,
    order_ids,
    order_row,
    quotes_compared,
    receipt_card,
    request_card,
    to_be_invoiced,
)
from coorddesk.purchasing.queries.findings import findings
from coorddesk.purchasing.rules.matching import Difference
from coorddesk.purchasing.rules.narrowing import OrderNeed
from coorddesk.purchasing.rules.words import InvoiceKind, LineKind, OrderState
from coorddesk.purchasing.service import (
    Came,
    Charge,
    InvoiceDetails,
    InvoiceEdit,
    LotLink,
    NewDevices,
    NewQuote,
    Offer,
    OrderEdit,
    Paying,
    QuoteDetails,
    Receiving,
    create_quote,
    edit_invoice,
    edit_order,
    enter_invoice,
    link_lot,
    pay_invoice,
    receive_order,
)
from tests.factories import make_place
from tests.purchasing.buying import DAY, a_desk, approved, chosen, invoice_version, stepped

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

ENGLISH = texts_for("en")


def quoted(session: Session, request: int) -> None:
    """LDLC Pro offers all of it and postage, Bureau Vallée the tablets alone, for less."""
    whole = (
        Offer("Tablette A8", 12, 19_000, 2000, request_line_id=1),
        Offer("Coque", 12, 900, 0, request_line_id=2),
        Offer("Port", 1, 1_500, 2000, kind=LineKind.POSTAGE),
    )
    create_quote(session, NewQuote(request, QuoteDetails(1, "D-1", DAY, DAY + timedelta(days=30), 500, whole)))
    cheap = (Offer("Tablette B", 12, 15_000, 2000, request_line_id=1),)
    create_quote(session, NewQuote(request, QuoteDetails(2, "BV 7", DAY, DAY - timedelta(days=0), 0, cheap)))


def figures(session: Session) -> list[Figures]:
    there = figures_of_lines(session, [1, 2])
    return [there[line] for line in (1, 2)]


def test_from_a_need_to_a_payment(database: Database) -> None:
    with database.transaction() as session:
        a_desk(session)
        place = make_place(session)
        model = find_or_create_model(session, ModelWords("Samsung", "A8"))
        assert model is not None
        quoted(session, approved(session))
    _compare(database)
    order = _order(database, place, model)
    _receive(database, order, place)
    _take_back(database, order)
    _pay(database, order, _invoice(database, order))


def _compare(database: Database) -> None:
    """Who offers all of it, who asks least for what."""
    with database.reading() as session:
        compared = quotes_compared(session, 1, DAY + timedelta(days=1))
        assert [(line.label, line.quantity) for line in compared.lines] == [("Tablette", 12), ("Coque", 12)]
        first, second = compared.quotes
        assert (first.offers, first.besides) == ((Amounts(216_600, 43_320), Amounts(10_260)), Amounts(1_425, 285))
        assert (first.is_whole, first.is_cheapest, first.is_expired, first.cheapest) == (
            True,
            True,
            False,
            (False, True),
        )
        assert (second.is_whole, second.is_cheapest, second.is_expired, second.cheapest) == (
            False,
            False,
            True,
            (True, False),
        )


def _order(database: Database, place: int, model: int) -> int:
    """The chosen quote becomes an order, with postage on the first budget line."""
    with database.transaction() as session:
        order = chosen(session, 1)
        written = order_as_written(session, order)
        assert written is not None
        lines = [(line.budget_line_id, line.kind, line.request_line_id) for line in written.details.lines]
        assert lines == [(1, LineKind.GOODS, 1), (2, LineKind.GOODS, 2), (1, LineKind.POSTAGE, None)]
        assert (written.details.discount, session.get_one(Quote, 1).is_chosen) == (500, True)
        tablet = replace(written.details.lines[0], model_id=model, warranty_months=24)
        details = replace(
            written.details,
            lines=(tablet, *written.details.lines[1:]),
            place_id=place,
            expected_on=DAY + timedelta(days=3),
        )
        edit_order(session, OrderEdit(order, written.version, details))
        stepped(session, order)
    with database.reading() as session:
        row = order_row(session, order)
        assert row is not None
        assert (row.ordered, row.remaining, row.state) == (Amounts(228_285, 43_605), 271_890, OrderState.SENT)
        assert list(order_ids(session, OrderQuery(need=OrderNeed.RECEIVE))) == [order]
        card = request_card(session, 1)
        assert card is not None
        assert [line.to_order for line in card.lines] == [0, 0]
        assert [each.reference for each in card.orders] == ["BC-2026-001"]
        assert figures(session) == [
            Figures(500_000, committed=261_630),
            Figures(500_000, committed=10_260),
        ]
    return order


def _receive(database: Database, order: int, place: int) -> None:
    """Twelve devices come in two goes, into one lot that knows its order."""
    serials = tuple(f"S{number:03}" for number in range(8))
    with database.transaction() as session:
        receive_order(session, Receiving(order, DAY, (Came(1, 8, NewDevices(serials=serials)),), "BL 1"))
    with database.transaction() as session:
        more = NewDevices(lot_id=1, serials=("S100",))
        receive_order(session, Receiving(order, DAY, (Came(1, 4, more), Came(2, 12)), "BL 2"))
    with database.reading() as session:
        lot = session.get_one(Lot, 1)
        assert (lot.supplier_id, lot.price, lot.warranty_months, lot.order_number) == (1, 21_660, 24, "BC-2026-001")
        assert session.scalar(select(func.count()).where(Asset.place_id == place)) == 12
        card = order_card(session, order)
        assert card is not None
        assert [(line.standing.received, line.standing.to_receive) for line in card.lines] == [(12, 0), (12, 0), (0, 0)]
        came = [[(line.label, line.quantity, line.lot_id) for line in each.lines] for each in card.receipts]
        assert came == [[("Tablette A8", 8, 1)], [("Tablette A8", 4, 1), ("Coque", 12, None)]]
        assert card.row.state is OrderState.RECEIVED
        assert PURCHASING.belongings is not None
        bought = PURCHASING.belongings(session, ("asset", 1), 5)
        assert [ENGLISH.say(each.title) for each in bought] == ["Bought with 1 purchase order"]
        assert [each.title for each in bought[0].first] == ["BC-2026-001 · Tablette A8"]
        assert list(order_ids(session, OrderQuery(lot=1, past=True))) == [order]


def _take_back(database: Database, order: int) -> None:
    """A receipt is undone with its devices; later, a lot is linked by hand."""
    with database.reading() as session:
        last = next_to_undo(session)
    with database.transaction() as session:
        undo(session, last or 0)
        assert session.scalar(select(func.count()).select_from(Asset)) == 8
    with database.transaction() as session:
        receipt = receive_order(session, Receiving(order, DAY, (Came(1, 4, NewDevices(lot_id=1)), Came(2, 12)), "BL 2"))
        found = receipt_card(session, receipt)
        assert found is not None
        link_lot(session, LotLink(found.row.lines[1].id, 1))


def _invoice(database: Database, order: int) -> int:
    """What came is proposed, the invoice asks for more, and what differs is named before and after it is entered."""
    with database.transaction() as session:
        proposed = to_be_invoiced(session, order)
        assert [(each.label, each.quantity, each.amount.gross) for each in proposed] == [
            ("Tablette A8", 12, 259_920),
            ("Coque", 12, 10_260),
            ("Port", 1, 1_710),
        ]
        tablets, cases, postage = (each.charge for each in proposed)
        dearer = replace(cases, net=12_000)
        wish = InvoiceDetails(1, "F 1", DAY, (tablets, dearer, postage), order_id=order, due_on=DAY)
        foreseen = differences_foreseen(session, wish)
        assert [each.difference for each in foreseen] == [Difference.PRICE, Difference.AMOUNT]
        assert ENGLISH.say(foreseen[0].text) == "Coque: Another price, €102.60 expected, €120.00 invoiced"
        entered = enter_invoice(session, wish)
    with database.reading() as session:
        card = invoice_card(session, entered.id)
        assert card is not None
        assert [each.text for each in card.differences] == [each.text for each in foreseen]
        assert (card.row.orders, card.row.left, card.orders[0].state) == ("BC-2026-001", 273_630, OrderState.INVOICED)
        assert figures(session) == [Figures(500_000, invoiced=261_630), Figures(500_000, invoiced=12_000)]
    with database.transaction() as session:
        again = invoice_as_written(session, entered.id)
        assert again is not None
        put_right = (again.details.lines[0], replace(again.details.lines[1], net=10_260), again.details.lines[2])
        edit_invoice(session, InvoiceEdit(entered.id, again.version, replace(again.details, lines=put_right)))
    return entered.id


def _pay(database: Database, order: int, invoice: int) -> None:
    """It is paid, a part of it given back; what was never ordered is no part of the order."""
    with database.transaction() as session:
        foreseen = differences_foreseen(session, InvoiceDetails(1, "F 2", DAY, (Charge(900, 0, 2, 2, 1, 0),)))
        assert {each.label for each in foreseen} == {"Coque"}  # not what another invoice calls its first line
        pay_invoice(session, Paying(invoice, DAY, 271_890))
        credit = (Charge(1_026, 0, 2, 2, 0, 0, "Coque"),)
        enter_invoice(session, InvoiceDetails(1, "AV 1", DAY, credit, InvoiceKind.CREDIT_NOTE))
        unordered = (Charge(500, 28, 1, vat_rate=550, label="Timbres"),)
        pay_invoice(session, Paying(enter_invoice(session, InvoiceDetails(1, "T 1", DAY, unordered)).id, DAY, 528))
    with database.reading() as session:
        assert figures(session)[1] == Figures(500_000, invoiced=9_234, paid=10_260)
        row = order_row(session, order)
        assert row is not None
        assert (row.paid, row.invoiced) == (271_890, 270_864)
        assert invoice_version(session, invoice) == 2
        assert (findings(session), check_desk(session)) == ([], [])
        _told(session)


def _told(session: Session) -> None:
    """The house knows of it: in search and agenda, by name; no alert is left."""
    assert PURCHASING.search is not None
    assert PURCHASING.events is not None
    assert PURCHASING.alerts is not None
    assert [hit.title for hit in PURCHASING.search(session, "bc-2026-001", 5)] == [
        "BC-2026-001 · Tablette A8",
        "AV 1 · LDLC Pro",
        "F 1 · LDLC Pro",
    ]
    assert [hit.title for hit in PURCHASING.search(session, "coque", 5)] == [
        "BC-2026-001 · Tablette A8",
        "Tablettes de la salle 12 · DA-2026-001",
        "AV 1 · LDLC Pro",
        "F 1 · LDLC Pro",
    ]
    dated = PURCHASING.events(session, Period(DAY, DAY + timedelta(days=3)))
    assert [(ENGLISH.say(each.title), each.first, each.state) for each in dated] == [
        ("Delivery BC-2026-001, LDLC Pro", DAY + timedelta(days=3), DatedState.DONE),
        ("Invoice F 1 of LDLC Pro is due", DAY, DatedState.DONE),
    ]
    assert [ENGLISH.say(each.text) for each in PURCHASING.alerts(session, DAY)] == []
    subjects: list[Subject] = [("purchase_order", 1), ("receipt", 1), ("invoice", 2), ("payment", 1), ("quote", 2)]
    assert named(session, load(), subjects) == {
        ("purchase_order", 1): "BC-2026-001 · LDLC Pro",
        ("receipt", 1): "BL 1 · BC-2026-001",
        ("invoice", 2): "AV 1 · LDLC Pro",
        ("payment", 1): "F 1",
        ("quote", 2): "Bureau Vallée · BV 7",
    }
    assert list(order_ids(session, OrderQuery(need=OrderNeed.LATE))) == []


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_nothing_is_found_of_what_is_gone(database: Database) -> None:
    with database.reading() as session:
        assert (order_card(session, 1), request_card(session, 1), invoice_card(session, 1)) == (None, None, None)
        assert (receipt_card(session, 1), order_row(session, 1), to_be_invoiced(session, 1)) == (None, None, ())
        assert named(session, load(), [("purchase_order", 1), ("receipt", 1)]) == {}
