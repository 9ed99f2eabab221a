"""What the amounts of a sheet mean for the credits of lines: decisions, never edits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.budget.models import BudgetDecision, FiscalYear
from coorddesk.budget.rules.situation import Figures
from coorddesk.budget.rules.words import DecisionKind, OnOverspending
from coorddesk.budget.rules.years import AROUND
from coorddesk.budget.service.decisions import Decision, Part, write_decided
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, Money, _
from coorddesk.core.money import LARGEST

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Amounts:
    """The figures of a line, and what a row says of its credits in cents; None: nothing.

    `credits` are those that were voted and amended, `opened` all of them, with transfers and what was carried forward.
    """

    there: Figures
    credits: int | None = None
    opened: int | None = None

    @property
    def voted(self) -> int:
        """What is to be voted, or amended, so that the line has the credits that the row says."""
        return 0 if self.credits is None else self.credits - self.there.voted - self.there.amended

    @property
    def amended(self) -> int:
        """What is to be amended besides, so that it has all that was opened."""
        return 0 if self.opened is None else self.opened - self.there.opened - self.voted

    @property
    def is_new(self) -> bool:
        """Whether nothing was voted on the line yet."""
        return self.there.voted == 0 and self.there.amended == 0

    def trouble(self, on: OnOverspending) -> tuple[str, Message] | None:
        """Why a row cannot be taken, with the field to blame."""
        key = "opened" if self.credits is None else "credits"
        said = next((cents for cents in (self.credits, self.opened) if cents is not None), 0)
        if said < 0 or said > LARGEST:
            return key, _("Credits are not below zero, and not that much.")
        if self.credits is not None and self.opened is not None and not self.is_new and self.amended:
            return "opened", _("These two amounts contradict each other: change one of them.")
        free = self.there.free + self.voted + self.amended
        if on is OnOverspending.BLOCK and free < 0 and self.voted + self.amended < 0:
            return key, _("{missing} of it is used or promised already.", missing=Money(-free))
        return None


class Decisions:
    """What the rows of an import decide, year by year."""

    def __init__(self, session: Session, years: Mapping[int, FiscalYear]) -> None:
        """Write through `session`."""
        self._session, self._years = session, years
        self._voted: defaultdict[int, dict[int, int]] = defaultdict(dict)
        self._amended: defaultdict[int, dict[int, int]] = defaultdict(dict)

    def add(self, year_id: int, line_id: int, amounts: Amounts) -> None:
        """Keep what a row says of the credits of a line."""
        for kept, cents in ((self._voted, amounts.voted), (self._amended, amounts.amended)):
            if cents:
                kept[year_id][line_id] = cents

    def write(self) -> None:
        """Vote what is the first budget of a year; amend whatever comes after it."""
        for year_id in sorted({*self._voted, *self._amended}):
            voted, amended = self._voted[year_id], self._amended[year_id]
            if voted and not self._count(year_id, DecisionKind.INITIAL):
                self._decide(year_id, DecisionKind.INITIAL, voted)
                voted = {}
            both = {line: voted.get(line, 0) + amended.get(line, 0) for line in (*voted, *amended)}
            if any(both.values()):
                self._decide(year_id, DecisionKind.AMENDMENT, both)

    def _decide(self, year_id: int, kind: DecisionKind, cents: Mapping[int, int]) -> None:
        year = self._years[year_id]
        number = self._count(year_id, kind) + 1
        label = f"BP {year.name}" if kind is DecisionKind.INITIAL else f"DM {number}"
        parts = tuple(Part(line_id, each) for line_id, each in cents.items() if each)
        write_decided(self._session, Decision(year_id, kind, label, self._day(year, kind), parts))

    def _day(self, year: FiscalYear, kind: DecisionKind) -> date:
        """The first budget is there from the first day on; nothing is of a day after the last."""
        latest = year.first_day if kind is DecisionKind.INITIAL else year.last_day
        return max(year.first_day - AROUND, min(clock_of(self._session).today(), latest))

    def _count(self, year_id: int, kind: DecisionKind) -> int:
        counted = select(func.count()).where(BudgetDecision.year_id == year_id, BudgetDecision.kind == kind)
        return self._session.scalar(counted) or 0
