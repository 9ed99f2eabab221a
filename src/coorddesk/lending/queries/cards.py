"""A loan's card: everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.lending.queries.rows import LoanRow, loan_row
from coorddesk.lending.queries.things import LineRow, WishRow, lines_of, wishes_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LoanCard:
    """A loan with its things, and what it asked for when it was reserved."""

    row: LoanRow
    lines: tuple[LineRow, ...]
    wishes: tuple[WishRow, ...]

    @property
    def open_lines(self) -> tuple[LineRow, ...]:
        """What is not back."""
        return tuple(line for line in self.lines if line.back_at is None)


def loan_card(session: Session, loan_id: int) -> LoanCard | None:
    """One loan with everything; None if it is not there."""
    row = loan_row(session, loan_id)
    if row is None:
        return None
    lines, wishes = lines_of(session, [loan_id]), wishes_of(session, [loan_id])
    return LoanCard(row, lines.get(loan_id, ()), wishes.get(loan_id, ()))
