"""Ids in an order, for lists on screen and on paper: many at once, straight from the driver."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def ids_of(session: Session, *wanted: Select[int]) -> array[int]:
    """The ids that queries ask for, one query after the other."""
    ids = array("q")
    for query in wanted:
        ids.extend(chain.from_iterable(rows_of(session, query)))
    return ids


def rows_of(session: Session, wanted: Select[Any]) -> Iterable[tuple[Any, ...]]:
    """Rows as the driver gives them; through SQLAlchemy, 100,000 take nearly three times as long."""
    with session.connection().execute(wanted) as result:
        rows: Any = result.cursor
        yield from rows
