"""Which lines of a budget a list shows, and of which day their figures are; what sums of them come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.standings import LineStanding
from coorddesk.budget.rules.words import Section


class AsOf(StrEnum):
    """Of which day the figures are."""

    ALL = "all"  # whatever was written, also after the year's end
    TODAY = "today"
    DAY = "day"


@dataclass(frozen=True)
class LineQuery:
    """Which lines of which year, and of which day their figures are.

    Without a year it is the current one. Names (chapter, account, tag …) narrow the list; an empty name means the
    lines of which nothing is said.
    """

    text: str = ""
    year_id: int | None = None
    as_of: AsOf = AsOf.ALL
    day: date | None = None
    section: Section | None = None
    chapter: str | None = None
    account: str | None = None
    tag: str | None = None
    funding: str | None = None
    person: str | None = None
    standing: LineStanding | None = None
    sort: str = "position"
    descending: bool = False

    def until(self, today: date) -> date | None:
        """The last day whose moves count; None for all of them."""
        if self.as_of is AsOf.TODAY:
            return today
        return self.day if self.as_of is AsOf.DAY else None

    @property
    def whole(self) -> LineQuery:
        """All lines of the same year and day, sorted as they are."""
        return LineQuery(
            year_id=self.year_id, as_of=self.as_of, day=self.day, sort=self.sort, descending=self.descending
        )


RATES = frozenset({"commitment_rate", "execution_rate"})
"""Columns that follow from sums and are not added up themselves."""


def with_rates(sums: Mapping[str, int]) -> dict[str, int]:
    """Sums of amounts by their column, and the rates that follow from them."""
    figures = Figures(voted=sums.get("opened", 0), committed=sums.get("committed", 0), invoiced=sums.get("invoiced", 0))
    rates = {"commitment_rate": figures.commitment_rate, "execution_rate": figures.execution_rate}
    return {**sums, **{key: rate for key, rate in rates.items() if rate is not None}}
