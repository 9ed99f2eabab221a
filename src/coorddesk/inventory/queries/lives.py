"""How long devices have served, what they are worth in the books, and when they are due: read and reckoned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, func, select

from coorddesk.core.messages import Message, _
from coorddesk.inventory.models import Asset, AssetLife, Category, Model, StatusLabel
from coorddesk.inventory.rules import Condition, Depreciation, MetaStatus
from coorddesk.inventory.rules.depreciation import Annuity, Basis, book_value, schedule
from coorddesk.inventory.rules.replacement import Ageing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

AT_ONCE = 5000
"""Devices are read that many at a time."""

LIFE_TITLES: dict[str, Message] = {
    "in_service": _("Put into service"),
    "depreciation": _("Depreciation"),
    "depreciation_years": _("Over (years)"),
    "residual": _("Worth in the end"),
    "planned_year": _("Replace in"),
    "estimated_price": _("Price of the next one"),
    "plan_reason": _("Why then"),
}


class Life(NamedTuple):
    """What is said of a device's life, amounts of one in cents: its own word, or else its model's or category's.

    `version` is that of what is said of the device itself; 0 where nothing is. A tuple, for a plan makes one of each
    of 100,000 devices.
    """

    asset_id: int
    purchase_date: date | None
    condition: Condition | None
    price: int | None
    quantity: int
    meta: MetaStatus
    category: str | None
    category_method: Depreciation | None
    category_years: int | None
    life_years: int | None
    version: int
    in_service: date | None
    own_method: Depreciation | None
    own_years: int | None
    residual: int | None
    planned_year: int | None
    estimated_price: int | None
    plan_reason: str

    @property
    def since(self) -> date | None:
        """When it began to serve."""
        return self.in_service or self.purchase_date

    @property
    def method(self) -> Depreciation | None:
        """How it is written off."""
        return self.own_method or self.category_method

    @property
    def years(self) -> int | None:
        """Over how many years."""
        return self.own_years or self.category_years

    @property
    def basis(self) -> Basis | None:
        """What is written off of one; None where that is not known, or nothing is.

        What declines does so from the day of purchase, whenever it was put into service.
        """
        method, years, since = self.method, self.years, self.since
        if method is Depreciation.DECLINING:
            since = self.purchase_date or since
        if self.price is None or since is None or method in {None, Depreciation.NONE} or years is None:
            return None
        assert method is not None
        return Basis(self.price, since, method, years, min(self.residual or 0, self.price))

    def worth(self, day: date) -> int | None:
        """The book value of all of them at the end of a day, in cents; None where it is not known."""
        return None if self.basis is None else book_value(self.basis, day) * self.quantity

    @property
    def annuities(self) -> tuple[Annuity, ...]:
        """Year after year, of one."""
        return () if self.basis is None else schedule(self.basis)

    @property
    def ageing(self) -> Ageing:
        """What the replacement plan looks at."""
        return Ageing(
            self.since,
            self.condition,
            self.life_years,
            self.price,
            self.quantity,
            self.planned_year,
            self.estimated_price,
        )


def life(session: Session, asset_id: int) -> Life | None:
    """The life of one device; None if it is not there."""
    return lived(session, [asset_id]).get(asset_id)


def lived(session: Session, ids: Sequence[int]) -> dict[int, Life]:
    """The lives of devices, by their ids."""
    return {
        each.asset_id: each
        for start in range(0, len(ids), AT_ONCE)
        for each in map(_life, session.execute(LIVES.where(Asset.id.in_(ids[start : start + AT_ONCE]))))
    }


def _life(row: Any) -> Life:
    return Life(*row)


IN_USE = (Asset.deleted_at.is_(None), StatusLabel.meta != MetaStatus.RETIRED)
"""Of `LIVES`: what has not left and is not in the bin."""
LIVES: Select[*tuple[Any, ...]] = (
    select(
        Asset.id,
        Asset.purchase_date,
        Asset.condition,
        Asset.price,
        Asset.quantity,
        StatusLabel.meta,
        Category.name,
        Category.depreciation,
        Category.depreciation_years,
        func.coalesce(Model.life_years, Category.life_years),
        func.coalesce(AssetLife.version, 0),
        AssetLife.in_service,
        AssetLife.depreciation,
        AssetLife.depreciation_years,
        AssetLife.residual,
        AssetLife.planned_year,
        AssetLife.estimated_price,
        func.coalesce(AssetLife.plan_reason, ""),
    )
    .select_from(Asset)
    .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Category, Category.id == Asset.category_id)
    .outerjoin(AssetLife, AssetLife.asset_id == Asset.id)
)
"""What a `Life` is made of, in its order."""
