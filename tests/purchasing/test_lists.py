"""Lists of requests, orders and invoices: found, filtered, sorted and counted alike on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.dated import Period
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.query_state import query_from, query_state
from coorddesk.core.resources import texts_for
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.feature import PURCHASING
from coorddesk.purchasing.models import PurchaseOrder
from coorddesk.purchasing.queries import (
    INVOICE_COLUMNS,
    INVOICE_SORTS,
    ORDER_COLUMNS,
    ORDER_SORTS,
    REQUEST_COLUMNS,
    REQUEST_SORTS,
    InvoiceQuery,
    InvoiceRow,
    OrderQuery,
    RequestQuery,
    invoice_counts,
    invoice_ids,
    invoice_row,
    invoices_page,
    order_counts,
    order_ids,
    order_options,
    orders_page,
    request_counts,
    request_ids,
    request_row,
    requests_page,
    said_order_criteria,
    stated_invoices,
    stated_orders,
    stated_requests,
    supplier_history,
)
from coorddesk.purchasing.queries.findings import findings
from coorddesk.purchasing.queries.order_criteria import line_options
from coorddesk.purchasing.rules.narrowing import InvoiceNeed, OrderNeed, RequestNeed
from coorddesk.purchasing.rules.rating import Punctuality
from coorddesk.purchasing.rules.words import InvoiceKind, OrderState, OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Came,
    Charge,
    Cutting,
    InvoiceDetails,
    Item,
    Meeting,
    MeetingEdit,
    Need,
    NewQuote,
    OrderDetails,
    Paying,
    QuoteDetails,
    Rating,
    RatingEdit,
    Receiving,
    RequestDetails,
    create_order,
    create_quote,
    create_request,
    cut_order,
    delete_meeting,
    delete_rating,
    edit_meeting,
    edit_rating,
    enter_invoice,
    meet_supplier,
    pay_invoice,
    rate_supplier,
    receive_order,
)
from tests.core.making import DEED
from tests.factories import make_person, make_place
from tests.purchasing.buying import DAY, a_desk, a_request, approved, decided, ordered, stepped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

TODAY = date(2026, 9, 7)
ENGLISH = texts_for("en")


def lived_in(session: Session) -> None:
    """An order of each sort: 1 late, 2 to come, 3 received, 4 invoiced and due, 5 cancelled, 6 a draft."""
    a_desk(session)
    place = make_place(session)
    approved(session)
    a_request(session, RequestState.TO_APPROVE)
    needs = (Need("Coque", 1, 260_000, 0),)
    asked = RequestDetails("Écrans", requester_id=make_person(session), needed_by=TODAY, lines=needs)
    refused = create_request(session, asked)
    create_quote(session, NewQuote(refused, QuoteDetails(2, "D 2", DAY, TODAY + timedelta(days=3))))
    decided(session, refused, RequestState.TO_APPROVE)
    decided(session, refused, RequestState.REFUSED, "Non")
    create_quote(session, NewQuote(1, QuoteDetails(2, "D 1", DAY, TODAY + timedelta(days=3))))
    ordered(session, Item("Écran", 1, 2, 10_000, 2000), expected_on=DAY, place_id=place, engagement_number="E12")
    ordered(session, Item("Souris", 2, 10, 500, 2000, 1_000), expected_on=TODAY, discount=500)
    ordered(session, Item("Clavier", 2, 1, 2_000, 550))
    ordered(session, Item("Câble", 1, 4, 250, 0), request_id=1)
    ordered(session, Item("Casque", 1, 1, 3_000, 0))
    create_order(session, OrderDetails(2, DAY, (Item("Ramette", 3, 1, 400, 2000),)))
    stepped(session, 5, OrderStepKind.CANCELLED)
    receive_order(session, Receiving(3, DAY, (Came(3, 1),)))
    receive_order(session, Receiving(4, DAY, (Came(4, 4),)))
    of_four = (Charge(1_000, 0, 1, 4, 4, 0),)
    enter_invoice(session, InvoiceDetails(1, "F-10", DAY, of_four, order_id=4, due_on=TODAY + timedelta(days=2)))
    enter_invoice(session, InvoiceDetails(2, "77", DAY, (Charge(100, 20, 2, label="Timbres"),), due_on=DAY))
    enter_invoice(session, InvoiceDetails(2, "AV 1", DAY, (Charge(50, 10, 2),), InvoiceKind.CREDIT_NOTE))
    enter_invoice(session, InvoiceDetails(1, "F-9", DAY, (Charge(900, 0, 1),)))
    pay_invoice(session, Paying(4, DAY, 900))


def test_lists_show_what_is_asked(database: Database) -> None:
    with database.transaction() as session:
        lived_in(session)
    with database.reading() as session:
        _orders(session)
        _others(session)
        for query in (RequestQuery(need=RequestNeed.ORDER), OrderQuery(text="x", past=True), InvoiceQuery(year=1)):
            assert query_from(type(query), query_state(query)) == (query, True)


def _orders(session: Session) -> None:
    def ids(**said: object) -> list[int]:
        return list(order_ids(session, replace(OrderQuery(sort="reference", descending=False), **said)))  # type: ignore[arg-type]  # fields of it

    assert ids() == [1, 2, 3, 4, 6]
    assert ids(past=True) == [1, 2, 3, 4, 5, 6]
    assert [ids(need=need) for need in OrderNeed] == [[6], [1, 2], [1], [3], [4]]
    assert order_counts(session).needs == dict(zip(OrderNeed, (1, 2, 1, 1, 1), strict=True))
    assert order_counts(session).states[OrderState.SENT] == 2
    assert [ids(text=text) for text in ("ecran", "bureau", "E12", "BC-2026-003", "souris ldlc")] == [
        [1],
        [6],
        [1],
        [3],
        [2],
    ]
    assert [
        ids(supplier=2),
        ids(place=1),
        ids(request=1),
        ids(budget_line=3),
        ids(since=DAY),
        ids(until=DAY, year=1),
    ] == [
        [6],
        [1],
        [4],
        [6],
        [1, 2, 3, 4, 6],
        [1, 2, 3, 4, 6],
    ]
    gross = {row.id: row.ordered.gross for row in orders_page(session, [1, 2, 3, 4, 5, 6]).values()}
    assert gross == {1: 24_000, 2: 5_130, 3: 2_110, 4: 1_000, 5: 0, 6: 480}
    _sorted(ORDER_COLUMNS, ORDER_SORTS, partial(ids, past=True), partial(orders_page, session))
    late = orders_page(session, [1, 2])
    assert [(row.late, row.said_came, row.budget_lines) for row in (late[1], late[2])] == [
        (6, "0 / 2", "600"),
        (0, "0 / 10", "601"),
    ]
    on_line = Criterion("budget_line", Ask.IS, (2,))
    assert ids(criteria=(on_line,)) == [2, 3]
    assert [ENGLISH.say(each) for each in said_order_criteria(session, (on_line,))] == [
        "Budget line: 601 Petit équipement"
    ]
    assert ids(criteria=(Criterion("state", Ask.IS, ("cancelled",)),)) == [5]
    said = stated_orders(session, OrderQuery(need=OrderNeed.LATE, supplier=1, since=DAY, request=1, asset=9))
    assert {key: ENGLISH.say(message) for key, message in said.items()} == {
        "need": "Late",
        "since": "From 01/09/2026 on",
        "request": "Purchase request: DA-2026-001",
        "supplier": "Supplier: LDLC Pro",
        "asset": "Device: ?",
    }
    assert [option.name for option in line_options(session, "equip 601")] == ["601 Petit équipement"]
    assert ids(year=9) == []
    until = stated_orders(session, OrderQuery(until=DAY))
    assert [ENGLISH.say(each) for each in until.values()] == ["Until 01/09/2026"]
    assert [option.name for option in order_options(session, "ldlc")] == [f"BC-2026-00{n}" for n in (4, 3, 2, 1)]


def _sorted(
    columns: Sequence[Column[Any]],
    sorts: frozenset[str],
    ids: Callable[..., list[int]],
    page: Callable[[list[int]], Mapping[int, Any]],
) -> None:
    """By each column up and down, what says nothing last; choices in an order of their own."""
    assert {column.key for column in columns} >= sorts
    for column in (each for each in columns if each.key in sorts):
        up, down = (ids(sort=column.key, descending=descending) for descending in (False, True))
        rows = page(up)
        values = [column.value(rows[each]) for each in up]
        said = [value for value in values if value is not None]
        blank = [None] * (len(up) - len(said))
        assert (column.key, values) == (column.key, [*said, *blank])
        assert [column.value(rows[each]) for each in down] == [*reversed(said), *blank]
        if column.kind is not Kind.CHOICE:
            assert (column.key, said) == (column.key, sorted(said, key=_order))


def _order(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def _others(session: Session) -> None:
    def requests(**said: object) -> list[int]:
        return list(request_ids(session, replace(RequestQuery(descending=False), **said)))  # type: ignore[arg-type]  # fields of it

    def invoices(**said: object) -> list[int]:
        return list(invoice_ids(session, replace(InvoiceQuery(sort="number", descending=False), **said)))  # type: ignore[arg-type]  # fields of it

    assert (requests(), requests(past=True), requests(text="coque 003", past=True)) == ([1, 2], [1, 2, 3], [3])
    assert [requests(need=need) for need in RequestNeed] == [[2], [1], [1]]
    assert request_counts(session).needs == dict.fromkeys(RequestNeed, 1)
    assert (requests(supplier=2), requests(budget_line=2), requests(person=9)) == ([1], [1, 2], [])
    _sorted(REQUEST_COLUMNS, REQUEST_SORTS, partial(requests, past=True), partial(requests_page, session))
    row = request_row(session, 1)
    assert row is not None
    assert (row.amount.gross, row.quotes, row.to_order, row.asked_on, row.decided_on) == (300_000, 1, 24, DAY, DAY)
    needed = RequestQuery(state=RequestState.APPROVED, past=True, need=RequestNeed.ORDER)
    for query, stated in ((RequestQuery(past=True), ["Ordered, refused too"]), (needed, ["Approved", "To be ordered"])):
        assert [ENGLISH.say(each) for each in stated_requests(session, query).values()] == stated
    assert (invoices(), invoices(past=True)) == ([2, 3, 1], [2, 3, 1, 4])
    assert [invoices(need=need) for need in InvoiceNeed] == [[2, 1], [1], [2]]
    assert invoice_counts(session).needs == dict(zip(InvoiceNeed, (2, 1, 1), strict=True))
    assert (invoices(order=4), invoices(text="bc-2026-004"), invoices(supplier=2), invoices(year=1)) == (
        [1],
        [1],
        [2, 3],
        [2, 3, 1],
    )
    _sorted(INVOICE_COLUMNS, INVOICE_SORTS, partial(invoices, past=True), partial(invoices_page, session))
    said = [(row.amount.gross, row.left, row.late, ENGLISH.say(row.said_state)) for row in _invoices(session)]
    assert said == [
        (1_000, 1_000, 0, "To be paid"),
        (120, 120, 6, "Overdue"),
        (-60, -60, 0, "To be given back"),
        (900, 0, 0, "Paid"),
    ]
    assert invoices(year=9) == []
    filters = stated_invoices(session, InvoiceQuery(kind=InvoiceKind.INVOICE, order=4, need=InvoiceNeed.DUE))
    assert [ENGLISH.say(each) for each in filters.values()] == ["Invoice", "Due within a week", "Order: BC-2026-004"]


def _invoices(session: Session) -> list[InvoiceRow]:
    return [row for each in (1, 2, 3, 4) if (row := invoice_row(session, each)) is not None]


def test_what_was_cut_or_never_came_is_to_be_ordered_again(database: Database) -> None:
    def to_order(session: Session) -> list[tuple[int, int]]:
        ids = request_ids(session, RequestQuery(need=RequestNeed.ORDER))
        rows = requests_page(session, ids)
        return [(request_id, rows[request_id].to_order) for request_id in ids]

    with database.transaction() as session:
        a_desk(session)
        approved(session)
        lines = (Item("Tablette", 1, 12, 100, request_line_id=1), Item("Coque", 2, 12, 100, request_line_id=2))
        ordered(session, *lines, request_id=1)
        assert to_order(session) == []
        cut_order(session, Cutting(1, session.get_one(PurchaseOrder, 1).version, 1, 2, DAY))
        assert to_order(session) == [(1, 2)]
        receive_order(session, Receiving(1, DAY, (Came(2, 5),)))
        stepped(session, 1, OrderStepKind.CANCELLED)
        assert to_order(session) == [(1, 19)]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_alerts_go_with_their_cause_and_days_stand_in_the_agenda(database: Database) -> None:
    with database.transaction() as session:
        lived_in(session)
        meet_supplier(session, Meeting(1, DAY, "Tarifs", "Mme Roux", TODAY))
        meet_supplier(session, Meeting(1, DAY + timedelta(days=1), "Remise", next_on=TODAY + timedelta(days=1)))
    with database.reading() as session:
        assert _alerts(session) == [
            ("late", "1 delivery is late"),
            ("approve", "1 purchase request is to be approved"),
            ("choose", "Quotes for 1 purchase request expire soon"),
            ("overdue", "1 invoice is overdue"),
            ("due", "1 invoice is due within a week"),
        ]
        assert PURCHASING.events is not None
        dated = PURCHASING.events(session, Period(DAY, TODAY + timedelta(days=9)))
        assert [(ENGLISH.say(each.title), each.first.day, each.state.value) for each in dated] == [
            ("Delivery BC-2026-001, LDLC Pro", 1, "late"),
            ("Delivery BC-2026-002, LDLC Pro", 7, "to_come"),
            ("Invoice F-10 of LDLC Pro is due", 9, "to_come"),
            ("Invoice 77 of Bureau Vallée is due", 1, "late"),
            ("Last day of the quote of Bureau Vallée (DA-2026-001)", 10, "to_come"),
            ("Meeting with LDLC Pro", 8, "to_come"),
        ]
        assert findings(session) == []
    with database.transaction() as session:
        receive_order(session, Receiving(1, DAY, (Came(1, 2),)))
        decided(session, 2, RequestState.APPROVED)
        decided(session, 1, RequestState.DRAFT)
        pay_invoice(session, Paying(1, DAY, 1_000))
        pay_invoice(session, Paying(2, DAY, 120))
    with database.reading() as session:
        assert _alerts(session) == [("choose", "Quotes for 1 purchase request expire soon")]


def _alerts(session: Session) -> list[tuple[str, str]]:
    assert PURCHASING.alerts is not None
    kinds = {"purchase_order", "purchase_request", "invoice"}
    return [(each.key, ENGLISH.say(each.text)) for each in PURCHASING.alerts(session, TODAY) if each.kind in kinds]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_does_not_follow_is_found(database: Database) -> None:
    with database.transaction() as session:
        lived_in(session)
    with database.transaction() as session:
        session.get_one(PurchaseOrder, 1).state = OrderState.PAID
        record(session, DEED)
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE order_line SET quantity = 3 WHERE id = 1")
    with database.reading() as session:
        found = findings(session)
        assert [(ENGLISH.say(each.text), each.subject) for each in found] == [
            ("The order BC-2026-001 is not as far as it says.", ("purchase_order", 1)),
            (
                "Committed on 01/09/2026: the documents come to €360.00, the ledger to €240.00.",
                ("budget_line", 1),
            ),
        ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_what_belongs_to_whom_is_told_and_found(database: Database) -> None:
    with database.transaction() as session:
        lived_in(session)
    with database.reading() as session:
        assert PURCHASING.belongings is not None
        assert PURCHASING.search is not None
        told = {
            subject: [(ENGLISH.say(each.title), len(each.first)) for each in PURCHASING.belongings(session, subject, 2)]
            for subject in (("person", 1), ("supplier", 2), ("fiscal_year", 1), ("fiscal_year", 9), ("place", 1))
        }
        assert told == {
            ("person", 1): [("1 purchase request", 1)],
            ("supplier", 2): [("1 purchase order", 1), ("2 invoices", 2), ("2 purchase requests", 2)],
            ("fiscal_year", 1): [("6 purchase orders", 2), ("4 invoices", 2)],
            ("fiscal_year", 9): [],
            ("place", 1): [("1 purchase order", 1)],
        }
        ranks = {
            text: [hit.rank for hit in PURCHASING.search(session, text, 9)]
            for text in ("f-10", "ecran", "2026-001", " ")
        }
        assert ranks == {"f-10": [0], "ecran": [1, 1], "2026-001": [2, 2], " ": []}


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_request_that_is_not_as_far_as_it_says_is_found(database: Database) -> None:
    with database.transaction() as session:
        lived_in(session)
    with database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE purchase_request SET state = 'draft' WHERE id = 2")
    with database.reading() as session:
        assert [(ENGLISH.say(each.text), each.subject) for each in findings(session)] == [
            ("The request DA-2026-002 is not as far as it says.", ("purchase_request", 2))
        ]


def test_the_file_of_a_supplier(database: Database) -> None:
    with database.transaction() as session:
        lived_in(session)
        receive_order(session, Receiving(1, TODAY, (Came(1, 2),)))
        first = rate_supplier(session, Rating(1, DAY, {"delivery": 2, "price": 5}, 1, "En retard"))
        rate_supplier(session, Rating(1, DAY, {"delivery": 5}))
        wrong = rate_supplier(session, Rating(1, DAY, comment="À revoir"))
        delete_rating(session, Deletion(wrong, 1))
        edit_rating(session, RatingEdit(first, 1, Rating(1, DAY, {"delivery": 3, "price": 4}, 1)))
        met = meet_supplier(session, Meeting(1, DAY, "Tarifs", "Mme Roux", TODAY))
        edit_meeting(session, MeetingEdit(met, 1, Meeting(1, DAY, "Tarifs 2027", "Mme Roux")))
        gone = meet_supplier(session, Meeting(1, DAY, "Rien"))
        delete_meeting(session, Deletion(gone, 1))
    with database.reading() as session:
        file = supplier_history(session, 1)
        assert file is not None
        assert (len(file.orders), file.ordered, file.invoiced, file.paid, file.left) == (5, 32_240, 1_900, 900, 1_000)
        assert (file.punctuality, file.punctuality.rate) == (Punctuality(1, 0, 6), 0)
        assert (file.mean, file.means["delivery"], file.means["price"], file.means["quality"]) == (40, 40, 40, None)
        assert [(each.order, each.mean) for each in file.ratings] == [("", 50), ("BC-2026-001", 35)]
        assert [(each.words, each.people, each.next_on) for each in file.meetings] == [
            ("Tarifs 2027", "Mme Roux", None)
        ]
        assert file.next_meeting is None
        assert supplier_history(session, 9) is None
        assert PURCHASING.belongings is not None
        theirs = PURCHASING.belongings(session, ("supplier", 1), 2)
        kinds = {"purchase_order", "purchase_request", "invoice"}
        assert [(ENGLISH.say(each.title), len(each.first)) for each in theirs if each.kind in kinds] == [
            ("5 purchase orders", 2),
            ("2 invoices", 2),
        ]
