"""What the verbs of purchasing share: lines of a document written anew, references drawn, days that can be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.numbers import draw
from coorddesk.directory.service import EDITORS
from coorddesk.purchasing.models import PurchaseOrder, PurchaseRequest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.orm import Base


@allowed(*EDITORS)
def drawn(session: Session, kind: type[PurchaseRequest | PurchaseOrder], letters: str, day: date) -> str:
    """The next reference of its year that nothing has yet: "BC-2026-001"."""
    series = f"{letters}-{day.year}"
    while True:
        reference = f"{series}-{draw(session, series):03}"
        if session.scalar(select(kind.id).where(kind.reference == reference)) is None:
            return reference


@allowed(*EDITORS)
def refuse_future(session: Session, day: date) -> None:
    """Refuse to write down today what is still to come."""
    if day > clock_of(session).today():
        raise UserError(_("This day is still to come. Write it down once it was."), field="day")


@allowed(*EDITORS)
def write_lines(
    session: Session, kind: type[Base], owner: tuple[str, int], rows: Sequence[tuple[int | None, dict[str, Any]]]
) -> bool:
    """Let a document have these lines, in this order: (id of one that it has already or None, its columns).

    Returns whether anything changed.
    """
    table, (column, owner_id) = table_named(kind.__tablename__), owner
    theirs = {row.id: row for row in session.execute(select(table).where(table.c[column] == owner_id))}
    placed = [(of, {**values, "position": position}) for position, (of, values) in enumerate(rows)]
    new = [{**values, column: owner_id} for of, values in placed if of not in theirs]
    edited = [
        (of, values)
        for of, values in placed
        if of in theirs and any(getattr(theirs[of], key) != value for key, value in values.items())
    ]
    gone = sorted(theirs.keys() - {of for of, _values in placed})
    delete_rows(session, table, gone)
    update_rows(session, table, [(of, values) for of, values in edited if of is not None])
    insert_rows(session, table, new)
    return bool(gone or edited or new)
