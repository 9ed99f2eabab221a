"""How many devices each value of a filter would show, and how many stand in each place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coorddesk.directory.models import Place
from coorddesk.inventory.models import Asset
from coorddesk.inventory.queries.lists import AssetQuery, Conditions, filters, found_by
from coorddesk.inventory.rules import Condition

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class AssetCounts:
    """How many devices a query would mean with each value of one filter, the other filters as they are.

    Keys are ids; None counts those without a value. Places count all that is inside them.
    """

    labels: dict[int, int]
    categories: dict[int | None, int]
    places: dict[int | None, int]
    conditions: dict[Condition | None, int]
    in_bin: int


def asset_counts(session: Session, query: AssetQuery) -> AssetCounts:
    """What the side bar of the list says beside each value."""
    nothing: frozenset[Any] = frozenset()
    found = found_by(session, query.text)
    here = _by(session, Asset.place_id, replace(query, place=None, without_place=False), found)
    return AssetCounts(
        labels=_by(session, Asset.status_label_id, replace(query, labels=nothing, metas=nothing), found),
        categories=_by(session, Asset.category_id, replace(query, categories=nothing), found),
        places=_with_insides(session, here),
        conditions=_by(session, Asset.condition, replace(query, conditions=nothing), found),
        in_bin=session.scalar(select(func.count(Asset.id)).where(Asset.deleted_at.is_not(None))) or 0,
    )


def devices_by_place(session: Session) -> dict[int | None, int]:
    """How many devices stand in each place and in all that is inside it; None: nowhere."""
    return _with_insides(session, _by(session, Asset.place_id, AssetQuery(), []))


def _by(session: Session, column: Any, query: AssetQuery, found: Conditions) -> dict[Any, int]:
    counted = select(column, func.count(Asset.id)).where(*filters(session, query), *found).group_by(column)
    return dict(session.execute(counted).all())


def _with_insides(session: Session, here: dict[Any, int]) -> dict[int | None, int]:
    parents = dict(session.execute(select(Place.id, Place.parent_id)).all())
    total: Counter[int | None] = Counter()
    for place_id, count in here.items():
        around = place_id
        while around is not None:
            total[around] += count
            around = parents[around]
    if None in here:
        total[None] = here[None]
    return dict(total)
