"""Where a list gets its records: what a feature's screen says about them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from coorddesk.core.messages import Message, _
from coorddesk.core.tables import Column, Row
from coorddesk.widgets.table.grouping import ROWS_AT_ONCE, Keyed, Sums, keyed_by_rows, sums_by_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.widgets.icons import Tone

Query = TypeVar("Query")


class Source(ABC, Generic[Row, Query]):
    """One kind of record, searched, filtered and sorted by the database.

    `Query` is the feature's frozen dataclass; it has the fields `sort` (a column's key) and `descending`, or the
    source overrides `sort_of` and `sorted_by`. `ids` and `page` run in the reading lane and touch no widget.
    """

    columns: tuple[Column[Row], ...]
    """What may be shown; may become others while the list is open, which `RecordList.renew_columns` is then told."""
    shown: ClassVar[tuple[str, ...]] = ()
    """Keys of the columns to show until the user chooses others; none named: all."""
    unsortable: ClassVar[frozenset[str]] = frozenset()
    """Keys of the columns whose heading does not sort."""
    paths: ClassVar[frozenset[str]] = frozenset()
    """Keys of the columns whose texts are cut at their beginning where room is short: of a path the end says most."""
    groupable: tuple[str, ...] = ()
    """Keys of the columns by which the list can be put under headings; each of them sorts."""
    explained: ClassVar[frozenset[str]] = frozenset()
    """Keys of the columns whose figures tell what they are made of: each is opened by itself, sums too."""
    reckoned: ClassVar[frozenset[str]] = frozenset()
    """Keys of the columns whose sums `sums` reckons, where adding values up would mean nothing: rates."""

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

    def can_sort(self, key: str) -> bool:
        """Whether the list can be sorted by a column of that key."""
        return key not in self.unsortable and key in {column.key for column in self.columns}

    def keyed(self, session: Session, query: Query, by: str) -> Keyed:
        """The group of each record that the query finds, by a column; a long list lets the database say it."""
        return keyed_by_rows(self.column(by), self.columns, self._rows_of(session, self.ids(session, query)))

    def sums(self, session: Session, query: Query) -> Sums:
        """What all that the query finds adds up to, in the columns that say `total`."""
        return sums_by_rows(self.columns, self._rows_of(session, self.ids(session, query)))

    def sums_of(self, session: Session, ids: Sequence[int]) -> Sums:
        """What any number of records add up to."""
        return sums_by_rows(self.columns, self._rows_of(session, ids))

    def count(self, session: Session, query: Query) -> int:
        """How many records the query finds."""
        return len(self.ids(session, query))

    def stated(self, session: Session, query: Query) -> tuple[Message, ...]:
        """The filters of a query in words, for the head of a paper."""
        text = str(getattr(query, "text", "")).strip()
        return (_("Search: “{text}”", text=text),) if text else ()

    def as_shown(self) -> Source[Row, Query]:
        """What a paper is made of later: itself, unless its rows follow from more than their ids."""
        return self

    def column(self, key: str) -> Column[Row]:
        """The column of a key."""
        return next(column for column in self.columns if column.key == key)

    def dots(self) -> Mapping[str, Callable[[Row], Tone | None]]:
        """For columns that deserve a coloured dot before their text (a status): key -> the dot's tone for a row."""
        return {}

    def _rows_of(self, session: Session, ids: Sequence[int]) -> Iterator[tuple[int, Row]]:
        """Each row with its id, read when it is asked for."""
        for start in range(0, len(ids), ROWS_AT_ONCE):
            yield from self.page(session, ids[start : start + ROWS_AT_ONCE]).items()
