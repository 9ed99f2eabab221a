"""Anonymous headcounts: how many came, and of what is known about them never more than that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coorddesk.core.messages import Message, _, _p

MOST = 100_000
"""More than ever came to a session: a slip of the finger."""


class AgeBand(StrEnum):
    """How old people look, as reports to funders ask for it."""

    UNDER_6 = "under_6"
    UNDER_12 = "under_12"
    UNDER_18 = "under_18"
    UNDER_25 = "under_25"
    UNDER_40 = "under_40"
    UNDER_60 = "under_60"
    UNDER_70 = "under_70"
    OLDER = "older"


AGE_TITLES: dict[AgeBand, Message] = {
    AgeBand.UNDER_6: _p("age", "Under 6"),
    AgeBand.UNDER_12: _p("age", "6 to 11"),
    AgeBand.UNDER_18: _p("age", "12 to 17"),
    AgeBand.UNDER_25: _p("age", "18 to 24"),
    AgeBand.UNDER_40: _p("age", "25 to 39"),
    AgeBand.UNDER_60: _p("age", "40 to 59"),
    AgeBand.UNDER_70: _p("age", "60 to 69"),
    AgeBand.OLDER: _p("age", "70 and older"),
}


class Gender(StrEnum):
    """As the people counted are seen or say of themselves."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


GENDER_TITLES: dict[Gender, Message] = {
    Gender.FEMALE: _p("gender", "Women and girls"),
    Gender.MALE: _p("gender", "Men and boys"),
    Gender.OTHER: _p("gender", "Other"),
}


class LifeStatus(StrEnum):
    """What people do."""

    SCHOOL = "school"
    WORKING = "working"
    JOBSEEKER = "jobseeker"
    RETIRED = "retired"
    OTHER = "other"


STATUS_TITLES: dict[LifeStatus, Message] = {
    LifeStatus.SCHOOL: _p("status", "At school or studying"),
    LifeStatus.WORKING: _p("status", "Working"),
    LifeStatus.JOBSEEKER: _p("status", "Looking for work"),
    LifeStatus.RETIRED: _p("status", "Retired"),
    LifeStatus.OTHER: _p("status", "Other"),
}


@dataclass(frozen=True)
class Count:
    """How many came, and how many of them are known to be what; each split may leave a rest that is not known.

    The splits stand side by side: 12 people, of them 7 women, of them 5 retired.
    """

    total: int
    audiences: Mapping[str, int] = field(default_factory=dict)
    ages: Mapping[AgeBand, int] = field(default_factory=dict)
    genders: Mapping[Gender, int] = field(default_factory=dict)
    statuses: Mapping[LifeStatus, int] = field(default_factory=dict)
    first_time: int | None = None

    @property
    def splits(self) -> Sequence[tuple[str, Message, int]]:
        """Each split: the field that holds it, what it is called, and how many it names."""
        return (
            ("audiences", _p("headcount", "Audiences"), sum(self.audiences.values())),
            ("ages", _p("headcount", "Ages"), sum(self.ages.values())),
            ("genders", _p("headcount", "Genders"), sum(self.genders.values())),
            ("statuses", _p("headcount", "Situations"), sum(self.statuses.values())),
            ("first_time", _p("headcount", "For the first time"), self.first_time or 0),
        )

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number that was typed."""
        known = (self.audiences, self.ages, self.genders, self.statuses)
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
