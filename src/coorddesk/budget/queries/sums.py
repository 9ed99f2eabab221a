"""Sums of moves: every figure of a budget is one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, String, bindparam, func, select, type_coerce

from coorddesk.budget.models import BudgetLine, BudgetMove
from coorddesk.budget.rules.situation import Figures, figures_of
from coorddesk.core.asking import asked

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def figures_of_year(session: Session, year_id: int, until: date | None = None) -> dict[int, Figures]:
    """The figures of every line of a year that has moves, by its id; those up to a day, that day included."""
    return _asked(session, _OF_YEAR, until, year=year_id)


def figures_of_lines(session: Session, lines: Collection[int], until: date | None = None) -> dict[int, Figures]:
    """The figures of some lines that have moves, by their ids; those up to a day, that day included."""
    return _asked(session, _OF_LINES, until, lines=list(lines))


def _asked(
    session: Session, sums: Select[*tuple[Any, ...]], until: date | None, **values: object
) -> dict[int, Figures]:
    rows = asked(session, sums, **values) if until is None else asked(session, _UNTIL[sums], until=until, **values)
    kinds: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for line_id, kind, cents in rows:
        kinds[line_id][kind] = int(cents)  # PostgreSQL adds whole numbers up to decimals
    return {line_id: figures_of(found) for line_id, found in kinds.items()}


_SUMS: Select[*tuple[Any, ...]] = select(
    BudgetMove.line_id, type_coerce(BudgetMove.kind, String), func.sum(BudgetMove.cents)
).group_by(BudgetMove.line_id, BudgetMove.kind)
"""Kinds as the text that they are: to make words of hundreds of them would take longer than the database takes."""
_LINES_OF_YEAR = select(BudgetLine.id).where(BudgetLine.year_id == bindparam("year"))
_OF_YEAR = _SUMS.where(BudgetMove.line_id.in_(_LINES_OF_YEAR))  # joined, SQLite would sort every move
_OF_LINES = _SUMS.where(BudgetMove.line_id.in_(bindparam("lines", expanding=True)))
_UNTIL = {each: each.where(BudgetMove.day <= bindparam("until")) for each in (_OF_YEAR, _OF_LINES)}
"""The same up to a day: to compare the days of all moves with the last of days costs a third of adding them up."""
