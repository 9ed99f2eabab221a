"""Truths about counting what is there: what a scan means for a line, and who counted when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _p

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_PAUSE = timedelta(hours=1)
"""Who counts again after a longer one sits down anew."""


class LineState(StrEnum):
    """How a line of a stocktake stands."""

    EXPECTED = "expected"
    FOUND = "found"
    MISPLACED = "misplaced"
    MISSING = "missing"
    UNKNOWN = "unknown"


COUNTED = frozenset({LineState.FOUND, LineState.MISPLACED, LineState.UNKNOWN})
"""Of what somebody has had in their hands."""

LINE_STATE_TITLES: dict[LineState, Message] = {
    LineState.EXPECTED: _p("stocktake line", "To find"),
    LineState.FOUND: _p("stocktake line", "Found"),
    LineState.MISPLACED: _p("stocktake line", "Misplaced"),
    LineState.MISSING: _p("stocktake line", "Missing"),
    LineState.UNKNOWN: _p("stocktake line", "Unknown"),
}


class Correction(StrEnum):
    """What was put right on a device because of its line."""

    MOVED = "moved"
    TAKEN_BACK = "taken_back"
    SET_ASIDE = "set_aside"


CORRECTION_TITLES: dict[Correction, Message] = {
    Correction.MOVED: _p("stocktake correction", "Moved here"),
    Correction.TAKEN_BACK: _p("stocktake correction", "Moved here, taken back"),
    Correction.SET_ASIDE: _p("stocktake correction", "Status changed"),
}


class Verdict(StrEnum):
    """What a scan comes to.

    Of what was counted already, `again` is in the same place, `elsewhere` in another one. `room` is the label of a
    place, `other` the code of what is neither device nor place.
    """

    FOUND = "found"
    MISPLACED = "misplaced"
    UNKNOWN = "unknown"
    AGAIN = "again"
    ELSEWHERE = "elsewhere"
    ROOM = "room"
    OTHER = "other"


@dataclass(frozen=True)
class Standing:
    """What is known of a device or an unknown thing before it is scanned.

    `state` is that of its line, None without one; `places` are where it may rightly be: where it was expected when the
    list was frozen, and where it stands on record by now. `counted_in` is where it was counted already.
    """

    state: LineState | None
    places: frozenset[int | None] = frozenset()
    counted_in: int | None = None


def verdict(standing: Standing, room: int | None, *, is_device: bool) -> Verdict:
    """What the scan of a thing in a room comes to; without a room, whatever is known is where it ought to be."""
    if standing.state in COUNTED:
        return Verdict.AGAIN if room in {None, standing.counted_in} else Verdict.ELSEWHERE
    if not is_device:
        return Verdict.UNKNOWN
    return Verdict.FOUND if room is None or room in standing.places else Verdict.MISPLACED


STATE_OF: dict[Verdict, LineState] = {
    Verdict.FOUND: LineState.FOUND,
    Verdict.MISPLACED: LineState.MISPLACED,
    Verdict.UNKNOWN: LineState.UNKNOWN,
}
"""How a line stands once it was counted."""


@dataclass(frozen=True)
class Sitting:
    """Somebody counting without a longer pause: from the first scan to the last (UTC), and how many."""

    actor: str
    began: datetime
    ended: datetime
    scans: int


def sittings(scans: Iterable[tuple[datetime, str]]) -> tuple[Sitting, ...]:
    """Who sat down to count when, told by the moment and author of each scan; two people count at the same time."""
    done: list[Sitting] = []
    going: dict[str, Sitting] = {}
    for moment, actor in sorted(scans):
        last = going.get(actor)
        if last is not None and moment - last.ended <= LONGEST_PAUSE:
            going[actor] = Sitting(actor, last.began, moment, last.scans + 1)
            continue
        if last is not None:
            done.append(last)
        going[actor] = Sitting(actor, moment, moment, 1)
    return tuple(sorted((*done, *going.values()), key=lambda each: (each.began, each.actor)))


@dataclass(frozen=True)
class Counts:
    """How many lines stand how; what is unknown was never expected."""

    to_find: int = 0
    found: int = 0
    misplaced: int = 0
    missing: int = 0
    unknown: int = 0

    @property
    def counted(self) -> int:
        """Devices that turned up."""
        return self.found + self.misplaced

    @property
    def devices(self) -> int:
        """All that is known and on the list by now."""
        return self.counted + self.to_find + self.missing

    @property
    def percent(self) -> int:
        """How far the counting is: what is found, misplaced or given up, of all; full only at the very end."""
        return 100 if not self.devices else 100 * (self.devices - self.to_find) // self.devices


COUNT_FIELDS: dict[LineState, str] = {
    LineState.EXPECTED: "to_find",
    LineState.FOUND: "found",
    LineState.MISPLACED: "misplaced",
    LineState.MISSING: "missing",
    LineState.UNKNOWN: "unknown",
}
"""The field of `Counts` of each state."""
