"""The ledger: what documents write, what a line refuses, and that every figure is a sum of moves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.queries import SituationQuery, figures_of_year, moves_behind, situation
from coorddesk.budget.queries.findings import findings
from coorddesk.budget.rules.grouping import By
from coorddesk.budget.rules.ledger import COMMITMENTS, Entry, Posting
from coorddesk.budget.rules.situation import Figure, Figures
from coorddesk.budget.rules.words import DecisionKind, MoveKind
from coorddesk.budget.service import Correction, Decision, Part, Posted, correct, decide, post
from coorddesk.core.bulk import insert_rows
from coorddesk.core.errors import Refused, UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from tests.budget.conftest import DAY, VOTED, Budget, a_year
from tests.core.making import DEED

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks

COMMITTED, INVOICED, PAID = MoveKind.COMMITTED, MoveKind.INVOICED, MoveKind.PAID
ENGLISH = texts_for("en")
ORDER, BILL, CREDIT_NOTE = ("purchase_order", 1), ("invoice", 1), ("invoice", 2)


def test_an_order_is_worth_the_same_in_every_state(budget: Budget) -> None:
    """The oracle of the house: 1 000 euros, delivered, invoiced, partly credited, cancelled."""
    budget.posts(ORDER, (COMMITTED, 70_000), of=1)
    budget.posts(ORDER, (COMMITTED, 5_000), of=2)
    budget.posts(ORDER, (COMMITTED, 25_000), of=3)
    assert budget.figures().available == VOTED - 100_000
    budget.posts(BILL, (INVOICED, 30_000), (COMMITTED, -30_000), of=1)
    said = budget.figures()
    assert (said.available, said.committed, said.invoiced) == (VOTED - 100_000, 70_000, 30_000)
    budget.posts(CREDIT_NOTE, (INVOICED, -5_000))
    said = budget.figures()
    assert (said.available, said.committed, said.invoiced) == (VOTED - 95_000, 70_000, 25_000)
    budget.posts(ORDER, (COMMITTED, -40_000), of=1)
    budget.posts(ORDER, (COMMITTED, -5_000), of=2)
    budget.posts(ORDER, (COMMITTED, -25_000), of=3)
    assert budget.figures() == Figures(voted=VOTED, invoiced=25_000)
    assert (budget.figures().commitment_rate, budget.figures().execution_rate) == (500, 500)


def test_a_line_warns_or_refuses_as_it_says_and_facts_are_never_refused(budget: Budget) -> None:
    assert budget.posts(ORDER, (COMMITTED, VOTED + 1)).overspent[0].free == -1
    budget.posts(ORDER, (COMMITTED, VOTED), line=2)
    with pytest.raises(UserError, match="does not bear this"):
        budget.posts(("purchase_order", 2), (COMMITTED, 1), line=2, of=2)
    assert budget.posts(BILL, (COMMITTED, -VOTED), (INVOICED, VOTED + 50), line=2).overspent[0].free == -50
    assert budget.posts(CREDIT_NOTE, (INVOICED, -10), line=2).overspent == ()
    assert budget.figures(2).available == -40


def test_of_two_at_once_one_is_refused(budget: Budget, open_desk: Callable[..., Database]) -> None:
    def order(number: int) -> Posted | UserError:
        with desks[number].transaction() as session:
            entry = Entry(budget.lines[2], COMMITTED, 300_000, DAY)
            try:
                posted = post(session, [Posting(("purchase_order", number), "BC", (entry,))])
            except UserError as refused:
                return refused
            record(session, DEED)
            return posted

    desks = [open_desk(budget.database.url) for _ in range(2)]
    with ThreadPoolExecutor(2) as both:
        results = list(both.map(order, range(2)))
    assert sorted(type(each).__name__ for each in results) == ["Posted", "UserError"]
    assert budget.figures(2).committed == 300_000


def test_a_transfer_is_even_and_taken_back_by_moves_against_it(budget: Budget) -> None:
    one, other = budget.lines[:2]
    wish = Decision(budget.year, DecisionKind.TRANSFER, "VC 1", DAY, (Part(one, -100), Part(other, 99)))
    with budget.database.transaction() as session, pytest.raises(UserError, match="to the cent"):
        decide(session, wish)
    with budget.database.transaction() as session:
        decided = decide(session, replace(wish, parts=(Part(one, -100), Part(other, 100))))
    assert (budget.figures(0).opened, budget.figures(1).transferred) == (VOTED - 100, 100)
    with budget.database.transaction() as session, pytest.raises(Refused, match="Take the decision back"):
        undo(session, next_to_undo(session) or 0)
    back = Correction(decided.id, DAY, "Erreur de ligne")
    with budget.database.transaction() as session, pytest.raises(UserError, match="taken back whole"):
        correct(session, replace(back, lines=(one,)))
    with budget.database.transaction() as session:
        correct(session, back)
    assert budget.figures(0) == budget.figures(1) == Figures(voted=VOTED)
    with budget.database.transaction() as session, pytest.raises(UserError, match="Nothing of it is left"):
        correct(session, back)
    with budget.database.reading() as session:
        assert findings(session) == []


def test_the_check_finds_credits_that_nobody_decided(budget: Budget) -> None:
    budget.posts(("purchase_order", 3), (MoveKind.TRANSFER, 7), (COMMITTED, 2))
    with budget.database.transaction() as session:
        move = session.scalars(select(BudgetMove).where(BudgetMove.kind == COMMITTED)).one()
        columns = [column.key for column in BudgetMove.__table__.columns if column.key not in {"id", "version"}]
        values = {name: getattr(move, name) for name in columns}
        insert_rows(session, table_named("budget_move"), [values | {"cents": -4}])
        record(session, DEED)
    with budget.database.reading() as session:
        texts = [each.text.text for each in findings(session)]
    assert texts == [
        "Move {id} opens credits that nobody decided.",
        "More than was committed is used up of {kind} {id}.",
    ]


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_the_check_finds_what_is_not_as_it_must_be(budget: Budget) -> None:
    budget.posts(ORDER, (COMMITTED, 70))
    for of in ((1, -4), (2, VOTED)):  # a move of a line with its cents, and one that is said to take it back
        with budget.database.transaction() as session:
            voted = session.get_one(BudgetMove, of[0])
            columns = [column.key for column in BudgetMove.__table__.columns if column.key not in {"id", "version"}]
            values = {name: getattr(voted, name) for name in columns}
            against = {"counter_of_id": voted.id, "cents": of[1]}
            insert_rows(session, table_named("budget_move"), [values | against])
            record(session, DEED)
    with budget.database.transaction() as session:
        parts = (Part(budget.lines[0], -5), Part(budget.lines[1], 5))
        uneven = decide(session, Decision(budget.year, DecisionKind.TRANSFER, "VC 1", DAY, parts)).id
    with budget.database.transaction() as session:
        session.connection().exec_driver_sql(
            f"UPDATE budget_move SET cents = 6 WHERE document_id = {uneven} AND cents > 0"
        )
        session.connection().exec_driver_sql("UPDATE fiscal_year SET state = 'closed'")
        session.connection().exec_driver_sql("UPDATE budget_line SET search = 'x' WHERE id = 3")
    with budget.database.reading() as session:
        told = [(ENGLISH.say(each.text), each.subject) for each in findings(session)]
    assert told == [
        ("Move 5 does not take back the one that it names.", ("budget_line", 1)),
        ("Move 6 does not take back the one that it names.", ("budget_line", 2)),
        ("“VC 1” gives another amount than it takes.", ("budget_decision", uneven)),
        ("The fiscal year 2026 is closed, and commitments are open.", ("fiscal_year", budget.year)),
        ("“Ligne 2” would not be found by its words.", ("budget_line", 3)),
    ]


def test_no_more_is_used_up_than_was_committed(budget: Budget) -> None:
    budget.posts(ORDER, (COMMITTED, 300))
    for moves in (((COMMITTED, -301),), ((COMMITTED, -200), (COMMITTED, -101)), ((MoveKind.PRE_COMMITTED, -1),)):
        with pytest.raises(UserError, match="than there is"):
            budget.posts(BILL, *moves)
    with pytest.raises(UserError, match="than there is"):
        budget.posts(BILL, (COMMITTED, -1), line=1)
    budget.posts(BILL, (COMMITTED, -300), (INVOICED, 310))
    assert budget.figures() == Figures(voted=VOTED, invoiced=310)


kinds = st.sampled_from([COMMITTED, INVOICED, PAID, MoveKind.PRE_COMMITTED])
moves = st.tuples(st.integers(0, 1), kinds, st.integers(-9_999, 9_999).filter(bool), st.integers(0, 40))


@settings(max_examples=10)
@given(written=st.lists(moves, max_size=12), voted=st.lists(st.integers(1, 10**6), max_size=3))
def test_every_figure_is_the_sum_of_the_moves_behind_it(
    desks: Desks, open_desk: Callable[..., Database], written: list[Any], voted: list[int]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        year, lines = a_year(session, (False, False))
        for cents in voted:
            amendment = Decision(year, DecisionKind.AMENDMENT, "DM", DAY, (Part(lines[0], cents),))
            decide(session, amendment)
        entries = [
            Entry(lines[at], kind, abs(cents) if kind in COMMITMENTS else cents, DAY + timedelta(days))
            for at, kind, cents, days in written
        ]
        post(session, [Posting(("purchase_order", 1), "BC", tuple(entries))])
        record(session, DEED)
    with desk.reading() as session:
        _agree(session, year, lines, None)
        _agree(session, year, lines, DAY + timedelta(20))
    desk.close()


def _agree(session: Session, year: int, lines: list[int], until: date | None) -> None:
    """What is told by line, in groups and by the moves behind each figure is what one counts by hand."""
    every = [move for move in session.scalars(select(BudgetMove)) if until is None or move.day <= until]
    by_hand = {kind: sum(move.cents for move in every if move.kind is kind) for kind in MoveKind}
    opening = [MoveKind.VOTED, MoveKind.AMENDMENT, MoveKind.TRANSFER, MoveKind.CARRIED_FORWARD]
    available = sum(by_hand[each] for each in opening) - by_hand[COMMITTED] - by_hand[INVOICED]
    groups = [situation(session, SituationQuery(year, until, by)) for by in By]
    for told in groups:
        assert sum(row.figures.available for row in told.rows) == told.whole.available == available
        assert told.whole.free == available - by_hand[MoveKind.PRE_COMMITTED]
    for figure in Figure:
        behind = sum(move.share for move in moves_behind(session, figure, lines, until))
        assert behind == getattr(groups[0].whole, figure.value)
    assert set(figures_of_year(session, year, until)) <= set(lines)
