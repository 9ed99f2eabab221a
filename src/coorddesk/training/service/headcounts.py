"""Counting people without naming them: for a whole session or a slot of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, _n
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.training.models import Headcount, SessionSlot, TrainingSession
from coorddesk.training.rules.headcounts import Count, trouble_with
from coorddesk.training.rules.states import lines
from coorddesk.training.rules.words import SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Headcount.__tablename__)
_UNSAID: dict[str, Any] = dict.fromkeys(("audience", "age_band", "gender", "status", "is_first_time"))


@dataclass(frozen=True)
class Counting:
    """How many came to a session, or to one slot of it, without being named; `count` None takes it back."""

    session_id: int
    slot_id: int | None
    count: Count | None


@allowed(*EDITORS)
def count_people(session: Session, wish: Counting) -> None:
    """Write down how many came; what was counted before for the same slot is replaced."""
    row = row_there(session, TrainingSession, wish.session_id)
    if row.state is SessionState.CANCELLED:
        raise UserError(_("“{title}” was cancelled: nobody came.", title=row.title))
    _refuse_other_slot(session, wish)
    if wish.count is not None and (troubles := trouble_with(wish.count)):
        raise UserError(lines(tuple(said for _field, said in troubles)), field=troubles[0][0])
    before = select(Headcount.id).where(
        Headcount.session_id == row.id, Headcount.slot_id.is_not_distinct_from(wish.slot_id)
    )
    delete_rows(session, _TABLE, list(session.scalars(before.order_by(Headcount.id))))
    if wish.count is not None:
        where = {"session_id": row.id, "slot_id": wish.slot_id}
        insert_rows(session, _TABLE, [where | _UNSAID | each for each in _rows(wish.count)])
    total = 0 if wish.count is None else wish.count.total
    deed = _n("Count {count} person at “{title}”", "Count {count} people at “{title}”", total, title=row.title)
    record(session, deed, (TrainingSession.__tablename__, row.id))


def _rows(count: Count) -> Iterator[dict[str, Any]]:
    """The total, of which nothing is said, then each split for itself."""
    yield {"count": count.total}
    splits = (
        ("audience", count.audiences),
        ("age_band", count.ages),
        ("gender", count.genders),
        ("status", count.occupations),
        ("is_first_time", {} if count.first_time is None else {True: count.first_time}),
    )
    for column, numbers in splits:
        yield from ({column: value, "count": number} for value, number in numbers.items() if number)


def _refuse_other_slot(session: Session, wish: Counting) -> None:
    """A session is counted as a whole or slot by slot; both would count people twice."""
    if wish.slot_id is not None:
        slot = session.get(SessionSlot, wish.slot_id)
        if slot is None or slot.session_id != wish.session_id:
            raise UserError(_("What was chosen here is no longer there. Choose again."), field="slot")
    other = Headcount.slot_id.is_not(None) if wish.slot_id is None else Headcount.slot_id.is_(None)
    if wish.count is not None and session.scalar(
        select(Headcount.id).where(Headcount.session_id == wish.session_id, other).limit(1)
    ):
        raise UserError(
            _("People were counted for the whole session or slot by slot already: take that back first."), field="slot"
        )
