"""A device's card: everything that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message
from coorddesk.inventory.models import Asset, Disposal, Model
from coorddesk.inventory.queries.custom import FieldRow, custom_fields
from coorddesk.inventory.queries.rows import AssetRow, asset_page
from coorddesk.inventory.rules import DATA_WIPED_TITLES, DISPOSAL_REASON_TITLES, DataWiped, DisposalReason, called

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class DisposalRow:
    """Why and where to a retired device went."""

    reason: DisposalReason
    day: date
    recipient: str
    certificate: str
    data_wiped: DataWiped
    notes: str

    @property
    def reason_title(self) -> Message:
        """The reason in words."""
        return DISPOSAL_REASON_TITLES[self.reason]

    @property
    def data_wiped_title(self) -> Message:
        """Whether the data is gone, in words."""
        return DATA_WIPED_TITLES[self.data_wiped]


@dataclass(frozen=True)
class AssetCard:
    """A device, the ids of all that it belongs to, its disposal if it has left, and the desk's own fields."""

    row: AssetRow
    category_id: int | None
    manufacturer_id: int | None
    model_id: int | None
    status_label_id: int
    place_id: int | None
    holder_id: int | None
    department_id: int | None
    supplier_id: int | None
    disposal: DisposalRow | None
    fields: tuple[FieldRow, ...] = ()

    @property
    def own_fields(self) -> tuple[FieldRow, ...]:
        """The desk's own fields that devices of its category have."""
        return tuple(field for field in self.fields if field.is_of(self.category_id))

    @property
    def other_fields(self) -> tuple[FieldRow, ...]:
        """Others in which it says something all the same."""
        others = (field for field in self.fields if not field.is_of(self.category_id))
        return tuple(field for field in others if field.id in self.row.custom)

    @property
    def title(self) -> str:
        """What it is called in a sentence."""
        return called(self.row.tag, self.row.serial, self.row.name, self.row.id)


def asset_card(session: Session, asset_id: int) -> AssetCard | None:
    """One device with everything, in the bin or not; None if it is not there."""
    row = asset_page(session, [asset_id]).get(asset_id)
    if row is None:
        return None
    ids = session.execute(_IDS.where(Asset.id == asset_id)).one()
    disposal = session.execute(_DISPOSAL.where(Disposal.asset_id == asset_id)).one_or_none()
    gone = None if disposal is None else DisposalRow(*disposal)
    return AssetCard(row, *ids, gone, custom_fields(session))


_IDS = select(
    Asset.category_id,
    Model.manufacturer_id,
    Asset.model_id,
    Asset.status_label_id,
    Asset.place_id,
    Asset.holder_id,
    Asset.department_id,
    Asset.supplier_id,
).outerjoin(Model, Model.id == Asset.model_id)
_DISPOSAL = select(
    Disposal.reason,
    Disposal.day,
    Disposal.recipient,
    Disposal.certificate,
    Disposal.data_wiped,
    Disposal.notes,
)
