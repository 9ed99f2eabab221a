"""The list of devices: what its table asks of the inventory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.core.tables import Kind
from coorddesk.inventory.queries import ASSET_COLUMNS, ASSET_SORTS, AssetQuery, AssetRow, asset_ids, asset_page, stated
from coorddesk.inventory.queries.groups import ASSET_GROUPS, asset_count, asset_groups, asset_sums, sums_of_assets
from coorddesk.inventory.rules import Condition, MetaStatus, custom_id
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.grouping import Keyed, Sums
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
_GROUPING_KINDS = frozenset({Kind.CHOICE, Kind.DATE, Kind.YES_NO})
"""Of custom fields; the others hardly ever say the same twice."""


class Devices(Source[AssetRow, AssetQuery]):
    """Devices as rows of a table."""

    columns = ASSET_COLUMNS
    shown = ("tag", "category", "model", "name", "status", "place", "holder", "serial", "warranty_end")
    paths = frozenset({"place"})
    unsortable = frozenset(column.key for column in ASSET_COLUMNS if column.key not in ASSET_SORTS)

    @property
    def groupable(self) -> tuple[str, ...]:  # type: ignore[override]  # it depends on the desk's own fields
        """What devices belong to, the years of their days, and the desk's own choices."""
        custom = (column for column in self.columns if custom_id(column.key) is not None)
        return (*ASSET_GROUPS, *(column.key for column in custom if column.kind in _GROUPING_KINDS))

    def can_sort(self, key: str) -> bool:
        """Whether devices can be sorted so: also by fields of the desk's own, which are known a little later."""
        return custom_id(key) is not None or super().can_sort(key)

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

    def keyed(self, session: Session, query: AssetQuery, by: str) -> Keyed:
        """The group of each device, by the database."""
        found = asset_groups(session, query, by, self._summed())
        return Keyed(found.groups, found.titles, found.sums)

    def sums(self, session: Session, query: AssetQuery) -> Sums:
        """What all of them add up to."""
        return asset_sums(session, query, self._summed())

    def sums_of(self, session: Session, ids: Sequence[int]) -> Sums:
        """What some of them add up to."""
        return sums_of_assets(session, ids, self._summed())

    def count(self, session: Session, query: AssetQuery) -> int:
        """How many there are."""
        return asset_count(session, query)

    def stated(self, session: Session, query: AssetQuery) -> tuple[Message, ...]:
        """The filters, as reports say them."""
        return stated(session, query)

    def _summed(self) -> list[str]:
        return [column.key for column in self.columns if column.total]

    def dots(self) -> Mapping[str, Callable[[AssetRow], Tone | None]]:
        """The colour of a status."""
        return {"status": lambda row: STATUS_TONES[row.meta]}
