"""Contracts on both databases: their instalments commit money, are used up by invoices, and follow what is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from coorddesk.budget.models import BudgetMove
from coorddesk.budget.queries import figures_of_lines
from coorddesk.budget.rules.situation import NOTHING, Figures
from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.service import (
    CarryForward,
    Decision,
    LineDetails,
    NewLine,
    NextYear,
    Part,
    YearDetails,
    carry_forward,
    create_line,
    create_year,
    decide,
    next_details,
    open_next_year,
)
from coorddesk.core.errors import InUse, StaleWrite, UserError
from coorddesk.core.history import record
from coorddesk.core.resources import texts_for
from coorddesk.core.story import of_subject
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.licences.service import delete_licence
from coorddesk.purchasing.models import Contract
from coorddesk.purchasing.queries.contract_due import committed_instalments, instalments_expected, to_commit
from coorddesk.purchasing.queries.contracts import ContractQuery, all_contracts, contract_ids, stated_contracts
from coorddesk.purchasing.queries.contracts_about import ToCover, about_to_cover, covered
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.contract_words import ContractKind, ContractState, ContractStepKind, Renewal
from coorddesk.purchasing.rules.words import OrderStepKind
from coorddesk.purchasing.service import (
    Charge,
    Committing,
    ContractDeed,
    ContractDetails,
    ContractEdit,
    InstalmentDeed,
    InstalmentRemoval,
    InvoiceDetails,
    Item,
    OrderDeed,
    OrderDetails,
    StepRemoval,
    ToCommit,
    change_instalment,
    commit_instalments,
    contract_as_written,
    create_contract,
    create_order,
    delete_contract,
    delete_invoice,
    edit_contract,
    enter_invoice,
    step_contract,
    step_order,
    take_back_instalment,
    take_back_step,
)
from coorddesk.purchasing.service.repointing import repoint
from tests.core.making import DEED
from tests.factories import make_asset, make_licence, make_supplier
from tests.maintenance.making import make_plan

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

ENGLISH = texts_for("en")
DAY, START, TODAY = date(2026, 9, 1), date(2026, 1, 1), date(2026, 9, 7)
COPIERS = ContractDetails("Copieurs", 1, START, months=36, every_months=3, net=100_000, vat_rate=2000)
QUARTERS = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1))

ON_SQLITE = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


@dataclass
class Desk:
    """The year 2026 with a line of 5 000 EUR that refuses more, and a contract of 1 200 EUR a quarter on it."""

    database: Database
    contract: int = 1

    def figures(self, line: int = 1) -> Figures:
        with self.database.reading() as session:
            return figures_of_lines(session, [line]).get(line, NOTHING)

    @property
    def version(self) -> int:
        with self.database.reading() as session:
            return session.get_one(Contract, self.contract).version

    def commits(self, *first_days: date) -> None:
        with self.database.transaction() as session:
            commit_instalments(session, Committing(1, DAY, tuple(ToCommit(1, each, 1) for each in first_days)))

    def steps(self, kind: ContractStepKind, day: date, **said: Any) -> None:
        with self.database.transaction() as session:
            step_contract(session, ContractDeed(1, session.get_one(Contract, 1).version, kind, day, **said))

    def invoices(self, net: int, instalment: int = 1, number: str = "F1") -> int:
        charge = Charge(net, net // 5, 1, instalment_id=instalment)
        with self.database.transaction() as session:
            return enter_invoice(session, InvoiceDetails(1, number, DAY, (charge,))).id

    def rows(self) -> list[tuple[date, int, int, int]]:
        """The instalments: first day, what it is about, what remains, what was invoiced."""
        with self.database.reading() as session:
            found = committed_instalments(session)
        return [(each.first_day, each.amount.gross, each.remaining, each.invoiced) for each in found]


def a_budget(session: Session) -> None:
    year = create_year(session, YearDetails("2026", START, date(2026, 12, 31)))
    line = create_line(session, NewLine(year, LineDetails("Copies", on_overspending=OnOverspending.BLOCK)))
    decide(session, Decision(year, DecisionKind.INITIAL, "BP", START, (Part(line, 500_000),)))
    make_supplier(session)


@pytest.fixture
def bound(desk: Database) -> Desk:
    with desk.transaction() as session:
        a_budget(session)
        create_contract(session, COPIERS)
    return Desk(desk)


def test_instalments_are_committed_and_used_up_by_invoices(bound: Desk) -> None:
    with bound.database.reading() as session:
        waiting = to_commit(session, 1)
    assert [(each.due.first_day, each.due.amount.gross, each.budget_line_id) for each in waiting] == [
        (day, 120_000, None) for day in QUARTERS
    ]
    bound.commits(*QUARTERS)
    assert bound.figures() == Figures(voted=500_000, committed=480_000)
    invoice = bound.invoices(90_000)
    assert bound.figures() == Figures(voted=500_000, committed=372_000, invoiced=108_000)
    assert bound.rows()[0] == (START, 120_000, 12_000, 108_000)
    with bound.database.transaction() as session:
        delete_invoice(session, Deletion(invoice, 1))
    assert bound.figures() == Figures(voted=500_000, committed=480_000)
    with bound.database.reading() as session:
        named = {(move.document_kind, move.document_label) for move in session.scalars(select(BudgetMove).offset(1))}
        assert (to_commit(session, 1), len(instalments_expected(session, START, date(2027, 12, 31)))) == ([], 8)
    assert named == {("contract", "Copieurs"), ("invoice", "F1")}


def test_a_termination_gives_back_what_is_no_longer_due(bound: Desk) -> None:
    bound.commits(*QUARTERS)
    bound.invoices(100_000)
    bound.steps(ContractStepKind.TERMINATED, date(2026, 8, 15))
    rows = bound.rows()
    assert [row[2] for row in rows] == [0, 120_000, 60_000, 0]  # of the third quarter 46 of 92 days
    assert bound.figures() == Figures(voted=500_000, committed=180_000, invoiced=120_000)
    version = bound.version
    with bound.database.transaction() as session:
        take_back_step(session, StepRemoval(1, version))
    assert [row[2] for row in bound.rows()] == [0, 120_000, 120_000, 120_000]


def test_a_new_price_changes_what_is_open_and_nothing_that_was_invoiced(bound: Desk) -> None:
    bound.commits(*QUARTERS[:3])
    bound.invoices(100_000)
    with bound.database.transaction() as session:
        change_instalment(session, InstalmentDeed(2, session.get_one(Contract, 1).version, 0, DAY))
    bound.steps(ContractStepKind.INDEXED, date(2026, 2, 1), rate=500)
    assert [row[1:3] for row in bound.rows()] == [(120_000, 0), (126_000, 126_000), (126_000, 126_000)]
    with bound.database.transaction() as session:
        change_instalment(session, InstalmentDeed(2, session.get_one(Contract, 1).version, 0, TODAY))
    bound.steps(ContractStepKind.RENEWED, date(2029, 1, 1), months=6)
    assert [row[2] for row in bound.rows()] == [0, 0, 126_000]  # what was given back by hand stays so


def test_a_new_price_leaves_alone_what_was_invoiced_whole(bound: Desk) -> None:
    bound.commits(*QUARTERS[:3])
    bound.invoices(100_000)
    bound.invoices(40_000, 2, "F2")
    bound.steps(ContractStepKind.REPRICED, START, net=110_000)
    assert [row[1:] for row in bound.rows()] == [
        (120_000, 0, 120_000),
        (132_000, 84_000, 48_000),
        (132_000, 132_000, 0),
    ]


@ON_SQLITE
@pytest.mark.parametrize(
    ("deed", "field"),
    [
        (InstalmentDeed(1, 2, -1, DAY), "net"),
        (InstalmentDeed(1, 2, 5, DAY - timedelta(days=1)), "day"),
        (InstalmentDeed(1, 2, 5, TODAY + timedelta(days=1)), "day"),
    ],
)
def test_what_an_instalment_cannot_become_is_refused(bound: Desk, deed: InstalmentDeed, field: str) -> None:
    bound.commits(START)
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        change_instalment(session, deed)
    assert told.value.field == field
    with bound.database.transaction() as session:
        change_instalment(session, InstalmentDeed(1, 2, 5, TODAY))
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        change_instalment(session, InstalmentDeed(1, 3, 6, DAY))  # before what it became already
    assert (told.value.field, bound.figures().committed) == ("day", 6)
    with bound.database.transaction() as session:
        change_instalment(session, InstalmentDeed(1, 3, 0, TODAY))
        deeds = [ENGLISH.say(each.deed) for each in of_subject(session, ("contract", 1), 2)]
    assert deeds == ["Change the instalment of 01/01/2026 of “Copieurs”", "Commit 1 instalment of 2026"]
    with bound.database.reading() as session:
        (last, *_others) = of_subject(session, ("contract", 1), 1)
    assert ENGLISH.say(last.deed) == "Give back the instalment of 01/01/2026 of “Copieurs”"


def test_a_line_that_refuses_more_refuses_instalments(bound: Desk) -> None:
    bound.commits(*QUARTERS)
    version = bound.version
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        step_contract(session, ContractDeed(1, version, ContractStepKind.REPRICED, START, net=200_000))
    assert told.value.field == "line"
    assert bound.figures() == Figures(voted=500_000, committed=480_000)


@ON_SQLITE
@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (Committing(1, date(2026, 9, 8), (ToCommit(1, START, 1),)), "day"),
        (Committing(1, DAY, ()), "instalments"),
        (Committing(1, DAY, (ToCommit(1, START, 1), ToCommit(1, START, 1))), "instalments"),
        (Committing(1, DAY, (ToCommit(1, date(2026, 1, 2), 1),)), "instalments"),
        (Committing(1, DAY, (ToCommit(1, date(2027, 1, 1), 1),)), "instalments"),
        (Committing(1, DAY, (ToCommit(1, QUARTERS[1], 2),)), "budget_line_id"),
        (Committing(1, DAY, (ToCommit(1, QUARTERS[1], 1, 99_999),)), "instalments"),
        (Committing(1, DAY, (ToCommit(1, QUARTERS[0], 1),)), "instalments"),
    ],
)
def test_what_cannot_be_committed_is_refused(bound: Desk, wish: Committing, field: str) -> None:
    with bound.database.transaction() as session:
        other = create_year(session, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31)))
        create_line(session, NewLine(other, LineDetails("Copies")))
    if wish.instalments == (ToCommit(1, START, 1),) and wish.day == DAY:
        bound.commits(START)
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        commit_instalments(session, wish)
    assert told.value.field == field


def test_what_was_committed_wrongly_is_taken_back(bound: Desk) -> None:
    bound.commits(*QUARTERS[:2])
    version = bound.version
    with bound.database.transaction() as session:
        take_back_instalment(session, InstalmentRemoval(2, version))
    assert bound.figures() == Figures(voted=500_000, committed=120_000)
    bound.invoices(100_000)
    version = bound.version
    with pytest.raises(UserError, match="invoice is about"), bound.database.transaction() as session:
        take_back_instalment(session, InstalmentRemoval(1, version))
    version = bound.version
    with pytest.raises(StaleWrite), bound.database.transaction() as session:
        take_back_instalment(session, InstalmentRemoval(1, version - 1))
    version = bound.version
    with pytest.raises(UserError, match="no longer there"), bound.database.transaction() as session:
        take_back_instalment(session, InstalmentRemoval(2, version))


@ON_SQLITE
@pytest.mark.parametrize(
    ("supplier", "charge"),
    [
        (2, Charge(100, 20, 1, instalment_id=1)),
        (1, Charge(100, 20, 1, instalment_id=1, order_line_id=1)),
        (1, Charge(100, 20, 1, instalment_id=9)),
    ],
)
def test_an_invoice_is_of_an_instalment_of_its_supplier(bound: Desk, supplier: int, charge: Charge) -> None:
    bound.commits(START)
    with bound.database.transaction() as session:
        make_supplier(session, "Orange")
        order = create_order(session, OrderDetails(1, DAY, (Item("Papier", 1, 1, 100),)))
        step_order(session, OrderDeed(order, 1, OrderStepKind.SENT, DAY))
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        enter_invoice(session, InvoiceDetails(supplier, "F1", DAY, (charge,)))
    assert told.value.field == "lines"


def test_an_instalment_goes_on_in_the_next_year_and_is_used_up_there(bound: Desk) -> None:
    bound.commits(QUARTERS[3])
    with bound.database.transaction() as session:
        open_next_year(session, NextYear(1, next_details(session, 1)))
        carry_forward(session, CarryForward(1, 2, "Report", DAY))
    assert (bound.figures().committed, bound.figures(2).committed) == (0, 120_000)
    charge = Charge(100_000, 20_000, 2, instalment_id=1)
    with bound.database.transaction() as session:
        enter_invoice(session, InvoiceDetails(1, "F1", DAY, (charge,)))
        assert [each.budget_line_id for each in to_commit(session, 2)] == [2, 2, 2, 2]
    assert (bound.figures().committed, bound.figures(2).committed, bound.figures(2).invoiced) == (0, 0, 120_000)


@ON_SQLITE
@pytest.mark.parametrize(
    ("deed", "field"),
    [
        (ContractDeed(1, 1, ContractStepKind.TERMINATED, date(2025, 12, 31)), "day"),
        (ContractDeed(1, 1, ContractStepKind.RENEWED, date(2029, 1, 2)), "day"),
        (ContractDeed(1, 1, ContractStepKind.RENEWED, date(2029, 1, 1), months=0), "months"),
        (ContractDeed(1, 1, ContractStepKind.REPRICED, DAY), "net"),
        (ContractDeed(1, 1, ContractStepKind.REPRICED, DAY, net=-1), "net"),
        (ContractDeed(1, 1, ContractStepKind.INDEXED, DAY, rate=0), "rate"),
        (ContractDeed(1, 1, ContractStepKind.INDEXED, DAY, rate=-10_001), "rate"),
    ],
)
def test_what_cannot_happen_to_a_contract_is_refused(bound: Desk, deed: ContractDeed, field: str) -> None:
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        step_contract(session, deed)
    assert told.value.field == field


def test_nothing_happens_after_the_end_until_that_is_taken_back(bound: Desk) -> None:
    bound.steps(ContractStepKind.TERMINATED, date(2028, 12, 31))
    version = bound.version
    with pytest.raises(UserError, match="was terminated"), bound.database.transaction() as session:
        step_contract(session, ContractDeed(1, version, ContractStepKind.RENEWED, date(2029, 1, 1)))
    version = bound.version
    with bound.database.transaction() as session:
        take_back_step(session, StepRemoval(1, version))
    version = bound.version
    with pytest.raises(UserError, match="Nothing happened"), bound.database.transaction() as session:
        take_back_step(session, StepRemoval(1, version))
    bound.steps(ContractStepKind.RENEWED, date(2029, 1, 1))
    with pytest.raises(UserError, match="written down already"):
        bound.steps(ContractStepKind.RENEWED, date(2029, 1, 1))
    with bound.database.transaction() as session:
        fixed = create_contract(session, replace(COPIERS, name="Bail", renewal=Renewal.NONE))
    for day, kind in ((date(2029, 1, 1), ContractStepKind.TERMINATED), (date(2029, 1, 1), ContractStepKind.RENEWED)):
        with pytest.raises(UserError), bound.database.transaction() as session:
            step_contract(session, ContractDeed(fixed, 1, kind, day))


def test_a_contract_is_written_changed_and_deleted(bound: Desk) -> None:
    with bound.database.transaction() as session:
        licence, asset = make_licence(session), make_asset(session)
        details = replace(COPIERS, name="Suite", covered=(("licence", licence),), number="C-12")
        suite = create_contract(session, details)
        edit_contract(session, ContractEdit(suite, 1, details))
        assert session.get_one(Contract, suite).version == 1
        changed = replace(details, covered=(("asset", asset), ("licence", licence)), notes="À revoir")
        edit_contract(session, ContractEdit(suite, 1, changed))
    with bound.database.transaction() as session:
        assert contract_as_written(session, suite) == replace(changed, covered=(("licence", licence), ("asset", asset)))
        assert (covered(session, "licence"), covered(session, "asset"), covered(session, "lot")) == ({1}, {1}, set())
    with pytest.raises(InUse), bound.database.transaction() as session:
        delete_licence(session, Deletion(licence, 1))
    with pytest.raises(StaleWrite) as stale, bound.database.transaction() as session:
        edit_contract(session, ContractEdit(suite, 1, replace(changed, net=1)))
    assert [each.field for each in stale.value.differences] == ["net"]
    with bound.database.transaction() as session:
        delete_contract(session, Deletion(suite, session.get_one(Contract, suite).version))
        assert list(contract_ids(session)) == [1]


@ON_SQLITE
@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "COPIEURS"}, "name"),
        ({"supplier_id": 9}, "supplier_id"),
        ({"covered": (("place", 9),)}, "covered"),
        ({"every_months": 0}, "every_months"),
    ],
)
def test_a_contract_that_cannot_be_is_refused(bound: Desk, said: dict[str, object], field: str) -> None:
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        create_contract(session, replace(COPIERS, **{"name": "Autre"} | said))  # type: ignore[arg-type]
    assert told.value.field == field


@ON_SQLITE
def test_what_a_record_says_is_proposed_for_its_contract(bound: Desk) -> None:
    with bound.database.transaction() as session:
        dear = make_licence(session, "Suite", price=12_000, supplier_id=1)
        free, plan = make_licence(session, "Libre"), make_plan(session, supplier_id=1, asset_id=make_asset(session))
        said = [
            about_to_cover(session, subject)
            for subject in (
                ("licence", dear),
                ("licence", free),
                ("maintenance_plan", plan),
                ("licence", 99),
                ("lot", 1),
            )
        ]
    assert said == [ToCover(1, "LDLC Pro", 10_000), ToCover(), ToCover(1, "LDLC Pro"), ToCover(), ToCover()]


def test_the_days_of_what_was_committed_stay(bound: Desk) -> None:
    bound.commits(START)
    version = bound.version
    with pytest.raises(UserError) as told, bound.database.transaction() as session:
        edit_contract(session, ContractEdit(1, version, replace(COPIERS, every_months=12)))
    assert told.value.field == "every_months"
    version = bound.version
    with pytest.raises(UserError, match="terminate it"), bound.database.transaction() as session:
        delete_contract(session, Deletion(1, version))
    version = bound.version
    with bound.database.transaction() as session:
        edit_contract(session, ContractEdit(1, version, replace(COPIERS, net=50_000)))
    assert bound.figures().committed == 60_000


def test_steps_are_undone_until_the_ledger_knows_of_them(bound: Desk) -> None:
    bound.steps(ContractStepKind.TERMINATED, date(2026, 8, 15))
    with bound.database.transaction() as session:
        deed = next_to_undo(session)
        assert deed is not None
        undo(session, deed)
    bound.commits(START)
    bound.steps(ContractStepKind.TERMINATED, date(2026, 1, 31))
    with bound.database.reading() as session:
        last = next_to_undo(session)
    assert last is not None
    with pytest.raises(UserError, match="stays"), bound.database.transaction() as session:
        undo(session, last)


def test_lists_find_and_order_contracts(bound: Desk) -> None:
    with bound.database.transaction() as session:
        make_supplier(session, "Orange")
        create_contract(session, replace(COPIERS, name="Fibre", supplier_id=2, every_months=1, notice_months=2))
        old = replace(COPIERS, name="Ancien", started_on=date(2020, 1, 1), renewal=Renewal.NONE)
        create_contract(session, old)
        soon = replace(COPIERS, name="Éthylotest", started_on=date(2025, 10, 1), months=12, notice_months=1)
        create_contract(session, soon)
    with bound.database.reading() as session:

        def named(**said: object) -> list[str]:
            return [row.name for row in all_contracts(session, ContractQuery(**said))]  # type: ignore[arg-type]

        assert named() == ["Éthylotest", "Fibre", "Copieurs"]
        assert named(sort="yearly", descending=True) == ["Fibre", "Éthylotest", "Copieurs"]
        assert named(sort="name", past=True) == ["Ancien", "Copieurs", "Éthylotest", "Fibre"]
        assert (named(text="orange"), named(supplier=2)) == (["Fibre"], ["Fibre"])
        assert named(state=ContractState.ENDED) == ["Ancien"]
        assert named(need=ContractNeed.MISSED) == ["Éthylotest"]
        assert named(need=ContractNeed.DECIDE) == []
        assert named(need=ContractNeed.INVOICE) == []
        assert named(need=ContractNeed.COMMIT) == ["Éthylotest", "Fibre", "Copieurs"]
        assert (named(kind=ContractKind.LEASE), named(budget_line=1)) == ([], [])
        query = ContractQuery(
            state=ContractState.RUNNING,
            kind=ContractKind.LEASE,
            need=ContractNeed.COMMIT,
            supplier=2,
            budget_line=1,
            covered=("licence", 1),
        )
        assert [ENGLISH.say(each) for each in stated_contracts(session, query).values()] == [
            "Running",
            "Lease",
            "Instalments to commit",
            "Supplier: Orange",
            "Budget line: Copies Copies",
            "What one record is covered by",
        ]
        standing = {
            row.name: ENGLISH.say(row.said_standing) for row in all_contracts(session, ContractQuery(past=True))
        }
        assert (standing["Ancien"], standing["Copieurs"]) == (
            "Over, ends on 31/12/2022",
            "Running, notice by 31/12/2028",
        )
    bound.commits(START)
    with bound.database.transaction() as session:
        repoint(session, ("supplier", 2), ("supplier", 1))
        record(session, DEED)
    with bound.database.reading() as session:
        for query in (ContractQuery(need=ContractNeed.INVOICE), ContractQuery(budget_line=1)):
            assert [row.name for row in all_contracts(session, query)] == ["Copieurs"]
        assert contract_ids(session, ContractQuery(supplier=2)).tolist() == []
