"""Contracts as the rules see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.purchasing import models
from coorddesk.purchasing.rules.contracts import Contract, ContractStep

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def contracts_as_rules(session: Session, ids: Collection[int] | None = None) -> dict[int, Contract]:
    """Contracts with their steps as the rules see them; all of them without `ids`."""
    wanted = select(models.Contract)
    found = session.scalars(wanted if ids is None else wanted.where(models.Contract.id.in_(ids))).all()
    steps = steps_of(session, [row.id for row in found])
    return {row.id: row.as_rule(steps[row.id]) for row in found}


def steps_of(session: Session, ids: Collection[int]) -> defaultdict[int, tuple[ContractStep, ...]]:
    """What happened to contracts, in the order in which it was written down."""
    found: defaultdict[int, tuple[ContractStep, ...]] = defaultdict(tuple)
    step = models.ContractStep
    for row in session.scalars(select(step).where(step.contract_id.in_(ids)).order_by(step.id)):
        found[row.contract_id] += (ContractStep(row.day, row.kind, row.months, row.net, row.rate),)
    return found


def rule_of(session: Session, contract_id: int) -> Contract:
    """A contract that is there, as the rules see it."""
    return contracts_as_rules(session, [contract_id])[contract_id]
