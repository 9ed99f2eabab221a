"""Rows that are reckoned rather than stored, as the source of a list."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message
from coorddesk.directory.rules import natural_order
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

R = TypeVar("R")


@dataclass(frozen=True)
class Asked:
    """What rows are reckoned from, and in which order they are wanted: as they come without a column."""

    of: Any
    sort: str = ""
    descending: bool = False


class Reckoned(Source[R, Asked], Generic[R]):
    """All rows are reckoned at once, and kept until they are asked for anew; each is known by its place."""

    def __init__(self, texts: Texts) -> None:
        """`texts` say messages, by which rows are sorted as they read."""
        self._texts = texts
        self._rows: dict[int, R] = {}

    @abstractmethod
    def reckon(self, session: Session, of: Any) -> Sequence[R]:
        """The rows, in the order in which they are shown first."""

    def ids(self, session: Session, query: Asked) -> Sequence[int]:
        """Their places."""
        rows = {} if query.of is None else dict(enumerate(self.reckon(session, query.of), start=1))
        self._rows = rows
        if not query.sort:
            return list(rows)
        column = self.column(query.sort)
        filled = {place: value for place, row in rows.items() if (value := column.value(row)) is not None}
        in_order = sorted(filled, key=lambda place: self._key(filled[place]), reverse=query.descending)
        return [*in_order, *(place for place in rows if place not in filled)]

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, R]:
        """The rows at these places."""
        del session
        return {place: self._rows[place] for place in ids if place in self._rows}

    def is_narrowed(self, query: Asked) -> bool:
        """An empty list is one of a figure that is nought; without any figures, there is nothing yet."""
        return query.of is not None

    def row(self, place: int) -> R | None:
        """The row at a place."""
        return self._rows.get(place)

    def _key(self, value: Any) -> Any:
        if isinstance(value, Message):
            value = self._texts.say(value)
        return natural_order(fold(value)) if isinstance(value, str) else value
