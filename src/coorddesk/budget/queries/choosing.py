"""The budget lines that a document may stand on, for pickers: each with what is free on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from coorddesk.budget.models import BudgetLine, FiscalYear
from coorddesk.budget.queries.sums import figures_of_lines
from coorddesk.budget.queries.years import year_of
from coorddesk.budget.rules.limits import verdict
from coorddesk.budget.rules.situation import NOTHING, Figures
from coorddesk.budget.rules.words import Counting, MoveKind, OnOverspending, Section, YearState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class LineChoice:
    """A budget line that may be chosen: `free` are the cents that are neither used nor promised."""

    id: int
    year_id: int
    year: str
    code: str
    label: str
    section: Section
    free: int
    on_overspending: OnOverspending
    counts: Counting
    is_closed: bool = False

    @property
    def name(self) -> str:
        """Its code and its label."""
        return f"{self.code} {self.label}"

    def would_be(self, cents: int) -> OnOverspending | None:
        """What happens where so many cents more are promised on it; None where it bears them."""
        after = Figures(voted=self.free, pre_committed=cents)
        return verdict(self.on_overspending, Figures(voted=self.free), after, {MoveKind.PRE_COMMITTED})


def lines_to_choose(
    session: Session, day: date | None = None, year_id: int | None = None, also: Collection[int] = ()
) -> Sequence[LineChoice]:
    """The lines of one year, or of all that are open, those of the years that a day is in first.

    `also` are lines that a document stands on already: they are offered whatever became of their years.
    """
    claim = FiscalYear.id == year_id if year_id is not None else FiscalYear.state == YearState.OPENED
    wanted = (
        select(BudgetLine, FiscalYear)
        .join(FiscalYear, FiscalYear.id == BudgetLine.year_id)
        .where(or_(claim, BudgetLine.id.in_(also)))
        .order_by(FiscalYear.first_day.desc(), FiscalYear.id, BudgetLine.position, BudgetLine.id)
    )
    rows = session.execute(wanted).all()
    figures = figures_of_lines(session, [line.id for line, _year in rows])
    choices = [_choice(line, year, figures.get(line.id, NOTHING)) for line, year in rows]
    if day is None or year_id is not None:
        return choices
    holding: set[int | None] = {year.id for _line, year in rows if year.first_day <= day <= year.last_day}
    holding = holding or {year_of(session, day)}
    return sorted(choices, key=lambda each: (each.year_id not in holding, each.is_closed))


def _choice(line: BudgetLine, year: FiscalYear, figures: Figures) -> LineChoice:
    is_closed = year.state is YearState.CLOSED
    said = (line.code, line.label, line.section, figures.free, line.on_overspending, year.counts)
    return LineChoice(line.id, year.id, year.name, *said, is_closed)
