"""The devices that a verb is about: which they are, as their user saw them, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n, verbatim
from coorddesk.inventory.queries import AssetRow
from coorddesk.inventory.rules import MetaStatus, called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.inventory.service import Chosen
    from coorddesk.widgets.table.record_list import RecordList


@dataclass(frozen=True)
class Selected:
    """Devices selected in a list; `rows` are those of them that were painted lately.

    `name` is what one device is called, where it stands in a list of something else.
    """

    ids: tuple[int, ...]
    rows: tuple[AssetRow, ...]
    name: str = ""

    @property
    def chosen(self) -> Chosen:
        """The devices for a wish, with the versions that their user saw, if all were seen."""
        from coorddesk.inventory.service import Chosen  # the list is there without it

        versions = tuple(row.version for row in self.rows) if len(self.rows) == len(self.ids) else ()
        return Chosen(self.ids, versions)

    @property
    def said(self) -> Message:
        """What they are called in a sentence: one by its number, several by how many they are."""
        if len(self.ids) == 1 and self.rows:
            row = self.rows[0]
            return verbatim(called(row.tag, row.serial, row.name, row.id))
        if len(self.ids) == 1 and self.name:
            return verbatim(self.name)
        return _n("{count} device", "{count} devices", len(self.ids))

    @property
    def are_retired(self) -> bool:
        """Whether all that were seen have left."""
        return bool(self.rows) and all(row.meta is MetaStatus.RETIRED for row in self.rows)

    @property
    def have_retired(self) -> bool:
        """Whether one that was seen has left."""
        return any(row.meta is MetaStatus.RETIRED for row in self.rows)


def selected_in(listing: RecordList, ids: Sequence[int] | None = None) -> Selected:
    """The devices selected in a list, or these of it."""
    chosen = tuple(listing.selected_ids() if ids is None else ids)
    rows = tuple(row for asset_id in chosen if isinstance(row := listing.row(asset_id), AssetRow))
    return Selected(chosen, rows)
