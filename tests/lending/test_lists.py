from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.bulk import insert_rows
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import verbatim
from coorddesk.core.query_state import query_from, query_state
from coorddesk.lending.queries import (
    LOAN_COLUMNS,
    LOAN_SORTS,
    LoanQuery,
    loan_card,
    loan_ids,
    loan_page,
    standing_counts,
)
from coorddesk.lending.rules import LoanState, Standing
from tests.counting import statements
from tests.factories import make_person

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

TODAY, WEEK = date(2026, 9, 7), date(2026, 9, 14)


def ids(desk: Database, query: LoanQuery) -> list[int]:
    with desk.reading() as session:
        return list(loan_ids(session, query))


def test_each_loan_stands_as_it_is(lent: Database, texts: Texts) -> None:
    with lent.reading() as session:
        page = loan_page(session, list(loan_ids(session, LoanQuery(past=True))))
        rows = {number: page[number] for number in sorted(page)}
        assert [row.standing for row in rows.values()] == [*Standing, Standing.OPEN]
        assert standing_counts(session) == {
            Standing.RESERVED: 1,
            Standing.DRAFT: 1,
            Standing.OPEN: 5,
            Standing.PARTLY: 1,
            Standing.OVERDUE: 1,
            Standing.PERMANENT: 1,
            Standing.RETURNED: 1,
            Standing.CANCELLED: 1,
        }
    assert [(row.what, row.things, row.out, row.late) for row in rows.values()] == [
        ("3 × HP ProBook", 3, 0, 0),
        ("CD-0 · Portable HP ProBook", 1, 0, 0),
        ("CD-1 · Portable HP ProBook", 1, 1, 0),
        ("CD-2, CD-3", 2, 1, 0),
        ("CD-4 · Portable HP ProBook", 1, 1, 6),
        ("CD-5 · Portable HP ProBook", 1, 1, 0),
        ("CD-6 · Portable HP ProBook", 1, 0, 0),
        ("", 0, 0, 0),
        ("Chariot", 4, 4, 0),
    ]
    assert [texts.say(rows[number].standing_title) for number in (5, 6)] == ["Overdue", "Permanent loan"]
    assert rows[9].borrower == "Inès Moreau (CM2 A)"


def test_a_list_holds_what_is_asked_for(lent: Database) -> None:
    assert ids(lent, LoanQuery()) == [5, 9, 2, 3, 4, 1, 6]
    assert ids(lent, LoanQuery(descending=True)) == [1, 4, 3, 2, 9, 5, 6]
    assert ids(lent, LoanQuery(standings=frozenset({Standing.OVERDUE, Standing.PERMANENT}))) == [5, 6]
    assert ids(lent, LoanQuery(standings=frozenset({Standing.RETURNED}))) == [7]
    assert ids(lent, LoanQuery(person=2)) == [2, 6]
    assert ids(lent, LoanQuery(person=2, past=True)) == [2, 7, 8, 6]
    assert ids(lent, LoanQuery(group=1)) == [9]
    assert ids(lent, LoanQuery(asset=9)) == [9]
    assert ids(lent, LoanQuery(model=1, sort="number")) == [1, 2, 3, 4, 5, 6, 9]
    assert ids(lent, LoanQuery(kit=1)) == [9]
    assert ids(lent, LoanQuery(due_from=TODAY, due_to=TODAY)) == [9]
    assert ids(lent, LoanQuery(day=date(2026, 10, 14))) == [1, 6]


def test_a_word_is_looked_for_in_everything_that_a_loan_says(lent: Database) -> None:
    found = {text: ids(lent, LoanQuery(text, sort="number")) for text in ("diallo", "rentree", "chariot", "cm2", "5")}
    assert found == {"diallo": [2, 6], "rentree": [6], "chariot": [9], "cm2": [9], "5": [5, 6]}
    assert ids(lent, LoanQuery("probook reserve")) == []
    assert ids(lent, LoanQuery("probook ines", sort="number")) == [1]


def test_every_column_sorts_both_ways(lent: Database) -> None:
    assert {column.key for column in LOAN_COLUMNS} - LOAN_SORTS == {"what"}
    assert ids(lent, LoanQuery(sort="borrower", past=True))[:2] == [2, 6]
    assert ids(lent, LoanQuery(sort="standing", past=True)) == [5, 4, 6, 3, 9, 2, 1, 7, 8]
    for sort in LOAN_SORTS:
        up = ids(lent, LoanQuery(sort=sort, past=True))
        assert sorted(ids(lent, LoanQuery(sort=sort, past=True, descending=True))) == sorted(up) == list(range(1, 10))


def test_a_query_is_kept_as_it_is() -> None:
    query = LoanQuery("ines", standings=frozenset({Standing.OVERDUE}), due_to=WEEK, person=3, past=True)
    assert query_from(LoanQuery, query_state(query)) == (query, True)


def test_a_card_says_what_came_back_and_how(lent: Database, texts: Texts) -> None:
    with lent.reading() as session:
        card = loan_card(session, 4)
        assert card is not None
        assert [(line.title, line.detail, line.back_at is None, line.note_back) for line in card.lines] == [
            ("CD-2", "Portable HP ProBook", False, "Coin cassé"),
            ("CD-3", "Portable HP ProBook", True, ""),
        ]
        assert [texts.say(line.condition_title) for line in card.lines if line.condition_title] == ["Damaged"]
        assert [line.title for line in card.open_lines] == ["CD-3"]
        reserved = loan_card(session, 1)
        assert reserved is not None
        assert [(wish.subject, wish.title, wish.count) for wish in reserved.wishes] == [(("model", 1), "HP ProBook", 3)]
        assert loan_card(session, 99) is None


def test_a_page_asks_the_same_number_of_questions_however_long_it_is(desk: Database) -> None:
    with desk.transaction(verbatim("Enter")) as session:
        person = make_person(session)
        row = {"person_id": person, "state": LoanState.OPEN, "starts_on": TODAY, "due_on": WEEK}
        rows = [row | {"preparation_days": 0} for _ in range(300)]
        insert_rows(session, table_named("loan"), rows)
    with desk.reading() as session:
        found = list(loan_ids(session))
        counts = []
        for part in (found[:1], found):
            with statements(session) as sent:
                loan_page(session, part)
            counts.append(len(sent))
    assert counts[0] == counts[1] <= 4
