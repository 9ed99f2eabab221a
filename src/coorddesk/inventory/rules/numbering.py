"""Number patterns: how a category spells the inventory numbers it draws, "PC-{YYYY}-{###}"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy

if TYPE_CHECKING:
    from datetime import date

LONGEST = 60
_MOST_DIGITS = 9
_PARTS = re.compile(r"\{[^{}]*\}|[^{}]+|[{}]")
_NUMBER = re.compile(r"\{#+\}")
_DAY_MARKS = {"{AAAA}": "{YYYY}", "{AA}": "{YY}"}
"""The year as the French count it in letters; kept in the one spelling that everybody's desk reads."""

_KNOWN = "{YYYY}, {YY}, {MM}, {###}"


@dataclass(frozen=True)
class NumberPattern:
    """A pattern that was read: what stands before and after the running number, and how many digits that has at least.

    A series is one of numbers that are drawn one after the other: with the year in its pattern, each year has its own.
    """

    before: str
    digits: int
    after: str

    @property
    def text(self) -> str:
        """The pattern as it is written."""
        return f"{self.before}{{{'#' * self.digits}}}{self.after}"

    def series(self, day: date) -> str:
        """Stands for the numbers that are drawn with this pattern on a day."""
        return f"{_on(self.before, day)}{{#}}{_on(self.after, day)}"

    def tag(self, number: int, day: date) -> str:
        """The inventory number of a running number: PC-2026-042; one that is longer is not cut."""
        return f"{_on(self.before, day)}{number:0{self.digits}}{_on(self.after, day)}"

    def beginning(self, day: date) -> str:
        """How the folded numbers of a day's series begin."""
        return fold_code(_on(self.before, day))

    def number_in(self, tag_folded: str, day: date) -> int | None:
        """The running number in a folded inventory number; None where it is of another series."""
        before, after = self.beginning(day), fold_code(_on(self.after, day))
        if not (tag_folded.startswith(before) and tag_folded.endswith(after)):
            return None
        digits = tag_folded[len(before) : len(tag_folded) - len(after)]
        return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


PLAIN = NumberPattern("CD-", 5, "")
"""Of the numbers that the desk gives where a category has no pattern of its own: CD-00042."""


def pattern_typed(text: str) -> NumberPattern | None:
    """The pattern that somebody typed; None for an empty field. Raises `UserError` for what is none."""
    parts = [_DAY_MARKS.get(part.upper(), part) for part in _PARTS.findall(tidy(text))]
    if not parts:
        return None
    if sum(map(len, parts)) > LONGEST:
        raise UserError(_("A pattern has {count} characters at most.", count=LONGEST), field=FIELD)
    for part in parts:
        if part[0] in "{}" and not _NUMBER.fullmatch(part) and part.upper() not in {"{YYYY}", "{YY}", "{MM}"}:
            said = _("“{mark}” means nothing in a pattern: there are {known}.", mark=part, known=_KNOWN)
            raise UserError(said, field=FIELD)
    numbers = [place for place, part in enumerate(parts) if _NUMBER.fullmatch(part)]
    if len(numbers) != 1:
        said = _("A pattern has one running number, such as {example}.", example="{###}")
        raise UserError(said, field=FIELD)
    (place,) = numbers
    digits = len(parts[place]) - 2
    if digits > _MOST_DIGITS:
        raise UserError(_("A running number has {count} digits at most.", count=_MOST_DIGITS), field=FIELD)
    return NumberPattern(_spelt(parts[:place]), digits, _spelt(parts[place + 1 :]))


FIELD = "number_pattern"
"""The key of the form's field."""


def _spelt(parts: list[str]) -> str:
    return "".join(part.upper() if part.startswith("{") else part for part in parts)


def _on(text: str, day: date) -> str:
    return (
        text.replace("{YYYY}", f"{day.year:04}")
        .replace("{YY}", f"{day.year % 100:02}")
        .replace("{MM}", f"{day.month:02}")
    )
