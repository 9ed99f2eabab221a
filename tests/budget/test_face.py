"""What the budget offers to the rest of the house: lists for pickers, cards, what needs doing, days, stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from coorddesk.budget.feature import BUDGET
from coorddesk.budget.models import BudgetLine
from coorddesk.budget.queries import (
    MOVE_SORTS,
    MoveQuery,
    all_moves,
    closing_checklist,
    decisions,
    grant_statement,
    line_as_written,
    line_card,
    lines_to_choose,
    move_counts,
    move_ids,
    move_sums,
    moves_behind,
    moves_page,
    stated_moves,
)
from coorddesk.budget.rules.situation import Figure, Figures
from coorddesk.budget.rules.words import Chart, DecisionKind, MoveKind, OnOverspending
from coorddesk.budget.rules.years import Task
from coorddesk.budget.service import (
    AccountDetails,
    Closing,
    Correction,
    Decision,
    FundingDetails,
    LineEdit,
    NextYear,
    Part,
    YearDetails,
    close_year,
    correct,
    create_account,
    create_funding,
    create_year,
    decide,
    edit_line,
    next_details,
    open_next_year,
)
from coorddesk.core.dated import DatedState, Period
from coorddesk.core.resources import texts_for
from tests.budget.conftest import DAY, VOTED, Budget
from tests.factories import make_person, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ENGLISH = texts_for("en")
COMMITTED, INVOICED, PAID = MoveKind.COMMITTED, MoveKind.INVOICED, MoveKind.PAID
ORDER, BILL = ("purchase_order", 1), ("invoice", 1)


def said(session: Session, today: date) -> list[tuple[str, str]]:
    assert BUDGET.alerts is not None
    return [(each.key, ENGLISH.say(each.text)) for each in BUDGET.alerts(session, today)]


def test_lines_are_chosen_of_the_years_of_a_day_first(budget: Budget) -> None:
    desk = budget.database
    budget.posts(ORDER, (COMMITTED, 400_000), line=2)
    with desk.transaction() as session:
        year = open_next_year(session, NextYear(budget.year, next_details(session, budget.year)))
        old = create_year(session, YearDetails("2020", date(2020, 1, 1), date(2020, 12, 31)))
        close_year(session, Closing(old, 1))
    with desk.reading() as session:
        told = lines_to_choose(session, DAY)
        assert [(each.year, each.name, each.free) for each in told[:3]] == [
            ("2026", "011 Ligne 0", VOTED),
            ("2026", "011-2 Ligne 1", VOTED),
            ("2026", "011-3 Ligne 2", VOTED - 400_000),
        ]
        assert {each.year for each in told[3:]} == {"2027"}
        assert [told[2].would_be(cents) for cents in (100_000, 100_001)] == [None, OnOverspending.BLOCK]
        assert told[0].would_be(VOTED + 1) is OnOverspending.WARN
        assert [each.id for each in lines_to_choose(session, year_id=year)] == [each.id for each in told[3:]]
        assert lines_to_choose(session, year_id=old) == []
        assert [each.is_closed for each in lines_to_choose(session, year_id=old, also=budget.lines[:1])] == [False]


def test_the_ledger_is_sorted_searched_and_added_up(budget: Budget) -> None:
    budget.posts(ORDER, (COMMITTED, 10_000))
    budget.posts(BILL, (COMMITTED, -4_000), (INVOICED, 4_500), line=0)
    available = budget.figures().available
    with budget.database.transaction() as session:
        part = (Part(budget.lines[1], 5),)
        decide(session, Decision(budget.year, DecisionKind.AMENDMENT, "Décision des élus", DAY, part))
    with budget.database.reading() as session:
        for sort in MOVE_SORTS:
            ids = move_ids(session, MoveQuery(sort=sort))
            assert list(move_ids(session, MoveQuery(sort=sort, descending=False))) == list(reversed(ids))
            assert len(moves_page(session, ids)) == len(ids) == 7
        of_line = MoveQuery(year=budget.year, line=budget.lines[0], until=DAY)
        assert move_sums(session, of_line).cents == VOTED + 10_500
        behind = replace(of_line, figure=Figure.AVAILABLE)
        assert move_sums(session, behind).share == available == VOTED - 10_500
        rows = moves_behind(session, Figure.AVAILABLE, budget.lines[:1])
        assert {row.id for row in all_moves(session, behind)} == {row.id for row in rows}
        assert move_counts(session, budget.year) == {
            MoveKind.VOTED: 3,
            MoveKind.AMENDMENT: 1,
            COMMITTED: 2,
            INVOICED: 1,
        }
        assert len(move_ids(session, MoveQuery("bp 2026 011-2"))) == 1
        assert len(move_ids(session, MoveQuery("DECISION elu"))) == 1
        of_bill = all_moves(session, MoveQuery(document=BILL, descending=False))
        assert [(row.line, row.year, row.label, row.kind, row.cents, row.is_countered) for row in of_bill] == [
            ("011 Ligne 0", "2026", "invoice 1", COMMITTED, -4_000, False),
            ("011 Ligne 0", "2026", "invoice 1", INVOICED, 4_500, False),
        ]
        told = [ENGLISH.say(each) for each in stated_moves(session, behind).values()]
        assert told == ["2026", "011 Ligne 0", "Behind the figure: Available", "Until 07/09/2026"]


def test_decisions_tell_what_was_taken_back(budget: Budget) -> None:
    desk = budget.database
    with desk.transaction() as session:
        parts = (Part(budget.lines[0], 100), Part(budget.lines[1], 200))
        made = decide(session, Decision(budget.year, DecisionKind.AMENDMENT, "DM 1", DAY, parts))
        correct(session, Correction(made.id, DAY, "Erreur", (budget.lines[1],)))
    with desk.reading() as session:
        first, second = decisions(session, budget.year)
        assert (first.label, first.cents, first.is_taken_back) == ("BP 2026", 3 * VOTED, False)
        assert [(part.cents, part.is_taken_back) for part in second.parts] == [(100, False), (200, True)]
        assert second.cents == 100
        assert line_card(session, 99) is None


def test_a_checklist_says_where_what_is_open_goes_on(budget: Budget) -> None:
    desk = budget.database
    budget.posts(ORDER, (COMMITTED, 7_000), (MoveKind.PRE_COMMITTED, 50), line=1)
    with desk.reading() as session:
        told = closing_checklist(session, budget.year, date(2026, 12, 31))
        assert [each.task for each in told.tasks] == [Task.NOT_OVER, Task.PRE_COMMITTED, Task.COMMITTED]
        assert (told.may_close, told.next_id, told.to_carry[0].into_id) == (False, None, None)
    with desk.transaction() as session:
        year = open_next_year(session, NextYear(budget.year, next_details(session, budget.year)))
    with desk.reading() as session:
        told = closing_checklist(session, budget.year, date(2027, 1, 5))
        into = session.scalars(select(BudgetLine.id).where(BudgetLine.previous_id == budget.lines[1])).one()
        assert [(each.cents, each.line, each.into_id) for each in told.to_carry] == [(7_000, "011-2 Ligne 1", into)]
        assert (told.next_id, [each.cents for each in told.pending]) == (year, [50])
        card = line_card(session, budget.lines[1])
        assert card is not None
        assert [(each.kind, each.cents) for each, _opens in card.open] == [
            (COMMITTED, 7_000),
            (MoveKind.PRE_COMMITTED, 50),
        ]
        assert (card.move_count, card.figures.free, card.moves[0].label) == (3, VOTED - 7_050, "purchase_order 1")


def test_a_grant_is_told_by_document_and_warned_of_until_it_is_spent(budget: Budget) -> None:
    desk = budget.database
    deadline = DAY + timedelta(days=61)
    with desk.transaction() as session:
        supplier = make_supplier(session, "Région")
        grant = create_funding(session, FundingDetails("Plan numérique", supplier, amount=60_000, deadline=deadline))
        details = replace(line_as_written(session, budget.lines[0]), funding_source_id=grant)
        edit_line(
            session, LineEdit(budget.lines[0], 1, replace(details, person_id=make_person(session, "Roux", "Léa")))
        )
    budget.posts(ORDER, (COMMITTED, 50_000))
    budget.posts(BILL, (COMMITTED, -30_000), (INVOICED, 31_000))
    budget.posts(("invoice", 2), (PAID, 31_000))
    with desk.reading() as session:
        told = grant_statement(session, grant)
        assert told is not None
        assert (told.granted, told.left) == (60_000, 9_000)
        assert [each.figures for each in told.documents] == [
            Figures(committed=20_000),
            Figures(invoiced=31_000),
            Figures(paid=31_000),
        ]
        early = grant_statement(session, grant, DAY - timedelta(days=1))
        assert early is not None
        assert (early.left, early.documents) == (60_000, [])
        assert grant_statement(session, 99) is None
        assert said(session, DAY) == []
        assert said(session, DAY + timedelta(days=1)) == [
            ("grants", "“Plan numérique” lapses on 07/11/2026 with €90.00 left")
        ]
        assert BUDGET.belongings is not None
        for subject in (("person", 1), ("funding_source", grant)):
            (owned,) = BUDGET.belongings(session, subject, 5)
            assert [hit.title for hit in owned.first] == ["011 Ligne 0"]
        (granted,) = BUDGET.belongings(session, ("supplier", supplier), 5)
        assert ENGLISH.say(granted.first[0].detail) == "€600.00 granted"
    budget.posts(("purchase_order", 2), (COMMITTED, 9_000), of=2)
    with desk.reading() as session:
        assert said(session, DAY + timedelta(days=1)) == []


def test_the_bell_tells_of_lines_overspent_and_years_that_are_over(budget: Budget) -> None:
    desk = budget.database
    budget.posts(BILL, (INVOICED, VOTED + 1))
    with desk.reading() as session:
        assert said(session, DAY) == [("overspent", "1 budget line is overspent")]
        assert said(session, date(2027, 1, 1))[1] == ("to_close", "1 fiscal year is over and still open")
        assert BUDGET.events is not None
        (end,) = BUDGET.events(session, Period(date(2026, 12, 1), date(2026, 12, 31)))
        assert (ENGLISH.say(end.title), end.first) == ("End of the fiscal year 2026", date(2026, 12, 31))
    with desk.transaction() as session:
        close_year(session, Closing(budget.year, 1))
    with desk.reading() as session:
        assert said(session, date(2027, 1, 1)) == []
        (end,) = BUDGET.events(session, Period(date(2026, 12, 31), date(2026, 12, 31)))
        assert end.state is DatedState.DONE


def test_lines_years_and_decisions_are_found_and_tell_their_story(budget: Budget) -> None:
    budget.posts(ORDER, (COMMITTED, 10_000))
    with budget.database.reading() as session:
        assert BUDGET.search is not None
        assert BUDGET.timeline is not None
        assert BUDGET.names is not None
        found = {
            text: [hit.title for hit in BUDGET.search(session, text, 5)] for text in ("011-2", "bp 2026", "2026", " ")
        }
        assert found == {
            "011-2": ["011-2 Ligne 1"],
            "bp 2026": ["BP 2026"],
            "2026": ["2026", "BP 2026"],
            " ": [],
        }
        told = [ENGLISH.say(each.text) for each in BUDGET.timeline(session, ("budget_line", budget.lines[0]))]
        assert told[:2] == ["Committed: €100.00 · purchase_order 1", "Voted: €5,000.00 · BP 2026"]
        assert BUDGET.timeline(session, ("person", 1)) == ()
        assert BUDGET.names(session, "budget_decision", [1]) == {1: "BP 2026"}
        assert BUDGET.belongings is not None
        kinds = [each.kind for each in BUDGET.belongings(session, ("fiscal_year", budget.year), 2)]
        assert kinds == ["budget_line", "budget_decision"]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_grants_and_accounts_are_found_and_deadlines_stand_in_the_agenda(budget: Budget) -> None:
    deadline = date(2026, 11, 30)
    with budget.database.transaction() as session:
        create_funding(session, FundingDetails("Plan numérique", deadline=deadline, is_archived=True))
        create_funding(session, FundingDetails("Numérique à l’école", deadline=DAY - timedelta(days=1)))
        account = create_account(session, AccountDetails("6065", "Livres", Chart.M57))
        create_account(session, AccountDetails("60651", "Livres rares", Chart.M57))
        details = replace(line_as_written(session, budget.lines[1]), account_id=account)
        edit_line(session, LineEdit(budget.lines[1], 1, details))
    with budget.database.reading() as session:
        assert BUDGET.search is not None
        assert [(hit.title, hit.rank) for hit in BUDGET.search(session, "numerique", 5)] == [
            ("Numérique à l’école", 1),
            ("Plan numérique", 2),
        ]
        found = [(hit.title, ENGLISH.say(hit.detail), hit.rank) for hit in BUDGET.search(session, "6065", 5)]
        assert found == [
            ("011-2 Ligne 1", "Budget line of 2026", 2),
            ("6065 Livres", "Account · Local authorities (M57)", 2),
        ]
        assert [hit.rank for hit in BUDGET.search(session, "ligne", 5)] == [1, 1, 1]
        assert [hit.rank for hit in BUDGET.search(session, "011", 5)] == [0, 1, 1]
        assert BUDGET.belongings is not None
        (owned,) = BUDGET.belongings(session, ("account", account), 5)
        assert [hit.title for hit in owned.first] == ["011-2 Ligne 1"]
        assert BUDGET.events is not None
        days = Period(DAY - timedelta(days=1), deadline)
        assert [(ENGLISH.say(each.title), each.first, each.state) for each in BUDGET.events(session, days)] == [
            ("Deadline of the grant “Numérique à l’école”", DAY - timedelta(days=1), DatedState.LATE),
            ("Deadline of the grant “Plan numérique”", deadline, DatedState.DONE),
        ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_a_line_that_is_used_up_to_the_cent_is_not_overspent(budget: Budget) -> None:
    budget.posts(BILL, (INVOICED, VOTED))
    with budget.database.reading() as session:
        assert said(session, DAY) == []


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_ledger_is_opened_at_a_record_and_narrowed_to_days(budget: Budget) -> None:
    budget.posts(BILL, (INVOICED, 5))
    with budget.database.reading() as session:
        subjects = (("budget_line", 1), ("fiscal_year", 1), BILL, ("budget_decision", 1), ("person", 1))
        queries = [MoveQuery.about(subject) for subject in subjects]
        assert [None if query is None else len(move_ids(session, query)) for query in queries] == [2, 4, 1, 3, None]
        voted = date(2025, 12, 15)
        assert [len(move_ids(session, MoveQuery(since=day))) for day in (voted, voted + timedelta(days=1))] == [4, 1]
        assert [len(move_ids(session, MoveQuery(until=day))) for day in (DAY, DAY - timedelta(days=1))] == [4, 3]
