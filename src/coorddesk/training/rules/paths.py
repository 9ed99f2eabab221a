"""How far somebody is with a course of a programme, by the registrations they have in its sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from coorddesk.core.messages import Message, _n, _p


class Step(IntEnum):
    """How somebody stands in a course, the best first."""

    ATTENDED = 1
    REGISTERED = 2
    WAITING = 3
    TO_COME = 4


STEP_TITLES: dict[Step, Message] = {
    Step.ATTENDED: _p("path", "Attended"),
    Step.REGISTERED: _p("path", "Registered"),
    Step.WAITING: _p("path", "Waiting list"),
    Step.TO_COME: _p("path", "Still to come"),
}


@dataclass(frozen=True)
class Stride:
    """A registration in a session: when that begins, and to how many half-days somebody came so far."""

    day: date | None
    attended: int = 0
    is_to_come: bool = False
    is_waiting: bool = False

    @property
    def step(self) -> Step:
        """Who came to a half-day attended; who missed all of a session that is over has the course still to come."""
        if self.attended:
            return Step.ATTENDED
        if not self.is_to_come:
            return Step.TO_COME
        return Step.WAITING if self.is_waiting else Step.REGISTERED


def said_done(done: int, among: int) -> Message:
    """How many courses somebody attended of those there are."""
    return _n("{done} of {count} course", "{done} of {count} courses", among, done=done)
