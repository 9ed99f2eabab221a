"""What the keys of the attendance grid mean: a cell is typed, or a whole half-day is said with those who are missing.

P is present; R or L late, with minutes behind it ("R15"); E excused, with the reason behind it ("E dentist"); A absent.
A whole half-day is typed as "all present except": "3, 7 R15, 9-10 E dentist" by the numbers of the printed rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.training.rules.words import AttendanceState

MOST_MINUTES = 600
"""Of lateness: nobody comes ten hours late to a half-day."""

_KEYS = {
    "P": AttendanceState.PRESENT,
    "R": AttendanceState.LATE,
    "L": AttendanceState.LATE,
    "E": AttendanceState.EXCUSED,
    "A": AttendanceState.ABSENT,
}
_CELL = re.compile(r"([A-Za-z])\s*(.*)", re.DOTALL)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min(?:utes?)?\.?|m|['’′])?", re.ASCII | re.IGNORECASE)
_EXCEPTION = re.compile(r"(\d{1,4})(?:\s*(?:-|–|à|to)\s*(\d{1,4}))?\s*(.*)", re.DOTALL)


@dataclass(frozen=True)
class Typed:
    """What a cell says: how somebody stood, how many minutes late, and why they were excused."""

    state: AttendanceState
    minutes_late: int = 0
    reason: str = ""


PRESENT = Typed(AttendanceState.PRESENT)
ABSENT = Typed(AttendanceState.ABSENT)


def typed_before(state: AttendanceState, minutes_late: int | None, reason: str) -> Typed:
    """What a stored attendance was typed as."""
    return Typed(state, minutes_late or 0, reason)


def typed(text: str) -> Typed | None:
    """What a cell means as typed; None for an empty one. Raises `UserError`."""
    plain = tidy(text)
    if not plain:
        return None
    found = _CELL.fullmatch(plain)
    state = None if found is None else _KEYS.get(found[1].upper())
    rest = "" if found is None else found[2].strip(" :-")
    if state is AttendanceState.LATE:
        return Typed(state, minutes_late=_minutes(rest, plain))
    if state is AttendanceState.EXCUSED:
        return Typed(state, reason=rest)
    if state is None or rest:
        raise UserError(
            _("“{text}” is no attendance. Type P for present, R15 for 15 minutes late, E and why, or A.", text=plain)
        )
    return Typed(state)


def cell_text(said: Typed | None) -> str:
    """What is typed for a cell, so that it reads back the same."""
    if said is None:
        return ""
    match said.state:
        case AttendanceState.LATE:
            return f"R{said.minutes_late}" if said.minutes_late else "R"
        case AttendanceState.EXCUSED:
            return f"E {said.reason}".strip()
    return said.state.value[0].upper()


def all_but(text: str, rows: int) -> list[Typed]:
    """What each of the rows 1 to `rows` of a half-day means where all are present except those named.

    Who is named without a letter is absent. Raises `UserError`.
    """
    said = [PRESENT] * rows
    for part in filter(None, map(tidy, re.split("[,;\n]", text))):
        found = _EXCEPTION.fullmatch(part)
        if found is None:
            raise UserError(_("“{text}” names no row. Write its number first: 3, 7 R15, 9 E dentist.", text=part))
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= rows:
            raise UserError(_("There is no row {text}: the rows are numbered 1 to {count}.", text=part, count=rows))
        said[first - 1 : last] = [typed(found[3]) or ABSENT] * (last - first + 1)
    return said


def _minutes(rest: str, plain: str) -> int:
    if not rest:
        return 0
    found = _MINUTES.fullmatch(rest)
    minutes = MOST_MINUTES if found is None else int(found[1])
    if minutes >= MOST_MINUTES:
        raise UserError(_("“{text}”: type the minutes late behind the letter, like R15.", text=plain))
    return minutes


def over_slots(said: Typed | None, count: int) -> list[Typed | None]:
    """What is typed for a half-day, for each of its `count` slots: who comes late is late to the first."""
    late = said is not None and said.state is AttendanceState.LATE
    return [said, *[PRESENT if late else said] * (count - 1)][:count]


def of_slots(said: Sequence[Typed | None]) -> Typed | None:
    """What a half-day shows of its slots: that somebody was late to one, or else how the first one stands."""
    known = [each for each in said if each is not None]
    return next((each for each in known if each.state is AttendanceState.LATE), known[0] if known else None)
