"""What five years cost: what is expected as things are, and as a scenario would have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from coorddesk.budget.queries import fiscal_year_now
from coorddesk.budget.rules.words import Counting
from coorddesk.budget.rules.years import planned_spans, year_after, year_of_day
from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.records import Subject
from coorddesk.forecast.queries.scenarios import ChangeRow, ScenarioRow, changes_of, changes_said, scenario
from coorddesk.forecast.queries.sources import (
    USUAL_VAT,
    Ground,
    Unknown,
    contracts_expected,
    licences_expected,
    replacements_expected,
    requests_expected,
)
from coorddesk.forecast.rules.expected import Expected, PlanTable, gathered, plan_table, with_rise
from coorddesk.forecast.rules.scenarios import applied, percent_said
from coorddesk.forecast.rules.words import Sort
from coorddesk.inventory.queries.called import names as inventory_names
from coorddesk.inventory.rules.replacement import PLANNED_YEARS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ForecastQuery:
    """Five years from that on which begins in `first` (the next one without it), as a scenario has them, or as is."""

    first: int | None = None
    scenario_id: int | None = None
    years: int = PLANNED_YEARS


@dataclass(frozen=True)
class Plan:
    """What is expected in the years of a plan: `base` as things are, `items` as the scenario has it.

    Devices are one item each; `rows` puts those of a category together. What is added up of many is kept.
    """

    query: ForecastQuery
    ground: Ground
    base: tuple[Expected, ...]
    items: tuple[Expected, ...]
    unknown: Unknown
    scenario: ScenarioRow | None = None
    changes: tuple[ChangeRow, ...] = ()
    categories: dict[Subject, str] | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The years, by those in which they begin."""
        return tuple(span.first.year for span in self.ground.spans)

    @property
    def year_names(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple(span.name for span in self.ground.spans)

    @cached_property
    def table(self) -> PlanTable:
        """Added up, as the scenario has it."""
        return plan_table(self.years, self.items)

    @cached_property
    def base_table(self) -> PlanTable:
        """Added up, as things are."""
        return self.table if self.scenario is None else plan_table(self.years, self.base)

    @cached_property
    def rows(self) -> list[Expected]:
        """The items of the years, the devices of a category and year as one."""
        return gathered((each for each in self.items if each.year in self.years), self.categories or {})

    def add_up(self) -> None:
        """Add everything up now, where nobody waits for it."""
        for each in (self.table, self.base_table, self.rows):
            assert each is not None

    @property
    def title(self) -> Message:
        """What it is called."""
        first, last = digits(self.years[0]), digits(self.ground.spans[-1].last.year)
        if self.scenario is None:
            return _p("forecast", "Forecast {first}–{last}", first=first, last=last)
        name = self.scenario.name
        return _p("forecast", "Forecast {first}–{last}: {scenario}", first=first, last=last, scenario=name)

    def narrowed(self, sort: Sort | None, year: int | None) -> Plan:
        """The plan of the items of a sort and a year alone, None being all of them."""
        items = (each for each in self.items if sort in {None, each.sort} and year in {None, each.year})
        return replace(self, items=tuple(items))

    @property
    def assumptions(self) -> tuple[Message, ...]:
        """What it is reckoned on, in sentences."""
        counting = _("Amounts include VAT.")
        if self.ground.counts is Counting.NET:
            rate = percent_said(USUAL_VAT)
            counting = _("Amounts exclude VAT; that of devices and licences is taken to be {rate}%.", rate=rate)
        rise = 0 if self.scenario is None else self.scenario.price_rise
        prices = _("Prices stay as they are today.")
        if rise:
            prices = _("Prices change by {rate}% a year.", rate=percent_said(rise, signed=True))
        contracts = _("Contracts that renew themselves go on; what ends unless we say so ends.")
        licences = _("Licences that end are renewed for as long and as much, unless a contract pays for them.")
        devices = _("Devices are replaced by the replacement plan; what is late comes up in the first year.")
        return (counting, prices, contracts, licences, devices, *self.unknown.said)


def plan(session: Session, query: ForecastQuery) -> Plan:
    """What is expected in some years, in a bounded number of statements."""
    ground = ground_of(session, query)
    licences, gone = licences_expected(session, ground)
    replacements, undated = replacements_expected(session, ground)
    base = [*contracts_expected(session, ground), *licences, *replacements, *requests_expected(session)]
    of = None if query.scenario_id is None else scenario(session, query.scenario_id)
    changes = () if of is None else tuple(changes_said(session, of.id))
    items = as_in(session, of, base, year_of_day(ground.today, ground.spans[0]))
    categories = {each for item in items for each in item.within}
    called = inventory_names(session, "category", [record_id for _kind, record_id in categories])
    names = {("category", record_id): name for record_id, name in called.items()}
    return Plan(query, ground, tuple(base), tuple(items), Unknown(undated, gone), of, changes, names)


def as_in(session: Session, of: ScenarioRow | None, base: Sequence[Expected], today: int) -> Sequence[Expected]:
    """What is expected as a scenario has it, at the prices of each year; `today` is the year of prices as they are."""
    if of is None:
        return base
    changed = applied(base, changes_of(session, of.id))
    return with_rise(changed, of.price_rise, today)


def ground_of(session: Session, query: ForecastQuery) -> Ground:
    """What a plan is reckoned on: years that begin as the fiscal years of the desk do, and count as they do."""
    today = clock_of(session).today()
    like, counts = fiscal_year_now(session, today)
    first = year_after(today, like) if query.first is None else query.first
    return Ground(planned_spans(like, first, query.years), counts, today)
