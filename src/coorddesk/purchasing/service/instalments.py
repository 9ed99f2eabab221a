"""The verbs on instalments of contracts: committed on budget lines, changed, taken back, and following a contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.rules.ledger import Overspent
from coorddesk.budget.rules.words import Counting
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS, row_as_seen, row_there
from coorddesk.purchasing import models
from coorddesk.purchasing.models import Instalment, InstalmentChange, InvoiceLine
from coorddesk.purchasing.queries.contract_rules import contracts_as_rules, rule_of
from coorddesk.purchasing.queries.documents import documents_of
from coorddesk.purchasing.queries.meaning import Scope, meaning_of
from coorddesk.purchasing.rules import documents
from coorddesk.purchasing.rules.contracts import Contract
from coorddesk.purchasing.rules.documents import Documents
from coorddesk.purchasing.rules.instalments import Due, instalments_between
from coorddesk.purchasing.rules.remaining import remaining_instalment
from coorddesk.purchasing.service.parts import refuse_future
from coorddesk.purchasing.service.posting import settle

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CONTRACT = models.Contract.__tablename__


@dataclass(frozen=True)
class ToCommit:
    """An instalment, by its contract and its first day, and the budget line that it is to stand on.

    `net` is what its author saw that it costs, in cents excluding VAT: it is refused if that changed since.
    """

    contract_id: int
    first_day: date
    budget_line_id: int
    net: int | None = None


@dataclass(frozen=True)
class Committing:
    """Instalments of a fiscal year are committed on a day."""

    year_id: int
    day: date
    instalments: tuple[ToCommit, ...]


@dataclass(frozen=True)
class InstalmentDeed:
    """An instalment commits another amount from a day on, in cents excluding VAT; nothing gives back what is open.

    `version` is that of its contract.
    """

    id: int
    version: int
    net: int
    day: date
    words: str = ""


@dataclass(frozen=True)
class InstalmentRemoval:
    """An instalment that was committed wrongly, and the version of its contract that its author saw."""

    id: int
    version: int


@allowed(*EDITORS)
def commit_instalments(session: Session, wish: Committing) -> tuple[Overspent, ...]:
    """Commit instalments on budget lines of the year in which they are due; returns what to warn of."""
    refuse_future(session, wish.day)
    if not wish.instalments:
        raise UserError(_("Choose the instalments to commit."), field="instalments")
    year = row_there(session, FiscalYear, wish.year_id)
    dues = _dues(session, year, wish)
    said = {"day": wish.day, "moment": clock_of(session).now(), "actor": actor_of(session).name}
    rows = [_committed(each, dues[each.contract_id, each.first_day]) | said for each in wish.instalments]
    ids = tuple(insert_rows(session, table_named(Instalment.__tablename__), rows))
    scope = Scope(instalments=ids)
    overspent = settle(session, scope, meaning_of(session, Scope()))
    contracts = sorted({each.contract_id for each in wish.instalments})
    raise_versions(session, table_named(_CONTRACT), contracts)
    deed = _n("Commit {count} instalment of {year}", "Commit {count} instalments of {year}", len(rows), year=year.name)
    lines = dict.fromkeys(("budget_line", each.budget_line_id) for each in wish.instalments)
    record(session, deed, *((_CONTRACT, each) for each in contracts), *lines)
    return overspent


@allowed(*EDITORS)
def change_instalment(session: Session, wish: InstalmentDeed) -> tuple[Overspent, ...]:
    """Let an instalment commit another amount from a day on: no more than that is waited for."""
    row, contract = _seen(session, wish.id, wish.version)
    refuse_future(session, wish.day)
    if wish.net < 0:
        raise UserError(_("A price is not below zero."), field="net")
    latest = session.scalars(
        select(InstalmentChange.day)
        .where(InstalmentChange.instalment_id == row.id)
        .order_by(InstalmentChange.id.desc())
    ).first()
    if wish.day < max(row.day, latest or row.day):
        raise UserError(_("This is before what happened last."), field="day")
    overspent = _change(session, {row.id: wish.net}, {row.id: wish.day}, wish.words)
    raise_versions(session, table_named(_CONTRACT), [contract.id])
    record(session, _said_changed(wish.net, contract, row), (_CONTRACT, contract.id))
    return overspent


@allowed(*EDITORS)
def take_back_instalment(session: Session, wish: InstalmentRemoval) -> None:
    """Take back an instalment that should not have been committed; its moves are taken back in the ledger."""
    row, contract = _seen(session, wish.id, wish.version)
    if session.scalar(select(InvoiceLine.id).where(InvoiceLine.instalment_id == row.id).limit(1)) is not None:
        raise UserError(_("An invoice is about this instalment: take that back first, or change what is committed."))
    before, first_day = meaning_of(session, Scope(instalments=(row.id,))), row.first_day
    changes = select(InstalmentChange.id).where(InstalmentChange.instalment_id == row.id)
    delete_rows(session, table_named(InstalmentChange.__tablename__), list(session.scalars(changes)))
    delete_rows(session, table_named(Instalment.__tablename__), [row.id])
    settle(session, Scope(), before)
    raise_versions(session, table_named(_CONTRACT), [contract.id])
    deed = _("Take back the instalment of {day} of “{name}”", day=first_day, name=contract.name)
    record(session, deed, (_CONTRACT, contract.id))


@allowed(*EDITORS)
def follow(session: Session, contract_id: int, before: Contract) -> tuple[Overspent, ...]:
    """Let what was committed of a contract be as the contract is now rather than as it was `before`, from today on.

    An instalment that is no longer due commits nothing; one that was invoiced whole stays as it is, and so does one
    of which the contract says what it said before, whatever it was changed to since.
    """
    session.flush()
    of_it = select(Instalment.id, Instalment.first_day, Instalment.last_day)
    rows = session.execute(of_it.where(Instalment.contract_id == contract_id)).all()
    if not rows:
        return ()
    last = max(row.last_day for row in rows)
    old, new = _nets_by_day(before, last), _nets_by_day(rule_of(session, contract_id), last)
    days = {row.id: row.first_day for row in rows}
    there = documents_of(session, instalments=list(days))
    nets = {
        each.id: new.get(days[each.id], 0)
        for each in there.instalments
        if new.get(days[each.id], 0) != old.get(days[each.id], 0) and not _is_used_up(there, each)
    }
    today = clock_of(session).today()
    return _change(session, nets, dict.fromkeys(nets, today), "") if nets else ()


def _nets_by_day(contract: Contract, last: date) -> dict[date, int]:
    """The price of each instalment by its first day, up to those that end on `last`."""
    return {each.first_day: each.net for each in instalments_between(contract, contract.started_on, last)}


def _is_used_up(there: Documents, instalment: documents.Instalment) -> bool:
    """Whether something was invoiced of an instalment, and nothing is left."""
    is_invoiced = bool(there.invoiced_of_instalment(instalment.id))
    return is_invoiced and not remaining_instalment(there, instalment, Counting.GROSS)


def _change(session: Session, nets: Mapping[int, int], days: Mapping[int, date], words: str) -> tuple[Overspent, ...]:
    scope = Scope(instalments=tuple(nets))
    before = meaning_of(session, scope)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name, "words": tidy_lines(words)}
    rows = [{"instalment_id": each, "day": days[each], "net": net} | said for each, net in nets.items()]
    insert_rows(session, table_named(InstalmentChange.__tablename__), rows)
    return settle(session, scope, before)


def _dues(session: Session, year: FiscalYear, wish: Committing) -> dict[tuple[int, date], Due]:
    """The instalments that are due in a year; raises `UserError` for what is none, is committed, or has no line."""
    contracts = {each.contract_id for each in wish.instalments}
    rules = contracts_as_rules(session, contracts)
    dues = {
        (contract_id, due.first_day): due
        for contract_id, contract in rules.items()
        for due in instalments_between(contract, year.first_day, year.last_day)
    }
    taken = select(Instalment.contract_id, Instalment.first_day).where(Instalment.contract_id.in_(contracts))
    there = set(map(tuple, session.execute(taken)))
    keys = [(each.contract_id, each.first_day) for each in wish.instalments]
    if set(keys) & there or len(set(keys)) < len(keys):
        raise UserError(_("One of these instalments is committed already."), field="instalments")
    if set(keys) - dues.keys():
        raise UserError(_("One of these instalments is not due in {year}.", year=year.name), field="instalments")
    if any(each.net not in {None, dues[each.contract_id, each.first_day].net} for each in wish.instalments):
        raise UserError(_("Somebody changed the price of one of these meanwhile. Look again."), field="instalments")
    for each in wish.instalments:
        if row_there(session, BudgetLine, each.budget_line_id).year_id != year.id:
            raise UserError(_("Choose budget lines of {year}.", year=year.name), field="budget_line_id")
    return dues


def _committed(wish: ToCommit, due: Due) -> dict[str, object]:
    return {
        "contract_id": wish.contract_id,
        "first_day": due.first_day,
        "last_day": due.last_day,
        "due_on": due.due_on,
        "net": due.net,
        "vat_rate": due.vat_rate,
        "budget_line_id": wish.budget_line_id,
    }


def _seen(session: Session, instalment_id: int, version: int) -> tuple[Instalment, models.Contract]:
    row = session.get(Instalment, instalment_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return row, row_as_seen(session, models.Contract, row.contract_id, version)


def _said_changed(net: int, contract: models.Contract, row: Instalment) -> Message:
    if not net:
        return _("Give back the instalment of {day} of “{name}”", day=row.first_day, name=contract.name)
    return _("Change the instalment of {day} of “{name}”", day=row.first_day, name=contract.name)
