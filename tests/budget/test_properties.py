"""Whatever is done to a budget, its figures are those one adds up by hand; what is no money can be undone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.queries import figures_of_lines, line_as_written, open_commitments, year_as_written
from coorddesk.budget.queries.findings import findings
from coorddesk.budget.rules.ledger import Entry, Posting
from coorddesk.budget.rules.situation import NOTHING, figures_of
from coorddesk.budget.rules.words import Chart, DecisionKind, MoveKind, OnOverspending, Section
from coorddesk.budget.service import (
    AccountDetails,
    CarryForward,
    Closing,
    Correction,
    Decision,
    FundingDetails,
    LineDetails,
    LineEdit,
    LineOrder,
    NewLine,
    NextYear,
    Part,
    Reopening,
    YearEdit,
    carry_forward,
    close_year,
    correct,
    create_account,
    create_funding,
    create_line,
    decide,
    delete_line,
    edit_line,
    edit_year,
    next_details,
    open_next_year,
    order_lines,
    post,
    reopen_year,
)
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.directory.service import Deletion
from tests.budget.conftest import DAY, VOTED, a_year
from tests.core.making import DEED
from tests.undoing import PROOF, undone_and_redone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from tests.desks import Desks


@dataclass
class Books:
    """The same budget kept by hand: sums by line and kind, and what remains of each commitment, with its line."""

    sums: Counter[tuple[int, MoveKind]] = field(default_factory=Counter)
    promised: dict[int, tuple[int, int]] = field(default_factory=dict)
    decisions: dict[int, list[tuple[int, MoveKind, int]]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    def free(self, line: int) -> int:
        """What is free on a line."""
        return figures_of({kind: cents for (at, kind), cents in self.sums.items() if at == line}).free


class Desk:
    """Deeds on two years of two lines each, the second of which refuses overspending; done in the books as well."""

    def __init__(self, session: Session) -> None:
        """Open both years."""
        self.books = Books()
        self.old, lines = a_year(session, (False, True))
        self.new = open_next_year(session, NextYear(self.old, next_details(session, self.old)))
        after = select(BudgetLine.id).where(BudgetLine.year_id == self.new).order_by(BudgetLine.position)
        self.lines = [*lines, *session.scalars(after)]
        self.books.sums.update({(line, MoveKind.VOTED): VOTED for line in lines})

    def amend(self, session: Session, at: int, cents: int) -> None:
        """Amend a line."""
        line = self.lines[at]
        wish = Decision(self._year(at), DecisionKind.AMENDMENT, "DM", DAY, (Part(line, cents),))
        made = decide(session, wish)
        self._decided(made.id, [(line, MoveKind.AMENDMENT, cents)])

    def transfer(self, session: Session, at: int, cents: int) -> None:
        """Transfer to the other line of the year."""
        one, other = self.lines[at], self.lines[at ^ 1]
        parts = (Part(one, cents), Part(other, -cents))
        made = decide(session, Decision(self._year(at), DecisionKind.TRANSFER, "VC", DAY, parts))
        self._decided(made.id, [(one, MoveKind.TRANSFER, cents), (other, MoveKind.TRANSFER, -cents)])

    def take_back(self, session: Session, at: int, _cents: int) -> None:
        """Take a decision back."""
        if at < len(self.books.decisions):
            number = list(self.books.decisions)[at]
            correct(session, Correction(number, DAY, "Erreur"))
            for line, kind, cents in self.books.decisions.pop(number):
                self.books.sums[line, kind] -= cents

    def order(self, session: Session, at: int, cents: int) -> None:
        """Order something on a line."""
        number, line = len(self.books.promised) + 1, self.lines[at]
        entry = Entry(line, MoveKind.COMMITTED, abs(cents), DAY, ("order_line", number))
        post(session, [Posting(("purchase_order", number), "BC", (entry,))])
        record(session, DEED)
        self.books.promised[number] = (line, abs(cents))
        self.books.sums[line, MoveKind.COMMITTED] += abs(cents)

    def invoice(self, session: Session, at: int, cents: int) -> None:
        """Have an order invoiced, which uses up what remains of it and no more."""
        number = at + 1
        if number in self.books.promised:
            line, left = self.books.promised[number]
            used = min(left, abs(cents))
            said = ((MoveKind.INVOICED, abs(cents)), (MoveKind.COMMITTED, -used), (MoveKind.PAID, abs(cents)))
            of = ("order_line", number)
            moves = [(kind, amount) for kind, amount in said if amount]
            entries = [Entry(line, kind, each, DAY, of if each < 0 else None) for kind, each in moves]
            post(session, [Posting(("invoice", number), "F", tuple(entries))])
            record(session, DEED)
            self.books.promised[number] = (line, left - used)
            self.books.sums.update({(line, kind): amount for kind, amount in moves})

    def carry(self, session: Session, _at: int, cents: int) -> None:
        """Carry the commitments of the old year forward, with their credits or without."""
        wish = CarryForward(self.old, self.new, "RAR", date(2027, 1, 15), with_credits=cents % 2 == 0)
        carry_forward(session, wish)
        for number, (line, left) in self.books.promised.items():
            if left and line in self.lines[:2]:
                to = self.lines[self.lines.index(line) + 2]
                self.books.promised[number] = (to, left)
                for at, cents_there in ((line, -left), (to, left)):
                    self.books.sums[at, MoveKind.COMMITTED] += cents_there
                    self.books.sums[at, MoveKind.CARRIED_FORWARD] += 0 if cents % 2 else cents_there

    def close(self, session: Session, _at: int, cents: int) -> None:
        """Close the old year, or reopen it."""
        version = session.get_one(FiscalYear, self.old).version
        if cents > 0:
            close_year(session, Closing(self.old, version))
        else:
            reopen_year(session, Reopening(self.old, version, "Oubli"))

    def agree(self, session: Session) -> None:
        """The desk says what the books say."""
        told = figures_of_lines(session, self.lines)
        for line in self.lines:
            by_hand = figures_of({kind: cents for (at, kind), cents in self.books.sums.items() if at == line})
            assert told.get(line, NOTHING) == by_hand
        for year, lines in ((self.old, self.lines[:2]), (self.new, self.lines[2:])):
            left = {(each.commitment[1], each.line_id, each.cents) for each in open_commitments(session, year)}
            assert left == {(n, at, cents) for n, (at, cents) in self.books.promised.items() if cents and at in lines}
        assert findings(session) == []

    def _year(self, at: int) -> int:
        return self.old if at < 2 else self.new

    def _decided(self, number: int, moves: list[tuple[int, MoveKind, int]]) -> None:
        self.books.decisions[number] = moves
        self.books.sums.update({(line, kind): cents for line, kind, cents in moves})


VERBS = ("amend", "transfer", "take_back", "order", "order", "invoice", "invoice", "carry", "close")
todos = st.tuples(st.sampled_from(VERBS), st.integers(0, 3), st.integers(-400_000, 400_000).filter(bool))


@PROOF
@given(todo=st.lists(todos, max_size=15))
def test_the_ledger_says_what_the_books_say(
    desks: Desks, open_desk: Callable[..., Database], todo: list[tuple[str, int, int]]
) -> None:
    database = open_desk(desks.fresh())
    with database.transaction() as session:
        desk = Desk(session)
    for verb, at, cents in todo:
        free = desk.books.free(desk.lines[at])
        try:
            with database.transaction() as session:
                getattr(desk, verb)(session, at, cents)
        except UserError as refused:
            if verb == "order" and "does not bear" in refused.message.text:
                assert at % 2 == 1
                assert free < abs(cents)
    with database.reading() as session:
        desk.agree(session)
    database.close()


def _edit(session: Session, line_id: int, **said: Any) -> None:
    row = session.get(BudgetLine, line_id)
    if row is not None:
        edit_line(session, LineEdit(line_id, row.version, replace(line_as_written(session, line_id), **said)))


def _drop(session: Session, line_id: int) -> None:
    row = session.get(BudgetLine, line_id)
    if row is not None:
        delete_line(session, Deletion(line_id, row.version))


def _rename(session: Session, name: str) -> None:
    row = session.get_one(FiscalYear, 1)
    edit_year(session, YearEdit(1, row.version, replace(year_as_written(session, 1), name=name)))


ids, words = st.integers(1, 4), st.sampled_from(["Toner", "Wifi", "Écrans"])
deeds = st.one_of(
    st.builds(lambda w: lambda s: create_line(s, NewLine(1, LineDetails(w, account_id=1, tags=(w,)))), words),
    st.builds(lambda i, w: lambda s: _edit(s, i, label=w, on_overspending=OnOverspending.BLOCK), ids, words),
    st.builds(lambda i: lambda s: _edit(s, i, funding_source_id=1, section=Section.CAPITAL, code=""), ids),
    st.builds(lambda i: lambda s: _drop(s, i), ids),
    st.builds(lambda i, j: lambda s: order_lines(s, LineOrder(1, (i, j))), ids, ids),
    st.builds(lambda w: lambda s: create_account(s, AccountDetails(w, w, Chart.OWN)), words),
    st.builds(lambda w: lambda s: create_funding(s, FundingDetails(w, amount=5)), words),
    st.builds(lambda w: lambda s: _rename(s, w), words),
    st.builds(lambda: lambda s: open_next_year(s, NextYear(1, next_details(s, 1)))),
    st.builds(lambda: lambda s: close_year(s, Closing(1, s.get_one(FiscalYear, 1).version))),
)


@PROOF
@given(todo=st.lists(deeds, max_size=8))
@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_undone_in_reverse_nothing_is_left(
    desks: Desks, open_desk: Callable[..., Database], todo: list[Callable[[Session], object]]
) -> None:
    desk = open_desk(desks.fresh())
    with desk.transaction() as session:
        a_year(session)
        create_account(session, AccountDetails("6065", "Livres", Chart.OWN, chapter="011"))
        create_funding(session, FundingDetails("DSIL"))
    undone_and_redone(desk, todo)
    desk.close()
