"""What the records of the budget are called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import Account, BudgetDecision, BudgetLine, FiscalYear, FundingSource

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NAMES = {
    FiscalYear.__tablename__: (FiscalYear.id, FiscalYear.name),
    FundingSource.__tablename__: (FundingSource.id, FundingSource.name),
    BudgetDecision.__tablename__: (BudgetDecision.id, BudgetDecision.label),
    BudgetLine.__tablename__: (BudgetLine.id, BudgetLine.code + " " + BudgetLine.label),
    Account.__tablename__: (Account.id, Account.number + " " + Account.label),
}


def names(session: Session, kind: str, ids: Collection[int]) -> Mapping[int, str]:
    """What years, lines, accounts, funding sources and decisions are called."""
    if kind not in _NAMES:
        return {}
    row_id, name = _NAMES[kind]
    return dict(session.execute(select(row_id, name).where(row_id.in_(ids))).all())
