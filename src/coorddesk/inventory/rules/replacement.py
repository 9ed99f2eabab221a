"""The replacement plan: in which year a device is due, and what that will cost.

Years are those of the budget, each called after the one in which it begins: `like` is one of them, None for civil ones.
A device is due in the year in which it has served as long as devices of its model, or else of its category, are
expected to; one that is damaged a year earlier, one that is dead at once. What somebody has decided goes before that.

Example (twinbytes.ca, « Planning budget for computer replacement »): of 20 computers bought evenly that serve 10 years,
2 are replaced each year; if they serve 5 years, 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from coorddesk.budget.rules.years import year_of_day
from coorddesk.inventory.rules.devices import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coorddesk.budget.rules.years import Span

USUAL_LIFE = 5
"""In years, where neither model nor category says another."""
PLANNED_YEARS = 5

_HASTE = {Condition.DAMAGED: 1}
"""By how many years a device is due earlier."""


class Ageing(NamedTuple):
    """What the plan looks at of a device: prices of one in cents, and what somebody has decided."""

    since: date | None
    condition: Condition | None
    life_years: int | None
    price: int | None
    quantity: int = 1
    planned_year: int | None = None
    estimated_price: int | None = None


class Due(NamedTuple):
    """When a device is to be replaced; `cost` in cents of all of them, None where nobody knows."""

    year: int
    cost: int | None
    is_late: bool


def reckoned_year(device: Ageing, first: int, like: Span | None = None) -> int | None:
    """The year in which age and condition ask for another one; None where nobody knows how old it is."""
    if device.condition is Condition.DEAD:
        return first
    if device.since is None:
        return None
    life = USUAL_LIFE if device.life_years is None else device.life_years
    return year_of_day(device.since, like) + life - _HASTE.get(device.condition or Condition.GOOD, 0)


def due(device: Ageing, first: int, like: Span | None = None) -> Due | None:
    """When a device comes up in a plan that begins with the year `first`: what is late comes up in that."""
    year = device.planned_year or reckoned_year(device, first, like)
    if year is None:
        return None
    price = device.price if device.estimated_price is None else device.estimated_price
    cost = None if price is None else price * device.quantity
    return Due(max(year, first), cost, year < first)


class Cell(NamedTuple):
    """Devices of a category in a year: how many, what they cost in cents, how many of them have no price."""

    devices: int = 0
    cost: int = 0
    unpriced: int = 0

    def plus(self, quantity: int, cost: int | None) -> Cell:
        """With so many more."""
        return Cell(self.devices + quantity, self.cost + (cost or 0), self.unpriced + (quantity if cost is None else 0))


@dataclass(frozen=True)
class PlanTable:
    """The plan by category and year, its totals among it: None is all categories, or all years."""

    years: tuple[int, ...]
    categories: tuple[str, ...]
    cells: Mapping[tuple[str | None, int | None], Cell]

    def cell(self, category: str | None, year: int | None) -> Cell:
        """What there is of a category in a year."""
        return self.cells.get((category, year), Cell())


def plan_table(years: Sequence[int], due_devices: Iterable[tuple[str, int, Due]]) -> PlanTable:
    """Add up devices by (category, quantity, when it is due); those due later are left out.

    The category that costs most comes first.
    """
    cells: dict[tuple[str | None, int | None], Cell] = {}
    for category, quantity, when in due_devices:
        if when.year in years:
            for key in ((category, when.year), (category, None), (None, when.year), (None, None)):
                cells[key] = cells.get(key, Cell()).plus(quantity, when.cost)
    named = {category for category, year in cells if category is not None and year is None}
    order = sorted(named, key=lambda category: (-cells[category, None].cost, category))
    return PlanTable(tuple(years), tuple(order), cells)
