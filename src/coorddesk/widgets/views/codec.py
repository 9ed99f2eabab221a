"""What a saved view keeps of a query, and the query that it means when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.query_state import query_from, query_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.widgets.table.source import Source


class QueryCodec:
    """For any query by its own types; a feature whose filters mean something else on another day says so itself."""

    def __init__(self, first: Any, source: Source[Any, Any]) -> None:
        """`first` is what the page shows at first."""
        self._first = first
        self._source = source

    def state_of(self, query: Any) -> dict[str, Any]:
        """A query as JSON can hold it."""
        return query_state(query)

    def query_of(self, state: Mapping[str, Any]) -> tuple[Any, bool]:
        """The query, and whether all of it was understood."""
        query, is_whole = query_from(type(self._first), state)
        if self._source.can_sort(self._source.sort_of(query)[0]):
            return query, is_whole
        key, descending = self._source.sort_of(self._first)
        return self._source.sorted_by(query, key, descending=descending), is_whole
