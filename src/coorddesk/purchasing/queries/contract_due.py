"""The instalments of contracts: those that were committed and what became of them, those that are to come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.rules.vat import Amounts, of_net
from coorddesk.budget.rules.words import MoveKind, YearState
from coorddesk.core.clock import clock_of
from coorddesk.directory.models import Supplier
from coorddesk.purchasing import models
from coorddesk.purchasing.queries.contract_rules import contracts_as_rules
from coorddesk.purchasing.rules.contract_needs import ContractNeed
from coorddesk.purchasing.rules.contract_words import ContractKind
from coorddesk.purchasing.rules.instalments import Due, Part, instalments_between, spread
from coorddesk.purchasing.rules.moves import INSTALMENT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_HOPS = 5
"""Years over which a budget line is followed from one to the one that goes on from it."""


@dataclass(frozen=True)
class Committed:
    """An instalment that was committed: what it is about now, and how much of that remains and was invoiced, in cents.

    `remaining` is as its year counts, `invoiced` includes VAT.
    """

    id: int
    contract_id: int
    first_day: date
    last_day: date
    due_on: date
    amount: Amounts
    budget_line_id: int
    line: str
    year_id: int
    day: date
    remaining: int
    invoiced: int

    @property
    def is_invoiced(self) -> bool:
        """Whether anything of it was invoiced."""
        return bool(self.invoiced)


@dataclass(frozen=True)
class Expected:
    """An instalment that is due, committed or not: `instalment_id` and `budget_line_id` if it is.

    `amounts` is what is still expected of it: of what is committed, as it was committed.
    """

    contract_id: int
    name: str
    kind: ContractKind
    supplier_id: int
    supplier: str
    first_day: date
    last_day: date
    due_on: date
    amounts: Amounts
    instalment_id: int | None = None
    budget_line_id: int | None = None


@dataclass(frozen=True)
class Waiting:
    """An instalment of a year that is not committed yet, with the line proposed for it and its parts by year."""

    contract_id: int
    name: str
    supplier: str
    due: Due
    budget_line_id: int | None
    parts: Sequence[Part] = ()


def committed_instalments(
    session: Session,
    contracts: Collection[int] | None = None,
    due: tuple[date, date] | None = None,
    *,
    is_open: bool = False,
) -> list[Committed]:
    """The instalments that were committed, of some contracts or of all, in the order in which they are due.

    `due` are the first and the last day on which they may be due; `is_open` leaves out those that were invoiced.
    """
    row, line = models.Instalment, BudgetLine
    wanted = select(row, line).join(line, line.id == row.budget_line_id).order_by(row.due_on, row.id)
    if contracts is not None:
        wanted = wanted.where(row.contract_id.in_(contracts))
    if due is not None:
        wanted = wanted.where(row.due_on.between(*due))
    if is_open:
        invoiced_of = select(models.InvoiceLine.id).where(models.InvoiceLine.instalment_id == row.id)
        wanted = wanted.where(~invoiced_of.exists())
    found = session.execute(wanted).all()
    ids = [each.id for each, _line in found]
    nets, remaining, invoiced = _nets(session, ids), instalment_remaining(session, ids), _invoiced(session, ids)
    return [
        Committed(
            each.id,
            each.contract_id,
            each.first_day,
            each.last_day,
            each.due_on,
            of_net(nets.get(each.id, each.net), each.vat_rate),
            each.budget_line_id,
            f"{on.code} {on.label}",
            on.year_id,
            each.day,
            remaining.get(each.id, 0),
            invoiced.get(each.id, 0),
        )
        for each, on in found
    ]


def instalments_expected(session: Session, first: date, last: date, *, is_renewed: bool = False) -> list[Expected]:
    """Every instalment that is due from `first` to `last`, those that are committed as they were committed.

    With `is_renewed`, contracts that are renewed expressly are taken as if they were each time.
    """
    rules = contracts_as_rules(session)
    there = {(each.contract_id, each.first_day): each for each in committed_instalments(session, due=(first, last))}
    taken = _taken(session)
    named = _named(session)
    found: list[Expected] = []
    for contract_id, contract in rules.items():
        dues = {each.first_day: each for each in instalments_between(contract, first, last, is_renewed=is_renewed)}
        days = [each.first_day for each in there.values() if each.contract_id == contract_id]
        dues = {day: due for day, due in dues.items() if day in days or (contract_id, day) not in taken}
        found.extend(
            _expected(contract_id, named[contract_id], dues.get(day), there.get((contract_id, day)))
            for day in sorted({*dues, *days})
        )
    return sorted(found, key=lambda each: (each.due_on, each.name, each.first_day))


@dataclass(frozen=True)
class Scheduled:
    """An instalment of a period as a schedule tells it: `remaining` and `invoiced` in cents if it was committed."""

    name: str
    supplier: str
    first_day: date
    last_day: date
    due_on: date
    amounts: Amounts
    line: str = ""
    remaining: int | None = None
    invoiced: int = 0


def schedule(session: Session, first: date, last: date, contracts: Collection[int] | None = None) -> list[Scheduled]:
    """The instalments that are due from `first` to `last`, of some contracts or of all, as they are due."""
    there = {each.id: each for each in committed_instalments(session, contracts)}
    expected = instalments_expected(session, first, last)
    return [
        _scheduled(each, None if each.instalment_id is None else there[each.instalment_id])
        for each in expected
        if contracts is None or each.contract_id in contracts
    ]


def to_commit(session: Session, year_id: int, contracts: Collection[int] | None = None) -> list[Waiting]:
    """The instalments that are due in a year and not committed yet, each with the budget line that is proposed."""
    year = session.get(FiscalYear, year_id)
    if year is None:
        return []
    taken = _taken(session)
    lines, named = _lines_proposed(session, year_id), _named(session)
    starts = session.scalars(select(FiscalYear.first_day).order_by(FiscalYear.first_day)).all()
    found = []
    for contract_id, contract in contracts_as_rules(session, contracts).items():
        name, _kind, _supplier_id, supplier = named[contract_id]
        for due in instalments_between(contract, year.first_day, year.last_day):
            if (contract_id, due.first_day) not in taken and due.net:
                parts = spread(due.amount, due.first_day, due.last_day, starts)
                found.append(Waiting(contract_id, name, supplier, due, lines.get(contract_id), tuple(parts)))
    return sorted(found, key=lambda each: (each.due.due_on, each.name))


def due_contracts(session: Session) -> Mapping[ContractNeed, Collection[int]]:
    """The contracts of which an instalment of an open year that has begun waits to be committed, or to be invoiced."""
    return {
        ContractNeed.COMMIT: waiting_contracts(session),
        ContractNeed.INVOICE: {each.contract_id for each in not_invoiced(session)},
    }


def waiting_contracts(session: Session) -> set[int]:
    """The contracts of which an instalment of the year we are in, if it is open, is not committed."""
    today = clock_of(session).today()
    current = select(FiscalYear.id).where(
        FiscalYear.state == YearState.OPENED, FiscalYear.first_day <= today, FiscalYear.last_day >= today
    )
    return {each.contract_id for year_id in session.scalars(current) for each in to_commit(session, year_id)}


def not_invoiced(session: Session) -> list[Committed]:
    """The instalments that are due, still commit something, and of which nothing was invoiced."""
    today = clock_of(session).today()
    return [each for each in committed_instalments(session, due=(date.min, today), is_open=True) if each.remaining]


def _expected(
    contract_id: int, named: tuple[str, ContractKind, int, str], due: Due | None, there: Committed | None
) -> Expected:
    name, kind, supplier_id, supplier = named
    said = (contract_id, name, kind, supplier_id, supplier)
    if there is not None:
        days = (there.first_day, there.last_day, there.due_on)
        return Expected(*said, *days, there.amount, there.id, there.budget_line_id)
    assert due is not None
    return Expected(*said, due.first_day, due.last_day, due.due_on, due.amount)


def _scheduled(each: Expected, there: Committed | None) -> Scheduled:
    said = (each.name, each.supplier, each.first_day, each.last_day, each.due_on, each.amounts)
    return Scheduled(*said) if there is None else Scheduled(*said, there.line, there.remaining, there.invoiced)


def _taken(session: Session) -> set[tuple[int, date]]:
    """The instalments that have a row, by their contract and their first day."""
    wanted = select(models.Instalment.contract_id, models.Instalment.first_day)
    return {(contract_id, day) for contract_id, day in session.execute(wanted)}


def _named(session: Session) -> dict[int, tuple[str, ContractKind, int, str]]:
    row = models.Contract
    wanted = select(row.id, row.name, row.kind, Supplier.id, Supplier.name).join(
        Supplier, Supplier.id == row.supplier_id
    )
    return {row_id: (name, kind, of, supplier) for row_id, name, kind, of, supplier in session.execute(wanted)}


def _nets(session: Session, ids: Collection[int]) -> dict[int, int]:
    """The amounts that the latest changes say."""
    change = models.InstalmentChange
    wanted = select(change.instalment_id, change.net).where(change.instalment_id.in_(ids)).order_by(change.id)
    return dict(session.execute(wanted).all())


def instalment_remaining(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Cents that the ledger says instalments still commit, wherever they stand; those without any are left out."""
    move = BudgetMove
    wanted = select(move.commitment_id, func.sum(move.cents)).where(
        move.commitment_kind == INSTALMENT, move.commitment_id.in_(ids), move.kind == MoveKind.COMMITTED
    )
    return {of: int(cents) for of, cents in session.execute(wanted.group_by(move.commitment_id)) if of is not None}


def _invoiced(session: Session, ids: Collection[int]) -> dict[int, int]:
    """What invoices say of them in all, credit notes not taken off."""
    line = models.InvoiceLine
    wanted = select(line.instalment_id, func.sum(line.net + line.vat)).where(line.instalment_id.in_(ids))
    return {of: int(cents) for of, cents in session.execute(wanted.group_by(line.instalment_id)) if of is not None}


def _lines_proposed(session: Session, year_id: int) -> dict[int, int]:
    """By contract, the line of this year that its latest instalment stands on, or the one that goes on from that."""
    row = models.Instalment
    latest = dict(session.execute(select(row.contract_id, row.budget_line_id).order_by(row.due_on, row.id)).all())
    previous = dict(session.execute(select(BudgetLine.id, BudgetLine.previous_id)).all())
    mine = session.scalars(select(BudgetLine.id).where(BudgetLine.year_id == year_id)).all()
    goes_on: dict[int, int] = {}
    for line_id in mine:
        old: int | None = line_id
        for _hop in range(_HOPS):
            if old is None:
                break
            goes_on.setdefault(old, line_id)
            old = previous.get(old)
    return {contract_id: goes_on[line_id] for contract_id, line_id in latest.items() if line_id in goes_on}
