"""Who came to what, slot by slot, and what it comes to over the half-days at which they were expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.clock import clock_of
from coorddesk.training.models import Attendance, Registration, SessionSlot
from coorddesk.training.queries.papers import HalfDayOn, Participant, session_papers
from coorddesk.training.rules.attendance import Came, HalfDay, Slot, Tally, expected_slots, first_attended, tally
from coorddesk.training.rules.capacity import WALKED_IN
from coorddesk.training.rules.typing import Typed, of_slots, typed_before

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class GridCell:
    """What is typed of somebody in a half-day, by whom and when."""

    said: Typed
    typed_by: str
    typed_at: datetime


@dataclass(frozen=True)
class Grid:
    """The sheet of a session to type back: its half-days, its people in the order of the printed rows, and its cells.

    A cell is found by the id of the registration and the place of the half-day, 0 first.
    """

    session_id: int
    reference: str
    title: str
    half_days: tuple[HalfDayOn, ...]
    people: tuple[Participant, ...]
    cells: Mapping[tuple[int, int], GridCell]

    @property
    def missing(self) -> int:
        """How many cells are empty."""
        return len(self.half_days) * len(self.people) - len(self.cells)


def grid(session: Session, session_id: int) -> Grid | None:
    """The sheet of a session as it is typed so far; None if the session is no longer there."""
    papers = next(iter(session_papers(session, [session_id])), None)
    if papers is None:
        return None
    rows = select(Attendance).join(Registration, Registration.id == Attendance.registration_id)
    typed = {
        (row.registration_id, row.slot_id): row
        for row in session.scalars(rows.where(Registration.session_id == session_id))
    }
    cells: dict[tuple[int, int], GridCell] = {}
    for place, half_day in enumerate(papers.half_days):
        for each in papers.people:
            there = [typed.get((each.registration, slot_id)) for slot_id in half_day.slots]
            said = of_slots(
                [None if row is None else typed_before(row.state, row.minutes_late, row.reason) for row in there]
            )
            if said is not None:
                latest = max((row for row in there if row is not None), key=lambda row: row.typed_at)
                cells[each.registration, place] = GridCell(said, latest.typed_by, latest.typed_at)
    return Grid(session_id, papers.reference, papers.title, papers.half_days, papers.people, cells)


def tallies(session: Session, registration_ids: Collection[int]) -> Mapping[int, Tally]:
    """What registrations come to, by their ids."""
    wanted = select(
        Registration.id, Registration.session_id, Registration.state, Registration.origin, Registration.withdrawn_at
    )
    rows = session.execute(wanted.where(Registration.id.in_(registration_ids))).all()
    slots = _slots(session, {row.session_id for row in rows})
    came = _came(session, registration_ids)
    local = clock_of(session).local
    found = {}
    for row in rows:
        own, there = slots[row.session_id], came[row.id]
        since = first_attended(own, there) if row.origin == WALKED_IN else None
        left_on = None if row.withdrawn_at is None else local(row.withdrawn_at).date()
        found[row.id] = tally(expected_slots(own, row.state, left_on=left_on, since=since), there)
    return found


def _slots(session: Session, session_ids: Collection[int]) -> dict[int, list[Slot]]:
    length = SessionSlot.ends - SessionSlot.starts
    wanted = select(SessionSlot.session_id, SessionSlot.id, SessionSlot.day, SessionSlot.half, length)
    wanted = wanted.where(SessionSlot.session_id.in_(session_ids))
    found: dict[int, list[Slot]] = defaultdict(list)
    in_order = wanted.order_by(SessionSlot.day, SessionSlot.starts, SessionSlot.id)
    for session_id, slot_id, day, half, minutes in session.execute(in_order):
        found[session_id].append(Slot(slot_id, HalfDay(day, half), minutes))
    return found


def _came(session: Session, registration_ids: Collection[int]) -> dict[int, dict[int, Came]]:
    wanted = select(Attendance.registration_id, Attendance.slot_id, Attendance.state, Attendance.minutes_late)
    found: dict[int, dict[int, Came]] = defaultdict(dict)
    for registration_id, slot_id, state, late in session.execute(
        wanted.where(Attendance.registration_id.in_(registration_ids))
    ):
        found[registration_id][slot_id] = Came(state, late or 0)
    return found
