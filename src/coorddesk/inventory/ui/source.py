"""The list of devices: what its table asks of the inventory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.inventory.queries import ASSET_COLUMNS, ASSET_SORTS, AssetQuery, AssetRow, asset_ids, asset_page
from coorddesk.inventory.rules import Condition, MetaStatus
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STATUS_TONES: dict[MetaStatus, Tone] = {
    MetaStatus.IN_STOCK: Tone.SUCCESS,
    MetaStatus.ASSIGNED: Tone.ACCENT,
    MetaStatus.ON_LOAN: Tone.ACCENT,
    MetaStatus.UNDER_REPAIR: Tone.WARNING,
    MetaStatus.UNAVAILABLE: Tone.DANGER,
    MetaStatus.RETIRED: Tone.MUTED,
}
CONDITION_TONES: dict[Condition, Tone] = {
    Condition.WORN: Tone.WARNING,
    Condition.DAMAGED: Tone.DANGER,
    Condition.DEAD: Tone.DANGER,
}


class Devices(Source[AssetRow, AssetQuery]):
    """Devices as rows of a table."""

    columns = ASSET_COLUMNS
    shown = ("tag", "category", "model", "name", "status", "place", "holder", "serial", "warranty_end")
    paths = frozenset({"place"})
    unsortable = frozenset(column.key for column in ASSET_COLUMNS if column.key not in ASSET_SORTS)

    def noun(self, count: int) -> Message:
        """How many devices."""
        return _n("{count} device", "{count} devices", count)

    def ids(self, session: Session, query: AssetQuery) -> Sequence[int]:
        """The devices that a query means."""
        return asset_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, AssetRow]:
        """Their rows."""
        return asset_page(session, ids)

    def is_narrowed(self, query: AssetQuery) -> bool:
        """Whether devices are left out."""
        return not query.everything

    def dots(self) -> Mapping[str, Callable[[AssetRow], Tone | None]]:
        """The colour of a status."""
        return {"status": lambda row: STATUS_TONES[row.meta]}
