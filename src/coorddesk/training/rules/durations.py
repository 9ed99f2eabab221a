"""How long a course takes, as people write it and as a sheet keeps it: "2 h 30", "90 min", "1h30"."""

from __future__ import annotations

import re

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy

_HOURS = r"(\d{1,3})(?:[.,](\d{1,2}))?"
_SAID = re.compile(
    rf"(?:{_HOURS}\s*(?:h|hr|hrs|heures?|hours?)\.?\s*)?(?:(?:et\s|and\s)?\s*(\d{{1,4}})\s*(m|mn|mins?|minutes?)?\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::00)?")


def duration_typed(text: str) -> int:
    """Minutes of a duration as it is written; a number alone says neither hours nor minutes: raises `UserError`."""
    plain = tidy(text)
    clock, said = _CLOCK.fullmatch(plain), _SAID.fullmatch(plain)
    if clock is not None:
        return 60 * int(clock[1]) + int(clock[2])
    if said is None or (said[1] is None and said[4] is None):
        raise UserError(_("“{text}” is no duration. Write it like 2h30 or 90 min.", text=plain))
    return hours_and_minutes(said[1] or "0", said[2] or "", said[3] or "0")


def hours_and_minutes(hours: str, decimals: str, minutes: str) -> int:
    """Minutes of "2", "5" and "0": two hours and a half."""
    return 60 * int(hours) + round(60 * float(f"0.{decimals or 0}")) + int(minutes)


def duration_text(minutes: int) -> str:
    """A duration as a sheet keeps it: "2h30"."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02}"
