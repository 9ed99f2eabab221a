"""What a period cost: each room, department, device or category, and the records behind every figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.dated import Period
from coorddesk.core.fold import fold
from coorddesk.core.matching import words
from coorddesk.core.spending import Outlay, Spent
from coorddesk.directory.models import Department, Place
from coorddesk.directory.rules import natural_order
from coorddesk.feature import Feature, spent
from coorddesk.forecast.rules.costs import Costs, CostsBy, added_up, whose
from coorddesk.inventory.models import Asset, Manufacturer, Model
from coorddesk.inventory.queries.called import names as inventory_names

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

NOBODY = 0
"""The id of the row of what was spent on nothing known."""
_AT_ONCE = 5000


@dataclass(frozen=True)
class CostsQuery:
    """Costs of some days, added up by what; of names with some words in them only, where they are typed."""

    first: date
    last: date
    by: CostsBy = CostsBy.PLACE
    text: str = ""

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first, self.last)


@dataclass(frozen=True)
class CostRow:
    """What went into a record; `id` is its own, `NOBODY` that of the row of what belongs to none, without a name."""

    id: int
    name: str
    costs: Costs


@dataclass(frozen=True)
class SpentRow:
    """One outlay among those behind a figure; `id` is its place among them."""

    id: int
    spent: Spent


def cost_rows(session: Session, features: Sequence[Feature], query: CostsQuery) -> list[CostRow]:
    """What went where in a period, the most first."""
    sums = added_up(spent(session, features, query.period), query.by)
    names = _names(session, query.by, [each for each in sums if each is not None])
    looked_for = words(query.text)
    rows = [CostRow(each or NOBODY, names.get(each or NOBODY, ""), costs) for each, costs in sums.items()]
    kept = [row for row in rows if all(word in fold(row.name) for word in looked_for)]
    return sorted(kept, key=lambda row: (-row.costs.total, natural_order(fold(row.name)), row.id))


def costs_behind(
    session: Session,
    features: Sequence[Feature],
    query: CostsQuery,
    of: int | None = None,
    outlay: Outlay | None = None,
) -> list[SpentRow]:
    """The records of which a figure is the sum, in the order of their days: of one row, or of all of them."""
    every = spent(session, features, query.period)
    if of is not None or query.text:
        shown = {row.id for row in cost_rows(session, features, query)} if of is None else {of}
        every = tuple(each for each in every if (whose(each, query.by) or NOBODY) in shown)
    wanted = [each for each in every if outlay in {None, each.outlay}]
    return [SpentRow(place, each) for place, each in enumerate(sorted(wanted, key=lambda each: each.day), start=1)]


def _names(session: Session, by: CostsBy, ids: Sequence[int]) -> Mapping[int, str]:
    """What records are called, thousands at a time."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        if by is CostsBy.ASSET:
            found |= _devices(session, part)
        elif by is CostsBy.CATEGORY:
            found |= inventory_names(session, by.value, part)
        else:
            table, name = (Place, Place.path) if by is CostsBy.PLACE else (Department, Department.name)
            found |= dict(session.execute(select(table.id, name).where(table.id.in_(part))).all())
    return found


def _devices(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Devices by their numbers and what they are: a number alone tells no reader what the money went into."""
    numbers = inventory_names(session, CostsBy.ASSET.value, ids)
    asked = select(Asset.id, Asset.name, Manufacturer.name, Model.name).outerjoin(Model, Model.id == Asset.model_id)
    asked = asked.outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
    for asset_id, name, maker, model in session.execute(asked.where(Asset.id.in_(ids))):
        what = name or " ".join(filter(None, (maker, model)))
        yield asset_id, " · ".join(dict.fromkeys(filter(None, (numbers[asset_id], what))))
