"""The moves behind a figure: "why this amount?"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from coorddesk.budget.models import BudgetLine, BudgetMove, FiscalYear
from coorddesk.budget.queries.opening import records_to_open
from coorddesk.budget.rules.situation import SIGNS, Figure
from coorddesk.budget.rules.words import MOVE_TITLES, MoveKind
from coorddesk.core.messages import Message, _
from coorddesk.core.records import Subject

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class MoveRow:
    """A move as it stands in the ledger; `share` is what it adds to the figure that was asked for, in cents.

    `opens` is the record to show for its document. A move `is_countered` once another takes it back.
    """

    id: int
    year: str
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
    opens: Subject
    commitment: Subject | None
    counter_of_id: int | None
    is_countered: bool
    words: str

    @property
    def title(self) -> Message:
        """What it is an amount of, and whether it takes another back."""
        title = MOVE_TITLES[self.kind]
        return title if self.counter_of_id is None else _("{kind}, taken back", kind=title)


def moves_behind(
    session: Session, figure: Figure, lines: Sequence[int], until: date | None = None
) -> Sequence[MoveRow]:
    """The moves that a figure of some lines is the sum of, up to a day, in the order of their days."""
    signs = SIGNS[figure]
    wanted = MOVES.where(BudgetMove.line_id.in_(lines), BudgetMove.kind.in_(signs))
    if until is not None:
        wanted = wanted.where(BudgetMove.day <= until)
    return read_moves(session, wanted.order_by(BudgetMove.day, BudgetMove.id), signs)


def read_moves(
    session: Session, wanted: Select[*tuple[Any, ...]], signs: Mapping[MoveKind, int] | None = None
) -> list[MoveRow]:
    """The rows of a statement made of MOVES, in its order; a kind counts with its sign."""
    rows = session.execute(wanted).all()
    opens = records_to_open(session, ((row.document_kind, row.document_id) for row in rows))
    return [
        _row(row, opens[row.document_kind, row.document_id], 1 if signs is None else signs[row.kind]) for row in rows
    ]


def _row(row: Any, opens: Subject, sign: int) -> MoveRow:
    commitment = None if row.commitment_id is None else (row.commitment_kind, row.commitment_id)
    return MoveRow(
        *(row.id, row.year, row.line_id, row.line, row.kind, row.cents, sign * row.cents, row.day, row.moment),
        *(row.actor, (row.document_kind, row.document_id), row.document_label, opens, commitment),
        *(row.counter_of_id, row.countered_by is not None, row.words),
    )


_COUNTER = aliased(BudgetMove)
MOVES: Select[*tuple[Any, ...]] = (
    select(
        BudgetMove.id,
        FiscalYear.name.label("year"),
        BudgetMove.line_id,
        (BudgetLine.code + " " + BudgetLine.label).label("line"),
        BudgetMove.kind,
        BudgetMove.cents,
        BudgetMove.day,
        BudgetMove.moment,
        BudgetMove.actor,
        BudgetMove.document_kind,
        BudgetMove.document_id,
        BudgetMove.document_label,
        BudgetMove.commitment_kind,
        BudgetMove.commitment_id,
        BudgetMove.counter_of_id,
        BudgetMove.words,
        _COUNTER.id.label("countered_by"),
    )
    .join(BudgetLine, BudgetLine.id == BudgetMove.line_id)
    .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
    .outerjoin(_COUNTER, _COUNTER.counter_of_id == BudgetMove.id)
)
"""What is read of a move, whichever are meant."""
