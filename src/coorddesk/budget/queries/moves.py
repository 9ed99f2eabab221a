"""The moves behind a figure: "why this amount?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetLine, BudgetMove
from coorddesk.budget.rules.situation import SIGNS, Figure
from coorddesk.budget.rules.words import MoveKind
from coorddesk.core.feature import Subject

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class MoveRow:
    """A move as it stands in the ledger; `share` is what it adds to the figure that was asked for, in cents."""

    id: int
    line_id: int
    line: str
    kind: MoveKind
    cents: int
    share: int
    day: date
    moment: datetime
    actor: str
    document: Subject
    label: str
    commitment: Subject | None
    counter_of_id: int | None
    words: str


def moves_behind(
    session: Session, figure: Figure, lines: Sequence[int], until: date | None = None
) -> Sequence[MoveRow]:
    """The moves that a figure of some lines is the sum of, up to a day, in the order of their days."""
    signs = SIGNS[figure]
    wanted = _moves().where(BudgetMove.line_id.in_(lines), BudgetMove.kind.in_(signs))
    if until is not None:
        wanted = wanted.where(BudgetMove.day <= until)
    return [_row(move, line, signs[move.kind]) for move, line in session.execute(wanted)]


def moves_of_document(session: Session, document: Subject) -> Sequence[MoveRow]:
    """All that a document wrote into the ledger."""
    wanted = _moves().where(BudgetMove.document_kind == document[0], BudgetMove.document_id == document[1])
    return [_row(move, line, 1) for move, line in session.execute(wanted)]


def _moves() -> Select[BudgetMove, str]:
    line = BudgetLine.code + " " + BudgetLine.label
    moves = select(BudgetMove, line).join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
    return moves.order_by(BudgetMove.day, BudgetMove.id)


def _row(move: BudgetMove, line: str, sign: int) -> MoveRow:
    of = move.commitment_kind, move.commitment_id
    return MoveRow(
        move.id,
        move.line_id,
        line,
        move.kind,
        move.cents,
        sign * move.cents,
        move.day,
        move.moment,
        move.actor,
        (move.document_kind, move.document_id),
        move.document_label,
        None if of[0] is None or of[1] is None else (of[0], of[1]),
        move.counter_of_id,
        move.words,
    )
