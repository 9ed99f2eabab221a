"""Anonymous headcounts: how many came, and of what is known about them never more than that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coorddesk.core.messages import Message, _, _p
from coorddesk.training.rules.people import AgeBand, Gender, Occupation
from coorddesk.training.rules.words import Audience

MOST = 100_000
"""More than ever came to a session: a slip of the finger."""


@dataclass(frozen=True)
class Count:
    """How many came, and how many of them are known to be what; each split may leave a rest that is not known.

    The splits stand side by side: 12 people, of them 7 women, of them 5 retired.
    """

    total: int
    audiences: Mapping[Audience, int] = field(default_factory=dict)
    ages: Mapping[AgeBand, int] = field(default_factory=dict)
    genders: Mapping[Gender, int] = field(default_factory=dict)
    occupations: Mapping[Occupation, int] = field(default_factory=dict)
    first_time: int | None = None

    @property
    def splits(self) -> Sequence[tuple[str, Message, int]]:
        """Each split: the field that holds it, what it is called, and how many it names."""
        return (
            ("audiences", _p("headcount", "Audiences"), sum(self.audiences.values())),
            ("ages", _p("headcount", "Ages"), sum(self.ages.values())),
            ("genders", _p("headcount", "Genders"), sum(self.genders.values())),
            ("occupations", _p("headcount", "Occupations"), sum(self.occupations.values())),
            ("first_time", _p("headcount", "For the first time"), self.first_time or 0),
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number that was typed."""
        known = (self.audiences, self.ages, self.genders, self.occupations)
        return (self.total, self.first_time or 0, *(number for split in known for number in split.values()))


def trouble_with(count: Count) -> list[tuple[str, Message]]:
    """Every reason why people cannot have been counted so, with the field at which it is said."""
    if min(count.numbers) < 0:
        return [("total", _("A number of people cannot be negative."))]
    if count.total > MOST:
        return [("total", _("These are more than {count} people. Check the number.", count=MOST))]
    return [
        (key, _("{split}: {named} people are named, but {total} came.", split=title, named=named, total=count.total))
        for key, title, named in count.splits
        if named > count.total
    ]


def unknown(total: int, named: int) -> int:
    """How many of a split nothing is known about."""
    return total - named
