"""What would make a ledger lie: a year carried forward too early, requests of closed years, requests written anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.budget.models import FiscalYear
from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.queries.written import year_as_written
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import Counting, DecisionKind
from coorddesk.budget.service import (
    CarryForward,
    Closing,
    Decision,
    LineDetails,
    NewLine,
    NextYear,
    Part,
    YearDetails,
    YearEdit,
    carry_forward,
    close_year,
    create_line,
    create_year,
    decide,
    edit_year,
    open_next_year,
)
from coorddesk.core.errors import Refused, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest
from coorddesk.purchasing.queries.findings import findings
from coorddesk.purchasing.queries.requests import request_counts
from coorddesk.purchasing.rules.narrowing import RequestNeed
from coorddesk.purchasing.rules.words import InvoiceKind, OrderStepKind, RequestState
from coorddesk.purchasing.service import (
    Charge,
    InvoiceDetails,
    Item,
    Need,
    OrderDeed,
    OrderDetails,
    RequestDecision,
    RequestDetails,
    RequestEdit,
    create_order,
    create_request,
    decide_request,
    delete_request,
    edit_request,
    enter_invoice,
    step_order,
)
from tests.factories import make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

OLD, NEW = 1, 2
"""The line of 2025, and the one of 2026 that goes on from it."""
ASKED, ORDERED, END = date(2025, 11, 3), date(2025, 12, 1), date(2025, 12, 31)
on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


@pytest.fixture
def years(database: Database) -> Database:
    """2025 with a line of 1 000 EUR, and 2026 that goes on from it."""
    with database.transaction() as session:
        year = create_year(session, YearDetails("2025", date(2025, 1, 1), END))
        line = create_line(session, NewLine(year, LineDetails("Matériel")))
        decide(session, Decision(year, DecisionKind.INITIAL, "BP", date(2025, 1, 1), (Part(line, 100_000),)))
        open_next_year(session, NextYear(year, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31))))
        make_supplier(session)
    return database


def sent(session: Session, item: Item, day: date = ORDERED) -> None:
    step(session, create_order(session, OrderDetails(1, day, (item,))), OrderStepKind.SENT, day)


def step(session: Session, order: int, kind: OrderStepKind, day: date) -> None:
    step_order(session, OrderDeed(order, session.get_one(PurchaseOrder, order).version, kind, day))


def asked(session: Session, *states: RequestState) -> None:
    create_request(session, RequestDetails("Tablettes", lines=(Need("Tablette", 3, 1_000, 0, OLD),)))
    for state in (RequestState.TO_APPROVE, RequestState.APPROVED, *states):
        decide_request(session, RequestDecision(1, version(session), state, ASKED))


def version(session: Session) -> int:
    return session.get_one(PurchaseRequest, 1).version


def carried(session: Session, day: date = END) -> None:
    carry_forward(session, CarryForward(1, 2, "Report", day))


def agreed(database: Database) -> list[Figures]:
    """The figures of both lines, once the ledger and the documents were found to agree."""
    with database.reading() as session:
        assert findings(session) == []
        found = figures_of_lines(session, [OLD, NEW])
    return [found.get(OLD, Figures()), found.get(NEW, Figures())]


@on_one_database
def test_nothing_is_carried_forward_on_a_day_on_which_it_was_not_open_so(years: Database) -> None:
    with years.transaction() as session:
        sent(session, Item("Souris", OLD, 3, 1_000, 0), date(2026, 1, 5))
    with pytest.raises(UserError) as refused, years.transaction() as session:
        carried(session)
    assert refused.value.field == "day"
    with years.transaction() as session:
        carried(session, date(2026, 1, 5))
    assert agreed(years) == [Figures(100_000, carried_forward=-3_000), Figures(carried_forward=3_000, committed=3_000)]


def test_an_order_is_cancelled_once_the_year_of_its_request_is_closed(years: Database) -> None:
    with years.transaction() as session:
        asked(session)
        sent(session, Item("Tablette", OLD, 3, 1_000, 0, request_line_id=1))
        carried(session)
        close_year(session, Closing(1, session.get_one(FiscalYear, 1).version))
    with years.transaction() as session:
        step(session, 1, OrderStepKind.CANCELLED, date(2026, 2, 2))
    assert agreed(years) == [Figures(100_000, carried_forward=-3_000), Figures(carried_forward=3_000)]
    with years.reading() as session:
        assert request_counts(session).needs[RequestNeed.ORDER] == 0


@on_one_database
def test_a_request_that_was_approved_once_is_written_anew_and_deleted(years: Database) -> None:
    with years.transaction() as session:
        asked(session, RequestState.DRAFT)
        dearer = Need("Tablette", 3, 2_000, 0, OLD, id=1)
        edit_request(session, RequestEdit(1, version(session), RequestDetails("Tablettes", lines=(dearer,))))
    assert agreed(years) == [Figures(100_000), Figures()]
    with years.transaction() as session:
        delete_request(session, Deletion(1, version(session)))
    assert agreed(years) == [Figures(100_000), Figures()]


@on_one_database
def test_a_line_that_was_ordered_is_not_taken_off_its_request(years: Database) -> None:
    with years.transaction() as session:
        asked(session)
        sent(session, Item("Tablette", OLD, 1, 1_000, 0, request_line_id=1))
        decide_request(session, RequestDecision(1, version(session), RequestState.DRAFT, ORDERED))
    with pytest.raises(UserError) as refused, years.transaction() as session:
        edit_request(session, RequestEdit(1, version(session), RequestDetails("Câbles", lines=(Need("Câble"),))))
    assert refused.value.field == "lines"


@on_one_database
def test_a_credit_note_of_more_than_was_invoiced_commits_no_more_than_was_ordered(years: Database) -> None:
    with years.transaction() as session:
        sent(session, Item("Souris", OLD, 1, 1_000, 0))
        given_back = (Charge(500, 0, OLD, 1, is_again=True),)
        enter_invoice(session, InvoiceDetails(1, "AV", date(2025, 12, 5), given_back, InvoiceKind.CREDIT_NOTE))
    assert agreed(years)[0] == Figures(100_000, committed=1_000, invoiced=-500)


@on_one_database
def test_how_a_year_counts_is_not_undone_below_its_moves(years: Database) -> None:
    with years.transaction() as session:
        edit_year(session, YearEdit(2, 1, replace(year_as_written(session, 2), counts=Counting.NET)))
    with years.reading() as session:
        edited = next_to_undo(session)
    with years.transaction() as session:
        sent(session, Item("Souris", NEW, 1, 1_000, 2_000), date(2026, 9, 1))
    assert agreed(years)[1] == Figures(committed=1_000)
    assert edited is not None
    with pytest.raises(Refused), years.transaction() as session:
        undo(session, edited)
