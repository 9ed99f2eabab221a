"""The decisions of a year: what was voted, amended, transferred and carried forward, line by line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.budget.models import BudgetDecision, BudgetLine, BudgetMove
from coorddesk.budget.rules.words import CREDITS, DecisionKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DECISION = BudgetDecision.__tablename__


@dataclass(frozen=True)
class DecidedPart:
    """What a decision gave to a line, or took from it, in cents; taken back, it is no longer so."""

    line_id: int
    line: str
    cents: int
    is_taken_back: bool


@dataclass(frozen=True)
class DecisionRow:
    """A decision with its parts in the order of the lines."""

    id: int
    year_id: int
    kind: DecisionKind
    label: str
    day: date
    words: str
    moment: datetime
    actor: str
    parts: tuple[DecidedPart, ...]

    @property
    def cents(self) -> int:
        """What it comes to in all, as far as it stands; a transfer comes to nothing."""
        return sum(each.cents for each in self._standing)

    @property
    def is_taken_back(self) -> bool:
        """Whether nothing of it stands any more."""
        return bool(self.parts) and not self._standing

    @property
    def _standing(self) -> list[DecidedPart]:
        return [each for each in self.parts if not each.is_taken_back]


def decisions(session: Session, year_id: int) -> Sequence[DecisionRow]:
    """Every decision of a year in the order of their days, the first one first; two statements."""
    rows = select(BudgetDecision).where(BudgetDecision.year_id == year_id)
    return _read(session, session.scalars(rows.order_by(BudgetDecision.day, BudgetDecision.id)).all())


def decision(session: Session, decision_id: int) -> DecisionRow | None:
    """One decision; None if it is no longer there."""
    return next(iter(_read(session, session.scalars(select(BudgetDecision).filter_by(id=decision_id)).all())), None)


def _read(session: Session, rows: Sequence[BudgetDecision]) -> list[DecisionRow]:
    parts = _parts(session, [row.id for row in rows])
    return [
        DecisionRow(
            *(row.id, row.year_id, row.kind, row.label, row.day, row.words, row.moment, row.actor),
            tuple(parts[row.id]),
        )
        for row in rows
    ]


def _parts(session: Session, ids: Iterable[int]) -> dict[int, list[DecidedPart]]:
    """The credits that decisions moved, without those of other documents that carried them forward."""
    line = BudgetLine.code + " " + BudgetLine.label
    wanted = (
        select(
            BudgetMove.id, BudgetMove.document_id, BudgetMove.line_id, line, BudgetMove.cents, BudgetMove.counter_of_id
        )
        .join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
        .where(
            BudgetMove.document_kind == _DECISION,
            BudgetMove.document_id.in_(list(ids)),
            BudgetMove.kind.in_(CREDITS),
        )
        .order_by(BudgetLine.position, BudgetMove.id)
    )
    rows = session.execute(wanted).all()
    countered = {row.counter_of_id for row in rows}
    parts: defaultdict[int, list[DecidedPart]] = defaultdict(list)
    for move_id, decision_id, line_id, name, cents, counter_of in rows:
        if counter_of is None:
            parts[decision_id].append(DecidedPart(line_id, name, cents, move_id in countered))
    return parts
