"""What every paper about a stocktake begins with: which one is meant, and its lines in an order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.stocktaking.queries import (
    LineQuery,
    LineRow,
    StocktakeRow,
    line_ids,
    line_page,
    stocktake,
    stocktake_ids,
)
from coorddesk.stocktaking.rules import LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

Choice = Sequence[int] | None
"""The stocktakes that were selected; None is the latest."""

CODE_WIDTH = 24
"""Millimetres of the code that leads a signed paper back to its stocktake."""

_READ_AT_ONCE = 5000


def choose(subject: Subject) -> Sequence[int] | None:
    """A stocktake by its card."""
    return (subject[1],) if subject[0] == "stocktake" else None


def meant(session: Session, choice: Choice) -> list[StocktakeRow]:
    """The stocktakes that are meant and still there."""
    ids = list(stocktake_ids(session)[:1]) if choice is None else choice
    rows = (stocktake(session, stocktake_id) for stocktake_id in ids)
    return [row for row in rows if row is not None]


def lines_of(
    session: Session, stocktake_id: int, states: Collection[LineState] = (), sort: str = "place"
) -> list[LineRow]:
    """The lines of a stocktake in these states, or all."""
    return list(_rows(session, line_ids(session, LineQuery(stocktake_id, states=frozenset(states), sort=sort))))


def things(count: int) -> Message:
    """So many things."""
    return _n("{count} thing", "{count} things", count)


def _rows(session: Session, ids: Sequence[int]) -> Iterator[LineRow]:
    for start in range(0, len(ids), _READ_AT_ONCE):
        part = ids[start : start + _READ_AT_ONCE]
        page = line_page(session, part)
        yield from (page[line_id] for line_id in part)
