"""Ids in an order, for lists on screen and on paper: many at once, straight from the driver."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_AT_ONCE = 10_000


def ids_of(session: Session, *wanted: Select[int]) -> array[int]:
    """The ids that queries ask for, one query after the other."""
    ids = array("q")
    for query in wanted:
        for part in _parts(session, query):
            ids.extend(chain.from_iterable(part))
    return ids


def rows_of(session: Session, wanted: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows as the driver gives them; through SQLAlchemy, 100,000 take nearly three times as long."""
    return chain.from_iterable(_parts(session, wanted))


def _parts(session: Session, wanted: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """Thousands of rows at a time: a driver in Python hands them out faster than one by one."""
    with session.connection().execute(wanted) as result:
        cursor: Any = result.cursor
        while part := cursor.fetchmany(_AT_ONCE):
            yield part
