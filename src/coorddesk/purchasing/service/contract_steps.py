"""What happens to a contract: it is renewed, terminated, given another price, and what was said is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.rules.ledger import Overspent
from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy_lines
from coorddesk.core.versions import raise_versions
from coorddesk.directory.service import EDITORS, row_as_seen
from coorddesk.purchasing.models import Contract, ContractStep
from coorddesk.purchasing.queries.contract_rules import rule_of
from coorddesk.purchasing.rules import contracts as rules
from coorddesk.purchasing.rules.contract_words import ContractStepKind, Renewal
from coorddesk.purchasing.service.instalments import follow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CONTRACT = Contract.__tablename__
_MOST = 100_000
"""In hundredths of a percent: what rises more than tenfold is a slip of the finger."""


@dataclass(frozen=True)
class ContractDeed:
    """What happens to a contract: `day` is the first of the new term or price, or its last day of all.

    `months` is how long the new term is if not as the others, `net` a new price in cents excluding VAT, `rate` by how
    much it rises or falls in hundredths of a percent.
    """

    id: int
    version: int
    kind: ContractStepKind
    day: date
    months: int | None = None
    net: int | None = None
    rate: int | None = None
    words: str = ""


@dataclass(frozen=True)
class StepRemoval:
    """The last that was said of a contract is taken back, and the version its author saw."""

    id: int
    version: int


@allowed(*EDITORS)
def step_contract(session: Session, wish: ContractDeed) -> tuple[Overspent, ...]:
    """Renew, terminate, reprice or index a contract; what is committed follows. Returns what to warn of."""
    row = row_as_seen(session, Contract, wish.id, wish.version)
    before = rule_of(session, row.id)
    _refuse_wrong(before, wish)
    said = {"moment": clock_of(session).now(), "actor": actor_of(session).name, "words": tidy_lines(wish.words)}
    values = {"months": wish.months, "net": wish.net, "rate": wish.rate}
    session.add(ContractStep(contract_id=row.id, kind=wish.kind, day=wish.day, **values, **said))
    overspent = follow(session, row.id, before)
    raise_versions(session, table_named(_CONTRACT), [row.id])
    record(session, _STEPS[wish.kind](row.name, wish.day), (_CONTRACT, row.id), ("supplier", row.supplier_id))
    return overspent


@allowed(*EDITORS)
def take_back_step(session: Session, wish: StepRemoval) -> tuple[Overspent, ...]:
    """Take back the last that was said of a contract; what is committed follows."""
    row = row_as_seen(session, Contract, wish.id, wish.version)
    last = select(ContractStep).where(ContractStep.contract_id == row.id).order_by(ContractStep.id.desc())
    step = session.scalars(last).first()
    if step is None:
        raise UserError(_("Nothing happened to this contract yet."))
    day, before = step.day, rule_of(session, row.id)
    session.delete(step)
    overspent = follow(session, row.id, before)
    raise_versions(session, table_named(_CONTRACT), [row.id])
    deed = _("Take back what was said of “{name}” from {day} on", name=row.name, day=day)
    record(session, deed, (_CONTRACT, row.id), ("supplier", row.supplier_id))
    return overspent


def _refuse_wrong(contract: rules.Contract, wish: ContractDeed) -> None:
    if contract.terminated_on is not None:
        refusal = _("This contract was terminated for {day}. Take that back first.", day=contract.terminated_on)
        raise UserError(refusal)
    if wish.day < contract.started_on:
        raise UserError(_("This is before the contract begins."), field="day")
    if wish.kind is ContractStepKind.RENEWED:
        _refuse_renewal(contract, wish)
    if wish.kind is ContractStepKind.TERMINATED and contract.renewal is not Renewal.TACIT:
        last = rules.last_day_of(contract)
        if last is not None and wish.day > last:
            raise UserError(_("This contract ends by itself on {day}.", day=last), field="day")
    if wish.kind is ContractStepKind.REPRICED and (wish.net is None or wish.net < 0):
        raise UserError(_("Say the new price of an instalment."), field="net")
    if wish.kind is ContractStepKind.INDEXED and (not wish.rate or not -10_000 <= wish.rate <= _MOST):
        raise UserError(_("Say by how much the price rises or falls."), field="rate")


def _refuse_renewal(contract: rules.Contract, wish: ContractDeed) -> None:
    if contract.renewal is Renewal.NONE:
        raise UserError(_("This contract is not renewed: change that, or write a new one."))
    if wish.months is not None and not 0 < wish.months <= rules.LONGEST:
        refusal = _("Write a whole number from {least} to {most}.", least=1, most=rules.LONGEST)
        raise UserError(refusal, field="months")
    term = rules.term_on(contract, wish.day - timedelta(days=1))
    follows = term.last + timedelta(days=1)
    if wish.day != follows:
        refusal = _("A new term begins when the one before is over: on {day}.", day=follows)
        raise UserError(refusal, field="day")
    if any(step.kind is ContractStepKind.RENEWED and step.day == wish.day for step in contract.steps):
        raise UserError(_("This renewal is written down already."), field="day")


def _renewed(name: str, day: date) -> Message:
    return _("Renew the contract “{name}” from {day} on", name=name, day=day)


def _terminated(name: str, day: date) -> Message:
    return _("Terminate the contract “{name}” for {day}", name=name, day=day)


def _repriced(name: str, day: date) -> Message:
    return _("New price of the contract “{name}” from {day} on", name=name, day=day)


_STEPS = {
    ContractStepKind.RENEWED: _renewed,
    ContractStepKind.TERMINATED: _terminated,
    ContractStepKind.REPRICED: _repriced,
    ContractStepKind.INDEXED: _repriced,
}
