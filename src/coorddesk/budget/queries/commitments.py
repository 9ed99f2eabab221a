"""What is still promised: commitments whose moves do not come to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, BudgetMove
from coorddesk.budget.rules.words import MoveKind
from coorddesk.core.feature import Subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OpenCommitment:
    """What remains of a commitment on a line, in cents, and the paper on which it was first promised."""

    commitment: Subject
    line_id: int
    cents: int
    label: str


def open_commitments(session: Session, year_id: int, kind: MoveKind = MoveKind.COMMITTED) -> Sequence[OpenCommitment]:
    """The commitments of a year that are open, or what is pre-committed, in the order in which they were promised."""
    first = func.min(BudgetMove.id)
    of = (BudgetMove.commitment_kind, BudgetMove.commitment_id, BudgetMove.line_id)
    cents = func.sum(BudgetMove.cents)
    wanted = (
        select(*of, cents.label("cents"), first.label("first"))
        .join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
        .where(BudgetLine.year_id == year_id, BudgetMove.kind == kind)
        .group_by(*of)
        .having(cents != 0)
        .subquery()
    )
    rows = session.execute(
        select(wanted, BudgetMove.document_label)
        .join(BudgetMove, BudgetMove.id == wanted.c.first)
        .order_by(wanted.c.first)
    )
    return [
        OpenCommitment((row.commitment_kind, row.commitment_id), row.line_id, int(row.cents), row.document_label)
        for row in rows
    ]
