"""Numbers for documents: each is drawn once, gaps are allowed, and undoing what it was drawn for does not return it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, insert, update

from coorddesk.core.desk_tables import DrawnNumber

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def draw(session: Session, series: str, *, above: int = 0) -> int:
    """The next number of a series ("order 2026"), from 1 on and higher than `above`.

    Two programs never draw the same, as writes are serial.
    """
    connection = session.connection()
    last = case((DrawnNumber.last > above, DrawnNumber.last), else_=above)
    next_one = update(DrawnNumber).where(DrawnNumber.series == series).values(last=last + 1)
    drawn: int | None = connection.scalar(next_one.returning(DrawnNumber.last))
    if drawn is not None:
        return drawn
    connection.execute(insert(DrawnNumber).values(series=series, last=above + 1))
    return above + 1
