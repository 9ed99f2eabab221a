"""The places of sessions while a sheet is taken in: given out in its order, then the waiting list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.training.models import TrainingSession
from coorddesk.training.queries.registrations import places_of
from coorddesk.training.rules.words import COMING, RegistrationState
from coorddesk.training.service.waiting import last_position

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class PlaceKeeper:
    """How many places each session has left, row after row."""

    def __init__(self, session: Session) -> None:
        """Begin with what the desk has, session by session as they come."""
        self._session = session
        self._free: dict[int, int | None] = {}
        self._last: dict[int, int] = {}

    def take(self, session_id: int, wanted: str | None) -> RegistrationState | None:
        """How the next one stands; None where a sheet says that they have a place, and none is left.

        A session that was held has room for everybody who is said to have been there.
        """
        if wanted not in {None, RegistrationState.REGISTERED}:
            return RegistrationState(wanted)
        if session_id not in self._free:
            self._free[session_id] = self._free_at_first(session_id)
        free = self._free[session_id]
        if free is None:
            return RegistrationState.REGISTERED
        if free > 0:
            self._free[session_id] = free - 1
            return RegistrationState.REGISTERED
        return RegistrationState.WAITING if wanted is None else None

    def next_position(self, session_id: int) -> int:
        """The next number on a waiting list."""
        if session_id not in self._last:
            self._last[session_id] = last_position(self._session, session_id)
        self._last[session_id] += 1
        return self._last[session_id]

    def _free_at_first(self, session_id: int) -> int | None:
        """Those that nobody has or waits for; None if it takes everybody."""
        if self._session.get_one(TrainingSession, session_id).state not in COMING:
            return None
        places = places_of(self._session, [session_id])[session_id]
        return None if places.left is None else max(0, places.left - (places.waiting - places.offered))
