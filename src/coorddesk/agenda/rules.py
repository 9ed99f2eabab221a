"""Truths of opening hours that need no database: how they are written, and what a desk begins with."""

from __future__ import annotations

import re
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.core.working_time import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence

Week = tuple[tuple[Slot, ...], ...]

LONGEST = 400
"""In days; what is closed for longer is a house without opening hours."""

_DAY = (Slot(time(8), time(12)), Slot(time(13, 30), time(17, 30)))
USUAL: Week = (_DAY,) * 5 + ((), ())
"""From Monday to Friday, 8 to 12 and 13:30 to 17:30: what holds until something else is said."""

ZONES = {
    "FR": "Europe/Paris",
    "BE": "Europe/Brussels",
    "CH": "Europe/Zurich",
    "LU": "Europe/Luxembourg",
    "CA": "America/Toronto",
}
"""The time zone of most of a country."""

_CLOSED = frozenset({"", "-", "–", "closed", "ferme", "fermé"})
_TIME = r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?"
_BETWEEN = re.compile(rf"^\s*{_TIME}\s*(?:-|–|—|à|to)\s*{_TIME}\s*$")


_ONE = re.compile(rf"^\s*{_TIME}\s*$")


class ClosureKind(StrEnum):
    """Why a house is closed."""

    SCHOOL = "school"
    OWN = "own"


CLOSURE_TITLES: dict[ClosureKind, Message] = {
    ClosureKind.SCHOOL: _("School holidays"),
    ClosureKind.OWN: _p("closure", "Closed"),
}


class Days(NamedTuple):
    """Days in a row, the first and the last included, and what they are called."""

    name: str
    first: date
    last: date
    uid: str | None = None


def slots_typed(text: str) -> tuple[Slot, ...]:
    """The slots of a day as people type them: "8:00-12:00, 13h30-17h30"; nothing, or "closed", is none."""
    if text.strip().casefold() in _CLOSED:
        return ()
    return tuple(sorted(_slot(word) for word in re.split(r"[,;/]| et | and ", text)))


def slots_text(slots: Sequence[Slot]) -> str:
    """The slots of a day as they are typed."""
    return ", ".join(f"{slot.start:%H:%M}–{'24:00' if slot.end == time() else f'{slot.end:%H:%M}'}" for slot in slots)


def kept_week(stored: Sequence[Sequence[str]]) -> Week:
    """The week as it is stored."""
    return tuple(tuple(_slot(word) for word in day) for day in stored)


def stored_week(week: Week) -> list[list[str]]:
    """What is stored of a week."""
    return [[f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in sorted(day)] for day in week]


def trouble_with(name: str, first: date, last: date) -> tuple[str, Message] | None:
    """The field and the reason why the house cannot be closed on such days."""
    if not tidy(name):
        return "name", _("Give these days a name, such as “Summer holidays”.")
    if last < first:
        return "last", _("The last day closed lies before the first.")
    if (last - first).days >= LONGEST:
        return "last", _("These are more than {count} days. Check the last one.", count=LONGEST)
    return None


def trouble_with_event(
    title: str, first: date, last: date, starts: int | None, ends: int | None
) -> tuple[str, Message] | None:
    """The field and the reason why an event cannot be so."""
    if not tidy(title):
        return "title", _("Say what it is, such as “Meeting with the town hall”.")
    if last < first:
        return "last", _("The last day lies before the first.")
    if (last - first).days >= LONGEST:
        return "last", _("These are more than {count} days. Check the last one.", count=LONGEST)
    if starts is None and ends is not None:
        return "starts", _("Say when it begins, too.")
    if starts is not None and ends is not None and first == last and ends < starts:
        return "ends", _("It would end before it begins.")
    return None


def minutes_typed(text: str) -> int | None:
    """A time of the day as people type it, in minutes since midnight: 9:05, 14h, 8 h 30; None for none."""
    word = text.strip()
    if not word:
        return None
    found = _ONE.match(word)
    if found is None:
        raise UserError(_("“{text}” is no time of the day.", text=word))
    hour, minute = (int(part or 0) for part in found.groups())
    if (hour, minute) == (24, 0):
        return 24 * 60
    when = _time(hour, minute, word)
    return 60 * when.hour + when.minute


def _slot(word: str) -> Slot:
    found = _BETWEEN.match(word)
    if found is None:
        raise UserError(_("“{text}” is no time. Write it like 8:00-12:00, 13:30-17:30.", text=word.strip()))
    first, minutes, last, more = (int(part or 0) for part in found.groups())
    return Slot(_time(first, minutes, word), _time(0 if (last, more) == (24, 0) else last, more, word))


def _time(hour: int, minute: int, word: str) -> time:
    if hour > 23 or minute > 59:
        raise UserError(_("“{text}” is no time of the day.", text=word.strip()))
    return time(hour, minute)
