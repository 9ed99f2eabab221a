"""What consumables cost in a period: what went into devices or to people, or was used up, at the price of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import _
from coorddesk.core.spending import Outlay, Spent
from coorddesk.directory.models import Person
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.spending import HOLDER, STANDING, Standing
from coorddesk.stock.models import StockItem, StockMove
from coorddesk.stock.rules import MoveKind

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from coorddesk.core.dated import Period


def spent(session: Session, period: Period) -> Sequence[Spent]:
    """Each movement of a period that used something up; what was taken back or put right is below zero."""
    within = StockMove.day.between(period.first, period.last), StockItem.price > 0
    return [*_into_devices(session, within), *_elsewhere(session, within)]


def _into_devices(session: Session, within: tuple[ColumnElement[bool], ...]) -> list[Spent]:
    wanted = (
        select(StockMove.day, StockItem.price, StockMove.quantity, StockItem.name, StockItem.id, *STANDING)
        .select_from(StockMove)
        .join(StockItem, StockItem.id == StockMove.item_id)
        .join(Asset, Asset.id == StockMove.asset_id)
        .outerjoin(*HOLDER)
    )
    rows = session.execute(wanted.where(*within).order_by(StockMove.day, StockMove.id))
    return [replace(_of(*row[:5]), **Standing(*row[5:])._asdict()) for row in rows]


def _elsewhere(session: Session, within: tuple[ColumnElement[bool], ...]) -> list[Spent]:
    """What somebody got counts for their department; what was used up at the place where it is kept, for that."""
    wanted = (
        select(
            StockMove.day,
            StockItem.price,
            StockMove.quantity,
            StockItem.name,
            StockItem.id,
            StockItem.category_id,
            StockMove.person_id,
            StockMove.place_id,
            Person.department_id,
        )
        .join(StockItem, StockItem.id == StockMove.item_id)
        .outerjoin(Person, Person.id == StockMove.person_id)
        .where(*within, StockMove.asset_id.is_(None), StockMove.kind == MoveKind.CONSUMED)
    )
    told = []
    for row in session.execute(wanted.order_by(StockMove.day, StockMove.id)):
        category, person, place, department = row[5:]
        kept_at = place if person is None else None
        told.append(replace(_of(*row[:5]), category_id=category, place_id=kept_at, department_id=department))
    return told


def _of(day: date, price: int | None, quantity: int, name: str, item_id: int) -> Spent:
    said = _("{count} × {item}", count=-quantity, item=name)
    return Spent(day, -quantity * (price or 0), Outlay.CONSUMABLE, said, ("stock_item", item_id))
