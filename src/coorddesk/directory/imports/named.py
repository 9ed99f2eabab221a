"""Sheets of records that are known by their names: departments, suppliers, categories, manufacturers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.importing.kind import Known, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_NO_BLANKS: Mapping[str, Any] = {}


class NamedTarget(SimpleTarget):
    """The records of one table within one import, each by its name; whatever a sheet leaves blank is empty text."""

    def __init__(
        self, session: Session, table: str, keys: Sequence[str], blanks: Mapping[str, Any] = _NO_BLANKS
    ) -> None:
        """Write `keys` through `session`; `blanks` are what a new record says where its row says nothing."""
        self._session = session
        self._table = table_named(table)
        self._keys = tuple(keys)
        self._blanks = blanks

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every record."""
        wanted = select(self._table.c.id, self._table.c.version, *(self._table.c[key] for key in fields))
        for row_id, version, *values in self._session.connection().execute(wanted.order_by(self._table.c.id)):
            yield Known(row_id, version, tuple(value or None for value in values))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every record, by name."""
        wanted = select(*(self._table.c[key] for key in self._keys)).order_by(self._table.c.name_folded)
        for row in self._session.connection().execute(wanted).mappings():
            yield {key: value or None for key, value in row.items()}

    def insert(self, rows: NewRows) -> None:
        """Add records."""
        insert_rows(
            self._session, self._table, [self._columns({key: row.get(key) for key in self._keys}) for row in rows]
        )

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change records."""
        update_rows(self._session, self._table, [(change.id, self._columns(change.values)) for change in changes])

    def _columns(self, values: Mapping[str, Any]) -> dict[str, Any]:
        columns = {key: value or self._blanks.get(key, "") for key, value in values.items()}
        return columns | {"name_folded": fold(columns["name"])} if "name" in columns else columns
