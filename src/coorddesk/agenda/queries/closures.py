"""The days on which the house is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.agenda.models import Closure
from coorddesk.agenda.rules import ClosureKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ClosureRow:
    """Days on which the house is closed."""

    id: int
    version: int
    kind: ClosureKind
    name: str
    first: date
    last: date
    uid: str | None

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


def closures(session: Session, *, since: date | None = None) -> tuple[ClosureRow, ...]:
    """Every closure that is not over on a day, the earliest first."""
    wanted = select(Closure).order_by(Closure.first, Closure.last, Closure.id)
    if since is not None:
        wanted = wanted.where(Closure.last >= since)
    return tuple(_row(each) for each in session.scalars(wanted))


def closure_row(session: Session, closure_id: int) -> ClosureRow | None:
    """One closure."""
    row = session.get(Closure, closure_id)
    return None if row is None else _row(row)


def _row(row: Closure) -> ClosureRow:
    return ClosureRow(row.id, row.version, row.kind, row.name, row.first, row.last, row.uid)
