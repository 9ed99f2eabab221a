"""Sums of moves: every figure of a budget is one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetLine, BudgetMove
from coorddesk.budget.rules.situation import Figures, figures_of
from coorddesk.budget.rules.words import MoveKind

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_CENTS = func.sum(BudgetMove.cents)


def figures_of_year(session: Session, year_id: int, until: date | None = None) -> dict[int, Figures]:
    """The figures of every line of a year that has moves, by its id; those up to a day, that day included."""
    of_year = select(BudgetLine.id).where(BudgetLine.year_id == year_id)  # joined, SQLite would sort every move
    return _read(session, _sums(until).where(BudgetMove.line_id.in_(of_year)))


def figures_of_lines(session: Session, lines: Collection[int], until: date | None = None) -> dict[int, Figures]:
    """The figures of some lines that have moves, by their ids; those up to a day, that day included."""
    return _read(session, _sums(until).where(BudgetMove.line_id.in_(lines)))


def _sums(until: date | None = None) -> Select[int, MoveKind, int]:
    sums = select(BudgetMove.line_id, BudgetMove.kind, _CENTS).group_by(BudgetMove.line_id, BudgetMove.kind)
    return sums if until is None else sums.where(BudgetMove.day <= until)


def _read(session: Session, sums: Select[int, MoveKind, int]) -> dict[int, Figures]:
    kinds: defaultdict[int, dict[MoveKind, int]] = defaultdict(dict)
    for line_id, kind, cents in session.execute(sums):
        kinds[line_id][kind] = int(cents)  # PostgreSQL adds whole numbers up to decimals
    return {line_id: figures_of(found) for line_id, found in kinds.items()}
