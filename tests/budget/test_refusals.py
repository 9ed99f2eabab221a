"""What the verbs of the budget refuse, each with its reason and nothing written; and what they do instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from coorddesk.budget.models import Account, BudgetLine, FiscalYear, FundingSource
from coorddesk.budget.queries import (
    account_as_written,
    decisions,
    funding_as_written,
    line_as_written,
    year_as_written,
)
from coorddesk.budget.rules.ledger import Entry, Posting
from coorddesk.budget.rules.words import Chart, DecisionKind, MoveKind, Section
from coorddesk.budget.service import (
    AccountDetails,
    AccountEdit,
    CarryForward,
    Closing,
    Correction,
    Decision,
    FundingDetails,
    FundingEdit,
    LineDetails,
    LineEdit,
    NewLine,
    NextYear,
    Part,
    Reopening,
    YearDetails,
    YearEdit,
    carry_forward,
    close_year,
    correct,
    create_account,
    create_funding,
    create_line,
    create_year,
    decide,
    delete_account,
    delete_funding,
    delete_line,
    delete_year,
    edit_account,
    edit_funding,
    edit_line,
    edit_year,
    lay_down_plan,
    next_details,
    open_next_year,
    post,
    reopen_year,
)
from coorddesk.core.errors import StaleWrite
from coorddesk.core.history import record
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.money import LARGEST
from coorddesk.directory.service import Deletion
from tests.budget.conftest import DAY, VOTED, Budget
from tests.core.making import DEED
from tests.factories import make_supplier
from tests.refusing import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.refusing import Deed

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
GONE = "This is no longer there: somebody deleted it."


def test_an_account_has_a_number_of_its_own_and_a_label(budget: Budget) -> None:
    desk = budget.database

    def edited(version: int = 1, **said: Any) -> Deed:
        return lambda session: edit_account(
            session, AccountEdit(1, version, replace(account_as_written(session, 1), **said))
        )

    with desk.transaction() as session:
        assert create_account(session, AccountDetails(" 6064 ", "Fournitures", Chart.M57, chapter=" 011 ")) == 1
        create_account(session, AccountDetails("6064", "Papier", Chart.OWN))
    for number, label, field in ((" ", "Papier", "number"), ("6065", " ", "label")):
        deed = partial(create_account, wish=AccountDetails(number, label))
        assert refused(desk, deed) == (field, "An account has a number and a label.")
    taken = ("number", "There is already the account 6064.")
    assert refused(desk, lambda s: create_account(s, AccountDetails("6064 ", "Encre", Chart.M57))) == taken
    assert refused(desk, edited(chart=Chart.OWN)) == taken
    with desk.transaction() as session:
        edited(label="Fournitures de bureau", section=Section.CAPITAL)(session)
        row = session.get_one(Account, 1)
        assert (row.number, row.label, row.chart, row.section, row.chapter, row.version) == (
            *("6064", "Fournitures de bureau", Chart.M57, Section.CAPITAL, "011"),
            2,
        )
        before = deeds(session)
        edited(1)(session)
        assert deeds(session) == before
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edited(1, label="Autre")(session)
    with desk.transaction() as session:
        create_line(session, NewLine(budget.year, LineDetails("Papier", account_id=2)))
    assert refused(desk, lambda s: delete_account(s, Deletion(2, 1)))[1].startswith("“Papier” cannot be deleted")
    with pytest.raises(StaleWrite), desk.transaction() as session:
        delete_account(session, Deletion(1, 1))
    with desk.transaction() as session:
        delete_account(session, Deletion(1, 2))
        assert session.get(Account, 1) is None
        there = lay_down_plan(session, Chart.M57)
        assert (there > 20, lay_down_plan(session, Chart.M57)) == (True, 0)


def test_a_grant_is_not_below_zero_and_stays_while_it_funds_a_line(budget: Budget) -> None:
    desk = budget.database

    def edited(version: int, **said: Any) -> Deed:
        return lambda session: edit_funding(
            session, FundingEdit(1, version, replace(funding_as_written(session, 1), **said))
        )

    with desk.transaction() as session:
        make_supplier(session, "Région")
        assert create_funding(session, FundingDetails("DSIL", funder=" Préfecture ", amount=0)) == 1
        assert create_funding(session, FundingDetails("Plan", 1, "effacé", 5)) == 2
        create_line(session, NewLine(budget.year, LineDetails("Écrans", funding_source_id=2)))
        assert [funding_as_written(session, each).funder for each in (1, 2)] == ["Préfecture", ""]
    below = ("amount", "An amount that is granted is not below zero.")
    assert refused(desk, lambda s: create_funding(s, FundingDetails("CAF", amount=-1))) == below
    assert refused(desk, edited(1, amount=-1)) == below
    assert refused(desk, edited(1, supplier_id=9))[0] == "supplier"
    assert refused(desk, edited(1, name="plan"))[0] == "name"
    with desk.transaction() as session:
        edited(1, amount=7)(session)
        before = deeds(session)
        edited(1)(session)
        assert (deeds(session), session.get_one(FundingSource, 1).version) == (before, 2)
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edited(1, amount=8)(session)
    assert refused(desk, lambda s: delete_funding(s, Deletion(2, 1)))[1].startswith("“Plan” cannot be deleted")
    with desk.transaction() as session:
        delete_funding(session, Deletion(1, 2))
        assert session.get(FundingSource, 1) is None


def test_a_year_begins_before_it_ends_and_goes_on_from_an_earlier_one(budget: Budget) -> None:
    desk = budget.database
    first = date(2027, 1, 1)
    said = YearDetails("2027", first, date(2027, 12, 31))

    def edited(**new: Any) -> Deed:
        return lambda session: edit_year(
            session, YearEdit(budget.year, 1, replace(year_as_written(session, budget.year), **new))
        )

    assert refused(desk, lambda s: create_year(s, replace(said, last_day=date(2026, 12, 31)))) == (
        "last_day",
        "A fiscal year ends after it has begun.",
    )
    assert refused(desk, lambda s: create_year(s, replace(said, name="2026")))[0] == "name"
    assert refused(desk, lambda s: create_year(s, replace(said, previous_id=9)))[0] == "previous"
    with desk.transaction() as session:
        day = create_year(session, replace(said, name="Un jour", last_day=first))
        delete_year(session, Deletion(day, 1))
        assert session.get(FiscalYear, day) is None
        following = create_year(session, replace(said, previous_id=budget.year))
        assert year_as_written(session, following).previous_id == budget.year
    for previous in (following, budget.year):
        assert refused(desk, edited(previous_id=previous)) == ("previous", "A fiscal year goes on from an earlier one.")
    same_day = replace(said, name="2026 bis", first_day=date(2026, 1, 1), previous_id=budget.year)
    assert refused(desk, lambda s: create_year(s, same_day))[0] == "previous"
    assert refused(desk, lambda s: delete_year(s, Deletion(budget.year, 1)))[1].startswith("“2026” cannot be deleted")
    with desk.transaction() as session:
        before = deeds(session)
        edited()(session)
        assert deeds(session) == before


def test_a_closed_year_is_closed_once_and_reopened_for_a_reason(budget: Budget) -> None:
    desk, year = budget.database, budget.year
    with desk.transaction() as session:
        spare = create_line(session, NewLine(year, LineDetails("Vide")))
    assert refused(desk, lambda s: reopen_year(s, Reopening(year, 1, "Oubli")))[1] == "The fiscal year 2026 is open."
    with pytest.raises(StaleWrite), desk.transaction() as session:
        close_year(session, Closing(year, 9))
    with desk.transaction() as session:
        close_year(session, Closing(year, 1))
        assert session.get_one(FiscalYear, year).closed_at is not None
    closed = "The fiscal year 2026 is closed. Reopen it, or choose another."
    edits: tuple[Deed, ...] = (
        lambda s: edit_year(s, YearEdit(year, 2, replace(year_as_written(s, year), notes="Trop tard"))),
        lambda s: create_line(s, NewLine(year, LineDetails("Trop tard"))),
        lambda s: edit_line(s, LineEdit(spare, 1, LineDetails("Trop tard"))),
        lambda s: delete_line(s, Deletion(spare, 1)),
        lambda s: decide(s, Decision(year, DecisionKind.AMENDMENT, "DM", DAY, (Part(spare, 1),))),
    )
    for deed in edits:
        assert refused(desk, deed)[1] == closed
    assert refused(desk, lambda s: close_year(s, Closing(year, 2)))[1] == "The fiscal year 2026 is closed already."
    assert refused(desk, lambda s: reopen_year(s, Reopening(year, 2, " ")))[0] == "reason"
    with pytest.raises(StaleWrite), desk.transaction() as session:
        reopen_year(session, Reopening(year, 1, "Oubli"))
    with desk.transaction() as session:
        reopen_year(session, Reopening(year, 2, " Oubli "))
        row = session.get_one(FiscalYear, year)
        assert (row.reopened_reason, row.closed_at) == ("Oubli", None)


def test_a_line_has_a_label_and_a_code_of_its_own(budget: Budget) -> None:
    desk, (one, other, _third) = budget.database, budget.lines

    def edited(**said: Any) -> Deed:
        return lambda session: edit_line(session, LineEdit(one, 1, replace(line_as_written(session, one), **said)))

    def added(**said: Any) -> Deed:
        return lambda session: create_line(session, NewLine(budget.year, LineDetails(**({"label": "Toner"} | said))))

    with desk.transaction() as session:
        assert [line_as_written(session, each).code for each in budget.lines] == ["011", "011-2", "011-3"]
        edit_line(session, LineEdit(other, 1, replace(line_as_written(session, other), code="Été")))
    assert refused(desk, lambda s: create_line(s, NewLine(99, LineDetails("Toner"))))[1] == GONE
    assert refused(desk, added(label=" ")) == ("label", "A label is needed.")
    assert refused(desk, added(code=" ETE ")) == ("code", "There is already a budget line “ETE” in this year.")
    assert refused(desk, edited(code="été"))[0] == "code"
    for field, key in (
        ("account", "account_id"),
        ("person", "person_id"),
        ("funding_source", "funding_source_id"),
        ("previous", "previous_id"),
    ):
        assert refused(desk, added(**{key: 99}))[0] == field
    with desk.transaction() as session:
        before = deeds(session)
        edited()(session)
        assert deeds(session) == before
        edited(label="Papier")(session)
        row = session.get_one(BudgetLine, one)
        assert (row.code, row.label, row.search) == ("011", "Papier", "011 011 papier")
    with pytest.raises(StaleWrite), desk.transaction() as session:
        edited(label="Encre")(session)


def test_a_decision_is_of_lines_of_its_year_each_once(budget: Budget) -> None:
    desk, (one, two, _third) = budget.database, budget.lines
    with desk.transaction() as session:
        year = open_next_year(session, NextYear(budget.year, next_details(session, budget.year)))
        foreign = create_line(session, NewLine(year, LineDetails("Ailleurs")))
    wish = Decision(budget.year, DecisionKind.AMENDMENT, "DM 1", DAY, (Part(one, 5), Part(two, 0)))

    def decided(**said: Any) -> Deed:
        return lambda session: decide(session, replace(wish, **said))

    assert refused(desk, decided(kind=DecisionKind.CARRY_FORWARD))[0] == "kind"
    assert refused(desk, decided(parts=(Part(one, 0),))) == ("parts", "Say which lines get how much.")
    assert refused(desk, decided(parts=(Part(one, 5), Part(one, 6))))[1] == (
        "A line stands twice in it. Take one of them off."
    )
    assert refused(desk, decided(parts=(Part(one, 5), Part(foreign, 6)))) == (
        "parts",
        "These lines are not of one fiscal year.",
    )
    assert refused(desk, decided(parts=(Part(99, 5),)))[0] == "line"
    assert refused(desk, decided(label=" "))[0] == "label"
    assert refused(desk, decided(parts=(Part(one, LARGEST + 1),)))[0] == "cents"
    assert refused(desk, decided(parts=(Part(one, -LARGEST - 1),)))[0] == "cents"
    assert refused(desk, decided(day=date(2024, 12, 30)))[0] == "day"
    with desk.transaction() as session:
        assert decided(day=date(2024, 12, 31), parts=(Part(one, LARGEST), Part(two, 0)))(session)
        told = decisions(session, budget.year)[0]
        assert (told.label, [(each.line_id, each.cents) for each in told.parts]) == ("DM 1", [(one, LARGEST)])


def test_what_is_written_has_an_amount_and_a_day_near_its_year(budget: Budget) -> None:
    def posted(**said: Any) -> Deed:
        entry = replace(Entry(budget.lines[0], MoveKind.INVOICED, 5, DAY), **said)
        return lambda session: post(session, [Posting(("invoice", 1), "F 1", (entry,))])

    desk = budget.database
    assert refused(desk, posted(cents=0))[0] == "cents"
    assert refused(desk, posted(line_id=99))[0] == "line"
    assert refused(desk, posted(day=date(2028, 1, 2)))[0] == "day"
    with desk.transaction() as session:
        posted(day=date(2028, 1, 1))(session)
        record(session, DEED)
    assert budget.figures().invoiced == 5


def test_a_decision_is_taken_back_for_a_reason_and_what_was_carried_stays(budget: Budget) -> None:
    desk = budget.database
    budget.posts(("purchase_order", 1), (MoveKind.COMMITTED, 70))
    with desk.transaction() as session:
        year = open_next_year(session, NextYear(budget.year, next_details(session, budget.year)))
    back = CarryForward(year, budget.year, "RAR", DAY)
    assert refused(desk, lambda s: carry_forward(s, back)) == (
        "into",
        "Commitments are carried forward into a later year.",
    )
    assert refused(desk, lambda s: carry_forward(s, replace(back, year_id=budget.year)))[0] == "into"
    with desk.transaction() as session:
        carried = carry_forward(session, CarryForward(budget.year, year, "RAR", date(2027, 1, 4)))
        voted = decisions(session, budget.year)[0].id
    wish = Correction(voted, DAY, "Erreur")
    assert refused(desk, lambda s: correct(s, replace(wish, decision_id=99)))[1] == GONE
    assert refused(desk, lambda s: correct(s, replace(wish, words=" ")))[0] == "words"
    stays = "What was carried forward stays: order or give up what it is for in the new year."
    assert refused(desk, lambda s: correct(s, replace(wish, decision_id=carried.decision_id)))[1] == stays
    with desk.transaction() as session:
        correct(session, replace(wish, lines=(budget.lines[0],)))
    assert [budget.figures(place).voted for place in range(3)] == [0, VOTED, VOTED]


def deeds(session: Session) -> int:
    """How many deeds the history tells of."""
    return session.scalar(select(func.count()).select_from(ChangeSet)) or 0
