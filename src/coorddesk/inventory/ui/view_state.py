"""What a saved view of devices keeps: a warranty that ends soon is so many days from whatever day it is then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from coorddesk.inventory.queries import AssetQuery
from coorddesk.widgets.views.codec import QueryCodec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.core.clock import Clock
    from coorddesk.widgets.table.source import Source

_SOON = "warranty_before"
_CENTURY = 36_525


class AssetCodec(QueryCodec):
    """Counts the days of a warranty from today."""

    def __init__(self, clock: Clock, source: Source[Any, Any]) -> None:
        """`clock` says what day it is."""
        super().__init__(AssetQuery(), source)
        self._clock = clock

    def state_of(self, query: Any) -> dict[str, Any]:
        """A query as JSON can hold it."""
        state = super().state_of(query)
        if query.warranty_before is not None:
            state[_SOON] = {"days": (query.warranty_before - self._clock.today()).days}
        return state

    def query_of(self, state: Mapping[str, Any]) -> tuple[Any, bool]:
        """The query that it means today."""
        match state.get(_SOON):
            case {"days": int(days)} if abs(days) < _CENTURY:
                day = self._clock.today() + timedelta(days=days)
                return super().query_of({**state, _SOON: {"day": day.isoformat()}})
        return super().query_of(state)
