"""What a list remembers of how it stands: its columns, its order and its groups, under one name at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.widgets.table.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.widgets.table.columns import Columns
    from coorddesk.widgets.table.group_choice import GroupChoice
    from coorddesk.widgets.table.sorting import Sorting


class Standing:
    """Leads its three parts, each of which keeps its own in the desk's memory."""

    def __init__(self, columns: Columns, sorting: Sorting, groups: GroupChoice, regrouped: Callable[[], None]) -> None:
        """`regrouped` is called when the groups are others."""
        self._columns = columns
        self._sorting = sorting
        self._groups = groups
        self._regrouped = regrouped

    def layout(self) -> Layout:
        """Which columns are shown, how wide, and under which headings."""
        return Layout(self._columns.layout(), self._groups.by)

    def use(self, name: str, first: Layout | None) -> None:
        """Go by another name in the desk's memory, for columns, widths, order and groups; `first` is its layout.

        What is shown stays until the next query.
        """
        self._columns.use(name, None if first is None else first.columns)
        self._sorting.use(name)
        self._groups.use(name, None if first is None else first.by)
        self._regrouped()

    def forget(self) -> None:
        """Remember nothing under the present name any more."""
        for part in (self._columns, self._sorting, self._groups):
            part.forget()
