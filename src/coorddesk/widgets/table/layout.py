"""How a list is laid out, as a saved view keeps it: its columns and its headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.widgets.table.columns import ColumnLayout


@dataclass(frozen=True)
class Layout:
    """The columns from left to right, and the key of the one by which the list is grouped."""

    columns: ColumnLayout
    by: str | None

    def state(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"columns": self.columns, "group": self.by}


def read_layout(state: Mapping[str, Any]) -> Layout:
    """What was kept; what cannot be read is as it is at first."""
    columns, by = state.get("columns"), state.get("group")
    return Layout(columns if isinstance(columns, list) else [], by if isinstance(by, str) else None)
