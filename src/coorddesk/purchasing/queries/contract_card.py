"""A contract as its card tells it: how it stands, what happened to it, its instalments, and what it covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import FiscalYear
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message
from coorddesk.core.records import Subject
from coorddesk.purchasing import models
from coorddesk.purchasing.queries.contract_due import Committed, committed_instalments
from coorddesk.purchasing.queries.contracts import ContractRow, contract_row
from coorddesk.purchasing.queries.contracts_about import covered_by
from coorddesk.purchasing.rules.contract_words import ContractStepKind
from coorddesk.purchasing.rules.contracts import explained, months_on
from coorddesk.purchasing.rules.instalments import Due, Part, instalments_between, spread

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AHEAD_MONTHS = 12


@dataclass(frozen=True)
class StepRow:
    """What happened to a contract, who wrote it down, and in which words."""

    id: int
    day: date
    kind: ContractStepKind
    months: int | None
    net: int | None
    rate: int | None
    actor: str
    words: str


@dataclass(frozen=True)
class InstalmentRow:
    """An instalment that was committed, with its parts if it belongs to several years."""

    committed: Committed
    parts: Sequence[Part]


@dataclass(frozen=True)
class ContractCard:
    """All that the card of a contract says; `coming` are instalments of the next twelve months, not committed yet."""

    row: ContractRow
    steps: Sequence[StepRow]
    explained: Sequence[Message]
    instalments: Sequence[InstalmentRow]
    coming: Sequence[Due]
    covered: Sequence[Subject]


def contract_card(session: Session, contract_id: int) -> ContractCard | None:
    """A contract whole; None if it is no longer there."""
    row = contract_row(session, contract_id)
    if row is None:
        return None
    today = clock_of(session).today()
    committed = committed_instalments(session, [contract_id])
    return ContractCard(
        row,
        steps_written(session, contract_id),
        explained(row.contract, today),
        [InstalmentRow(each, _parts(session, each)) for each in committed],
        _coming(row, {each.first_day for each in committed}, today),
        covered_by(session, [contract_id])[contract_id],
    )


def steps_written(session: Session, contract_id: int) -> Sequence[StepRow]:
    """What happened to a contract, in the order in which it was written down."""
    step = models.ContractStep
    rows = session.scalars(select(step).where(step.contract_id == contract_id).order_by(step.id))
    return [StepRow(row.id, row.day, row.kind, row.months, row.net, row.rate, row.actor, row.words) for row in rows]


def _coming(row: ContractRow, there: set[date], today: date) -> list[Due]:
    until = months_on(today, _AHEAD_MONTHS) or date.max
    return [each for each in instalments_between(row.contract, today, until) if each.first_day not in there]


def _parts(session: Session, each: Committed) -> Sequence[Part]:
    starts = session.scalars(select(FiscalYear.first_day).order_by(FiscalYear.first_day)).all()
    return spread(each.amount, each.first_day, each.last_day, starts)
