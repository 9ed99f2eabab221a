"""What is still promised: commitments whose moves do not come to nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from coorddesk.budget.models import BudgetLine, BudgetMove
from coorddesk.budget.rules.ledger import COMMITMENTS
from coorddesk.budget.rules.words import MoveKind
from coorddesk.core.records import Subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class OpenCommitment:
    """What remains of a commitment on a line, in cents, and the paper on which it was first promised."""

    commitment: Subject
    line_id: int
    cents: int
    label: str
    kind: MoveKind = MoveKind.COMMITTED


def open_commitments(session: Session, year_id: int, kind: MoveKind = MoveKind.COMMITTED) -> Sequence[OpenCommitment]:
    """The commitments of a year that are open, or what is pre-committed, in the order in which they were promised."""
    of_year = select(BudgetLine.id).where(BudgetLine.year_id == year_id)
    return _open(session, BudgetMove.line_id.in_(of_year), BudgetMove.kind == kind)


def open_on_lines(session: Session, lines: Collection[int]) -> Sequence[OpenCommitment]:
    """What is committed and pre-committed on some lines, in the order in which it was promised."""
    return _open(session, BudgetMove.line_id.in_(lines), BudgetMove.kind.in_(COMMITMENTS))


def _open(session: Session, *claims: ColumnElement[bool]) -> list[OpenCommitment]:
    first = func.min(BudgetMove.id)
    of = (BudgetMove.commitment_kind, BudgetMove.commitment_id, BudgetMove.line_id, BudgetMove.kind)
    cents = func.sum(BudgetMove.cents)
    wanted = (
        select(*of, cents.label("cents"), first.label("first"))
        .where(*claims)
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
        OpenCommitment(
            (row.commitment_kind, row.commitment_id), row.line_id, int(row.cents), row.document_label, row.kind
        )
        for row in rows
    ]
