"""What papers ask of devices besides their rows: where they stand, who holds them since when, what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sqlalchemy import case, extract, func, select

from coorddesk.inventory.models import Asset, AssetMovement, Category
from coorddesk.inventory.queries.lists import AssetQuery, asset_ids, matches

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import InstrumentedAttribute, Session

_AT_ONCE = 5000


class Worth(Enum):
    """What the value of devices is added up by."""

    CATEGORY = "category"
    YEAR = "year"


@dataclass(frozen=True)
class WorthRow:
    """Devices of a category or a year of purchase (None: of neither), and their value in cents.

    `unpriced` are those without a price, whose value nobody knows.
    """

    name: str | None
    devices: int
    units: int
    value: int
    unpriced: int


def asset_ids_of(session: Session, choice: AssetQuery | Sequence[int]) -> Sequence[int]:
    """The devices of a query in its order, or those chosen that are still there, in theirs."""
    if isinstance(choice, AssetQuery):
        return asset_ids(session, choice)
    there = set[int]()
    for start in range(0, len(choice), _AT_ONCE):
        there.update(session.scalars(select(Asset.id).where(Asset.id.in_(choice[start : start + _AT_ONCE]))))
    return [asset_id for asset_id in choice if asset_id in there]


def standing(session: Session) -> dict[int, int]:
    """The place of every device that has one."""
    return _linked(session, Asset.place_id)


def holding(session: Session) -> dict[int, int]:
    """The holder of every device that has one."""
    return _linked(session, Asset.holder_id)


def handed_over(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    """When each device came to whom it is with now; one that nobody holds is left out."""
    since: dict[int, tuple[int, datetime]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        part = AssetMovement.asset_id.in_(ids[start : start + _AT_ONCE])
        for asset_id, moment, holder_id in session.execute(_STEPS.where(part)):
            if holder_id is None:
                since.pop(asset_id, None)
            elif since.get(asset_id, (None,))[0] != holder_id:
                since[asset_id] = holder_id, moment
    return {asset_id: moment for asset_id, (_holder, moment) in since.items()}


def worth(session: Session, query: AssetQuery, by: Worth) -> list[WorthRow]:
    """The value of the devices that a query means, added up by the database.

    The most valuable category or the latest year comes first, those of none last.
    """
    year = extract("year", Asset.purchase_date)
    name = Category.name if by is Worth.CATEGORY else year
    value = func.coalesce(func.sum(Asset.price * Asset.quantity), 0)
    unpriced = func.sum(case((Asset.price.is_(None), 1), else_=0))
    wanted = select(name, func.count(Asset.id), func.sum(Asset.quantity), value, unpriced)
    if by is Worth.CATEGORY:
        wanted = wanted.outerjoin(Category, Category.id == Asset.category_id)
    rows = session.execute(wanted.where(*matches(session, query)).group_by(name)).all()
    found = [WorthRow(None if row[0] is None else str(row[0]), *map(int, row[1:])) for row in rows]
    order = (lambda row: -row.value) if by is Worth.CATEGORY else (lambda row: -int(row.name or 0))
    return sorted(found, key=lambda row: (row.name is None, order(row), row.name or ""))


def _linked(session: Session, column: InstrumentedAttribute[int | None]) -> dict[int, int]:
    rows = session.execute(select(Asset.id, column).where(column.is_not(None)))
    return {asset_id: linked for asset_id, linked in rows if linked is not None}


_STEPS = select(AssetMovement.asset_id, AssetMovement.moment, AssetMovement.holder_id).order_by(
    AssetMovement.asset_id, AssetMovement.id
)
