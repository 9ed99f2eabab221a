"""Filters by any field of loans: each finds what it says, on both databases, and is said in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.criteria import VALUES_OF, Ask, Criterion, asks_of
from coorddesk.core.query_state import query_from, query_state
from coorddesk.core.tables import Kind
from coorddesk.lending.queries import FIELDS_OF_LOANS, LoanQuery, loan_ids
from coorddesk.lending.queries.stated import stated
from coorddesk.lending.rules import Standing
from coorddesk.lending.service import Borrower, NewLoan, Things, lend
from coorddesk.stock.rules import StockKind
from tests.factories import make_item

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.fields import Field, Value
    from coorddesk.core.texts import Texts

WEEK = date(2026, 9, 14)


def found(desk: Database, *criteria: Criterion, past: bool = True) -> list[int]:
    with desk.reading() as session:
        return list(loan_ids(session, LoanQuery(sort="number", past=past, criteria=criteria)))


@pytest.mark.parametrize(
    ("criterion", "loans"),
    [
        (Criterion("number", Ask.BETWEEN, (2, 4)), [2, 3, 4]),
        (Criterion("person", Ask.IS, (2,)), [2, 6, 7, 8]),
        (Criterion("person", Ask.CONTAINS, ("dial",)), [2, 6, 7, 8]),
        (Criterion("group", Ask.FILLED), [9]),
        (Criterion("group", Ask.CONTAINS, ("cm2",)), [9]),
        (Criterion("standing", Ask.IS, (Standing.PARTLY.value, Standing.OVERDUE.value)), [4, 5]),
        (Criterion("standing", Ask.IS_NOT, (Standing.OPEN.value,)), [1, 2, 4, 5, 6, 7, 8]),
        (Criterion("since", Ask.AT_MOST, (date(2026, 8, 31),)), [5]),
        (Criterion("due", Ask.EMPTY), [6]),
        (Criterion("due", Ask.NEXT_DAYS, (0,)), [9]),
        (Criterion("things", Ask.AT_LEAST, (2,)), [4, 9, 10]),
        (Criterion("out", Ask.IS, (1,)), [2, 3, 4, 5, 6]),
        (Criterion("asset", Ask.IS, (2,)), [3]),
        (Criterion("asset", Ask.CONTAINS, ("cd-5",)), [6]),
        (Criterion("model", Ask.IS, (1,)), [2, 3, 4, 5, 6, 7, 9]),
        (Criterion("model", Ask.LACKS, ("probook",)), [1, 8, 10]),
        (Criterion("category", Ask.FILLED), []),
        (Criterion("item", Ask.CONTAINS, ("casque",)), [10]),
        (Criterion("kit", Ask.CONTAINS, ("chariot",)), [9]),
        (Criterion("note", Ask.CONTAINS, ("dotation",)), [6]),
        (Criterion("actor", Ask.CONTAINS, ("nobody",)), []),
        (Criterion("gone", Ask.FILLED), []),
    ],
    ids=lambda value: f"{value.field} {value.ask}" if isinstance(value, Criterion) else "",
)
def test_a_filter_finds_what_it_says(lent: Database, criterion: Criterion, loans: list[int]) -> None:
    with lent.transaction() as session:
        headset = make_item(session, "Casque", 5, kind=StockKind.ACCESSORY)
        lend(session, NewLoan(Borrower(1), Things(accessories=((headset, 2),)), WEEK))
    assert found(lent, criterion) == loans


def test_what_is_over_is_found_by_how_it_stands_alone(lent: Database) -> None:
    assert found(lent, Criterion("standing", Ask.IS, (Standing.RETURNED.value,)), past=False) == [7]
    assert found(lent, Criterion("person", Ask.IS, (2,)), past=False) == [2, 6]


@pytest.mark.parametrize("field", FIELDS_OF_LOANS, ids=lambda field: field.key)
def test_whatever_may_be_asked_of_a_field_is_answered(lent: Database, texts: Texts, field: Field) -> None:
    for ask in asks_of(field):
        values = (_value(field, ask),) * VALUES_OF.get(ask, 1)
        query = LoanQuery(past=True, criteria=(Criterion(field.key, ask, values),))
        with lent.reading() as session:
            assert set(loan_ids(session, query)) <= set(range(1, 10))
            *_others, said = stated(session, query)
        assert texts.say(said).startswith(texts.say(field.title))
        assert query_from(LoanQuery, query_state(query)) == (query, True)


def _value(field: Field, ask: Ask) -> Value:
    if ask in {Ask.CONTAINS, Ask.LACKS, Ask.BEGINS}:
        return "a"
    if field.choices:
        return field.choices[0][0]
    if field.is_record or field.kind is Kind.NUMBER or ask in {Ask.LAST_DAYS, Ask.NEXT_DAYS}:
        return 1
    return WEEK if field.kind is Kind.DATE else "a"
