"""What is to be done before and after each session of a course, and on which day that is for a session."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.tidy import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

FURTHEST = 366
"""In days: a task lies no further from its session."""

_LINE = re.compile(r"\s*[DJdj]\s*(?:([+\-−–])\s*(\d{1,4}))?\s*[:.\-–]?\s+(.*)", re.DOTALL)

_DAYS = re.compile(r"[DJdj]?\s*(?:([+\-−–])?\s*(\d{1,4}))?", re.ASCII)


@dataclass(frozen=True)
class CheckLine:
    """Something to do so many days after a session; -15 is before it, 0 on its first day."""

    days: int
    words: str


def due_day(days: int, first: date, last: date) -> date:
    """The day of a line for a session: what comes before counts from its first day, what comes after from its last."""
    return (last if days > 0 else first) + timedelta(days=days)


def kept_lines(lines: Iterable[CheckLine]) -> list[list[Any]]:
    """Lines as they are kept, in the order of their days; raises `UserError`."""
    said = [CheckLine(each.days, tidy(each.words)) for each in lines if tidy(each.words)]
    for each in said:
        if abs(each.days) > FURTHEST:
            text = _("“{words}”: at most {count} days before or after a session.", words=each.words, count=FURTHEST)
            raise UserError(text, field="checklist")
    return [[each.days, each.words] for each in sorted(said, key=lambda each: each.days)]


def read_lines(kept: Sequence[Sequence[Any]]) -> tuple[CheckLine, ...]:
    """Lines as they were kept."""
    return tuple(CheckLine(int(days), str(words)) for days, words in kept)


def lines_typed(text: str) -> tuple[CheckLine, ...]:
    """Lines as people type them, one on each: "D-15 Book the room", "J+30 Questionnaire à froid"; else on the day."""
    return tuple(_typed(line) for line in text.splitlines() if tidy(line))


def lines_text(lines: Iterable[CheckLine], letter: str = "D") -> str:
    """Lines as they are typed; French calendars count from J."""
    return "\n".join(f"{days_text(each.days, letter)} {each.words}" for each in lines)


def days_typed(text: str) -> int:
    """A day as people type it beside a line: "D-15", "J+30", "-7"; nothing is the first one. Raises `UserError`."""
    found = _DAYS.fullmatch(tidy(text))
    if found is None:
        raise UserError(
            _("“{text}” is no day of a session. Write -15 for 15 days before, +30 for 30 after.", text=text)
        )
    days = int(found[2] or 0)
    return days if found[1] in {"+", None} else -days


def days_text(days: int, letter: str = "D") -> str:
    """A day as it is typed."""
    return f"{letter}{_offset(days)}"


def said_days(days: int) -> Message:
    """When a line is due, in words."""
    if days == 0:
        return _("On the first day")
    if days < 0:
        return _n("{count} day before", "{count} days before", -days)
    return _n("{count} day after", "{count} days after", days)


def tasks_of(lines: Iterable[CheckLine], first: date, last: date) -> Iterator[tuple[date, CheckLine]]:
    """Each line with the day on which it is due for a session."""
    return ((due_day(each.days, first, last), each) for each in lines)


def _typed(line: str) -> CheckLine:
    found = _LINE.fullmatch(line)
    if found is None:
        return CheckLine(0, tidy(line))
    days = int(found[2] or 0)
    return CheckLine(days if found[1] == "+" else -days, tidy(found[3]))


def _offset(days: int) -> str:
    return "" if days == 0 else f"{days:+d}"
