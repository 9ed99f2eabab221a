"""Truths about what was done to devices: amounts, time out of use, and the points of a checklist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAY = 24
"""Hours of a day on which a device could not be used: the night counts, as no school asks when it was wanted."""

HIGHEST_COST = 10**12
"""In cents: of more, no database could add up what was paid."""

LONGEST_DOWNTIME = 24 * 3660
"""In hours: ten years."""

_MOST_POINTS, _LONGEST_POINT = 100, 300
_DOWNTIME = re.compile(r"(?:(\d{1,4})\s*(?:d|j|days?|jours?))?\s*(?:(\d{1,5})\s*(?:h|hours?|heures?)?)?")


class Point(NamedTuple):
    """A point of a checklist as it was found: ticked or not."""

    text: str
    is_ticked: bool


def entry_trouble(cost: int | None, downtime: int | None) -> tuple[str, Message] | None:
    """What cannot be of a cost in cents or a time in hours, and the field that is wrong; None: fine."""
    if cost is not None and not 0 <= cost <= HIGHEST_COST:
        return "cost", _("This amount cannot be.")
    if downtime is not None and not 0 <= downtime <= LONGEST_DOWNTIME:
        return "downtime", _("This is too long a time.")
    return None


def entry_search(*, what: str, done_by: str, documents: str, notes: str) -> str:
    """The folded words by which an entry is found."""
    return fold(f"{what} {done_by} {documents} {notes}")


def downtime_typed(text: str) -> int | None:
    """Hours out of use as typed: "3", "3 h", "2 d", "1 j 4 h"; None for an empty field. Raises `UserError`."""
    folded = fold(text).strip()
    if not folded:
        return None
    found = _DOWNTIME.fullmatch(folded)
    if found is None:
        raise UserError(_("“{text}” is no time. Write it like 3 h, or 2 d for days.", text=text.strip()))
    hours = int(found[1] or 0) * DAY + int(found[2] or 0)
    if hours > LONGEST_DOWNTIME:
        raise UserError(_("This is too long a time."))
    return hours


def downtime_said(hours: int | None) -> Message | None:
    """Hours in words: whole days as days."""
    if hours is None:
        return None
    if hours and hours % DAY == 0:
        return _n("{count} day", "{count} days", hours // DAY)
    return _n("{count} hour", "{count} hours", hours)


def points_typed(lines: Iterable[str]) -> list[str]:
    """The points of a checklist, each once, in their order. Raises `UserError` for too many or too long ones."""
    points: dict[str, str] = {}
    for line in lines:
        points.setdefault(fold(line), tidy(line))
    listed = [point for point in points.values() if point]
    if len(listed) > _MOST_POINTS:
        raise UserError(_("A checklist has {most} points at most.", most=_MOST_POINTS), field="points")
    if any(len(point) > _LONGEST_POINT for point in listed):
        raise UserError(_("A point has {most} letters at most.", most=_LONGEST_POINT), field="points")
    return listed


def stored_points(points: Sequence[Point]) -> list[list[str | bool]]:
    """The points of an entry as they are kept."""
    return [[tidy(point.text), point.is_ticked] for point in points if tidy(point.text)]


def kept_points(stored: Iterable[Sequence[str | bool]]) -> tuple[Point, ...]:
    """The points of an entry from how they are kept."""
    return tuple(Point(str(text), bool(is_ticked)) for text, is_ticked in stored)
