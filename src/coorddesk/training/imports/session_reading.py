"""The sessions that are there, as the rows of a sheet say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.training.models import SessionPartner, SessionSlot, SessionTrainer, TrainingSession
from coorddesk.training.rules.sessions import PartnerWish, TrainerWish
from coorddesk.training.rules.slots import SlotTimes, times_text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.directory.imports import PlaceLink
    from coorddesk.training.imports.given_by import GivenBy
    from coorddesk.training.imports.links import CourseLink


class StoredSessions:
    """Every session with its half-days, as the desk was when the import began."""

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        self._session = session
        by_id = select(TrainingSession).order_by(TrainingSession.id)
        self.rows: Mapping[int, TrainingSession] = {row.id: row for row in session.scalars(by_id)}
        self._times: dict[int, list[SlotTimes]] = defaultdict(list)
        for slot in session.scalars(select(SessionSlot).order_by(SessionSlot.day, SessionSlot.starts, SessionSlot.id)):
            self._times[slot.session_id].append(SlotTimes(slot.day, slot.starts, slot.ends))

    def times(self, session_id: int) -> list[SlotTimes]:
        """When a session is held."""
        return [*self._times[session_id]]

    @staticmethod
    def numbers(row: TrainingSession) -> dict[str, int | None]:
        """How many it takes."""
        return {"capacity": row.capacity, "overbooking": row.overbooking, "minimum": row.minimum}

    def told(
        self, courses: CourseLink, places: PlaceLink, given: GivenBy, *, together: bool
    ) -> Iterator[tuple[TrainingSession, dict[str, Any]]]:
        """The rows of each session; those of a day with several half-days `together` in one besides."""
        trainers, partners = self._parts(SessionTrainer), self._parts(SessionPartner)
        for row in self.rows.values():
            by = [TrainerWish(each.person_id, each.supplier_id, each.name) for each in trainers[row.id]]
            shared = [PartnerWish(each.supplier_id, each.name) for each in partners[row.id]]
            values = {
                **_values(row),
                "course": courses.names[row.course_id],
                "venue": None if row.place_id is None else places.names[row.place_id],
                "trainers": given.trainers_said(by) or None,
                "partners": given.partners_said(shared) or None,
            }
            yield from ((row, values | when) for when in self._days(row.id, together=together))

    def _days(self, session_id: int, *, together: bool) -> Iterator[dict[str, Any]]:
        times = self._times[session_id]
        if not times:
            yield {"day": None, "times": None}
        for each in times:
            yield {"day": each.day, "times": _said([each])}
        for day in dict.fromkeys(each.day for each in times) if together else ():
            of_day = [each for each in times if each.day == day]
            if len(of_day) > 1:
                yield {"day": day, "times": _said(of_day)}

    def _parts(self, kind: Any) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for each in self._session.scalars(select(kind).order_by(kind.position, kind.id)):
            found[each.session_id].append(each)
        return found


def _values(row: TrainingSession) -> dict[str, Any]:
    """What a session says by itself."""
    return {
        "reference": row.reference,
        "title": row.title,
        "mode": row.mode,
        "link": row.link or None,
        "capacity": row.capacity,
        "overbooking": row.overbooking,
        "minimum": row.minimum,
        "state": row.state,
        "reason": row.cancelled_reason or None,
        "notes": row.notes or None,
    }


def _said(times: Sequence[SlotTimes]) -> str:
    return times_text((each.starts, each.ends) for each in times)
