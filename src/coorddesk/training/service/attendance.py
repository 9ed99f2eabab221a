"""Typing the signed sheet back: a whole session at once, with those who walked in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.training.models import Attendance, Registration, SessionSlot, TrainingSession
from coorddesk.training.rules.attendance import CAME
from coorddesk.training.rules.typing import Typed, over_slots, typed_before
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service.registering import Guest, walk_in
from coorddesk.training.service.waiting import settle_waiting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SESSION = TrainingSession.__tablename__


@dataclass(frozen=True)
class Cell:
    """What is typed of a registration in a half-day of these slots; None empties the cell."""

    registration_id: int
    slots: tuple[int, ...]
    said: Typed | None


@dataclass(frozen=True)
class WalkIn:
    """Somebody who came without being registered: a person, or a guest by name, and the half-days they came to."""

    who: int | Guest
    said: tuple[tuple[tuple[int, ...], Typed | None], ...] = ()


@dataclass(frozen=True)
class TypedSheet:
    """The sheet of a session as it was typed: the cells that are said, and who walked in."""

    session_id: int
    cells: tuple[Cell, ...] = ()
    walk_ins: tuple[WalkIn, ...] = ()


@allowed(*EDITORS)
def type_attendance(session: Session, wish: TypedSheet) -> int:
    """Write down who came; returns how many slots are said anew. What stands already keeps who typed it."""
    row = row_there(session, TrainingSession, wish.session_id)
    if row.state in {SessionState.CLOSED, SessionState.CANCELLED}:
        raise UserError(_("“{title}” is closed or cancelled: open it again to type its attendance.", title=row.title))
    came = [walk_in(session, row, each.who) for each in wish.walk_ins]
    cells = [*wish.cells]
    for person, each in zip(came, wish.walk_ins, strict=True):
        cells += [Cell(person.id, slots, said) for slots, said in each.said]
    changed = _write(session, row, cells)
    session.flush()
    if came:
        settle_waiting(session, row.id)
    if changed or came:
        people = [("person", each.person_id) for each in came if each.person_id is not None]
        registered = [(Registration.__tablename__, each.id) for each in came]
        record(
            session, _("Type the attendance of “{title}”", title=row.title), (_SESSION, row.id), *registered, *people
        )
    return changed


def _write(session: Session, row: TrainingSession, cells: Iterable[Cell]) -> int:
    days = _days(session, row.id)
    registered = {
        each.id: each for each in session.scalars(select(Registration).where(Registration.session_id == row.id))
    }
    typed = _typed(session, row.id)
    today, changed = clock_of(session).today(), 0
    for cell in cells:
        if cell.registration_id not in registered or not days.keys() >= {*cell.slots}:
            raise UserError(_("The people or the half-days of this session have changed. Open the sheet again."))
        for slot_id, said in zip(cell.slots, over_slots(cell.said, len(cell.slots)), strict=True):
            if said is not None and said.state in CAME and days[slot_id] > today:
                raise UserError(_("Nobody has come yet on {day}: only those excused can be typed.", day=days[slot_id]))
            changed += _put(session, typed.get((cell.registration_id, slot_id)), cell.registration_id, slot_id, said)
    return changed


def _put(session: Session, row: Attendance | None, registration_id: int, slot_id: int, said: Typed | None) -> bool:
    """Whether anything changed."""
    if (None if row is None else typed_before(row.state, row.minutes_late, row.reason)) == said:
        return False
    if said is None:
        session.delete(row)
        return True
    if row is None:
        row = Attendance(registration_id=registration_id, slot_id=slot_id)
        session.add(row)
    row.state, row.minutes_late, row.reason = said.state, said.minutes_late or None, said.reason
    row.typed_by, row.typed_at = actor_of(session).name, clock_of(session).now()
    return True


def _days(session: Session, session_id: int) -> dict[int, date]:
    """The day of each slot of a session."""
    wanted = select(SessionSlot.id, SessionSlot.day).where(SessionSlot.session_id == session_id)
    return dict(session.execute(wanted).all())


def _typed(session: Session, session_id: int) -> dict[tuple[int, int], Attendance]:
    wanted = select(Attendance).join(Registration, Registration.id == Attendance.registration_id)
    rows = session.scalars(wanted.where(Registration.session_id == session_id))
    return {(row.registration_id, row.slot_id): row for row in rows}
