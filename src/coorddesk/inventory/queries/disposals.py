"""Disposals: what left, why and where to, gathered as it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.messages import Message
from coorddesk.inventory.models import Asset, Category, Disposal, Manufacturer, Model
from coorddesk.inventory.queries.lives import lived
from coorddesk.inventory.rules import DATA_WIPED_TITLES, DISPOSAL_REASON_TITLES, DataWiped, DisposalReason, called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 5000


@dataclass(frozen=True)
class GoneRow:
    """A device that left; amounts in cents of all of them: what it cost, what it was worth in the books that day."""

    id: int
    tag: str | None
    serial: str | None
    name: str
    category: str | None
    maker: str | None
    model: str | None
    purchase_date: date | None
    price: int | None
    quantity: int
    reason: DisposalReason
    day: date
    recipient: str
    certificate: str
    data_wiped: DataWiped
    notes: str
    book_value: int | None = None

    @property
    def device(self) -> str:
        """What it was called."""
        return called(self.tag, self.serial, self.name, self.id)

    @property
    def made_of(self) -> str:
        """Manufacturer and model."""
        return " ".join(part for part in (self.maker, self.model) if part)

    @property
    def paid(self) -> int | None:
        """What all of them cost."""
        return None if self.price is None else self.price * self.quantity

    @property
    def reason_title(self) -> Message:
        """The reason in words."""
        return DISPOSAL_REASON_TITLES[self.reason]

    @property
    def data_wiped_title(self) -> Message:
        """Whether the data is gone, in words."""
        return DATA_WIPED_TITLES[self.data_wiped]

    @property
    def batch(self) -> tuple[Any, ...]:
        """What left together: on one day, for one reason, to somebody, with one document."""
        return self.day, self.reason.value, self.recipient, self.certificate


def gone(session: Session, ids: Sequence[int] | None = None) -> list[GoneRow]:
    """The devices that left, or those of these that did, the latest first; what is in the bin is left out."""
    wanted = _ROWS.where(Asset.deleted_at.is_(None)).order_by(
        Disposal.day.desc(), Disposal.reason, Disposal.recipient, Disposal.certificate, Asset.tag_folded, Asset.id
    )
    rows = [GoneRow(*row) for row in session.execute(wanted)]
    if ids is not None:
        asked = set(ids)
        rows = [row for row in rows if row.id in asked]
    lives = lived(session, [row.id for row in rows])
    return [replace(row, book_value=lives[row.id].worth(row.day)) for row in rows]


def days_of_leaving(session: Session) -> dict[int, date]:
    """The day on which each device left that has."""
    return dict(session.execute(select(Disposal.asset_id, Disposal.day)).all())


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Asset.id,
        Asset.tag,
        Asset.serial,
        Asset.name,
        Category.name.label("category"),
        Manufacturer.name.label("maker"),
        Model.name.label("model"),
        Asset.purchase_date,
        Asset.price,
        Asset.quantity,
        Disposal.reason,
        Disposal.day,
        Disposal.recipient,
        Disposal.certificate,
        Disposal.data_wiped,
        Disposal.notes,
    )
    .select_from(Disposal)
    .join(Asset, Asset.id == Disposal.asset_id)
    .outerjoin(Category, Category.id == Asset.category_id)
    .outerjoin(Model, Model.id == Asset.model_id)
    .outerjoin(Manufacturer, Manufacturer.id == Model.manufacturer_id)
)
