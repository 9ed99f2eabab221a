"""What closing a stocktake could put right on devices: those astray, those missing, those in another condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, or_, select

from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.stocktaking.models import StocktakeLine
from coorddesk.stocktaking.queries.lines import LineQuery, LineRow, line_ids, line_page
from coorddesk.stocktaking.rules import LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Corrigible:
    """A line whose device could be put right: one in use, and not in the bin."""

    line_id: int
    asset_id: int
    state: LineState
    found_place_id: int | None
    condition: Condition | None
    value: int | None
    place_id: int | None
    holder_id: int | None
    on_record: Condition | None

    @property
    def is_astray(self) -> bool:
        """Whether it is misplaced, and on record still stands elsewhere than where it was found."""
        found = self.found_place_id is not None
        return self.state is LineState.MISPLACED and found and self.found_place_id != self.place_id

    @property
    def is_missing(self) -> bool:
        """Whether nobody has found it so far."""
        return self.state in {LineState.MISSING, LineState.EXPECTED}

    @property
    def has_worn(self) -> bool:
        """Whether it was found in another condition than on record."""
        return self.condition is not None and self.condition is not self.on_record


@dataclass(frozen=True)
class ClosingPlan:
    """How many devices each choice would put right; `missing_value` in cents, of those that have one."""

    astray: int
    held: int
    missing: int
    missing_value: int
    worn: int


def corrigible(session: Session, stocktake_id: int) -> list[Corrigible]:
    """The lines that closing could put right, in their order."""
    return [Corrigible(*row) for row in session.execute(_ROWS.where(StocktakeLine.stocktake_id == stocktake_id))]


def closing_plan(session: Session, stocktake_id: int) -> ClosingPlan:
    """What the dialog says beside each choice."""
    rows = corrigible(session, stocktake_id)
    astray = [row for row in rows if row.is_astray]
    missing = [row for row in rows if row.is_missing]
    return ClosingPlan(
        len(astray),
        sum(row.holder_id is not None for row in astray),
        len(missing),
        sum(row.value or 0 for row in missing),
        sum(row.has_worn for row in rows),
    )


def astray_lines(session: Session, stocktake_id: int) -> list[LineRow]:
    """The lines whose devices would be moved to where they were found, room by room."""
    ids = {row.line_id for row in corrigible(session, stocktake_id) if row.is_astray}
    page = line_page(session, list(ids))
    misplaced = LineQuery(stocktake_id, states=frozenset({LineState.MISPLACED}))
    return [page[line_id] for line_id in line_ids(session, misplaced) if line_id in page]


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        StocktakeLine.id,
        Asset.id,
        StocktakeLine.state,
        StocktakeLine.found_place_id,
        StocktakeLine.condition,
        StocktakeLine.value,
        Asset.place_id,
        Asset.holder_id,
        Asset.condition,
    )
    .join(Asset, Asset.id == StocktakeLine.asset_id)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .where(
        Asset.deleted_at.is_(None),
        StatusLabel.meta != MetaStatus.RETIRED,
        or_(
            StocktakeLine.state != LineState.FOUND,
            and_(StocktakeLine.condition.is_not(None), StocktakeLine.condition.is_distinct_from(Asset.condition)),
        ),
    )
    .order_by(StocktakeLine.id)
)
