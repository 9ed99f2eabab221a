"""Contracts as lists show them: how each stands today, and what it costs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine
from coorddesk.budget.rules.vat import Amounts
from coorddesk.core.clock import clock_of
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.models import Supplier
from coorddesk.directory.rules import natural_order
from coorddesk.purchasing import models
from coorddesk.purchasing.queries.contract_due import due_contracts
from coorddesk.purchasing.queries.contract_rules import steps_of
from coorddesk.purchasing.queries.contracts_about import contracts_about
from coorddesk.purchasing.rules.contract_needs import CONTRACT_NEED_TITLES, ContractNeed
from coorddesk.purchasing.rules.contract_words import (
    CONTRACT_KIND_TITLES,
    CONTRACT_STATE_TITLES,
    RENEWAL_TITLES,
    ContractKind,
    ContractState,
    Renewal,
)
from coorddesk.purchasing.rules.contracts import Contract, Standing, said_every, said_months, standing
from coorddesk.purchasing.rules.instalments import net_on, per_year

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

COVERED = ("licence", "maintenance_plan", "asset", "lot", "place")
"""The kinds of records that a contract may be about."""


@dataclass(frozen=True)
class ContractQuery:
    """Which contracts, and in which order: `sort` is the key of one of CONTRACT_COLUMNS.

    Without a `state` they are all that are not over; with `past` those too. `covered` is a record that they are about.
    """

    text: str = ""
    sort: str = "notice_by"
    descending: bool = False
    state: ContractState | None = None
    kind: ContractKind | None = None
    need: ContractNeed | None = None
    supplier: int | None = None
    budget_line: int | None = None
    covered: tuple[str, int] | None = None
    past: bool = False

    @classmethod
    def about(cls, subject: Subject) -> ContractQuery | None:
        """The contracts of a supplier, or those that cover a record; None if there never are any of such a one."""
        kind, record_id = subject
        if kind == "supplier":
            return cls(supplier=record_id, past=True)
        if kind == "budget_line":
            return cls(budget_line=record_id, past=True)
        return cls(covered=subject, past=True) if kind in COVERED else None


@dataclass(frozen=True)
class ContractRow:
    """A contract and how it stands today; `price` is that of an instalment today, `yearly` of twelve months."""

    id: int
    version: int
    name: str
    kind: ContractKind
    supplier_id: int
    supplier: str
    number: str
    contract: Contract
    now: Standing
    price: Amounts
    yearly: Amounts
    notes: str

    @property
    def state(self) -> ContractState:
        """How it stands."""
        return self.now.state

    @property
    def said_standing(self) -> Message:
        """How it stands, and by when notice is to be given."""
        state = CONTRACT_STATE_TITLES[self.state]
        if self.now.notice_by is None:
            return _("{state}, ends on {day}", state=state, day=self.now.ends_on)
        return _("{state}, notice by {day}", state=state, day=self.now.notice_by)


CONTRACT_COLUMNS: tuple[Column[ContractRow], ...] = (
    Column("name", _p("contract", "Contract"), lambda row: row.name, width=32),
    Column("supplier", _("Supplier"), lambda row: row.supplier, width=24),
    Column("kind", _p("contract", "Kind"), lambda row: CONTRACT_KIND_TITLES[row.kind], Kind.CHOICE, 14),
    Column("state", _p("contract", "State"), lambda row: CONTRACT_STATE_TITLES[row.state], Kind.CHOICE, 12),
    Column("ends_on", _("Next end"), lambda row: row.now.ends_on, Kind.DATE, 12),
    Column("notice_by", _("Notice by"), lambda row: row.now.notice_by, Kind.DATE, 12),
    Column("renewal", _p("contract", "Renewal"), lambda row: RENEWAL_TITLES[row.contract.renewal], Kind.CHOICE, 18),
    Column("every", _("Instalments"), lambda row: said_every(row.contract.every_months), Kind.CHOICE, 16),
    Column("price", _("Instalment, excl. VAT"), lambda row: row.price.net, Kind.AMOUNT, 14),
    Column("yearly_net", _("In a year, excl. VAT"), lambda row: row.yearly.net, Kind.AMOUNT, 14, total=True),
    Column("yearly", _("In a year, incl. VAT"), lambda row: row.yearly.gross, Kind.AMOUNT, 14, total=True),
    Column("started_on", _("Since"), lambda row: row.contract.started_on, Kind.DATE, 12),
    Column("months", _("First term"), lambda row: said_months(row.contract.months), Kind.CHOICE, 12),
    Column("number", _("Contract number"), lambda row: row.number or None, width=18),
    Column("notes", _("Notes"), lambda row: row.notes or None, width=40),
)


def contract_ids(session: Session, query: ContractQuery = ContractQuery()) -> array[int]:
    """The contracts that a query means, in its order; those without a value come last either way."""
    rows = [row for row in _meant(session, query) if _holds(row, words(query.text))]
    keyed = [(_sort_key(row, query.sort), natural_order(fold(row.name)), row.id) for row in rows]
    filled = sorted((each for each in keyed if each[0] is not None), reverse=query.descending)
    blank = sorted((each for each in keyed if each[0] is None), key=lambda each: each[1:])
    return array("q", (each[-1] for each in [*filled, *blank]))


def contracts_page(session: Session, ids: Collection[int]) -> Mapping[int, ContractRow]:
    """The contracts of these ids."""
    return _read(session, _CONTRACTS.where(models.Contract.id.in_(ids)))


def contract_row(session: Session, contract_id: int) -> ContractRow | None:
    """One contract; None if it is no longer there."""
    return contracts_page(session, [contract_id]).get(contract_id)


def all_contracts(session: Session, query: ContractQuery = ContractQuery()) -> list[ContractRow]:
    """The rows that a query means, in its order."""
    ids = contract_ids(session, query)
    rows = contracts_page(session, ids)
    return [rows[each] for each in ids]


@dataclass(frozen=True)
class ContractCounts:
    """How many contracts each filter would show."""

    states: Mapping[ContractState, int]
    kinds: Mapping[ContractKind, int]
    needs: Mapping[ContractNeed, int]


def contract_counts(session: Session) -> ContractCounts:
    """What the side bar of the list says beside each value; of those that are over their state and what they need."""
    rows = list(_read(session, _CONTRACTS).values())
    alive = [row for row in rows if row.state is not ContractState.ENDED]
    due = due_contracts(session)
    needs = Counter(need for row in rows for need in ContractNeed if _needs(row, need, due))
    return ContractCounts(Counter(row.state for row in rows), Counter(row.kind for row in alive), needs)


def stated_contracts(session: Session, query: ContractQuery) -> dict[str, Message]:
    """Each filter of a query but its text, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.state is not None:
        said["state"] = CONTRACT_STATE_TITLES[query.state]
    if query.kind is not None:
        said["kind"] = CONTRACT_KIND_TITLES[query.kind]
    if query.need is not None:
        said["need"] = CONTRACT_NEED_TITLES[query.need]
    if query.supplier is not None:
        name = session.scalar(select(Supplier.name).where(Supplier.id == query.supplier))
        said["supplier"] = _("Supplier: {name}", name=name or "?")
    if query.budget_line is not None:
        line = session.get(BudgetLine, query.budget_line)
        said["budget_line"] = _("Budget line: {name}", name="?" if line is None else f"{line.code} {line.label}")
    if query.covered is not None:
        said["covered"] = _("What one record is covered by")
    if query.past and query.state is None:
        said["past"] = _("Those that are over too")
    return said


