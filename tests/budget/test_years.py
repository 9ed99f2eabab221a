"""Fiscal years: what stands between a year and its end, and what goes on in the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.queries import (
    SituationQuery,
    accounts,
    fiscal_years,
    line_as_written,
    open_commitments,
    situation,
    year_as_written,
    year_of,
)
from coorddesk.budget.queries.findings import findings
from coorddesk.budget.rules.accounts import accounts_of
from coorddesk.budget.rules.grouping import By
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import Chart, Counting, MoveKind, Section, YearState
from coorddesk.budget.service import (
    CarryForward,
    Closing,
    FundingDetails,
    LineEdit,
    NextYear,
    Reopening,
    YearDetails,
    YearEdit,
    carry_forward,
    close_year,
    create_funding,
    delete_line,
    edit_line,
    edit_year,
    lay_down_plan,
    next_details,
    open_next_year,
    reopen_year,
)
from coorddesk.core.errors import InUse, Refused, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from tests.budget.conftest import DAY, VOTED, Budget
from tests.factories import make_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.budget.queries import SituationRow

ORDER = ("purchase_order", 1)
CLOSES = date(2027, 1, 15)


def opened_next(budget: Budget, **said: object) -> tuple[int, list[int]]:
    with budget.database.transaction() as session:
        details = replace(next_details(session, budget.year), **said)  # type: ignore[arg-type]
        year = open_next_year(session, NextYear(budget.year, details))
        lines = [row.line.id for row in situation(session, SituationQuery(year)).rows if row.line is not None]
    return year, lines


def test_what_is_open_goes_on_once_with_its_credits_and_the_year_closes(budget: Budget) -> None:
    budget.posts(ORDER, (MoveKind.COMMITTED, 80_000))
    budget.posts(("invoice", 1), (MoveKind.INVOICED, 30_000), (MoveKind.COMMITTED, -30_000))
    year, lines = opened_next(budget)
    with budget.database.transaction() as session, pytest.raises(UserError, match="Carry forward"):
        close_year(session, Closing(budget.year, 1))
    with budget.database.transaction() as session:
        carried = carry_forward(session, CarryForward(budget.year, year, "RAR 2026", CLOSES))
        assert [(each.commitment.commitment, each.commitment.cents) for each in carried.carries] == [
            (("order_line", 1), 50_000)
        ]
    with budget.database.transaction() as session, pytest.raises(UserError, match="No commitment"):
        carry_forward(session, CarryForward(budget.year, year, "RAR 2026", CLOSES))
    before = budget.figures(0)
    assert before == Figures(voted=VOTED, carried_forward=-50_000, invoiced=30_000)
    with budget.database.transaction() as session:
        told = situation(session, SituationQuery(year))
        assert told.rows[0].figures == Figures(carried_forward=50_000, committed=50_000)
        assert (told.rows[0].before, told.rows[0].lines) == (before, (lines[0],))
        assert [each.label for each in open_commitments(session, year)] == ["RAR 2026"]
        close_year(session, Closing(budget.year, 1))
    with pytest.raises(UserError, match="is closed"):
        budget.posts(ORDER, (MoveKind.COMMITTED, 1))
    with budget.database.transaction() as session:
        assert findings(session) == []
        reopen_year(session, Reopening(budget.year, 2, "Facture oubliée"))
    budget.posts(("invoice", 2), (MoveKind.INVOICED, 1_000))
    with budget.database.reading() as session:
        assert [(row.name, row.state, row.lines) for row in fiscal_years(session)] == [
            ("2027", YearState.OPENED, 3),
            ("2026", YearState.OPENED, 3),
        ]
        assert (year_of(session, DAY), year_of(session, date(2031, 1, 1))) == (budget.year, year)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_credits_lapse_where_they_are_not_carried_and_years_count_alike(budget: Budget) -> None:
    budget.posts(ORDER, (MoveKind.COMMITTED, 80_000))
    year, lines = opened_next(budget)
    net, _lines = opened_next(budget, name="2027 HT", counts=Counting.NET)
    wish = CarryForward(budget.year, net, "RAR", CLOSES)
    with budget.database.transaction() as session, pytest.raises(UserError, match="with VAT"):
        carry_forward(session, wish)
    with budget.database.transaction() as session:
        to = {budget.lines[0]: lines[1]}
        carry_forward(session, replace(wish, into_id=year, lines=to, with_credits=False))
        told = situation(session, SituationQuery(year)).rows
    assert [row.figures.available for row in told] == [0, -80_000, 0]
    assert budget.figures(0) == Figures(voted=VOTED)


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_how_a_year_counts_stays_once_something_was_counted(budget: Budget) -> None:
    with budget.database.transaction() as session:
        details = year_as_written(session, budget.year)
        with pytest.raises(UserError, match="counted this way"):
            edit_year(session, YearEdit(budget.year, 1, replace(details, counts=Counting.NET)))
    with budget.database.transaction() as session, pytest.raises(UserError, match="does not last"):
        edit_year(session, YearEdit(budget.year, 1, replace(details, last_day=date(2029, 1, 1))))
    with budget.database.transaction() as session:
        edit_year(session, YearEdit(budget.year, 1, replace(details, notes="Vote du 15/12")))
    assert details.span.next == YearDetails("", date(2027, 1, 1), date(2027, 12, 31)).span
    assert YearDetails("", date(2025, 9, 1), date(2026, 8, 31)).span.name == "2025-2026"


@pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
def test_lines_stand_on_accounts_and_funding_and_are_grouped_by_them(budget: Budget) -> None:
    with budget.database.transaction() as session:
        assert lay_down_plan(session, Chart.M57) == len(accounts_of(Chart.M57))
        account = next(each for each in accounts(session, Chart.M57) if each.number == "21831")
        grant = create_funding(session, FundingDetails("DSIL 2026", funder="Préfecture", amount=900_000))
        said = line_as_written(session, budget.lines[0])
        wish = replace(
            said,
            section=Section.CAPITAL,
            chapter="21",
            account_id=account.id,
            code="",
            tags=("Écoles", "ecoles", "Wifi"),
            funding_source_id=grant,
            person_id=make_person(session),
        )
        edit_line(session, LineEdit(budget.lines[0], 1, wish))
        row = session.get_one(BudgetLine, budget.lines[0])
        assert (row.code, row.tags) == ("21-21831", ["Écoles", "Wifi"])
        groups = {by: [(row.name, len(row.lines)) for row in _rows(session, budget.year, by)] for by in By}
        assert groups[By.TAG] == [("Écoles", 1), ("Wifi", 1), ("", 2)]
        assert groups[By.FUNDING] == [("DSIL 2026", 1), ("", 2)]
        assert groups[By.CHAPTER] == [("21", 1), ("011", 2)]
        assert situation(session, SituationQuery(budget.year, tag="wifi")).whole.voted == VOTED
    with budget.database.transaction() as session, pytest.raises(InUse, match="cannot be deleted"):
        delete_line(session, Deletion(budget.lines[0], 2))


def _rows(session: Session, year: int, by: By) -> Sequence[SituationRow]:
    return situation(session, SituationQuery(year, by=by)).rows


@pytest.mark.parametrize(
    ("first", "last", "field", "document", "day"),
    [
        (date(2026, 10, 1), date(2027, 9, 30), "first_day", "purchase_order 1", DAY),
        (date(2026, 1, 1), date(2026, 8, 31), "last_day", "purchase_order 1", DAY),
        (date(2027, 1, 1), date(2027, 12, 31), "first_day", "BP 2026", date(2025, 12, 15)),  # a year away by then
    ],
)
def test_a_year_keeps_the_days_of_its_moves(
    budget: Budget, first: date, last: date, field: str, document: str, day: date
) -> None:
    budget.posts(ORDER, (MoveKind.COMMITTED, 80_000))
    with budget.database.transaction() as session:
        moved = replace(year_as_written(session, budget.year), first_day=first, last_day=last)
        with pytest.raises(UserError) as refused:
            edit_year(session, YearEdit(budget.year, 1, moved))
    said = dict(refused.value.message.values)
    assert (refused.value.field, said["document"], said["day"]) == (field, document, day)


def test_a_year_gets_days_that_no_move_misses_and_keeps_them(budget: Budget) -> None:
    budget.posts(ORDER, (MoveKind.COMMITTED, 80_000))
    with budget.database.transaction() as session:
        school = replace(year_as_written(session, budget.year), first_day=date(2026, 9, 1), last_day=date(2027, 8, 31))
        edit_year(session, YearEdit(budget.year, 1, school))
    with budget.database.reading() as session:
        assert year_as_written(session, budget.year).span == school.span
        edited = next_to_undo(session)
    assert edited is not None
    with budget.database.transaction() as session, pytest.raises(Refused, match="Edit the year instead"):
        undo(session, edited)
