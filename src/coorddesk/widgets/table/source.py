"""Where a list gets its records: what a feature's screen says about them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from coorddesk.core.tables import Column, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.messages import Message
    from coorddesk.widgets.icons import Tone

Query = TypeVar("Query")


class Source(ABC, Generic[Row, Query]):
    """One kind of record, searched, filtered and sorted by the database.

    `Query` is the feature's frozen dataclass; it has the fields `sort` (a column's key) and `descending`, or the
    source overrides `sort_of` and `sorted_by`. `ids` and `page` run in the reading lane and touch no widget.
    """

    columns: tuple[Column[Row], ...]
    shown: ClassVar[tuple[str, ...]] = ()
    """Keys of the columns to show until the user chooses others; none named: all."""
    unsortable: ClassVar[frozenset[str]] = frozenset()
    """Keys of the columns whose heading does not sort."""
    paths: ClassVar[frozenset[str]] = frozenset()
    """Keys of the columns whose texts are cut at their beginning where room is short: of a path the end says most."""

    @abstractmethod
    def noun(self, count: int) -> Message:
        """What a number of records is: "{count} device"."""

    @abstractmethod
    def ids(self, session: Session, query: Query) -> Sequence[int]:
        """The ids of every record that the query finds, in its order."""

    @abstractmethod
    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, Row]:
        """The rows of up to 128 ids at once; a record that is gone is left out."""

    @abstractmethod
    def is_narrowed(self, query: Query) -> bool:
        """Whether the query leaves records out, so that an empty list means "not found" rather than "none yet"."""

    def sort_of(self, query: Query) -> tuple[str, bool]:
        """The key of the column that the query sorts by, and whether downwards."""
        fields: Any = query
        return fields.sort, fields.descending

    def sorted_by(self, query: Query, key: str, *, descending: bool) -> Query:
        """The same query, sorted by another column."""
        fields: Any = query
        sorted_query: Query = replace(fields, sort=key, descending=descending)
        return sorted_query

    def dots(self) -> Mapping[str, Callable[[Row], Tone | None]]:
        """For columns that deserve a coloured dot before their text (a status): key -> the dot's tone for a row."""
        return {}
