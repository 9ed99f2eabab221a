"""Scenarios beside things as they are: what each costs, year by year, and by how much that differs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.budget.rules.years import year_of_day
from coorddesk.forecast.queries.plan import ForecastQuery, Plan, as_in, plan
from coorddesk.forecast.queries.scenarios import ChangeRow, ScenarioRow, changes_said, scenarios
from coorddesk.forecast.rules.expected import plan_table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Option:
    """A scenario, or things as they are without one: cents of each year, and what has no price."""

    scenario: ScenarioRow | None
    cents: tuple[int, ...]
    unpriced: int
    changes: tuple[ChangeRow, ...] = ()

    @property
    def id(self) -> int:
        """That of the scenario; 0 is things as they are."""
        return 0 if self.scenario is None else self.scenario.id

    @property
    def whole(self) -> int:
        """All years together."""
        return sum(self.cents)


@dataclass(frozen=True)
class Compared:
    """The plan as things are, and every option of it: the first is that."""

    base: Plan
    options: tuple[Option, ...]

    def difference(self, option: Option) -> int:
        """By how many cents an option is dearer than things as they are; below zero, cheaper."""
        return option.whole - self.options[0].whole

    def option(self, scenario_id: int | None) -> Option | None:
        """That of a scenario, if it is there."""
        return next((each for each in self.options if each.id == (scenario_id or 0)), None)


def compared(session: Session, query: ForecastQuery) -> Compared:
    """Every scenario over the same years; what is expected is read once."""
    base = plan(session, replace(query, scenario_id=None))
    today = year_of_day(base.ground.today, base.ground.spans[0])
    options = [_option(base, None, base, ())]
    for row in scenarios(session):
        changed = replace(base, items=tuple(as_in(session, row, base.base, today)))
        options.append(_option(base, row, changed, tuple(changes_said(session, row.id))))
    return Compared(base, tuple(options))


def _option(base: Plan, row: ScenarioRow | None, of: Plan, changes: tuple[ChangeRow, ...]) -> Option:
    table = plan_table(base.years, of.items)
    return Option(
        row, tuple(table.cell(None, year).cents for year in base.years), table.cell(None, None).unpriced, changes
    )