def _meant(session: Session, query: ContractQuery) -> list[ContractRow]:
    wanted = _CONTRACTS
    if query.supplier is not None:
        wanted = wanted.where(models.Contract.supplier_id == query.supplier)
    if query.budget_line is not None:
        on_it = select(models.Instalment.contract_id).where(models.Instalment.budget_line_id == query.budget_line)
        wanted = wanted.where(models.Contract.id.in_(on_it))
    if query.covered is not None:
        wanted = wanted.where(models.Contract.id.in_(contracts_about(session, query.covered)))
    if query.kind is not None:
        wanted = wanted.where(models.Contract.kind == query.kind)
    rows = [row for row in _read(session, wanted).values() if _stands_so(row, query)]
    if query.need is None:
        return rows
    due = due_contracts(session)
    return [row for row in rows if _needs(row, query.need, due)]


def _stands_so(row: ContractRow, query: ContractQuery) -> bool:
    if query.state is not None:
        return row.state is query.state
    return query.past or query.need is not None or row.state is not ContractState.ENDED


def _needs(row: ContractRow, need: ContractNeed, due: Mapping[ContractNeed, Collection[int]]) -> bool:
    match need:
        case ContractNeed.DECIDE:
            return row.state is ContractState.TO_DECIDE
        case ContractNeed.MISSED:
            return row.now.is_missed
    return row.id in due[need]


def _holds(row: ContractRow, looked_for: Sequence[str]) -> bool:
    text = fold(f"{row.name} {row.supplier} {row.number} {row.notes}") if looked_for else ""
    return all(word in text for word in looked_for)


_ORDERS: dict[str, Callable[[ContractRow], Any]] = {
    "ends_on": lambda row: row.now.ends_on,
    "notice_by": lambda row: row.now.notice_by,
    "started_on": lambda row: row.contract.started_on,
    "months": lambda row: row.contract.months,
    "every": lambda row: row.contract.every_months,
    "price": lambda row: row.price.net,
    "yearly_net": lambda row: row.yearly.net,
    "yearly": lambda row: row.yearly.gross,
    "kind": lambda row: list(ContractKind).index(row.kind),
    "state": lambda row: list(ContractState).index(row.state),
    "renewal": lambda row: list(Renewal).index(row.contract.renewal),
}


def _sort_key(row: ContractRow, key: str) -> Any:
    """What a column is sorted by; None where it says nothing."""
    if key in _ORDERS:
        return _ORDERS[key](row)
    text = getattr(row, key)
    return natural_order(fold(text)) if text else None


def _read(session: Session, wanted: Select[*tuple[Any, ...]]) -> dict[int, ContractRow]:
    today, found = clock_of(session).today(), session.execute(wanted).all()
    steps = steps_of(session, [row.id for row, _supplier in found])
    return {row.id: _row(row, supplier, row.as_rule(steps[row.id]), today) for row, supplier in found}


def _row(row: models.Contract, supplier: str, contract: Contract, today: date) -> ContractRow:
    day = max(today, contract.started_on)
    price = Amounts(net_on(contract, day))
    said = (row.id, row.version, row.name, row.kind, row.supplier_id, supplier, row.number, contract)
    return ContractRow(*said, standing(contract, today), price, per_year(contract, day), row.notes)


_CONTRACTS: Select[*tuple[Any, ...]] = select(models.Contract, Supplier.name).join(
    Supplier, Supplier.id == models.Contract.supplier_id
)
