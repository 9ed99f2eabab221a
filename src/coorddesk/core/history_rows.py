"""Rows as the history keeps them: plain data, packed by the chunk for bulk writes."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select

from coorddesk.core.history_tables import ChangeChunk, ChangeRow
from coorddesk.core.orm import Base

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CHUNK_ROWS = 500

Values = dict[str, Any]


@dataclass(frozen=True)
class RowChange:
    """One row of a change set; of an update only the columns that changed, before and after."""

    table: str
    row_id: int
    before: Values | None
    after: Values | None


def plain(value: Any) -> Any:
    """A column's value as JSON can hold it (used as json's `default` as well)."""
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    raise TypeError(f"the history cannot hold {type(value).__name__}")


def plain_row(row: Values) -> Values:
    """A row's values as JSON can hold them."""
    return {key: plain(value) if isinstance(value, date) else value for key, value in row.items()}


def typed_row(table: Table, row: Values) -> Values:
    """Give a plain row the types its columns want."""
    return {key: _typed(table, key, value) for key, value in row.items()}


def pack(changes: Sequence[RowChange]) -> bytes:
    """Pack changes of one table; columns that all rows share are named once."""
    before = _shared_columns([change.before for change in changes])
    after = _shared_columns([change.after for change in changes])
    rows = [[c.row_id, _cells(c.before, before), _cells(c.after, after)] for c in changes]
    text = json.dumps([before, after, rows], default=plain, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode(), 1)


def unpack(table: str, data: bytes) -> list[RowChange]:
    """Read back what `pack` wrote, values still plain."""
    before, after, rows = json.loads(zlib.decompress(data))
    return [RowChange(table, row_id, _values(old, before), _values(new, after)) for row_id, old, new in rows]


def changes_backwards(connection: Connection, change_set_id: int) -> Iterator[list[RowChange]]:
    """Every row of a change set, last first, in lists of one table and one kind of change each."""
    pieces = _pieces(connection, change_set_id)
    for _place, kind, piece_id in sorted(pieces, reverse=True):
        if kind == "chunk":
            chunk = connection.execute(_CHUNK.where(ChangeChunk.id == piece_id)).one()
            yield list(reversed(unpack(chunk.table_name, chunk.data)))
        else:
            row = connection.execute(_ROW.where(ChangeRow.id == piece_id)).one()
            yield [RowChange(row.table_name, row.row_id, row.before, row.after)]


def table_named(name: str) -> Table:
    """The table of that name."""
    return Base.metadata.tables[name]


_CHUNK = select(ChangeChunk.table_name, ChangeChunk.data)
_ROW = select(ChangeRow.table_name, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)


def _pieces(connection: Connection, change_set_id: int) -> list[tuple[int, str, int]]:
    pieces: list[tuple[int, str, int]] = []
    for kind, source in (("chunk", ChangeChunk), ("row", ChangeRow)):
        found = connection.execute(select(source.place_in_set, source.id).where(source.change_set_id == change_set_id))
        pieces += [(place, kind, piece_id) for place, piece_id in found]
    return pieces


def _typed(table: Table, key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    wanted = table.c[key].type.python_type
    if wanted is datetime:
        return datetime.fromisoformat(value)
    if wanted is date:
        return date.fromisoformat(value)
    return value


def _shared_columns(rows: list[Values | None]) -> list[str] | None:
    """The columns, if all rows have the same ones; None if each row must name its own."""
    first = rows[0]
    if first is None:
        return None
    columns = list(first)
    return columns if all(row is not None and list(row) == columns for row in rows) else None


def _cells(row: Values | None, columns: list[str] | None) -> Any:
    if row is None or columns is None:
        return row
    return list(row.values())


def _values(cells: Any, columns: list[str] | None) -> Values | None:
    if cells is None or columns is None:
        return cells  # type: ignore[no-any-return]  # as packed: a dict or nothing
    return dict(zip(columns, cells, strict=True))
